"""Give a held time back."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import own_hold
from medconnect.application.scheduling.ports import SchedulingWork, ask_about_hold
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.ids import HoldId, VisitorId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHoldCommand:
    """Whose hold."""

    actor: Actor
    hold_id: HoldId
    visitor_id: VisitorId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHold:
    """Release a hold; one that has ended already stays as it ended."""

    begin: Begin[SchedulingWork]
    clock: Clock

    async def __call__(self, command: ReleaseHoldCommand) -> None:
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            hold = await own_hold(work, command.actor, command.hold_id, command.visitor_id)
            (diary,) = await work.diaries.open(ask_about_hold(hold))
            diary.release(hold, now=now)
            await work.diaries.save(diary)
            await work.commit()
