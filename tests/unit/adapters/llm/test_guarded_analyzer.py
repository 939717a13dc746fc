"""The guard: deadline, breaker, budget, cache; nothing of a text in the log."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from medconnect.adapters.llm.guarded_analyzer import GuardedAnalyzer, Limits
from medconnect.application.triage.ports import AnalyzerUnavailable
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.suggestion import AnalyzerKind, Opinion, Suggestion
from medconnect.domain.triage.symptoms import Symptoms
from medconnect.domain.triage.urgency import Urgency

OPINION = Opinion(
    urgency=Urgency.ROUTINE,
    suggestions=(Suggestion(specialty=SpecialtyCode.ENT, confidence=0.5, reason="r"),),
    analyzer="m",
    kind=AnalyzerKind.LLM,
)


@dataclass
class Ticking:
    at: datetime = datetime(2026, 3, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@dataclass
class Scripted:
    version: str = "m/1"
    calls: int = 0
    outcome: Opinion | Exception = field(default=OPINION)
    seconds: float = 0.0

    async def analyze(self, symptoms: Symptoms) -> Opinion:
        self.calls += 1
        await asyncio.sleep(self.seconds)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def guarded(inner: Scripted, clock: Ticking, **limits: object) -> GuardedAnalyzer:
    return GuardedAnalyzer(inner, clock=clock, cache_key=b"k" * 32, limits=Limits(**limits))  # type: ignore[arg-type]


def told(text: str) -> Symptoms:
    return Symptoms(text=text)


async def test_the_same_question_is_answered_from_the_cache_for_an_hour() -> None:
    inner, clock = Scripted(), Ticking()
    guard = guarded(inner, clock)
    assert await guard.analyze(told("ear ache")) == await guard.analyze(told("ear ache"))
    assert inner.calls == 1
    clock.at += timedelta(hours=1)
    await guard.analyze(told("ear ache"))
    assert inner.calls == 2


async def test_the_cache_forgets_the_oldest_and_holds_no_text() -> None:
    inner = Scripted()
    guard = guarded(inner, Ticking(), cached=1)
    for text in ("one ear", "two ears", "one ear"):
        await guard.analyze(told(text))
    assert inner.calls == 3
    assert "ear" not in str(list(guard._cache))


async def test_after_five_failures_the_server_is_left_alone_then_probed_once() -> None:
    inner, clock = Scripted(outcome=AnalyzerUnavailable("broken")), Ticking()
    guard = guarded(inner, clock)
    for number in range(7):
        with pytest.raises(AnalyzerUnavailable):
            await guard.analyze(told(f"ear {number}"))
    assert inner.calls == 5
    clock.at += timedelta(seconds=31)
    with pytest.raises(AnalyzerUnavailable, match="broken"):
        await guard.analyze(told("probe"))
    with pytest.raises(AnalyzerUnavailable, match="breaker-open"):
        await guard.analyze(told("again"))
    clock.at += timedelta(seconds=31)
    inner.outcome = OPINION
    await guard.analyze(told("well again"))
    await guard.analyze(told("and more"))
    assert inner.calls == 8


async def test_only_one_probes_at_a_time() -> None:
    inner, clock = Scripted(outcome=AnalyzerUnavailable("broken")), Ticking()
    guard = guarded(inner, clock, failures=1)
    with pytest.raises(AnalyzerUnavailable):
        await guard.analyze(told("first"))
    clock.at += timedelta(seconds=31)
    inner.outcome, inner.seconds = OPINION, 0.05
    results = await asyncio.gather(*(guard.analyze(told(f"ear {n}")) for n in range(5)), return_exceptions=True)
    assert sum(isinstance(result, Opinion) for result in results) == 1


async def test_old_failures_are_forgotten() -> None:
    inner, clock = Scripted(outcome=AnalyzerUnavailable("broken")), Ticking()
    guard = guarded(inner, clock)
    for number in range(12):
        with pytest.raises(AnalyzerUnavailable, match="broken"):
            await guard.analyze(told(f"ear {number}"))
        clock.at += timedelta(seconds=20)


async def test_the_deadline_holds_whatever_the_server_does() -> None:
    guard = guarded(Scripted(seconds=5), Ticking(), overall_seconds=0.05)
    with pytest.raises(AnalyzerUnavailable, match="deadline"):
        await guard.analyze(told("ear ache"))


async def test_the_daily_budget_is_kept_and_renewed_tomorrow() -> None:
    inner, clock = Scripted(), Ticking()
    guard = guarded(inner, clock, daily_calls=1)
    await guard.analyze(told("one"))
    with pytest.raises(AnalyzerUnavailable, match="budget"):
        await guard.analyze(told("two"))
    clock.at += timedelta(days=1)
    await guard.analyze(told("three"))


async def test_a_fault_of_our_own_is_passed_on_and_counted() -> None:
    guard = guarded(Scripted(outcome=RuntimeError("bug")), Ticking(), failures=1)
    with pytest.raises(RuntimeError):
        await guard.analyze(told("one"))
    with pytest.raises(AnalyzerUnavailable, match="breaker-open"):
        await guard.analyze(told("two"))


async def test_the_log_holds_no_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await guarded(Scripted(), Ticking()).analyze(told("my secret itch"))
    assert "length=14" in caplog.text
    assert "itch" not in caplog.text
