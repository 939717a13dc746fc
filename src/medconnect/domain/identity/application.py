"""What someone who wants to work here as a doctor says of their practice. An administrator decides; the directory then
makes the doctor from it. It is never a licence: that is what an administrator has seen."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

from medconnect.domain.identity.events import DoctorApplied
from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import DoctorId, UserId
from medconnect.domain.shared.money import Money

_INTERVAL = re.compile(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*", re.ASCII)
_MOST_INTERVALS = 12


class InvalidTimeslots(Invalid):
    """Not intervals of one day, or intervals that overlap."""

    code = "invalid-timeslots"
    title = "Write times of one day such as 09:00-12:00,14:00-17:00, none overlapping."


class UnknownSpecialty(Invalid):
    """Not in the closed list."""

    code = "unknown-specialty"
    title = "This specialty is not in the list."


@dataclass(frozen=True, slots=True)
class Timeslots:
    """Intervals of a working day, in order: `09:00-12:00,14:00-17:00`."""

    intervals: tuple[tuple[time, time], ...]

    @classmethod
    def read(cls, text: str) -> "Timeslots":
        """From how people write them."""
        parts = text.split(",")
        if len(parts) > _MOST_INTERVALS:
            raise InvalidTimeslots("available_timeslots")
        intervals = sorted(_interval(part) for part in parts)
        if any(later[0] < earlier[1] for earlier, later in pairwise(intervals)):
            raise InvalidTimeslots("available_timeslots")
        return cls(tuple(intervals))

    def __str__(self) -> str:
        return ",".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in self.intervals)


def _interval(text: str) -> tuple[time, time]:
    found = _INTERVAL.fullmatch(text)
    if not found:
        raise InvalidTimeslots("available_timeslots")
    try:
        opens, closes = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError as error:
        raise InvalidTimeslots("available_timeslots") from error
    if not opens < closes:
        raise InvalidTimeslots("available_timeslots")
    return opens, closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What is said of the practice; an administrator asks for what is missing."""

    license_number: str | None = None
    license_state: str | None = None
    experience_years: int | None = None
    fee: Money | None = None
    specialization: str | None = None
    timeslots: Timeslots | None = None


@dataclass(eq=False, kw_only=True, slots=True)
class DoctorApplication(Newsworthy):
    """One account has one application. `doctor_id` is kept for the doctor that it may become."""

    user_id: UserId
    doctor_id: DoctorId
    practice: Practice
    submitted_at: datetime
    decided_at: datetime | None = None
    decided_by: UserId | None = None
    reason: str | None = None
    version: int = 0

    @classmethod
    def submit(cls, *, user_id: UserId, doctor_id: DoctorId, practice: Practice, now: datetime) -> "DoctorApplication":
        """A new application, which says so."""
        application = cls(user_id=user_id, doctor_id=doctor_id, practice=practice, submitted_at=now)
        application._tell(DoctorApplied(subject_id=user_id, occurred_at=now, doctor_id=doctor_id))
        return application

    def decided(self, *, by: UserId | None, reason: str | None, now: datetime) -> None:
        """Note who decided, when and why."""
        self.decided_at, self.decided_by, self.reason = now, by, reason
