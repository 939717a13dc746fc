"""Take a closure back."""

from dataclasses import dataclass

from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import ChangeId, ClinicId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenClinicCommand:
    """Which closure of which clinic."""

    actor: Actor
    clinic_id: ClinicId
    closure_id: ChangeId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenClinic:
    """Remove a closure; this takes nothing from anybody."""

    begin: Begin[SchedulingWork]
    clock: Clock

    async def __call__(self, command: ReopenClinicCommand) -> None:
        authorize(command.actor, Permission.CLOSE_CLINIC)
        async with self.begin(command.actor) as work:
            found = await work.clinics.for_change(command.clinic_id)
            if found is None:
                raise NotFound
            clinic, _ = found
            clinic.reopen(command.closure_id, now=self.clock.now())
            await work.clinics.save(clinic)
            await work.commit()
