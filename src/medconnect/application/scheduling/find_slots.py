"""The free times of one doctor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from medconnect.application.scheduling.ports import DiaryAsk, SchedulingWork, clipped
from medconnect.application.scheduling.views import FreeTimesView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Cover
from medconnect.domain.scheduling.zones import midnight
from medconnect.domain.shared.errors import Invalid, NotFound
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId, VisitorId
from medconnect.domain.shared.period import EmptyPeriod, checked, checked_day, second_of

_LONGEST = timedelta(days=62)
_USUAL = timedelta(days=14)
_ZONES_SPAN = timedelta(hours=15)


class RangeTooLong(Invalid):
    """More days than anybody looks through."""

    code = "range-too-long"
    title = f"At most {_LONGEST.days} days can be asked for at once."


@dataclass(frozen=True, slots=True, kw_only=True)
class FindSlotsQuery:
    """Dates mean the clinic's days, both included; instants are half-open. Without a range: two weeks from now."""

    actor: Actor
    doctor_id: DoctorId
    since: date | datetime | None = None
    until: date | datetime | None = None
    service_id: ServiceId | None = None
    clinic_id: ClinicId | None = None
    patient_id: PatientId | None = None
    visitor_id: VisitorId | None = None
    state: str | None = None
    cover: Cover | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindSlots:
    """List the times that the asker could book at this moment (A9)."""

    read: Read[SchedulingWork]
    clock: Clock

    async def __call__(self, query: FindSlotsQuery) -> FreeTimesView:
        authorize(query.actor, Permission.FIND_SLOTS)
        patient_id = query.patient_id or query.actor.patient_id
        if query.patient_id is not None:
            authorize(query.actor, Permission.HOLD_SLOT, owner=query.patient_id)
        now = self.clock.now()
        since, until = _range(query, now)
        whole = clipped(_first(since, "UTC") - _ZONES_SPAN, _last(until, "UTC") + _ZONES_SPAN)
        ask = DiaryAsk(
            doctor_id=query.doctor_id,
            period=whole,
            service_id=query.service_id,
            patient_ids=() if patient_id is None else (patient_id,),
            visitor_id=query.visitor_id,
        )
        async with self.read(query.actor) as work:
            diary = await work.diaries.look(ask)
        if query.clinic_id is not None and query.clinic_id not in diary.clinics:
            raise NotFound
        asker = diary.asker(patient_id=patient_id, visitor_id=query.visitor_id, state=query.state, cover=query.cover)
        availability = diary.availability(asker, now)
        days = [
            day
            for clinic in diary.clinics.values()
            if query.clinic_id in (None, clinic.id)
            for day in availability.free_days(clipped(_first(since, clinic.zone), _last(until, clinic.zone)), clinic.id)
        ]
        held = frozenset(
            second_of(hold.spot.period.starts_at)
            for hold in diary.holds
            if hold.live_at(now) and hold.spot.doctor_id == query.doctor_id and hold.spot.service_id == diary.service.id
        )
        return FreeTimesView(
            doctor_id=query.doctor_id,
            zone=_zone_of(diary, query.clinic_id),
            service_id=diary.service.id,
            length=diary.service.length,
            days=tuple(sorted(days, key=lambda day: (day.on, day.starts[0], day.clinic_id))),
            held=held,
            diary_version=diary.version,
        )


def _range(query: FindSlotsQuery, now: datetime) -> tuple[date | datetime, date | datetime]:
    """The range that is meant, if it makes sense. What begins late or ends early is a typing mistake."""
    since = now.replace(microsecond=0) if query.since is None else _checked(query.since, "from")
    until = _first(since, "UTC") + _USUAL if query.until is None else _checked(query.until, "to")
    first, last = _first(since, "UTC"), _first(until, "UTC")
    if last - first > _LONGEST:
        raise RangeTooLong("to")
    if _last(until, "UTC") <= first:
        raise EmptyPeriod("to")
    return since, until


def _checked(moment: date | datetime, field: str) -> date | datetime:
    return checked(moment, field) if isinstance(moment, datetime) else checked_day(moment, field)


def _first(moment: date | datetime, zone: str) -> datetime:
    """Where a range begins: an instant, or the start of a day."""
    return moment if isinstance(moment, datetime) else midnight(zone, moment)


def _last(moment: date | datetime, zone: str) -> datetime:
    """Where a range ends: an instant, or the end of a day."""
    return moment if isinstance(moment, datetime) else midnight(zone, moment, 1)


def _zone_of(diary: Diary, clinic_id: ClinicId | None) -> str:
    """The zone to think in: of the clinic that was asked for, else of the doctor's first one."""
    places = sorted(clinic.id for clinic in diary.clinics.values() if clinic_id in (None, clinic.id))
    return diary.clinics[places[0]].zone if places else "UTC"
