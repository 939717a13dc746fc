"""Between the clock on the wall and the instant on the globe.

The engine counts days as ordinals (1 is a Monday) and instants as whole seconds since 1970. Everything that asks
`zoneinfo` is remembered, because the answer for one wall time of one day never changes while we run.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.period import instant_of, second_of

_DAY_MINUTES = 24 * 60


class UnknownZone(Invalid):
    """Not a name of the IANA time zone database."""

    code = "unknown-zone"
    title = "There is no such time zone."


class NonexistentTime(Invalid):
    """The clocks jumped over it."""

    code = "time-does-not-exist"
    title = "On that day the clocks skip this time."


class FoldDoesNotExist(Invalid):
    """The second occurrence was asked of a time that occurs once."""

    code = "fold-does-not-exist"
    title = "This time occurs only once on that day."


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The zone, or a refusal that names the field."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError):  # unknown, a folder, too long, or not a relative path
        raise UnknownZone("time_zone") from None
    except LookupError:  # ZoneInfoNotFoundError
        raise UnknownZone("time_zone") from None


def _offsets(wall: datetime, zone: str) -> tuple[timedelta, timedelta]:
    """The offsets of the first and of the second reading; they differ only around a change (PEP 495)."""
    aware = wall.replace(tzinfo=zone_named(zone))
    first, second = aware.replace(fold=0).utcoffset(), aware.replace(fold=1).utcoffset()
    assert first is not None  # noqa: S101 - a ZoneInfo always answers
    assert second is not None  # noqa: S101
    return first, second


def instant_on_wall(wall: datetime, zone: str, *, fold: int | None = None) -> datetime:
    """A wall time read as a clinic reads it (T4): in the gap with the offset before it, ambiguous as its first."""
    before, after = _offsets(wall, zone)
    if fold and before <= after:
        raise FoldDoesNotExist("fold")
    return (wall - (after if fold else before)).replace(tzinfo=UTC)


def exact_instant(wall: datetime, zone: str, *, fold: int | None = None, field: str = "starts_at") -> datetime:
    """A wall time that somebody asks for: one that does not exist is refused instead of being moved."""
    before, after = _offsets(wall, zone)
    if before < after:
        raise NonexistentTime(field)
    return instant_on_wall(wall, zone, fold=fold)


@lru_cache(maxsize=65536)
def boundary(zone: str, day: int, minute: int) -> int:
    """The second at which a window opens or closes; in the gap it clamps to the moment of the change."""
    wall = datetime.fromordinal(day + minute // _DAY_MINUTES) + timedelta(minutes=minute % _DAY_MINUTES)
    before, after = _offsets(wall, zone)
    if before < after:
        return _change(
            zone, second_of((wall - after).replace(tzinfo=UTC)), second_of((wall - before).replace(tzinfo=UTC))
        )
    return second_of((wall - before).replace(tzinfo=UTC))


def _change(zone: str, early: int, late: int) -> int:
    """The one second in `(early, late]` from which on another offset holds."""
    zone_info = zone_named(zone)
    old = instant_of(early).astimezone(zone_info).utcoffset()
    while late - early > 1:
        middle = (early + late) // 2
        if instant_of(middle).astimezone(zone_info).utcoffset() == old:
            early = middle
        else:
            late = middle
    return late


def start_of_day(zone: str, day: int) -> int:
    """The first second of a local day, also of one that has no midnight (T5)."""
    return boundary(zone, day, 0)


@lru_cache(maxsize=65536)
def _day_of_hour(zone: str, hour: int) -> tuple[int, int]:
    """The local day at the start of a UTC hour, and the second at which it ends."""
    day = instant_of(hour * 3600).astimezone(zone_named(zone)).toordinal()
    return day, start_of_day(zone, day + 1)


def local_day(zone: str, second: int) -> int:
    """The local day an instant falls on."""
    day, ends = _day_of_hour(zone, second // 3600)
    return day if second < ends else instant_of(second).astimezone(zone_named(zone)).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTime:
    """What a clock on a wall shows at one instant: the form that people agree on (T8, T10)."""

    wall: datetime
    zone: str
    abbreviation: str
    offset: timedelta

    @property
    def on(self) -> date:
        """The local date."""
        return self.wall.date()


def local_time(instant: datetime, zone: str) -> LocalTime:
    """The wall clock of a zone at an instant."""
    local = instant.astimezone(zone_named(zone))
    offset = local.utcoffset()
    assert offset is not None  # noqa: S101 - a ZoneInfo always answers
    return LocalTime(
        wall=local.replace(tzinfo=None, fold=0), zone=zone, abbreviation=local.tzname() or "", offset=offset
    )


def shown_times(instant: datetime, *, clinic: str, patient: str | None, patient_first: bool) -> tuple[LocalTime, ...]:
    """One clock, or both where they differ (T8); a video visit shows the patient's first."""
    there = local_time(instant, clinic)
    here = local_time(instant, patient) if patient else there
    if here.wall == there.wall:
        return (there,)
    return (here, there) if patient_first else (there, here)


def midnight(zone: str, on: date, later: int = 0) -> datetime:
    """The first instant of a local day, or of one so many days later."""
    return instant_of(start_of_day(zone, on.toordinal() + later))
