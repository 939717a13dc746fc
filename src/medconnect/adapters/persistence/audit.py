"""The audit trail: each row proves itself at once, and its place within a second.

A row carries its HMAC in the transaction that it tells of. Chaining rows there would make every booking wait for
every other; instead one sealer links committed rows into one chain afterwards. The key is outside the database, and the
chain's head is also kept outside (`AuditAnchor`), so that a tail cut off inside is missed.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import bindparam, insert, select, text, update

from medconnect.adapters.persistence.engine import Database, Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.house import AuditEntryRow
from medconnect.adapters.persistence.outbox import plain
from medconnect.adapters.security.keyring import Keyring
from medconnect.application.shared.identifiers import NewId
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.events import Event

ENTRIES = table_of(AuditEntryRow)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_LINK = b"medconnect audit trail"
_BATCH = 1000
_PLACE = (
    update(ENTRIES)
    .where(ENTRIES.c.id == bindparam("entry"))
    .values(sequence=bindparam("place"), link=bindparam("proof"))
)
# One sealer at a time on PostgreSQL; 'mdau' in ASCII.
_SEALER_LOCK = text("SELECT pg_advisory_xact_lock(1835295093)")


class ChainHead(NamedTuple):
    """Number and proof of a link."""

    sequence: int
    link: bytes


async def write_entries(rows: Rows, news: Sequence[Event], actor: Actor, new_id: NewId, keyring: Keyring) -> None:
    """Write one entry for each piece of news, in the transaction of the change."""
    entries = []
    for event in news:
        entry: dict[str, Any] = {
            "id": new_id(),
            "occurred_at": event.occurred_at,
            "action": event.name,
            "actor_id": actor.user_id,
            "actor_role": actor.role.value,
            "subject_id": event.subject_id,
            "facts": orjson.dumps(plain(event.facts()), option=orjson.OPT_SORT_KEYS).decode(),
            "request_id": actor.request_id,
        }
        entries.append({**entry, "mac": entry_mac(keyring, entry)})
    await rows.run(insert(ENTRIES), entries)


def entry_mac(keyring: Keyring, entry: dict[str, Any]) -> bytes:
    """The proof of a row: over everything that it says."""
    said = [
        entry["id"].hex,
        (entry["occurred_at"] - _EPOCH) // timedelta(microseconds=1),
        entry["action"],
        entry["actor_id"].hex if entry["actor_id"] else None,
        entry["actor_role"],
        entry["subject_id"].hex,
        entry["facts"],
        entry["request_id"],
    ]
    return keyring.audit_mac(orjson.dumps(said))


def link_mac(keyring: Keyring, previous: bytes, sequence: int, entry_id: UUID, mac: bytes) -> bytes:
    """The proof of a place: over what came before, the number, and the row."""
    return keyring.audit_mac(b"|".join([previous, str(sequence).encode(), entry_id.bytes, mac]))


async def seal_chain(database: Database, keyring: Keyring) -> ChainHead | None:
    """Link the rows that wait; returns the new head, or None when there was nothing to do."""
    waiting = select(ENTRIES.c.id, ENTRIES.c.mac).where(ENTRIES.c.sequence.is_(None)).order_by(ENTRIES.c.id)
    async with database.reading() as rows:
        if (await rows.run(waiting.limit(1))).first() is None:
            return None
    async with database.writing() as writing:
        if writing.dialect == "postgresql":
            await writing.run(_SEALER_LOCK)
        sequence, link = await chain_head(writing)
        links = []
        for entry in await writing.run(waiting.limit(_BATCH)):
            sequence += 1
            link = link_mac(keyring, link, sequence, entry.id, entry.mac)
            links.append({"entry": entry.id, "place": sequence, "proof": link})
        if not links:
            return None
        await writing.run(_PLACE, links)
        await writing.commit()
    return ChainHead(sequence, link)


async def chain_head(rows: Rows) -> ChainHead:
    """Number and proof of the last link."""
    last = (
        select(ENTRIES.c.sequence, ENTRIES.c.link)
        .where(ENTRIES.c.sequence.is_not(None))
        .order_by(ENTRIES.c.sequence.desc())
        .limit(1)
    )
    head = (await rows.run(last)).first()
    return ChainHead(head.sequence, head.link) if head else ChainHead(0, FIRST_LINK)
