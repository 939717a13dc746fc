"""Stands between the product and a model that may hang, fail, cost or lie.

An overall deadline, a limit of askers at once, a breaker that leaves a sick server alone, a daily budget, and a cache
keyed by a seal of the text. Nothing of a patient's text is logged or kept in the clear: ids, lengths, versions, times.
"""

import asyncio
import hashlib
import hmac
import json
import logging
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Protocol

from medconnect.application.shared.clock import Clock
from medconnect.application.triage.ports import AnalyzerUnavailable, SymptomAnalyzer
from medconnect.domain.triage.suggestion import Opinion
from medconnect.domain.triage.symptoms import Symptoms

_log = logging.getLogger(__name__)


class VersionedAnalyzer(SymptomAnalyzer, Protocol):
    """An analyser that says what its answers depend on."""

    @property
    def version(self) -> str:
        """Model and prompt."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the model may take."""

    overall_seconds: float = 10.0
    at_once: int = 8
    failures: int = 5
    failures_within: timedelta = timedelta(seconds=60)
    rest: timedelta = timedelta(seconds=30)
    daily_calls: int = 2000
    cached: int = 1000
    cached_for: timedelta = timedelta(hours=1)


class BreakerState(Enum):
    """Closed lets everybody through, open nobody, half-open one to try."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


@dataclass(slots=True)
class Breaker:
    """Counts failures and leaves a sick server alone for a while."""

    limits: Limits
    _failed_at: deque[datetime] = field(default_factory=deque)
    _opened_at: datetime | None = None
    _probing: bool = False

    def state(self, now: datetime) -> BreakerState:
        """The state at this instant."""
        if self._opened_at is None:
            return BreakerState.CLOSED
        return BreakerState.OPEN if now < self._opened_at + self.limits.rest else BreakerState.HALF_OPEN

    def admit(self, now: datetime) -> None:
        """Let one call through or refuse it."""
        state = self.state(now)
        if state is BreakerState.OPEN or (state is BreakerState.HALF_OPEN and self._probing):
            raise AnalyzerUnavailable("breaker-open")
        self._probing = state is BreakerState.HALF_OPEN

    def succeeded(self) -> None:
        """The server is well."""
        self._failed_at.clear()
        self._opened_at = None
        self._probing = False

    def failed(self, now: datetime) -> None:
        """One more failure; a failed probe opens at once."""
        self._failed_at.append(now)
        while self._failed_at and self._failed_at[0] <= now - self.limits.failures_within:
            self._failed_at.popleft()
        if self._probing or len(self._failed_at) >= self.limits.failures:
            self._opened_at = now
        self._probing = False


class GuardedAnalyzer(SymptomAnalyzer):
    """The model, behind everything that keeps it from hurting us."""

    def __init__(
        self,
        analyzer: VersionedAnalyzer,
        *,
        clock: Clock,
        cache_key: bytes,
        limits: Limits | None = None,
        elapsed: Callable[[], float] | None = None,
    ) -> None:
        self._analyzer = analyzer
        self._clock = clock
        self._key = cache_key
        self._limits = limits or Limits()
        self._breaker = Breaker(self._limits)
        self._places = asyncio.Semaphore(self._limits.at_once)
        self._cache: OrderedDict[str, tuple[datetime, Opinion]] = OrderedDict()
        self._spent: tuple[date, int] | None = None
        self._elapsed = elapsed or (lambda: asyncio.get_running_loop().time())

    async def analyze(self, symptoms: Symptoms) -> Opinion:
        """The model's opinion within the deadline, or `AnalyzerUnavailable`."""
        now = self._clock.now()
        key = self._seal(symptoms)
        known = self._cached(key, now)
        if known is not None:
            return known
        self._breaker.admit(now)
        started = self._elapsed()
        try:
            self._spend(now.date())
            async with asyncio.timeout(self._limits.overall_seconds), self._places:
                opinion = await self._analyzer.analyze(symptoms)
        except TimeoutError as late:
            self._note_failure("deadline", key, symptoms, started)
            raise AnalyzerUnavailable("deadline") from late
        except AnalyzerUnavailable as unavailable:
            self._note_failure(unavailable.why, key, symptoms, started)
            raise
        except BaseException:
            # Cancelled, or a fault of our own: the probe must not stay taken.
            self._breaker.failed(self._clock.now())
            raise
        self._breaker.succeeded()
        self._keep(key, now, opinion)
        self._tell("answered", key, symptoms, started)
        return opinion

    def _seal(self, symptoms: Symptoms) -> str:
        told = [
            self._analyzer.version,
            symptoms.text,
            symptoms.age_years,
            symptoms.sex,
            symptoms.duration,
            symptoms.history,
        ]
        return hmac.new(self._key, json.dumps(told).encode(), hashlib.sha256).hexdigest()

    def _cached(self, key: str, now: datetime) -> Opinion | None:
        found = self._cache.get(key)
        if found is None or found[0] + self._limits.cached_for <= now:
            return None
        self._cache.move_to_end(key)
        return found[1]

    def _keep(self, key: str, now: datetime, opinion: Opinion) -> None:
        self._cache[key] = (now, opinion)
        self._cache.move_to_end(key)
        while len(self._cache) > self._limits.cached:
            self._cache.popitem(last=False)

    def _spend(self, today: date) -> None:
        spent = self._spent[1] if self._spent and self._spent[0] == today else 0
        if spent >= self._limits.daily_calls:
            raise AnalyzerUnavailable("budget")
        self._spent = (today, spent + 1)

    def _note_failure(self, why: str, key: str, symptoms: Symptoms, started: float) -> None:
        # An empty purse says nothing about the server's health.
        if why == "budget":
            self._breaker.succeeded()
        else:
            self._breaker.failed(self._clock.now())
        self._tell(why, key, symptoms, started)

    def _tell(self, outcome: str, key: str, symptoms: Symptoms, started: float) -> None:
        _log.info(
            "llm %s version=%s question=%s length=%d seconds=%.2f",
            outcome,
            self._analyzer.version,
            key[:12],
            len(symptoms.text),
            self._elapsed() - started,
        )
