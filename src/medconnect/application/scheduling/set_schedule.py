"""Set the weekly hours of a doctor at a clinic."""

from dataclasses import dataclass

from medconnect.application.scheduling.changing_timetables import ChangingTimetables, TimetableCommand
from medconnect.application.scheduling.views import ChangeView
from medconnect.domain.scheduling.hours import WeeklyHours
from medconnect.domain.shared.ids import ClinicId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScheduleCommand(TimetableCommand):
    """Where, and which hours from now on."""

    clinic_id: ClinicId
    weekly: WeeklyHours


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSchedule(ChangingTimetables):
    """Replace the weekly hours; visits stay, and those outside the new hours are listed."""

    async def __call__(self, command: SetScheduleCommand) -> ChangeView:
        return await self._change(
            command,
            lambda timetable, now: timetable.set_weekly(command.clinic_id, command.weekly, now=now),
            clinic_id=command.clinic_id,
        )
