"""Everybody wants the same time at the same moment: is exactly one of them served, and are the others told where to go?

    python -m benchmarks.booking_fire sqlite
    python -m benchmarks.booking_fire postgresql://user@host/postgres --rounds 20 --patients 300

Against `serve --workers 4`. Prints one line per scenario; ends non-zero when a promise was broken.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from benchmarks.served import Person, Practice, Served, served
from benchmarks.wire import Answer, Line, Lost

from medconnect.adapters.system_clock import SystemClock
from medconnect.domain.identity.actor import Role
from medconnect.domain.shared.ids import ClinicId

BOOKINGS = "/api/v1/appointments"


@dataclass(slots=True)
class Report:
    """What happened in a scenario; `broken` is empty when every promise held."""

    name: str
    broken: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def expect(self, holds: bool, what: str) -> None:
        """Note a broken promise."""
        if not holds:
            self.broken.append(what)

    def took(self, answer: Answer, seconds: float) -> None:
        """Note an answer and how long it took."""
        self.seconds.append(seconds)
        self.outcomes[f"{answer.status} {answer.code}".strip()] += 1

    def line(self) -> str:
        """One line for people."""
        ordered = sorted(self.seconds) or [0.0]
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        outcomes = ", ".join(f"{count}× {what}" for what, count in sorted(self.outcomes.items()))
        verdict = "held" if not self.broken else "BROKEN: " + "; ".join(self.broken[:3])
        return f"{self.name:<34} p50 {statistics.median(ordered):.3f} s  p99 {p99:.3f} s  {outcomes}  → {verdict}"


@dataclass(slots=True)
class Fire:
    """The scenarios, over one server."""

    it: Served
    clinic_id: ClinicId
    patients: list[Person]
    staff: Person
    rounds: int
    day: datetime = field(default_factory=lambda: _midnight_in(3))

    async def scenario(self, run: "Callable[[Fire], Awaitable[Report]]") -> Report:
        """Each on days of its own: a patient of one must not be busy because of another."""
        report = await run(self)
        self.day += timedelta(days=5)
        return report

    def line_of(self, person: Person) -> Line:
        """A connection for somebody."""
        return Line(self.it.port, person.token)

    async def together(
        self, report: Report, asks: Sequence[tuple[Person, str, str, Any]], **options: Any
    ) -> list[Answer]:
        """Open all connections, then release all requests in one moment."""
        lines = [self.line_of(person) for person, *_ in asks]
        await asyncio.gather(*(line.ask("GET", "/health/live") for line in lines))
        gate = asyncio.Event()

        async def ask(line: Line, method: str, path: str, body: Any) -> Answer:
            await gate.wait()
            began = time.monotonic()
            answer = await line.ask(method, path, body, **options)
            report.took(answer, time.monotonic() - began)
            return answer

        tasks = [asyncio.create_task(ask(line, *rest)) for line, (_, *rest) in zip(lines, asks, strict=True)]
        await asyncio.sleep(0)
        gate.set()
        answers = await asyncio.gather(*tasks)
        await asyncio.gather(*(line.close() for line in lines))
        return answers

    async def practice(self, *lengths: int, step: int = 15) -> Practice:
        """A new doctor, so that scenarios do not meet."""
        return await self.it.practice(self.clinic_id, lengths or (30,), step)

    async def book(self, person: Person, practice: Practice, starts_at: datetime) -> Any:
        """One visit, made in peace."""
        answer = await self.line_of(person).ask("POST", BOOKINGS, _wish(practice, starts_at))
        assert answer.status == 201, answer.body
        return answer.json()

    async def one_time(self) -> Report:
        """Everybody, one time, again and again."""
        report = Report("one time, everybody")
        practice = await self.practice()
        for number in range(self.rounds):
            starts_at = self.day + timedelta(hours=number)
            answers = await self.together(
                report, [(p, "POST", BOOKINGS, _wish(practice, starts_at)) for p in self.patients]
            )
            self._one_of_many(report, answers, f"round {number}")
        return report

    async def mixed_lengths(self) -> Report:
        """Lengths from 15 to 60 minutes that start at different times and all overlap."""
        report = Report("mixed lengths that overlap")
        practice = await self.practice(15, 30, 45, 60)
        for number in range(self.rounds):
            middle = self.day + timedelta(hours=3 * number + 1)
            shapes = [(60, 0), (60, -45), (60, -15), (45, -30), (45, 0), (30, -15), (30, 0), (15, 0)]
            asks = [
                (
                    person,
                    "POST",
                    BOOKINGS,
                    {
                        **_wish(practice, middle + timedelta(minutes=shapes[n % len(shapes)][1])),
                        "service_id": str(practice.services[shapes[n % len(shapes)][0]]),
                    },
                )
                for n, person in enumerate(self.patients)
            ]
            self._one_of_many(report, await self.together(report, asks), f"round {number}")
        return report

    async def back_to_back(self) -> Report:
        """Two times that touch are both had."""
        report = Report("back to back")
        practice = await self.practice(step=30)
        for number in range(self.rounds):
            starts_at = self.day + timedelta(hours=number)
            wanted = [starts_at, starts_at + timedelta(minutes=30)]
            asks = [(p, "POST", BOOKINGS, _wish(practice, at)) for p, at in zip(self.patients, wanted, strict=False)]
            answers = await self.together(report, asks)
            report.expect([a.status for a in answers] == [201, 201], f"round {number}")
        return report

    async def one_patient_two_doctors(self) -> Report:
        """Nobody is in two places."""
        report = Report("one patient, two doctors")
        practices = [await self.practice() for _ in range(2)]
        for number in range(self.rounds):
            person = self.patients[number]
            starts_at = self.day + timedelta(hours=number)
            answers = await self.together(report, [(person, "POST", BOOKINGS, _wish(p, starts_at)) for p in practices])
            report.expect(_statuses(answers) == [201, 409], f"round {number}: {_statuses(answers)}")
        return report

    async def two_confirms(self) -> Report:
        """A hold becomes one visit, however often it is confirmed."""
        report = Report("two confirms of one hold")
        practice = await self.practice()
        for number in range(self.rounds):
            person = self.patients[number]
            starts_at = self.day + timedelta(hours=number)
            hold = (await self.line_of(person).ask("POST", "/api/v1/holds", _wish(practice, starts_at))).json()
            asks = [(person, "POST", BOOKINGS, {"hold_id": hold["id"]})] * 2
            answers = await self.together(report, asks)
            report.expect(sum(a.status == 201 for a in answers) == 1, f"round {number}: {_statuses(answers)}")
            report.expect(all(a.status < 500 for a in answers), f"round {number}: 5xx")
        return report

    async def cancel_against_check_in(self) -> Report:
        """Of two people acting on what they saw, exactly one wins."""
        report = Report("cancel against check-in")
        practice = await self.practice()
        for number in range(self.rounds):
            person = self.patients[number]
            visit = await self.book(person, practice, self.day + timedelta(hours=number))
            path, seen = f"{BOOKINGS}/{visit['id']}", {"version": visit["version"]}
            answers = await self.together(
                report,
                [
                    (person, "POST", f"{path}/cancel", {**seen}),
                    (self.staff, "PATCH", f"{path}/status", {"status": "checked_in", **seen}),
                ],
            )
            report.expect(sum(a.status < 300 for a in answers) == 1, f"round {number}: {_statuses(answers)}")
            report.expect(all(a.status < 500 for a in answers), f"round {number}: 5xx")
        return report

    async def crossing_moves(self) -> Report:
        """Visits of two doctors that pass each other: no deadlock, and nothing is lost."""
        report = Report("moves that cross")
        here, there = await self.practice(), await self.practice()
        for number in range(self.rounds):
            first, second = self.patients[2 * number], self.patients[2 * number + 1]
            starts_at = self.day + timedelta(hours=2 * number)
            one, two = await self.book(first, here, starts_at), await self.book(second, there, starts_at)
            later = starts_at + timedelta(hours=1)
            moves = [
                (first, one, {"starts_at": _z(later), "doctor_id": str(there.doctor_id)}),
                (second, two, {"starts_at": _z(later), "doctor_id": str(here.doctor_id)}),
            ]
            answers = await self.together(
                report, [(p, "POST", f"{BOOKINGS}/{v['id']}/reschedule", body) for p, v, body in moves]
            )
            report.expect([a.status for a in answers] == [200, 200], f"round {number}: {_statuses(answers)}")
        return report

    async def one_key_many_times(self) -> Report:
        """Twenty repetitions of one request, some hung up before the answer: one visit, one answer."""
        report = Report("twenty repetitions of one key")
        practice = await self.practice()
        for number in range(self.rounds):
            person = self.patients[number]
            body = _wish(practice, self.day + timedelta(hours=number))
            headers = {"Idempotency-Key": str(uuid4())}

            async def again(turn: int, person: Person = person, body: Any = body, headers: Any = headers) -> Any:
                began = time.monotonic()
                try:
                    answer = await self.line_of(person).ask(
                        "POST", BOOKINGS, body, headers=headers, hang_up=turn % 4 == 3
                    )
                except Lost:
                    return None
                report.took(answer, time.monotonic() - began)
                return answer

            answers = [a for a in await asyncio.gather(*map(again, range(20))) if a is not None]
            made = {a.json()["id"] for a in answers if a.status == 201}
            report.expect(len(made) == 1, f"round {number}: {len(made)} visits")
            report.expect(all(a.status in {201, 409} for a in answers), f"round {number}: {_statuses(answers)}")
            last = await self.line_of(person).ask("POST", BOOKINGS, body, headers=headers)
            report.expect(last.status == 201 and last.json()["id"] in made, f"round {number}: the replay")
        return report

    def _one_of_many(self, report: Report, answers: Sequence[Answer], where: str) -> None:
        won = [a for a in answers if a.status == 201]
        lost = [a for a in answers if a.status == 409]
        report.expect(len(won) == 1, f"{where}: {len(won)} accepted")
        report.expect(len(won) + len(lost) == len(answers), f"{where}: {_statuses(answers)}")
        without = sum(not a.json().get("alternatives") for a in lost)
        report.expect(without == 0, f"{where}: {without} refusals without alternatives")
        slow = max(report.seconds)
        report.expect(slow <= 30, f"{where}: {slow:.1f} s")


def _wish(practice: Practice, starts_at: datetime) -> dict[str, str]:
    return {"doctor_id": str(practice.doctor_id), "starts_at": _z(starts_at)}


def _z(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _statuses(answers: Sequence[Answer]) -> list[int]:
    return sorted(a.status for a in answers)


def _midnight_in(days: int) -> datetime:
    today = SystemClock().now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


async def main() -> int:
    """Run all scenarios and print them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("database", help="sqlite, or the address of a PostgreSQL server")
    parser.add_argument("--patients", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--workers", type=int, default=4)
    options = parser.parse_args()
    async with served(options.database, workers=options.workers) as it:
        now = SystemClock().now()
        people = [await it.person(Role.PATIENT, now=now) for _ in range(max(options.patients, 2 * options.rounds))]
        staff = await it.person(Role.RECEPTIONIST, now=now)
        fire = Fire(it, await it.clinic(), people, staff, options.rounds)
        scenarios: list[Callable[[Fire], Awaitable[Report]]] = [
            Fire.one_time,
            Fire.mixed_lengths,
            Fire.back_to_back,
            Fire.one_patient_two_doctors,
            Fire.two_confirms,
            Fire.cancel_against_check_in,
            Fire.crossing_moves,
            Fire.one_key_many_times,
        ]
        broken = 0
        print(f"{options.database.split('@')[-1]}, {options.workers} processes, {len(people)} patients")
        for scenario in scenarios:
            report = await fire.scenario(scenario)
            broken += bool(report.broken)
            print(report.line(), flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
