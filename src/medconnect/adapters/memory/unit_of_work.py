"""The unit of work in memory: writes are staged, and commit applies all of them or none.

Nothing is awaited between the first check and the last write of a commit, so for everybody else it is one moment.
"""

from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from medconnect.adapters.memory.store import Entry, MemoryStore, Told
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.events import Event, Newsworthy

_GONE: Any = object()
"""Staged where a row is to be removed."""


class MemoryWork:
    """Base of each context's unit."""

    def __init__(self, store: MemoryStore, actor: Actor, stack: AsyncExitStack) -> None:
        self.store = store
        self.actor = actor
        self._stack = stack
        self._locked: set[UUID] = set()
        self._staged: dict[tuple[str, Hashable], Any] = {}
        self._checks: list[Callable[[], None]] = []
        self._effects: list[Callable[[], None]] = []
        self._news: list[Event] = []

    def tell(self, *events: Event) -> None:
        """Add news that belongs to no aggregate."""
        self._news.extend(events)

    def saved(self, aggregate: Newsworthy) -> None:
        """Called by the collections: this aggregate's news goes out with the commit."""
        self._news.extend(aggregate.take_news())

    def row(self, table: str, key: Hashable) -> Any:
        """The row as this unit sees it, its own writes included; none if there is none."""
        staged = self._staged.get((table, key))
        if staged is _GONE:
            return None
        return staged if staged is not None else self.store.tables[table].get(key)

    def rows(self, table: str) -> list[Any]:
        """All rows of a table as this unit sees them."""
        staged = {key: row for (name, key), row in self._staged.items() if name == table}
        return [row for row in {**self.store.tables[table], **staged}.values() if row is not _GONE]

    def has_staged(self, table: str, key: Hashable) -> bool:
        """Whether this unit has written or removed this row."""
        return (table, key) in self._staged

    def put(self, table: str, key: Hashable, row: Any) -> None:
        """Stage a row."""
        self._staged[table, key] = row

    def drop(self, table: str, key: Hashable) -> None:
        """Stage the removal of a row; no row is no harm."""
        self._staged[table, key] = _GONE

    def check(self, check: Callable[[], None]) -> None:
        """Have something checked at commit, before anything is applied; it raises to refuse."""
        self._checks.append(check)

    def effect(self, effect: Callable[[], None]) -> None:
        """Have something done at commit beyond rows. It must not fail."""
        self._effects.append(effect)

    async def lock(self, *ids: UUID) -> None:
        """Keep others from what belongs to these ids until the unit ends; always in ascending order."""
        for each in sorted(set(ids) - self._locked):
            await self._stack.enter_async_context(self.store.locks[each])
            self._locked.add(each)

    async def commit(self) -> None:
        """Keep rows, outbox and audit trail together, or nothing."""
        for check in self._checks:
            check()
        for effect in self._effects:
            effect()
        for (table, key), row in self._staged.items():
            if row is _GONE:
                self.store.tables[table].pop(key, None)
            else:
                self.store.tables[table][key] = row
        for event in self._news:
            self.store.outbox.append(Told(position=len(self.store.outbox) + 1, event=event))
            self.store.audit.append(Entry(actor=self.actor, event=event))
        self._staged.clear()
        self._checks.clear()
        self._effects.clear()
        self._news.clear()


W = TypeVar("W", bound=MemoryWork)
MakeWork = Callable[[MemoryStore, Actor, AsyncExitStack], W]


@dataclass(frozen=True, slots=True)
class MemoryBegin(Generic[W]):
    """Opens units, for changing as for looking: in memory both see what is committed."""

    store: MemoryStore
    make: MakeWork[W]

    def __call__(self, actor: Actor) -> AbstractAsyncContextManager[W]:
        return self._open(actor)

    @asynccontextmanager
    async def _open(self, actor: Actor) -> AsyncIterator[W]:
        async with AsyncExitStack() as stack:
            yield self.make(self.store, actor, stack)
