"""The free times of one doctor."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from medconnect.application.scheduling.ports import DiaryAsk, SchedulingWork, clipped
from medconnect.application.scheduling.views import FreeTimesView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.doctor import Cover
from medconnect.domain.scheduling.zones import midnight
from medconnect.domain.shared.errors import Invalid, NotFound
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId, VisitorId
from medconnect.domain.shared.period import Period, checked, second_of

_LONGEST = timedelta(days=62)
_ZONES_SPAN = timedelta(hours=15)


class RangeTooLong(Invalid):
    """More days than anybody looks through."""

    code = "range-too-long"
    title = f"At most {_LONGEST.days} days can be asked for at once."


@dataclass(frozen=True, slots=True, kw_only=True)
class FindSlotsQuery:
    """Dates mean the clinic's days, both included; instants are half-open."""

    actor: Actor
    doctor_id: DoctorId
    since: date | datetime
    until: date | datetime
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
        whole = clipped(*_span(query.since, query.until))
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
        now = self.clock.now()
        asker = diary.asker(patient_id=patient_id, visitor_id=query.visitor_id, state=query.state, cover=query.cover)
        availability = diary.availability(asker, now)
        days = [
            day
            for clinic in diary.clinics.values()
            if query.clinic_id in (None, clinic.id)
            for day in availability.free_days(_within(query, clinic.zone), clinic.id)
        ]
        held = frozenset(
            second_of(hold.spot.period.starts_at)
            for hold in diary.holds
            if hold.live_at(now) and hold.spot.doctor_id == query.doctor_id and hold.spot.service_id == diary.service.id
        )
        return FreeTimesView(
            doctor_id=query.doctor_id,
            service_id=diary.service.id,
            length=diary.service.length,
            days=tuple(sorted(days, key=lambda day: (day.on, day.starts[0], day.clinic_id))),
            held=held,
            diary_version=diary.version,
        )


def _span(since: date | datetime, until: date | datetime) -> tuple[datetime, datetime]:
    """From the first zone in which the range begins to the last in which it ends."""
    first = checked(since, "since") if isinstance(since, datetime) else midnight("UTC", since)
    last = checked(until, "until") if isinstance(until, datetime) else midnight("UTC", until, 1)
    if last - first > _LONGEST:
        raise RangeTooLong("until")
    return first - _ZONES_SPAN, last + _ZONES_SPAN


def _within(query: FindSlotsQuery, zone: str) -> Period:
    """The range in one clinic's days."""
    first = query.since if isinstance(query.since, datetime) else midnight(zone, query.since)
    last = query.until if isinstance(query.until, datetime) else midnight(zone, query.until, 1)
    return clipped(first, last)
