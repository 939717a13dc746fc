"""One visit as a calendar file."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import authorize_party
from medconnect.application.scheduling.ports import CalendarFiles, NamesAsk, SchedulingWork
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAppointmentQuery:
    """Which visit."""

    actor: Actor
    appointment_id: AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAppointment:
    """Give a visit's parties and the desk the file that their own calendar understands (N6)."""

    read: Read[SchedulingWork]
    clock: Clock
    calendars: CalendarFiles

    async def __call__(self, query: ExportAppointmentQuery) -> bytes:
        async with self.read(query.actor) as work:
            visit = await work.appointments.get(query.appointment_id)
            authorize_party(query.actor, Permission.READ_APPOINTMENT, visit)
            if visit is None:
                raise NotFound
            named = await work.names.of(NamesAsk(clinics=frozenset({visit.spot.clinic_id})))
        now = self.clock.now()
        place = named.clinics[visit.spot.clinic_id]
        return self.calendars.of_visit(AppointmentView.of(visit, now), place, now)
