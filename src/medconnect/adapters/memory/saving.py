"""How an aggregate with a version is kept in memory: staged only if nobody changed it meanwhile, and compared again at
commit."""

from collections.abc import Hashable
from typing import Protocol

from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.shared.handling import Contention


class Versioned(Protocol):
    """What knows how often it was kept."""

    version: int


def save_version(work: MemoryWork, table: str, key: Hashable, version: int) -> int:
    """The next version; `Contention` when this one is not the kept one any more. The caller stages the row."""
    if _version_of(work.row(table, key)) != version:
        raise Contention
    if not work.has_staged(table, key):
        work.check(lambda: _ensure(work.store.tables[table].get(key), version))
    return version + 1


def _version_of(kept: Versioned | None) -> int:
    return kept.version if kept else 0


def _ensure(kept: Versioned | None, version: int) -> None:
    if _version_of(kept) != version:
        raise Contention
