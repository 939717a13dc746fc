"""Write down what the patient or the doctor wants remembered about a visit."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import by, visit_for_change
from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission
from medconnect.domain.shared.ids import AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAppointmentCommand:
    """Which visit; none leaves a field as it is."""

    actor: Actor
    appointment_id: AppointmentId
    notes: str | None = None
    symptoms: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAppointment:
    """Edit notes and symptoms. Past visits can be edited too (L9)."""

    begin: Begin[SchedulingWork]
    clock: Clock

    async def __call__(self, command: EditAppointmentCommand) -> AppointmentView:
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            visit = await visit_for_change(
                work, command.actor, Permission.CHANGE_APPOINTMENT, command.appointment_id, command.version
            )
            visit.edit(by(command.actor), now, notes=command.notes, symptoms=command.symptoms)
            await work.appointments.save(visit)
            await work.commit()
        return AppointmentView.of(visit, now)
