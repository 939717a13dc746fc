"""Wall clocks and instants: the tables of T2 to T5, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies.scheduling import NIGHTS

from medconnect.domain.scheduling.hours import Hours, expand, spans_of
from medconnect.domain.scheduling.zones import (
    FoldDoesNotExist,
    NonexistentTime,
    UnknownZone,
    boundary,
    exact_instant,
    instant_on_wall,
    local_day,
    local_time,
    midnight,
    shown_times,
    start_of_day,
    zone_named,
)
from medconnect.domain.shared.period import instant_of, second_of

NEW_YORK = "America/New_York"


def windows(zone: str, on: date, opens: str, closes: str) -> list[tuple[datetime, datetime]]:
    found = expand(spans_of([Hours.read(opens, closes)]), zone, on.toordinal())
    return [(instant_of(start), instant_of(end)) for start, end in found]


@pytest.mark.parametrize(
    ("on", "hour"),
    [(date(2026, 3, 6), 14), (date(2026, 3, 9), 13), (date(2026, 10, 30), 13), (date(2026, 11, 2), 14)],
)
def test_nine_oclock_in_new_york_stays_nine_oclock(on: date, hour: int) -> None:
    ((opens, closes),) = windows(NEW_YORK, on, "09:00", "17:00")

    assert opens == datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
    assert closes - opens == timedelta(hours=8)


@pytest.mark.parametrize(
    ("zone", "on", "hours"),
    [
        (NEW_YORK, date(2026, 3, 8), 5),
        (NEW_YORK, date(2026, 11, 1), 7),
        ("Europe/Berlin", date(2026, 3, 29), 5),
        ("Europe/Berlin", date(2026, 10, 25), 7),
        ("Australia/Lord_Howe", date(2026, 10, 4), 5.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 6.5),
        ("Asia/Kathmandu", date(2026, 4, 5), 6),
    ],
)
def test_a_window_across_a_change_has_its_elapsed_length(zone: str, on: date, hours: float) -> None:
    ((opens, closes),) = windows(zone, on, "00:00", "06:00")

    assert closes - opens == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "on", "hours"),
    [
        ("Africa/Cairo", date(2026, 4, 24), 23),
        ("America/Havana", date(2026, 3, 8), 23),
        ("America/Havana", date(2026, 11, 1), 25),
        ("America/Santiago", date(2026, 9, 6), 23),
        ("Asia/Beirut", date(2026, 3, 29), 23),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Asia/Kathmandu", date(2026, 1, 1), 24),
    ],
)
def test_a_day_is_as_long_as_it_is(zone: str, on: date, hours: float) -> None:
    assert midnight(zone, on, 1) - midnight(zone, on) == timedelta(hours=hours)


def test_a_day_without_midnight_starts_when_the_clocks_have_jumped() -> None:
    assert midnight("Africa/Cairo", date(2026, 4, 24)) == datetime(2026, 4, 23, 22, tzinfo=UTC)
    assert local_time(midnight("Africa/Cairo", date(2026, 4, 24)), "Africa/Cairo").wall == datetime(2026, 4, 24, 1)  # noqa: DTZ001


def test_a_time_in_the_gap_is_read_with_the_offset_before_it() -> None:
    skipped = datetime(2026, 3, 8, 2, 30)  # noqa: DTZ001

    assert instant_on_wall(skipped, NEW_YORK) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_a_window_boundary_in_the_gap_clamps_to_the_change() -> None:
    change = datetime(2026, 3, 8, 7, tzinfo=UTC)

    assert windows(NEW_YORK, date(2026, 3, 8), "02:30", "04:00") == [(change, change + timedelta(hours=1))]
    assert windows(NEW_YORK, date(2026, 3, 8), "01:00", "02:30") == [(change - timedelta(hours=1), change)]
    assert windows(NEW_YORK, date(2026, 3, 8), "02:15", "02:45") == []
    assert boundary("Australia/Lord_Howe", date(2026, 10, 4).toordinal(), 135) == second_of(
        datetime(2026, 10, 3, 15, 30, tzinfo=UTC)
    )


def test_an_ambiguous_time_is_its_first_occurrence_unless_a_fold_is_given() -> None:
    twice = datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001

    assert instant_on_wall(twice, NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert instant_on_wall(twice, NEW_YORK, fold=0) == exact_instant(twice, NEW_YORK)
    assert instant_on_wall(twice, NEW_YORK, fold=1) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert exact_instant(twice, NEW_YORK, fold=1) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_both_half_past_ones_are_shown_with_their_offset() -> None:
    first, second = (local_time(datetime(2026, 11, 1, hour, 30, tzinfo=UTC), NEW_YORK) for hour in (5, 6))

    assert first.wall == second.wall
    assert (first.abbreviation, second.abbreviation) == ("EDT", "EST")
    assert (first.offset, second.offset) == (timedelta(hours=-4), timedelta(hours=-5))
    assert first.on == date(2026, 11, 1)


def test_whoever_asks_for_a_time_that_does_not_exist_is_told() -> None:
    with pytest.raises(NonexistentTime) as refused:
        exact_instant(datetime(2026, 3, 8, 2, 30), NEW_YORK, field="at")  # noqa: DTZ001
    assert refused.value.field == "at"
    with pytest.raises(FoldDoesNotExist) as folded:
        exact_instant(datetime(2026, 3, 9, 2, 30), NEW_YORK, fold=1)  # noqa: DTZ001
    assert folded.value.field == "fold"
    with pytest.raises(FoldDoesNotExist):
        instant_on_wall(datetime(2026, 3, 8, 2, 30), NEW_YORK, fold=1)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "America", "/etc/passwd", "../New_York", "x" * 5000, "a\0b"])
def test_an_unknown_zone_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnknownZone) as refused:
        zone_named(name)
    assert refused.value.field == "time_zone"


def test_both_zones_are_shown_when_they_differ() -> None:
    nine = datetime(2026, 3, 3, 14, tzinfo=UTC)

    def zones(patient: str | None, *, patient_first: bool) -> list[str]:
        return [t.zone for t in shown_times(nine, clinic=NEW_YORK, patient=patient, patient_first=patient_first)]

    assert zones(None, patient_first=True) == [NEW_YORK]
    assert zones("America/Toronto", patient_first=True) == [NEW_YORK]
    assert zones("America/Chicago", patient_first=True) == ["America/Chicago", NEW_YORK]
    assert zones("America/Chicago", patient_first=False) == [NEW_YORK, "America/Chicago"]


nights = st.sampled_from([(zone, night) for zone, dates in NIGHTS.items() for night in dates])


@given(nights, st.integers(-3 * 86400, 3 * 86400))
def test_every_instant_lies_in_its_local_day(night: tuple[str, date], seconds: int) -> None:
    zone, on = night
    second = start_of_day(zone, on.toordinal()) + seconds

    day = local_day(zone, second)

    assert start_of_day(zone, day) <= second < start_of_day(zone, day + 1)
    assert day == instant_of(second).astimezone(zone_named(zone)).toordinal()


@given(nights, st.integers(-2880, 2880))
def test_boundaries_never_run_backwards(night: tuple[str, date], minute: int) -> None:
    zone, on = night
    day = on.toordinal() - 3

    assert boundary(zone, day, minute + 4000) <= boundary(zone, day, minute + 4001)
