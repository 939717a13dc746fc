"""Wall-clock hours: what stands on the clinic's door, without a date and without an offset."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Self

from medconnect.domain.scheduling.zones import boundary
from medconnect.domain.shared.errors import Invalid

DAY_MINUTES = 24 * 60
_WALL = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")

Spans = tuple[tuple[int, int], ...]
"""Minutes after local midnight of the day a window starts on; past 1440 it is the next day's morning."""


class UnreadableHours(Invalid):
    """Not `HH:MM`, or not minutes of a day."""

    code = "hours-unreadable"
    title = "The time of day cannot be read."


class EmptyHours(Invalid):
    """Opens and closes at the same time. A full day is 00:00 to 24:00."""

    code = "hours-empty"
    title = "The hours are empty."


class OverlappingHours(Invalid):
    """Two windows of one day overlap: a typing mistake that we do not guess about."""

    code = "hours-overlap"
    title = "The hours of one day overlap."


class UnknownWeekday(Invalid):
    """Weekdays are 0 (Monday) to 6 (Sunday)."""

    code = "unknown-weekday"
    title = "There is no such weekday."


def _minutes(text: str, field_name: str) -> int:
    if not _WALL.fullmatch(text):
        raise UnreadableHours(field_name)
    return int(text[:2]) * 60 + int(text[3:])


def _wall(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hours:
    """One window in minutes after midnight; closing at or before opening means the next morning (T7)."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < DAY_MINUTES:
            raise UnreadableHours("opens")
        if not 0 <= self.closes <= DAY_MINUTES:
            raise UnreadableHours("closes")
        if self.opens == self.closes:
            raise EmptyHours("closes")

    @classmethod
    def read(cls, opens: str, closes: str) -> Self:
        """From `"09:00"` and `"17:00"`."""
        return cls(opens=_minutes(opens, "opens"), closes=_minutes(closes, "closes"))

    @property
    def span(self) -> tuple[int, int]:
        """Opening and end in minutes after the midnight of the day it starts on."""
        return self.opens, self.closes if self.closes > self.opens else self.closes + DAY_MINUTES

    @property
    def wall(self) -> tuple[str, str]:
        """As people write it."""
        return _wall(self.opens), _wall(self.closes)


def spans_of(hours: Iterable[Hours], field_name: str = "hours") -> Spans:
    """The windows of one day in order; refused where two overlap."""
    spans = tuple(sorted(h.span for h in hours))
    if any(earlier[1] > later[0] for earlier, later in pairwise(spans)):
        raise OverlappingHours(field_name)
    return spans


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyHours:
    """What repeats every week, by weekday (Monday is 0)."""

    days: tuple[tuple[Hours, ...], ...] = ((),) * 7
    spans: tuple[Spans, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", tuple(tuple(sorted(day)) for day in self.days))
        object.__setattr__(self, "spans", tuple(spans_of(day, "weekly") for day in self.days))

    @classmethod
    def of(cls, entries: Iterable[tuple[int, Hours]]) -> Self:
        """From single entries of weekday and window, as people type them."""
        days: list[list[Hours]] = [[] for _ in range(7)]
        for weekday, hours in entries:
            if not 0 <= weekday <= 6:
                raise UnknownWeekday("weekday")
            days[weekday].append(hours)
        return cls(days=tuple(map(tuple, days)))

    @classmethod
    def read_working_days(cls, text: str) -> Self:
        """From `"09:00-12:00,14:00-17:00"`: the same windows from Monday to Friday."""
        spans = [part.strip().split("-") for part in text.split(",")]
        if any(len(span) != 2 for span in spans):
            raise UnreadableHours("available_timeslots")
        hours = [Hours.read(opens.strip(), closes.strip()) for opens, closes in spans]
        return cls.of((weekday, each) for weekday in range(5) for each in hours)

    @property
    def entries(self) -> tuple[tuple[int, Hours], ...]:
        """The single entries, Monday first."""
        return tuple((weekday, hours) for weekday, day in enumerate(self.days) for hours in day)


@lru_cache(maxsize=65536)
def expand(spans: Spans, zone: str, day: int) -> tuple[tuple[int, int], ...]:
    """The windows of one local day as seconds. A window that the clocks swallow whole is not there."""
    bounds = ((boundary(zone, day, opens), boundary(zone, day, closes)) for opens, closes in spans)
    return tuple((start, end) for start, end in bounds if start < end)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursException:
    """Hours that replace a date's weekly hours; none means that day is off."""

    on: date
    hours: tuple[Hours, ...] = ()
    reason: str | None = None
    spans: Spans = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spans", spans_of(self.hours))
