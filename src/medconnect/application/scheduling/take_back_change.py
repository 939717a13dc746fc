"""Take an exception, an opening or a leave back."""

from dataclasses import dataclass

from medconnect.application.scheduling.changing_timetables import ChangingTimetables, TimetableCommand
from medconnect.application.scheduling.views import ChangeView
from medconnect.domain.shared.ids import ChangeId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackChangeCommand(TimetableCommand):
    """Which one."""

    change_id: ChangeId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackChange(ChangingTimetables):
    """Remove a change of working time; without its opening a visit may lose its ground, too."""

    async def __call__(self, command: TakeBackChangeCommand) -> ChangeView:
        return await self._change(
            command,
            lambda timetable, now: timetable.take_back(command.change_id, now=now),
            change_id=command.change_id,
        )
