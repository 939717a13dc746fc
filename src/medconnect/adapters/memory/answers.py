"""Kept answers in memory."""

from datetime import datetime
from typing import NamedTuple, TypeVar

from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.idempotency import KEPT_FOR, Answers, KeyReused, Once, Repeatable

V = TypeVar("V", bound=Repeatable)


class _Kept(NamedTuple):
    request_hash: bytes
    view: Repeatable
    at: datetime


class MemoryAnswers(Answers):
    """One answer for each scope and key; views are frozen, so they are kept as they are."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def find(self, once: Once, kind: type[V], now: datetime) -> V | None:
        kept: _Kept | None = self._work.row("answers", (once.scope, once.key))
        if kept is None or kept.at < now - KEPT_FOR:
            return None
        if kept.request_hash != once.request_hash:
            raise KeyReused
        assert isinstance(kept.view, kind)  # noqa: S101 - a route answers with one kind of view
        return kept.view

    async def keep(self, once: Once, view: Repeatable, now: datetime) -> None:
        which = (once.scope, once.key)

        def ensure_first() -> None:
            kept: _Kept | None = self._work.store.tables["answers"].get(which)
            if kept is not None and kept.at >= now - KEPT_FOR:
                raise Contention

        self._work.check(ensure_first)
        self._work.put("answers", which, _Kept(once.request_hash, view, now))
