"""Counted tries in memory."""

from datetime import datetime
from typing import NamedTuple

from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.triage.ports import Tries
from medconnect.domain.identity.throttle import Allowance
from medconnect.domain.shared.errors import TooMany


class _Window(NamedTuple):
    made: int
    ends_at: datetime


class MemoryTries(Tries):
    """One window a kind and subject."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def count(self, allowance: Allowance, subject: str, now: datetime) -> None:
        key = (allowance.kind, subject)
        window: _Window | None = self._work.row("tries", key)
        if window is None or window.ends_at <= now:
            window = _Window(0, now + allowance.per)
        if window.made >= allowance.limit:
            raise TooMany(max(1, int((window.ends_at - now).total_seconds())))
        self._work.put("tries", key, window._replace(made=window.made + 1))
