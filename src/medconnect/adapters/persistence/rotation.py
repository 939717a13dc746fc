"""A new sealing key, and every sealed field put under it, while others read and write.

First the key is made known; it becomes active some seconds later, when every process has learned of it; then the
fields that lie under older keys are opened and sealed again, a batch at a time. Each field is replaced only if it still
is what was read. It can be stopped and started again anywhere: what is left is found by the key's id in the field.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, func, literal, select, update

from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.keys import add_key, read_keyring
from medconnect.adapters.persistence.models import metadata
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.house import KeyRow
from medconnect.adapters.security.keyring import DoesNotOpen, Keyring
from medconnect.application.shared.startup import CannotStart

# Processes look for new keys every second (`entrypoints/worker`); this is ample.
_LEARNING = timedelta(seconds=4)
_BATCH = 200
_KEYS = table_of(KeyRow)
_NEWEST = (
    select(_KEYS.c.id).where(_KEYS.c.purpose == "seal").order_by(_KEYS.c.active_from.desc(), _KEYS.c.id.desc()).limit(1)
)


async def rotate_seal_key(
    database: Database,
    master_key: bytes,
    now: datetime,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> int:
    """Returns how many fields were put under the new key."""
    active_from = now + _LEARNING
    key_id = await database.in_one_transaction(lambda connection: add_key(connection, master_key, "seal", active_from))
    await pause(2 * _LEARNING.total_seconds())
    async with database.reading() as rows:
        keyring = await read_keyring(rows, master_key, active_from)
    if keyring.active_seal_key != key_id:
        raise _overtaken()
    return sum([await _reseal(database, keyring, table, column) for table, column in sealed_columns()])


async def rotate_token_key(database: Database, master_key: bytes, now: datetime) -> str:
    """A new key for access tokens, active once every process knows it. Tokens under older keys live out their ten
    minutes: a key is found by the id in the token."""
    active_from = now + _LEARNING
    return await database.in_one_transaction(lambda connection: add_key(connection, master_key, "token", active_from))


def sealed_columns() -> Iterator[tuple[Table, Column[Any]]]:
    """Every sealed column of the schema."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.info.get("sealed"):
                yield table, column


async def _reseal(database: Database, keyring: Keyring, table: Table, column: Column[Any]) -> int:
    resealed = 0
    active = bytes([len(keyring.active_seal_key)]) + keyring.active_seal_key.encode()
    under_older_key = func.substr(column, 1, len(active)) != literal(active, LargeBinary)
    batch = select(table.c.id, column).where(column.is_not(None), under_older_key).limit(_BATCH)
    while True:
        async with database.writing() as rows:
            if (await rows.run(_NEWEST)).scalar_one() != keyring.active_seal_key:
                raise _overtaken()
            found = (await rows.run(batch)).all()
            for row_id, sealed in map(tuple, found):
                try:
                    plaintext = keyring.open(table.name, column.name, row_id, sealed)
                except DoesNotOpen as error:
                    raise CannotStart(
                        f"{table.name}.{column.name} of row {row_id} does not open: it was changed or moved.",
                        "Put that row back from a backup and rotate again; what was rotated so far stays.",
                    ) from error
                fresh = keyring.seal(table.name, column.name, row_id, plaintext)
                await rows.run(update(table).where(table.c.id == row_id, column == sealed).values({column.name: fresh}))
            await rows.commit()
        if not found:
            return resealed
        resealed += len(found)


def _overtaken() -> CannotStart:
    return CannotStart("Another rotation began after this one.", "It does the rest; nothing is left to do here.")
