"""Which instant somebody means who reads it off the clinic's wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from medconnect.application.scheduling.ports import NamesAsk, SchedulingWork
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.open_hours import open_stretches
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.scheduling.zones import NonexistentTime, exact_instant
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import ClinicId, DoctorId
from medconnect.domain.shared.period import EARLIEST, LATEST, TimeOutOfRange, second_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWallClockQuery:
    """A wall time, at one clinic or wherever the doctor works; `field` is where it was asked."""

    actor: Actor
    wall: datetime
    field: str
    doctor_id: DoctorId | None = None
    clinic_id: ClinicId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWallClock:
    """Read a time without an offset as wall time of the clinic: the first occurrence if there are two (T4).

    Where the doctor works in several zones, the clinic is meant whose hours contain the time.
    """

    read: Read[SchedulingWork]

    async def __call__(self, query: ReadWallClockQuery) -> datetime:
        authorize(query.actor, Permission.FIND_SLOTS)
        if not EARLIEST.year <= query.wall.year < LATEST.year:
            raise TimeOutOfRange(query.field)
        async with self.read(query.actor) as work:
            if query.clinic_id is not None:
                named = await work.names.of(NamesAsk(clinics=frozenset({query.clinic_id})))
                if query.clinic_id not in named.clinics:
                    raise NotFound
                return exact_instant(query.wall, named.clinics[query.clinic_id].zone, field=query.field)
            if query.doctor_id is None:
                raise NotFound
            clinics = await work.clinics.of(query.doctor_id)
            timetable = await work.timetables.get(query.doctor_id)
        if timetable is None or not clinics:
            raise NotFound
        return _meant(query, sorted(clinics, key=lambda clinic: clinic.id), timetable)


def _meant(query: ReadWallClockQuery, clinics: Sequence[Clinic], timetable: Timetable) -> datetime:
    instants: list[datetime] = []
    for clinic in clinics:
        try:
            instant = exact_instant(query.wall, clinic.zone, field=query.field)
        except NonexistentTime:
            continue
        if _open_at(timetable, clinic, second_of(instant)):
            return instant
        instants.append(instant)
    if not instants:
        raise NonexistentTime(query.field)
    return instants[0]


def _open_at(timetable: Timetable, clinic: Clinic, second: int) -> bool:
    schedule = timetable.schedules.get(clinic.id)
    if schedule is None:
        return False
    stretches = open_stretches(schedule, clinic.zone, second, second + 1)
    return any(opens <= second < closes for opens, closes in stretches)
