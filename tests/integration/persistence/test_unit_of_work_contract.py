"""Both databases keep the promises of every unit of work."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from tests.contracts.unit_of_work import Ledger, UnitOfWorkContract
from tests.rooms import all_rows

from medconnect.adapters.persistence.engine import Database
from medconnect.entrypoints.container import Container


class SqlLedger:
    """Looks into the tables; ids made later sort later."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def told(self) -> Sequence[tuple[str, UUID]]:
        rows = sorted(await all_rows(self._database, "outbox"), key=lambda row: row.id)
        return [(row.name, row.subject_id) for row in rows]

    async def audited(self) -> Sequence[tuple[UUID | None, str, str, UUID]]:
        rows = sorted(await all_rows(self._database, "audit_entries"), key=lambda row: row.id)
        return [(row.actor_id, row.actor_role, row.action, row.subject_id) for row in rows]


@pytest.fixture
def ledger(house: Container) -> Ledger:
    """News and audit trail of the house under test."""
    return SqlLedger(house.database())


class TestSqlUnitOfWork(UnitOfWorkContract):
    """All of it, on SQLite and on PostgreSQL."""
