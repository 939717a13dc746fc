"""Open beyond the hours."""

from dataclasses import dataclass

from medconnect.application.scheduling.changing_timetables import ChangingTimetables, TimetableCommand
from medconnect.application.scheduling.views import ChangeView
from medconnect.application.shared.identifiers import NewId
from medconnect.domain.scheduling.timetable import Opening
from medconnect.domain.shared.ids import ChangeId, ClinicId
from medconnect.domain.shared.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOpeningCommand(TimetableCommand):
    """Where and when."""

    clinic_id: ClinicId
    period: Period
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOpening(ChangingTimetables):
    """Add an extra opening."""

    new_id: NewId

    async def __call__(self, command: AddOpeningCommand) -> ChangeView:
        opening = Opening(
            id=ChangeId(self.new_id()), clinic_id=command.clinic_id, period=command.period, reason=command.reason
        )
        return await self._change(
            command,
            lambda timetable, now: timetable.add_opening(opening, now=now),
            clinic_id=command.clinic_id,
            change_id=opening.id,
        )
