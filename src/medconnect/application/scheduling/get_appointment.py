"""Read one visit."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import authorize_party, shown_to
from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAppointmentQuery:
    """Which visit."""

    actor: Actor
    appointment_id: AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class GetAppointment:
    """Show a visit to its parties and the desk."""

    read: Read[SchedulingWork]
    clock: Clock

    async def __call__(self, query: GetAppointmentQuery) -> AppointmentView:
        async with self.read(query.actor) as work:
            visit = await work.appointments.get(query.appointment_id)
        authorize_party(query.actor, Permission.READ_APPOINTMENT, visit)
        if visit is None:
            raise NotFound
        return shown_to(query.actor, AppointmentView.of(visit, self.clock.now()))
