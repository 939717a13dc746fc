"""The outbox and the ordered event log, which are one table.

A transaction writes its events without a position. The relay, one at a time, gives positions afterwards in one
unbroken series: so whoever follows the log by position sees every event, also one whose transaction was slow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, text, update

from medconnect.adapters.persistence.engine import Database, Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.house import OutboxRow
from medconnect.application.shared.identifiers import NewId
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.events import Event

_BATCH = 500
_OUTBOX = table_of(OutboxRow)
_PLACE = update(_OUTBOX).where(_OUTBOX.c.id == bindparam("event")).values(position=bindparam("place"))
# One relay at a time on PostgreSQL; 'mdlg' in ASCII. SQLite has one writer anyway.
_RELAY_LOCK = text("SELECT pg_advisory_xact_lock(1835297895)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as followers read it."""

    position: int
    id: UUID
    name: str
    subject_id: UUID
    facts: dict[str, Any]
    occurred_at: datetime


async def write_events(rows: Rows, news: Sequence[Event], actor: Actor, new_id: NewId) -> None:
    """Write the news in the transaction of the change it tells of."""
    await rows.run(
        insert(_OUTBOX),
        [
            {
                "id": new_id(),
                "name": event.name,
                "subject_id": event.subject_id,
                "facts": plain(event.facts()),
                "request_id": actor.request_id,
                "occurred_at": event.occurred_at,
            }
            for event in news
        ],
    )


@dataclass(frozen=True, slots=True)
class EventLog:
    """The log as the relay orders it and followers read it."""

    database: Database

    async def relay(self) -> int:
        """Give the waiting events their positions; returns how many there were."""
        waiting = select(_OUTBOX.c.id).where(_OUTBOX.c.position.is_(None)).order_by(_OUTBOX.c.id).limit(_BATCH)
        async with self.database.reading() as rows:
            if (await rows.run(waiting.limit(1))).first() is None:
                return 0
        async with self.database.writing() as rows:
            if rows.dialect == "postgresql":
                await rows.run(_RELAY_LOCK)
            last = (await rows.run(select(func.coalesce(func.max(_OUTBOX.c.position), 0)))).scalar_one()
            ids = (await rows.run(waiting)).scalars().all()
            if ids:
                await rows.run(
                    _PLACE, [{"event": event_id, "place": last + n} for n, event_id in enumerate(ids, start=1)]
                )
                await rows.commit()
        return len(ids)

    async def after(self, position: int, limit: int = _BATCH) -> list[Told]:
        """The events that follow a position, in order."""
        following = select(_OUTBOX).where(_OUTBOX.c.position > position).order_by(_OUTBOX.c.position).limit(limit)
        async with self.database.reading() as rows:
            return [
                Told(
                    position=row.position,
                    id=row.id,
                    name=row.name,
                    subject_id=row.subject_id,
                    facts=row.facts,
                    occurred_at=row.occurred_at,
                )
                for row in await rows.run(following)
            ]

    async def head(self) -> int:
        """The position of the newest event."""
        async with self.database.reading() as rows:
            return int((await rows.run(select(func.coalesce(func.max(_OUTBOX.c.position), 0)))).scalar_one())


def plain(value: Any) -> Any:
    """Domain values as JSON holds them."""
    match value:
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
    raise TypeError(f"an event holds a {type(value).__name__}, which is not a plain fact")
