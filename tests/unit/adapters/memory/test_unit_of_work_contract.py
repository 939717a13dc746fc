"""The unit of work in memory keeps the promises of every unit of work."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from tests.contracts.unit_of_work import Ledger, UnitOfWorkContract
from tests.memory_house import HouseInMemory

from medconnect.adapters.memory.store import MemoryStore


class MemoryLedger:
    """Looks into the store."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    async def told(self) -> Sequence[tuple[str, UUID]]:
        return [(each.event.name, each.event.subject_id) for each in self._store.outbox]

    async def audited(self) -> Sequence[tuple[UUID | None, str, str, UUID]]:
        return [
            (each.actor.user_id, each.actor.role.value, each.event.name, each.event.subject_id)
            for each in self._store.audit
        ]


@pytest.fixture
def ledger(kept: HouseInMemory) -> Ledger:
    """News and audit trail of the house under test."""
    return MemoryLedger(kept.store)


class TestMemoryUnitOfWork(UnitOfWorkContract):
    """All of it, in memory."""
