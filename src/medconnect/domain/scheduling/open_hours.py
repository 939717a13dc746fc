"""From rules to seconds: when one doctor is open at one clinic, before anything is taken away."""

from collections.abc import Iterable

from medconnect.domain.scheduling.hours import expand
from medconnect.domain.scheduling.timetable import Schedule
from medconnect.domain.scheduling.zones import local_day, start_of_day
from medconnect.domain.shared.period import second_of

Stretch = tuple[int, int]
_WEEK = 7


def open_stretches(schedule: Schedule, zone: str, since: int, until: int) -> list[Stretch]:
    """The merged windows that may hold a visit starting in `[since, until)`, each with its true start (A2, A4).

    The start is the anchor of the grid, so it must not depend on where somebody began to look. We therefore read
    from the Monday before last: a stretch that is still open from before then has been open for a whole week, and
    such a stretch is anchored anew every Monday (see `_cut`).
    """
    first = _monday(local_day(zone, since) - 1) - _WEEK
    last = local_day(zone, until) + 2
    weekly, replaced = schedule.weekly.spans, schedule.replaced
    windows: list[Stretch] = []
    for day in range(first, last + 1):
        windows += expand(replaced.get(day, weekly[(day - 1) % 7]), zone, day)
    if schedule.openings:
        earliest, latest = start_of_day(zone, first), start_of_day(zone, last)
        openings = ((second_of(o.period.starts_at), second_of(o.period.ends_at)) for o in schedule.openings)
        windows += (opening for opening in openings if opening[1] >= earliest and opening[0] <= latest)
    pieces = (piece for start, end in merged(sorted(windows)) for piece in _cut(start, end, zone))
    return [piece for piece in pieces if piece[1] > since and piece[0] < until]


def merged(intervals: Iterable[Stretch]) -> list[Stretch]:
    """Sorted intervals, overlapping or touching ones joined."""
    result: list[Stretch] = []
    for start, end in intervals:
        if not result or start > result[-1][1]:
            result.append((start, end))
        elif end > result[-1][1]:
            result[-1] = (result[-1][0], end)
    return result


def _monday(day: int) -> int:
    return day - (day - 1) % _WEEK


def _cut(start: int, end: int, zone: str) -> Iterable[Stretch]:
    """A stretch that has been open for a whole week begins anew on Monday: round-the-clock hours need an anchor too."""
    monday = _monday(local_day(zone, start) - 1) + _WEEK
    while (cut := start_of_day(zone, monday + _WEEK)) < end:
        if start <= start_of_day(zone, monday):
            yield start, cut
            start = cut
        monday += _WEEK
    yield start, end
