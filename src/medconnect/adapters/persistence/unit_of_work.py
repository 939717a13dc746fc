"""The unit of work on a database: collections, news, commit.

Commit writes each piece of news twice in the transaction of the change: to the outbox, for others, and to the audit
trail, for ever.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from medconnect.adapters.persistence.audit import write_entries
from medconnect.adapters.persistence.engine import Database, Rows, Writing
from medconnect.adapters.persistence.outbox import write_events
from medconnect.adapters.security.keyring import Keyring
from medconnect.application.shared.identifiers import NewId
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.events import Event, Newsworthy

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Tools:
    """What every unit needs beside the rows."""

    keyring: Keyring
    new_id: NewId
    parts: dict[type, Any] = field(default_factory=dict)


class SqlWork:
    """Base of each context's unit: it tracks what was saved and takes its news at commit."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        self.rows = rows
        self.actor = actor
        self.keyring = tools.keyring
        self.new_id = tools.new_id
        self._parts = tools.parts
        self._news: list[Event] = []

    def part(self, kind: type[P]) -> P:
        """What a context remembers beyond one transaction, for this process; made at first use."""
        if kind not in self._parts:
            self._parts[kind] = kind()
        return self._parts[kind]  # type: ignore[no-any-return]

    def sealed(self, table: str, column: str, row_id: UUID, text: str | None) -> bytes | None:
        """What somebody wrote, sealed for its place; nothing stays nothing."""
        return None if text is None else self.keyring.seal(table, column, row_id, text)

    def opened(self, table: str, column: str, row_id: UUID, sealed: bytes | None) -> str | None:
        """The way back."""
        return None if sealed is None else self.keyring.open(table, column, row_id, sealed)

    def tell(self, *events: Event) -> None:
        """Add news that belongs to no aggregate: a reading, a refusal, a sign-in."""
        self._news.extend(events)

    def saved(self, aggregate: Newsworthy) -> None:
        """Called by the collections: this aggregate's news goes out with the commit."""
        self._news.extend(aggregate.take_news())

    async def commit(self) -> None:
        """Keep rows, outbox and audit trail together, or nothing."""
        if self._news:
            await write_events(self.rows, self._news, self.actor, self.new_id)
            await write_entries(self.rows, self._news, self.actor, self.new_id, self.keyring)
            self._news.clear()
        await cast("Writing", self.rows).commit()


W = TypeVar("W", bound=SqlWork)
MakeWork = Callable[[Rows, Actor, Tools], W]


@dataclass(frozen=True, slots=True)
class SqlBegin(Generic[W]):
    """Opens units that change things."""

    database: Database
    make: MakeWork[W]
    tools: Tools

    def __call__(self, actor: Actor) -> AbstractAsyncContextManager[W]:
        return self._open(actor)

    @asynccontextmanager
    async def _open(self, actor: Actor) -> AsyncIterator[W]:
        async with self.database.writing() as rows:
            yield self.make(rows, actor, self.tools)


@dataclass(frozen=True, slots=True)
class SqlRead(Generic[W]):
    """Opens units that only look."""

    database: Database
    make: MakeWork[W]
    tools: Tools

    def __call__(self, actor: Actor) -> AbstractAsyncContextManager[W]:
        return self._open(actor)

    @asynccontextmanager
    async def _open(self, actor: Actor) -> AsyncIterator[W]:
        async with self.database.reading() as rows:
            yield self.make(rows, actor, self.tools)
