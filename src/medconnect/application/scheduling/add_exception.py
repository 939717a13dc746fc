"""Give one date other hours."""

from dataclasses import dataclass

from medconnect.application.scheduling.changing_timetables import ChangingTimetables, TimetableCommand
from medconnect.application.scheduling.views import ChangeView
from medconnect.application.shared.identifiers import NewId
from medconnect.domain.scheduling.hours import HoursException
from medconnect.domain.scheduling.timetable import DatedHours
from medconnect.domain.shared.ids import ChangeId, ClinicId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddExceptionCommand(TimetableCommand):
    """Where, which date, and its hours; none at all is a day off."""

    clinic_id: ClinicId
    exception: HoursException


@dataclass(frozen=True, slots=True, kw_only=True)
class AddException(ChangingTimetables):
    """Replace the hours of one date."""

    new_id: NewId

    async def __call__(self, command: AddExceptionCommand) -> ChangeView:
        dated = DatedHours(id=ChangeId(self.new_id()), clinic_id=command.clinic_id, exception=command.exception)
        return await self._change(
            command,
            lambda timetable, now: timetable.add_exception(dated, now=now),
            clinic_id=command.clinic_id,
            change_id=dated.id,
        )
