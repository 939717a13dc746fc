"""Counted tries in memory. Whoever counts keeps others from the same count until the unit ends, as a database's row
lock does."""

from datetime import datetime
from math import ceil
from typing import NamedTuple
from uuid import UUID, uuid5

from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.identity.ports import Tries
from medconnect.domain.identity.throttle import Allowance
from medconnect.domain.shared.errors import TooMany

_LOCKS = UUID("7b0c7c86-4c37-4a0f-9d0e-3f1f8c1f5a52")


class _Counted(NamedTuple):
    made: int
    ends_at: datetime


class MemoryTries(Tries):
    """Counts by kind and subject."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def require_left(self, allowance: Allowance, subject: str, now: datetime) -> None:
        found = self._find(allowance, subject)
        if found and found.made >= allowance.limit and found.ends_at > now:
            raise _refusal(found.ends_at, now)

    async def count(self, allowance: Allowance, subject: str, now: datetime) -> None:
        await self._lock(allowance, subject)
        found = self._find(allowance, subject)
        if found is None or found.ends_at <= now:
            found = _Counted(0, now + allowance.per)
        if found.made >= allowance.limit:
            raise _refusal(found.ends_at, now)
        self._work.put("tries", (allowance.kind, subject), found._replace(made=found.made + 1))

    async def forget(self, allowance: Allowance, subject: str) -> None:
        await self._lock(allowance, subject)
        self._work.drop("tries", (allowance.kind, subject))

    def _find(self, allowance: Allowance, subject: str) -> _Counted | None:
        found: _Counted | None = self._work.row("tries", (allowance.kind, subject))
        return found

    async def _lock(self, allowance: Allowance, subject: str) -> None:
        await self._work.lock(uuid5(_LOCKS, f"{allowance.kind}|{subject}"))


def _refusal(ends_at: datetime, now: datetime) -> TooMany:
    return TooMany(max(1, ceil((ends_at - now).total_seconds())))
