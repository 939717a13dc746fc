"""A copy of everything in one encrypted file, the same for both databases.

The rows are read in one snapshot, so the product may go on serving. The file is a run of chunks, each sealed with
AES-256-GCM under a key made for this file from the master key, and bound to its place and to whether it is the last: a
chunk changed, moved, dropped or added does not open. A copy counts only once it has been read back.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import orjson
from sqlalchemy import Column, Connection, Table, delete, func, insert, select, tuple_

from medconnect.adapters.persistence.engine import Database, Rows
from medconnect.adapters.persistence.models import metadata
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.house import AuditEntryRow, KeyRow, OutboxRow
from medconnect.adapters.persistence.models.identity import UserRow
from medconnect.adapters.persistence.schema import head_revision
from medconnect.adapters.security.keyring import DoesNotOpen, decrypt, encrypt
from medconnect.application.shared.startup import CannotStart

_MAGIC = b"MEDCONNECT BACKUP 1\n"
_SALT_BYTES = 16
_ROWS = 500
# What every installation that was ever opened or used has rows in; the migrations fill none of them.
_OF_AN_INSTALLATION = [table_of(kind) for kind in (KeyRow, OutboxRow, AuditEntryRow, UserRow)]


async def take_backup(database: Database, master_key: bytes, path: Path) -> tuple[int, int]:
    """Write and check a copy; returns how many tables and rows are in it."""
    draft = path.with_name(f"{path.name}.unfinished")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            async with database.reading() as rows:
                await _write(file, rows, master_key)
            file.flush()
            os.fsync(file.fileno())
        counts = check_backup(master_key, draft)
        draft.replace(path)
    except OSError as error:
        raise CannotStart(
            f"The backup cannot be written to {path}.", "Choose a folder that exists and has room."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return len(counts), sum(counts.values())


async def restore_backup(database: Database, master_key: bytes, path: Path) -> tuple[int, int]:
    """Fill a freshly migrated, unused database; all of it or nothing."""
    counts = check_backup(master_key, path)

    def fill(connection: Connection) -> None:
        if any(connection.execute(select(table).limit(1)).first() for table in _OF_AN_INSTALLATION):
            raise CannotStart("This database is in use already.", "Restore into a new, empty one.")
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
        for line in _lines(path, master_key):
            if "table" in line:
                table = metadata.tables[line["table"]]
                connection.execute(insert(table), [_row(table, values) for values in line["rows"]])
        for name, count in counts.items():
            table = metadata.tables[name]
            if connection.execute(select(func.count()).select_from(table)).scalar_one() != count:
                raise CannotStart(f"The table {name} was not restored whole.", "Nothing was kept; try again.")

    await database.in_one_transaction(fill)
    return len(counts), sum(counts.values())


async def _write(file: BinaryIO, rows: Rows, master_key: bytes) -> None:
    salt = os.urandom(_SALT_BYTES)
    key = _file_key(master_key, salt)
    file.write(_MAGIC + salt)
    number = 0

    def chunk(line: dict[str, Any], *, last: bool = False) -> None:
        nonlocal number
        sealed = encrypt(key, orjson.dumps(line), _place(number, last=last))
        file.write(len(sealed).to_bytes(4, "big") + sealed)
        number += 1

    counts: dict[str, int] = {}
    chunk({"schema": head_revision()})
    for table in metadata.sorted_tables:
        name = str(table.name)
        counts[name] = 0
        async for page in _pages(rows, table):
            counts[name] += len(page)
            chunk({"table": name, "rows": page})
    chunk({"counts": counts}, last=True)


async def _pages(rows: Rows, table: Table) -> AsyncIterator[list[list[Any]]]:
    """The rows of a table in the order of its key, some at a time."""
    key = list(table.primary_key.columns)
    query = select(*_kept(table)).order_by(*key).limit(_ROWS)
    page = (await rows.run(query)).all()
    while page:
        yield [[_plain(value) for value in row] for row in page]
        after = tuple_(*key) > tuple_(*(getattr(page[-1], column.name) for column in key))
        page = (await rows.run(query.where(after))).all()


def check_backup(master_key: bytes, path: Path) -> dict[str, int]:
    """Read a whole copy and return what it says it holds, having counted it."""
    said: dict[str, int] = {}
    found: dict[str, int] = {}
    for line in _lines(path, master_key):
        if line.get("schema", head_revision()) != head_revision():
            raise CannotStart(
                f"The backup was made by another version (schema {line['schema']}).",
                "Restore it with that version, then migrate.",
            )
        if "table" in line:
            found[line["table"]] = found.get(line["table"], 0) + len(line["rows"])
        said = line.get("counts", said)
    if {name: count for name, count in said.items() if count} != found:
        raise _unreadable(path)
    return said


def _lines(path: Path, master_key: bytes) -> Iterator[dict[str, Any]]:
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise _unreadable(path)
            key = _file_key(master_key, file.read(_SALT_BYTES))
            number = 0
            last = False
            while head := file.read(4):
                sealed = file.read(int.from_bytes(head, "big"))
                last = not file.peek(1)
                yield orjson.loads(decrypt(key, sealed, _place(number, last=last)))
                number += 1
            if not last:
                raise _unreadable(path)
    except DoesNotOpen as error:
        raise _unreadable(path) from error
    except OSError as error:
        raise CannotStart(f"The backup {path} cannot be read.", "Check the path and its permissions.") from error


def _unreadable(path: Path) -> CannotStart:
    return CannotStart(
        f"The backup {path} does not open: another master key, or the file is damaged.",
        "Use the master key it was made with, or an undamaged copy.",
    )


def _file_key(master_key: bytes, salt: bytes) -> bytes:
    return hmac.new(master_key, b"medconnect backup|" + salt, hashlib.sha256).digest()


def _place(number: int, *, last: bool) -> bytes:
    return f"backup|{number}|{'last' if last else 'more'}".encode()


def _plain(value: Any) -> Any:
    """A value with its kind, so that reading it back asks nothing of the database that it came from."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case bytes():
            return {"bytes": base64.b64encode(value).decode()}
        case UUID():
            return {"uuid": str(value)}
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case dict() | list():
            return {"json": value}
    raise TypeError(f"a backup does not know what to do with a {type(value).__name__}")


_KINDS: dict[str, Callable[[Any], Any]] = {
    "bytes": base64.b64decode,
    "uuid": UUID,
    "instant": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
    "json": lambda value: value,
}


def _valued(value: Any) -> Any:
    """Undo `_plain`."""
    if isinstance(value, dict):
        ((kind, plain),) = value.items()
        return _KINDS[kind](plain)
    return value


def _kept(table: Table) -> list[Column[Any]]:
    """The columns that hold something of their own; the database works out the others again."""
    return [column for column in table.columns if column.computed is None]


def _row(table: Table, values: list[Any]) -> dict[str, Any]:
    return {column.name: _valued(value) for column, value in zip(_kept(table), values, strict=True)}
