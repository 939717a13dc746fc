"""Was the demo begun, was it finished? A run that was broken off is cleared away and made again."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Connection, delete, select

from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.models import metadata
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import ClinicRow
from medconnect.adapters.persistence.models.house import OutboxRow
from medconnect.adapters.persistence.models.identity import UserRow
from medconnect.domain.shared.events import Event

DEMO_ID = UUID("d0000000-0000-7000-8000-000000000000")
# What a new database has from the migrations, and what nobody may ever delete.
_STAYS = {"keys", "outbox", "audit_entries", "specialties"}
_OUTBOX = table_of(OutboxRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBegun(Event):
    """Demo data is being made."""

    name: ClassVar[str] = "demo.begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFinished(Event):
    """All demo data is there."""

    name: ClassVar[str] = "demo.finished"


class Beginning(Enum):
    """What there is before anything is done."""

    EMPTY = "empty"
    BROKEN_OFF = "broken off"
    IN_USE = "in use"


async def beginning_of(database: Database) -> Beginning:
    """A demo that was finished is in use like any other database with people or clinics in it."""
    async with database.reading() as rows:
        told = set((await rows.run(select(_OUTBOX.c.name).where(_OUTBOX.c.subject_id == DEMO_ID))).scalars())
        used = [(await rows.run(select(table_of(row).c.id).limit(1))).first() for row in (UserRow, ClinicRow)]
    if DemoBegun.name in told and DemoFinished.name not in told:
        return Beginning.BROKEN_OFF
    return Beginning.IN_USE if any(used) else Beginning.EMPTY


async def clear_away(database: Database) -> None:
    """Remove what a broken-off run has left. The audit trail keeps that it was there."""

    def clear(connection: Connection) -> None:
        for table in reversed(metadata.sorted_tables):
            if table.name not in _STAYS:
                connection.execute(delete(table))

    await database.in_one_transaction(clear)
