"""What is kept in memory: tables of rows, the outbox, the audit trail, and the locks."""

import asyncio
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.events import Event

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A piece of news at its place in the ordered log."""

    position: int
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the audit trail: who made this news."""

    actor: Actor
    event: Event


@dataclass(slots=True, kw_only=True, eq=False)
class MemoryStore:
    """Rows by table and key. Rows are never changed in place: whoever reads gets a copy, whoever writes leaves one."""

    tables: dict[str, dict[Hashable, Any]] = field(default_factory=lambda: defaultdict(dict))
    outbox: list[Told] = field(default_factory=list)
    audit: list[Entry] = field(default_factory=list)
    locks: dict[UUID, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    parts: dict[type, Any] = field(default_factory=dict)

    def part(self, kind: type[T]) -> T:
        """What a context keeps beyond rows, an index for instance; made at first use."""
        if kind not in self.parts:
            self.parts[kind] = kind()
        return self.parts[kind]  # type: ignore[no-any-return]
