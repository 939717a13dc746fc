"""A doctor is away for a while."""

from dataclasses import dataclass

from medconnect.application.scheduling.changing_timetables import ChangingTimetables, TimetableCommand
from medconnect.application.scheduling.views import ChangeView
from medconnect.application.shared.identifiers import NewId
from medconnect.domain.scheduling.timetable import Leave
from medconnect.domain.shared.ids import ChangeId
from medconnect.domain.shared.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLeaveCommand(TimetableCommand):
    """From when to when."""

    period: Period
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLeave(ChangingTimetables):
    """Add leave; visits in it stay, and are listed for a decision each."""

    new_id: NewId

    async def __call__(self, command: AddLeaveCommand) -> ChangeView:
        leave = Leave(id=ChangeId(self.new_id()), period=command.period, reason=command.reason)
        return await self._change(
            command, lambda timetable, now: timetable.add_leave(leave, now=now), change_id=leave.id
        )
