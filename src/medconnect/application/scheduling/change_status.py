"""One step in the life of a visit."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import by, visit_for_change
from medconnect.application.scheduling.ports import SchedulingWork, ask_about_visit
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.agreement import CancelReason
from medconnect.domain.scheduling.life import Side, Status
from medconnect.domain.shared.ids import AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStatusCommand:
    """Which visit, and where it stands now."""

    actor: Actor
    appointment_id: AppointmentId
    status: Status
    reason: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStatus:
    """Move a visit along L1; what the table does not know is refused and changes nothing."""

    begin: Begin[SchedulingWork]
    clock: Clock

    async def __call__(self, command: ChangeStatusCommand) -> AppointmentView:
        if command.status is Status.ENTERED_IN_ERROR:
            authorize(command.actor, Permission.ENTER_IN_ERROR)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            visit = await visit_for_change(
                work, command.actor, Permission.CHANGE_STATUS, command.appointment_id, command.version
            )
            (diary,) = await work.diaries.open(ask_about_visit(visit))
            who = by(command.actor)
            if command.status is Status.CANCELLED:
                other = CancelReason.OTHER
                diary.cancel(visit, by=who, now=now, side=Side.CLINIC, reason=other, note=command.reason)
            else:
                diary.change_status(visit, command.status, by=who, now=now, reason=command.reason)
            await work.diaries.save(diary)
            await work.commit()
        return AppointmentView.of(visit, now)
