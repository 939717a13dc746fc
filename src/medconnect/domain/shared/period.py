"""Exact time: a stretch between two instants, half-open, always in UTC.

Wall-clock time lives elsewhere. Here `a + b` is elapsed time, because everything is in UTC: Python's arithmetic
on aware times of one zone is wall-clock arithmetic and gives 24 hours for a day that had 23.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

from medconnect.domain.shared.errors import Invalid

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2101, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class TimeWithoutZone(Invalid):
    """An instant must say where on the globe it is meant."""

    code = "time-without-zone"
    title = "The time has no zone."


class TimeOutOfRange(Invalid):
    """Before 2000 or after 2100: a typing mistake, not an appointment."""

    code = "time-out-of-range"
    title = "The time lies outside the years 2000 to 2100."


class TimeTooFine(Invalid):
    """Clinics do not count fractions of a second."""

    code = "time-too-fine"
    title = "The time must be a whole second."


class EmptyPeriod(Invalid):
    """The end does not come after the start."""

    code = "period-empty"
    title = "The end must come after the start."


def checked(instant: datetime, field: str) -> datetime:
    """The same instant in UTC, or a refusal that names the field."""
    if instant.tzinfo is None:
        raise TimeWithoutZone(field)
    if instant.microsecond:
        raise TimeTooFine(field)
    try:
        instant = instant.astimezone(UTC)
    except OverflowError:
        raise TimeOutOfRange(field) from None
    if not EARLIEST <= instant < LATEST:
        raise TimeOutOfRange(field)
    return instant


def checked_day(day: date, field: str) -> date:
    """The same day, if it lies in the years that we serve, whichever zone it is a day of."""
    if not EARLIEST.date() < day < LATEST.date() - timedelta(days=1):
        raise TimeOutOfRange(field)
    return day


def second_of(instant: datetime) -> int:
    """The instant as whole seconds since 1970: what the engine counts in."""
    return int((instant - _EPOCH).total_seconds() // 1)


def instant_of(second: int) -> datetime:
    """The way back from `second_of`."""
    return datetime.fromtimestamp(second, UTC)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """`[starts_at, ends_at)`: two periods that only touch do not overlap."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts_at", checked(self.starts_at, "starts_at"))
        object.__setattr__(self, "ends_at", checked(self.ends_at, "ends_at"))
        if self.ends_at <= self.starts_at:
            raise EmptyPeriod("ends_at")

    @classmethod
    def lasting(cls, starts_at: datetime, length: timedelta) -> Self:
        """So much elapsed time from a start."""
        starts_at = checked(starts_at, "starts_at")
        return cls(starts_at=starts_at, ends_at=starts_at + length)

    @property
    def length(self) -> timedelta:
        """Elapsed time."""
        return self.ends_at - self.starts_at

    def overlaps(self, other: Self) -> bool:
        """Whether they share an instant."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def widened(self, before: timedelta, after: timedelta) -> Self:
        """The period with room around it."""
        return type(self)(starts_at=self.starts_at - before, ends_at=self.ends_at + after)
