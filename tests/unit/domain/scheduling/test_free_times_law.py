"""A9: what is listed is what can be booked, and both are what a minute-by-minute count says."""

from uuid import UUID

from hypothesis import given
from tests.strategies.scheduling import CLINIC, PATIENT, World, worlds
from tests.unit.domain.scheduling.oracle import MINUTE, Oracle

from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.life import By, Side
from medconnect.domain.scheduling.wish import Intake, Wish
from medconnect.domain.shared.errors import Refusal
from medconnect.domain.shared.ids import AppointmentId
from medconnect.domain.shared.period import Period, instant_of

BY = By(user_id=None, role="patient", side=Side.PATIENT)


def listed(world: World, within: Period | None = None) -> set[int]:
    diary = world.diary()
    availability = diary.availability(diary.asker(patient_id=PATIENT), world.now)
    days = availability.free_days(within or diary.known)
    return {start for day in days for start in day.starts}


@given(worlds())
def test_the_list_agrees_with_a_count_minute_by_minute(world: World) -> None:
    assert {instant_of(start) for start in listed(world)} == Oracle(world).starts()


def can_book(diary: Diary, world: World, start: int) -> bool:
    asker = diary.asker(patient_id=PATIENT)
    wish = Wish(starts_at=instant_of(start), asker=asker, clinic_id=CLINIC)
    try:
        diary.book(wish, Intake(patient_id=PATIENT), new_id=AppointmentId(UUID(int=9)), by=BY, now=world.now)
    except Refusal:
        return False
    return True


@given(worlds())
def test_a_time_is_listed_exactly_if_it_can_be_booked(world: World) -> None:
    free = listed(world)
    first, last = int(world.since.timestamp()), int(world.until.timestamp())
    beside = {start + minutes * 60 for start in free for minutes in (-5, 1, 5)}
    for start in sorted(free)[:20] + sorted(beside - free)[:20] + [*range(first, last, 3700)]:
        if first <= start < last:
            assert can_book(world.diary(), world, start) is (start in free)


@given(worlds())
def test_asking_from_another_start_gives_the_same_times(world: World) -> None:
    later = world.since + (world.until - world.since) // 2 // MINUTE * MINUTE
    halves = listed(world, Period(starts_at=world.since, ends_at=later)) if later > world.since else set()
    rest = listed(world, Period(starts_at=later, ends_at=world.until))

    assert halves | rest == listed(world)
