"""Whom a freed time is offered to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from medconnect.domain.scheduling.availability import Slot
from medconnect.domain.scheduling.hours import Hours
from medconnect.domain.scheduling.waitlist import InvalidWaitlistEntry, WaitlistEntry, whom_to_offer
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId, WaitlistEntryId

ZONE = "America/New_York"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOCTOR, CLINIC, SERVICE = DoctorId(UUID(int=1)), ClinicId(UUID(int=2)), ServiceId(UUID(int=3))
NINE = datetime(2026, 3, 3, 14, tzinfo=UTC)
FREED = Slot(
    doctor_id=DOCTOR,
    clinic_id=CLINIC,
    service_id=SERVICE,
    zone=ZONE,
    starts_at=NINE,
    ends_at=NINE + timedelta(minutes=30),
)


def waiting(number: int = 10, **wish: Any) -> WaitlistEntry:
    return WaitlistEntry(
        **{
            "id": WaitlistEntryId(UUID(int=number)),
            "patient_id": PatientId(UUID(int=number + 100)),
            "doctor_id": DOCTOR,
            "service_id": SERVICE,
            "joined_at": NOW,
            "first_on": date(2026, 3, 3),
            "last_on": date(2026, 3, 3),
            **wish,
        }
    )


def test_whoever_has_waited_longest_is_asked_first() -> None:
    late, early, equal = waiting(1), waiting(3, joined_at=NOW - timedelta(days=1)), waiting(2)

    assert whom_to_offer(FREED, [late, early], NOW) is early
    assert whom_to_offer(FREED, [equal, late], NOW) is late
    assert whom_to_offer(FREED, [], NOW) is None


def test_who_declined_a_time_is_not_asked_for_it_again() -> None:
    declined = waiting().decline(FREED)

    assert whom_to_offer(FREED, [declined], NOW) is None


@pytest.mark.parametrize(
    "wish",
    [
        {"doctor_id": DoctorId(UUID(int=9))},
        {"service_id": ServiceId(UUID(int=9))},
        {"clinic_id": ClinicId(UUID(int=9))},
        {"first_on": date(2026, 3, 4), "last_on": date(2026, 3, 4)},
        {"first_on": date(2026, 3, 2), "last_on": date(2026, 3, 2)},
        {"weekdays": frozenset({0, 2})},
        {"hours": Hours.read("09:01", "12:00")},
        {"hours": Hours.read("08:00", "09:29")},
        {"lead": timedelta(hours=26, minutes=1)},
    ],
)
def test_a_time_that_does_not_fit_is_not_offered(wish: dict[str, Any]) -> None:
    assert not waiting(**wish).wants(FREED, NOW)


@pytest.mark.parametrize(
    "wish",
    [
        {"clinic_id": CLINIC},
        {"weekdays": frozenset({1})},
        {"hours": Hours.read("09:00", "09:30")},
        {"lead": timedelta(hours=26)},
        {"first_on": date(2026, 3, 1), "last_on": date(2026, 3, 9)},
    ],
)
def test_a_time_that_just_fits_is_offered(wish: dict[str, Any]) -> None:
    assert waiting(**wish).wants(FREED, NOW)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"last_on": date(2026, 3, 2)}, "last_on"),
        ({"weekdays": frozenset()}, "weekdays"),
        ({"weekdays": frozenset({7})}, "weekdays"),
    ],
)
def test_a_wish_that_nothing_can_fit_is_refused(wish: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidWaitlistEntry) as refused:
        waiting(**wish)
    assert refused.value.field == field
