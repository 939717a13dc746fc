"""Keep a time for a few minutes."""

from dataclasses import dataclass

from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import HoldView
from medconnect.application.scheduling.wanted import TIME_REFUSED, WantedSlot, with_alternatives
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.idempotency import Once, given_before, keep_answer
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.errors import PatientMissing
from medconnect.domain.scheduling.hold import HoldRules
from medconnect.domain.shared.ids import HoldId


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSlotCommand(WantedSlot):
    """A time for a patient, or for the session of somebody who has not named one yet."""

    once: Once | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSlot:
    """Hold a free time; the holder's earlier hold is given back (H4)."""

    begin: Begin[SchedulingWork]
    read: Read[SchedulingWork]
    clock: Clock
    new_id: NewId
    rules: HoldRules

    async def __call__(self, command: HoldSlotCommand) -> HoldView:
        session = command.person is None and command.visitor_id is not None
        if session and command.actor.role is Role.VISITOR:
            authorize(command.actor, Permission.HOLD_AS_VISITOR)
        else:
            authorize(command.actor, Permission.HOLD_SLOT, owner=command.person)
        if command.person is None and command.visitor_id is None:
            raise PatientMissing("patient_id")
        now = self.clock.now()
        try:
            async with self.begin(command.actor) as work:
                (diary,) = await work.diaries.open(command.ask())
                if (given := await given_before(work.answers, command.once, HoldView, now)) is not None:
                    return given
                hold = diary.hold(command.wish(diary), new_id=HoldId(self.new_id()), rules=self.rules, now=now)
                await work.diaries.save(diary)
                view = HoldView.of(hold)
                await keep_answer(work.answers, command.once, view, now)
                await work.commit()
        except TIME_REFUSED as refusal:
            raise await with_alternatives(refusal, self.read, command, now) from None
        return view
