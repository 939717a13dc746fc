"""Wall-clock hours, exact periods, services: what they are, and what is refused by the name of its field."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.hours import (
    EmptyHours,
    Hours,
    HoursException,
    OverlappingHours,
    UnknownWeekday,
    UnreadableHours,
    WeeklyHours,
)
from medconnect.domain.scheduling.service import Caps, InvalidService, Service
from medconnect.domain.scheduling.timetable import Opening, OpeningTooLong
from medconnect.domain.scheduling.zones import UnknownZone
from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId, ServiceId
from medconnect.domain.shared.period import EmptyPeriod, Period, TimeOutOfRange, TimeTooFine, TimeWithoutZone, second_of

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_hours_are_read_and_written_as_people_write_them() -> None:
    assert Hours.read("09:05", "17:30").wall == ("09:05", "17:30")
    assert Hours.read("00:00", "24:00").span == (0, 1440)
    assert Hours.read("22:00", "06:00").span == (1320, 1800)
    assert Hours.read("22:00", "00:00").span == (1320, 1440)


@pytest.mark.parametrize(
    ("opens", "closes", "field"),
    [
        ("9:00", "17:00", "opens"),
        ("09:00", "25:00", "closes"),
        ("09:00", "17:60", "closes"),
        ("24:00", "09:00", "opens"),
    ],
)
def test_unreadable_hours_name_their_field(opens: str, closes: str, field: str) -> None:
    with pytest.raises(UnreadableHours) as refused:
        Hours.read(opens, closes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("opens", "closes", "field"), [(-1, 60, "opens"), (1440, 60, "opens"), (0, 1441, "closes"), (60, -1, "closes")]
)
def test_minutes_beyond_a_day_name_their_field(opens: int, closes: int, field: str) -> None:
    with pytest.raises(UnreadableHours) as refused:
        Hours(opens=opens, closes=closes)
    assert refused.value.field == field


def test_empty_hours_are_refused() -> None:
    with pytest.raises(EmptyHours) as refused:
        Hours.read("09:00", "09:00")
    assert refused.value.field == "closes"


def test_overlapping_hours_of_one_day_are_refused_and_adjacent_ones_are_not() -> None:
    morning, noon, late = Hours.read("09:00", "12:00"), Hours.read("11:59", "14:00"), Hours.read("12:00", "14:00")
    with pytest.raises(OverlappingHours) as refused:
        WeeklyHours.of([(0, noon), (0, morning)])
    assert refused.value.field == "weekly"
    with pytest.raises(OverlappingHours) as replaced:
        HoursException(on=date(2026, 3, 3), hours=(morning, noon))
    assert replaced.value.field == "hours"
    assert WeeklyHours.of([(0, late), (0, morning)]).entries == ((0, morning), (0, late))


@pytest.mark.parametrize("weekday", [-1, 7])
def test_weekdays_run_from_monday_to_sunday(weekday: int) -> None:
    with pytest.raises(UnknownWeekday) as refused:
        WeeklyHours.of([(weekday, Hours.read("09:00", "12:00"))])
    assert refused.value.field == "weekday"
    assert WeeklyHours.of([(6, Hours.read("09:00", "12:00"))]).days[6]


def test_periods_are_half_open_and_in_utc() -> None:
    hour = Period(starts_at=NOON.astimezone(timezone(HOUR)), ends_at=NOON + HOUR)

    assert hour.starts_at.tzinfo is UTC
    assert hour.length == HOUR
    assert not hour.overlaps(Period.lasting(NOON + HOUR, HOUR))
    assert not Period.lasting(NOON + HOUR, HOUR).overlaps(hour)
    assert hour.overlaps(Period.lasting(NOON + HOUR - timedelta(seconds=1), HOUR))
    assert hour.widened(HOUR, 2 * HOUR) == Period(starts_at=NOON - HOUR, ends_at=NOON + 3 * HOUR)
    assert second_of(datetime(1970, 1, 1, tzinfo=UTC)) == 0


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "error", "field"),
    [
        (NOON, NOON, EmptyPeriod, "ends_at"),
        (NOON, NOON - HOUR, EmptyPeriod, "ends_at"),
        (NOON.replace(tzinfo=None), NOON, TimeWithoutZone, "starts_at"),
        (NOON, NOON.replace(tzinfo=None), TimeWithoutZone, "ends_at"),
        (NOON.replace(microsecond=1), NOON + HOUR, TimeTooFine, "starts_at"),
        (NOON.replace(year=1999), NOON, TimeOutOfRange, "starts_at"),
        (NOON, NOON.replace(year=2101), TimeOutOfRange, "ends_at"),
        (NOON, datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-HOUR)), TimeOutOfRange, "ends_at"),
        (datetime(1, 1, 1, tzinfo=timezone(HOUR)), NOON, TimeOutOfRange, "starts_at"),
    ],
)
def test_impossible_periods_name_their_field(
    starts_at: datetime, ends_at: datetime, error: type[Invalid], field: str
) -> None:
    with pytest.raises(error) as refused:
        Period(starts_at=starts_at, ends_at=ends_at)
    assert refused.value.field == field


def test_the_years_2000_to_2100_are_served() -> None:
    Period(starts_at=datetime(2000, 1, 1, tzinfo=UTC), ends_at=datetime(2100, 12, 31, 23, 59, 59, tzinfo=UTC))


def a_service(**facts: Any) -> Service:
    return Service(id=ServiceId(UUID(int=1)), doctor_id=DoctorId(UUID(int=2)), name="Visit", **facts)


DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    "facts",
    [
        {"length": timedelta(0)},
        {"length": DAY + MINUTE},
        {"length": timedelta(seconds=90)},
        {"step": timedelta(0)},
        {"step": DAY + MINUTE},
        {"before": DAY + MINUTE},
        {"before": -MINUTE},
        {"after": DAY + MINUTE},
        {"notice": -MINUTE},
        {"notice": timedelta(days=730, minutes=1)},
        {"horizon_days": -1},
        {"horizon_days": 731},
        {"min_age": -1},
        {"max_age": 151},
        {"min_age": 18, "max_age": 17},
    ],
)
def test_impossible_services_name_their_field(facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidService) as refused:
        a_service(**facts)
    assert refused.value.field == list(facts)[-1]


def test_services_may_go_to_their_limits() -> None:
    service = a_service(
        length=DAY,
        step=DAY,
        before=DAY,
        after=DAY,
        notice=timedelta(days=730),
        horizon_days=730,
        min_age=0,
        max_age=150,
    )
    a_service(length=MINUTE, step=MINUTE, horizon_days=0, min_age=18, max_age=18)
    assert service.suits_age(0)
    assert service.suits_age(150)


def test_age_limits_belong_to_the_allowed_ages() -> None:
    service = a_service(min_age=18, max_age=65)
    assert [service.suits_age(age) for age in (17, 18, 65, 66)] == [False, True, True, False]
    assert a_service().suits_age(3)


@pytest.mark.parametrize("name", ["doctor_daily", "service_daily", "patient_daily"])
def test_a_cap_is_one_or_more(name: str) -> None:
    with pytest.raises(InvalidService) as refused:
        Caps(**{name: 0})
    assert refused.value.field == name
    Caps(**{name: 1})


def test_an_extra_opening_lasts_a_week_at_the_most() -> None:
    def opening(length: timedelta) -> Opening:
        return Opening(id=ChangeId(UUID(int=1)), clinic_id=ClinicId(UUID(int=2)), period=Period.lasting(NOON, length))

    opening(7 * DAY)
    with pytest.raises(OpeningTooLong) as refused:
        opening(7 * DAY + MINUTE)
    assert refused.value.field == "ends_at"


def test_a_clinic_needs_a_zone_that_exists() -> None:
    with pytest.raises(UnknownZone):
        Clinic(id=ClinicId(UUID(int=1)), zone="Nowhere/Land", state="NY")
