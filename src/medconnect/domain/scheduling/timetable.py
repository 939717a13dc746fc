"""When a doctor works: weekly hours, exceptions and extra openings for each clinic, and leave from all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from medconnect.domain.scheduling.events import TimetableChanged
from medconnect.domain.scheduling.hours import HoursException, Spans, WeeklyHours
from medconnect.domain.shared.errors import Invalid, NotFound
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId
from medconnect.domain.shared.period import Period

LONGEST_OPENING = timedelta(days=7)


class OpeningTooLong(Invalid):
    """More than a week in one piece is a schedule, not an extra opening."""

    code = "opening-too-long"
    title = "An extra opening lasts a week at the most."


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Extra time, by instants, that is added to the hours (A1)."""

    id: ChangeId
    clinic_id: ClinicId
    period: Period
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.period.length > LONGEST_OPENING:
            raise OpeningTooLong("ends_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The doctor is away, from every clinic."""

    id: ChangeId
    period: Period
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedHours:
    """An exception with its name, so that it can be taken back."""

    id: ChangeId
    clinic_id: ClinicId
    exception: HoursException


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One doctor at one clinic."""

    weekly: WeeklyHours = field(default_factory=WeeklyHours)
    exceptions: Mapping[date, DatedHours] = field(default_factory=dict)
    openings: tuple[Opening, ...] = ()
    replaced: Mapping[int, Spans] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        replaced = {on.toordinal(): dated.exception.spans for on, dated in self.exceptions.items()}
        object.__setattr__(self, "replaced", replaced)


@dataclass(slots=True, kw_only=True, eq=False)
class Timetable(Newsworthy):
    """All of one doctor's working time. Changing it never moves or cancels a visit (A8)."""

    doctor_id: DoctorId
    schedules: Mapping[ClinicId, Schedule] = field(default_factory=dict)
    leave: tuple[Leave, ...] = ()

    def set_weekly(self, clinic_id: ClinicId, weekly: WeeklyHours, *, now: datetime) -> None:
        """Replace the weekly hours at one clinic; exceptions and openings stay."""
        self._reschedule(clinic_id, replace(self._at(clinic_id), weekly=weekly))
        self._changed("weekly", now, clinic_id)

    def add_exception(self, dated: DatedHours, *, now: datetime) -> None:
        """Replace one date's hours; an earlier exception of that date gives way."""
        schedule = self._at(dated.clinic_id)
        exceptions = {**schedule.exceptions, dated.exception.on: dated}
        self._reschedule(dated.clinic_id, replace(schedule, exceptions=exceptions))
        self._changed("exception", now, dated.clinic_id)

    def add_opening(self, opening: Opening, *, now: datetime) -> None:
        """Add time beyond the hours."""
        schedule = self._at(opening.clinic_id)
        self._reschedule(opening.clinic_id, replace(schedule, openings=(*schedule.openings, opening)))
        self._changed("opening", now, opening.clinic_id)

    def add_leave(self, leave: Leave, *, now: datetime) -> None:
        """Be away."""
        self.leave = (*self.leave, leave)
        self._changed("leave", now)

    def take_back(self, change_id: ChangeId, *, now: datetime) -> None:
        """Remove an exception, an opening or a leave by its id."""
        before = (self.schedules, self.leave)
        self.leave = tuple(leave for leave in self.leave if leave.id != change_id)
        self.schedules = {
            clinic_id: replace(
                schedule,
                exceptions={on: dated for on, dated in schedule.exceptions.items() if dated.id != change_id},
                openings=tuple(opening for opening in schedule.openings if opening.id != change_id),
            )
            for clinic_id, schedule in self.schedules.items()
        }
        if before == (self.schedules, self.leave):
            raise NotFound
        self._changed("taken_back", now)

    def _at(self, clinic_id: ClinicId) -> Schedule:
        return self.schedules.get(clinic_id) or Schedule()

    def _reschedule(self, clinic_id: ClinicId, schedule: Schedule) -> None:
        self.schedules = {**self.schedules, clinic_id: schedule}

    def _changed(self, what: str, now: datetime, clinic_id: ClinicId | None = None) -> None:
        self._tell(TimetableChanged(subject_id=self.doctor_id, occurred_at=now, what=what, clinic_id=clinic_id))
