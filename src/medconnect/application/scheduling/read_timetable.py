"""Read a doctor's working time."""

from dataclasses import dataclass

from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import TimetableView
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import DoctorId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTimetableQuery:
    """Whose."""

    actor: Actor
    doctor_id: DoctorId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTimetable:
    """Show hours, exceptions, openings and leave to those who may change them."""

    read: Read[SchedulingWork]

    async def __call__(self, query: ReadTimetableQuery) -> TimetableView:
        authorize(query.actor, Permission.CHANGE_TIMETABLE, owner=query.doctor_id)
        async with self.read(query.actor) as work:
            timetable = await work.timetables.get(query.doctor_id)
            clinics = await work.clinics.of(query.doctor_id)
        if timetable is None:
            raise NotFound
        return TimetableView.of(timetable, (clinic.id for clinic in clinics))
