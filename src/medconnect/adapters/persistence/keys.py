"""The wrapped data keys in the database."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.house import KeyRow
from medconnect.adapters.security.keyring import KEY_BYTES, DoesNotOpen, Keyring, decrypt, encrypt
from medconnect.application.shared.startup import CannotStart

PURPOSES = ("seal", "index", "audit", "token")
_KEYS = table_of(KeyRow)
_ALL = select(_KEYS).order_by(_KEYS.c.active_from, _KEYS.c.id)


def open_keyring(connection: Connection, master_key: bytes, now: datetime) -> Keyring:
    """Unwrap all keys, making the first of each purpose when the database has none."""
    for purpose in missing_keys(connection):
        add_key(connection, master_key, purpose, now)
    return _unwrapped(connection.execute(_ALL).all(), master_key, now)


def missing_keys(connection: Connection) -> set[str]:
    """The purposes that have no key yet: all of them when the database is new."""
    return set(PURPOSES) - set(connection.execute(select(_KEYS.c.purpose).distinct()).scalars())


async def read_keyring(rows: Rows, master_key: bytes, now: datetime) -> Keyring:
    """The keys as they are now, for a process that already serves."""
    return _unwrapped((await rows.run(_ALL)).all(), master_key, now)


def add_key(connection: Connection, master_key: bytes, purpose: str, active_from: datetime) -> str:
    """A fresh key that becomes the active one of its purpose when its time comes."""
    key_id = f"{purpose}-{secrets.token_hex(4)}"
    wrapped = encrypt(master_key, secrets.token_bytes(KEY_BYTES), _bound(purpose, key_id))
    connection.execute(
        insert(_KEYS), {"id": key_id, "purpose": purpose, "wrapped": wrapped, "active_from": active_from}
    )
    return key_id


def rewrap_keys(connection: Connection, old_master: bytes, new_master: bytes) -> int:
    """Put every data key under another master key."""
    rows = connection.execute(_ALL).all()
    for row in rows:
        secret = _unwrap(old_master, row.purpose, row.id, row.wrapped)
        wrapped = encrypt(new_master, secret, _bound(row.purpose, row.id))
        connection.execute(update(_KEYS).where(_KEYS.c.id == row.id).values(wrapped=wrapped))
    return len(rows)


def _unwrapped(rows: Sequence[Row[Any]], master_key: bytes, now: datetime) -> Keyring:
    """All keys are known; of each purpose the youngest whose time has come is active, and the first one always: the
    machine's clock may have been set back."""
    known: dict[str, dict[str, bytes]] = {purpose: {} for purpose in PURPOSES}
    active: dict[str, str] = {}
    for row in rows:
        known[row.purpose][row.id] = _unwrap(master_key, row.purpose, row.id, row.wrapped)
        if row.active_from <= now or row.purpose not in active:
            active[row.purpose] = row.id
    return Keyring(
        seal_keys=known["seal"],
        active_seal_key=active["seal"],
        index_key=known["index"][active["index"]],
        audit_key=known["audit"][active["audit"]],
        token_keys=known["token"],
        active_token_key=active["token"],
    )


def _unwrap(master_key: bytes, purpose: str, key_id: str, wrapped: bytes) -> bytes:
    try:
        return decrypt(master_key, wrapped, _bound(purpose, key_id))
    except DoesNotOpen as error:
        raise CannotStart(
            "The master key does not open the keys in this database.",
            "Give the key this database was made with (MEDCONNECT_MASTER_KEY, or master.key in the data folder).",
        ) from error


def _bound(purpose: str, key_id: str) -> bytes:
    return f"keys|wrapped|{purpose}|{key_id}".encode()
