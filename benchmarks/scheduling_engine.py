"""How fast free times are: the engine beside a naive day-by-day scan, in one run.

    python benchmarks/scheduling_engine.py

The naive scan is what most schedulers do: walk through the days, cut each into slots, and hold every slot against
every booking. Both answer the same question, and their answers are compared before anything is timed. Absolute times
depend on the machine; the ratios do not.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from medconnect.adapters.memory.claims import ClaimTable
from medconnect.domain.scheduling.availability import Availability
from medconnect.domain.scheduling.claim import Claim, Resource
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Asker, Doctor, Licence
from medconnect.domain.scheduling.hours import Hours, WeeklyHours
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Leave, Schedule, Timetable
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId, ServiceId
from medconnect.domain.shared.period import Period, instant_of, second_of

ZONE = "America/New_York"
DOCTOR, CLINIC, SERVICE = DoctorId(UUID(int=1)), ClinicId(UUID(int=2)), ServiceId(UUID(int=3))
NOW = datetime(2026, 2, 27, 12, tzinfo=UTC)
FIRST = date(2026, 3, 2)
LENGTH, STEP, BEFORE, AFTER = timedelta(minutes=30), timedelta(minutes=15), timedelta(minutes=5), timedelta(minutes=10)
HOURS = ((9, 12), (13, 18))
PAIRS = 15
LONG_ENOUGH = 0.02
GOALS_MS = {30: 1.0, 62: 2.5}
GOAL_EXPLAIN_MS = 0.2
GOAL_RATIO = 20
GOAL_FLAT = 1.1


def visits(days: int, count: int) -> list[Claim]:
    """So many visits, spread over the working hours of these days."""
    random, claims = Random(7), []
    starts = [
        int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(ZONE)).timestamp())
        for day in (FIRST + timedelta(days=n) for n in range(days))
        if day.weekday() < 5
        for opens, closes in HOURS
        for hour in range(opens, closes)
        for minute in (0, 45)
    ]
    for n, start in enumerate(random.sample(starts, min(count, len(starts)))):
        claims.append(claim(n, start))
    return claims


def claim(number: int, start: int) -> Claim:
    """One visit of half an hour with its buffers."""
    return Claim(
        resource_id=DOCTOR,
        resource=Resource.DOCTOR,
        subject_id=UUID(int=1000 + number),
        starts=start - 300,
        ends=start + 2400,
        visit_starts=start,
        visit_ends=start + 1800,
        service_id=SERVICE,
        on=instant_of(start).toordinal(),
    )


LEAVE = Period.lasting(datetime(2026, 3, 11, 15, tzinfo=UTC), timedelta(hours=4))
TIMETABLE = Timetable(
    doctor_id=DOCTOR,
    schedules={
        CLINIC: Schedule(
            weekly=WeeklyHours.of(
                (day, Hours(opens=opens * 60, closes=closes * 60)) for day in range(5) for opens, closes in HOURS
            )
        )
    },
    leave=(Leave(id=ChangeId(UUID(int=4)), period=LEAVE),),
)


def asked(days: int) -> Period:
    """From the first day's start to the last day's end at the clinic."""
    zone = ZoneInfo(ZONE)
    first = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=zone)
    last = FIRST + timedelta(days=days)
    return Period(starts_at=first, ends_at=datetime(last.year, last.month, last.day, tzinfo=zone))


def availability(claims: Sequence[Claim], days: int) -> Availability:
    """The engine, from facts as a store hands them over."""
    diary = Diary(
        doctor=Doctor(id=DOCTOR, licences=(Licence(state="NY", valid_from=date(2020, 1, 1)),)),
        timetable=TIMETABLE,
        clinics={CLINIC: Clinic(id=CLINIC, zone=ZONE, state="NY")},
        service=Service(
            id=SERVICE, doctor_id=DOCTOR, name="Visit", length=LENGTH, step=STEP, before=BEFORE, after=AFTER
        ),
        known=asked(days),
        claims=tuple(claims),
    )
    return diary.availability(Asker(), NOW)


def ours(claims: Sequence[Claim], days: int) -> list[int]:
    """All free starts."""
    return [start for day in availability(claims, days).free_days(asked(days)) for start in day.starts]


def naive(claims: Sequence[Claim], days: int) -> list[int]:
    """Day by day, slot by slot, each against every booking."""
    zone = ZoneInfo(ZONE)
    bookings = [(instant_of(c.starts), instant_of(c.ends)) for c in claims]
    found = []
    for n in range(days):
        day = FIRST + timedelta(days=n)
        if day.weekday() >= 5:
            continue
        for opens, closes in HOURS:
            start = datetime(day.year, day.month, day.day, opens, tzinfo=zone).astimezone(UTC)
            end = datetime(day.year, day.month, day.day, closes, tzinfo=zone).astimezone(UTC)
            while start + LENGTH <= end:
                busy = any(start - BEFORE < b_end and b_start < start + LENGTH + AFTER for b_start, b_end in bookings)
                away = start < LEAVE.ends_at and LEAVE.starts_at < start + LENGTH
                if start > NOW and not busy and not away:
                    found.append(second_of(start))
                start += STEP
    return found


def milliseconds(call: Callable[[], object]) -> float:
    """Processor time of a call, in a run of calls that lasts some milliseconds: so what else the machine does does not
    count, and short ones are not measured by their first, which finds the caches full of the other side."""
    calls, begun = 0, time.process_time()
    while (spent := time.process_time() - begun) < LONG_ENOUGH or not calls:
        call()
        calls += 1
    return spent / calls * 1000


def side_by_side(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Medians of interleaved pairs, so that a busy machine slows both."""
    pairs = [(milliseconds(first), milliseconds(second)) for _ in range(PAIRS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def verdict(name: str, value: float, goal: float, unit: str, *, at_least: bool = False) -> bool:
    """Print one line and say whether it is met."""
    met = value >= goal if at_least else value <= goal
    print(f"  {name:<58} {value:8.3f} {unit:<3} goal {'≥' if at_least else '≤'} {goal:g}  {'ok' if met else 'MISSED'}")
    return met


def listing(days: int) -> list[bool]:
    """Free times of so many days with 200 visits in them."""
    claims = visits(days, 200)
    assert ours(claims, days) == naive(claims, days), "the two disagree"
    engine, scan = side_by_side(lambda: ours(claims, days), lambda: naive(claims, days))
    print(f"{days} days, {len(claims)} visits, {len(ours(claims, days))} free times: naive scan {scan:.1f} ms")
    return [
        verdict(f"free times of {days} days", engine, GOALS_MS[days], "ms"),
        verdict("times as fast as the naive scan", scan / engine, GOAL_RATIO, "x", at_least=True),
    ]


def history() -> list[bool]:
    """The same page when the past holds 100,000 visits."""
    now, past = ClaimTable(), ClaimTable()
    for table in (now, past):
        table.add(visits(30, 200))
    past.add(claim(10_000 + n, second_of(NOW) - 45 * 60 * (n + 1)) for n in range(100_000))
    window = second_of(asked(30).starts_at), second_of(asked(30).ends_at)

    def page(table: ClaimTable) -> list[int]:
        return ours(table.between(DOCTOR, *window), 30)

    assert page(now) == page(past)
    empty, full = side_by_side(lambda: page(now), lambda: page(past))
    print("30 days with 100,000 visits in the past, beside none")
    return [verdict("times as slow", full / empty, GOAL_FLAT, "x")]


def explaining() -> list[bool]:
    """Everything that stands against one time."""
    claims = visits(30, 200)
    taken = Period.lasting(instant_of(claims[0].visit_starts), LENGTH)

    def explain() -> object:
        return availability(claims, 30).why_not(CLINIC, taken)

    whole, _ = side_by_side(explain, explain)
    made = availability(claims, 30)
    alone, _ = side_by_side(lambda: made.why_not(CLINIC, taken), explain)
    near = [c for c in claims if abs(c.starts - claims[0].starts) < 61 * 3600]
    asked_for, _ = side_by_side(lambda: availability(near, 1).why_not(CLINIC, taken), explain)
    print(f"explaining one time among {len(claims)} visits ({whole:.3f} ms if 30 days of facts are laid out for it)")
    return [
        verdict("explaining, facts laid out", alone, GOAL_EXPLAIN_MS, "ms"),
        verdict(f"explaining, with the {len(near)} visits that a question reads", asked_for, GOAL_EXPLAIN_MS, "ms"),
    ]


def main() -> int:
    """Print everything; 1 if a goal is missed."""
    met = [*listing(30), *listing(62), *history(), *explaining()]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
