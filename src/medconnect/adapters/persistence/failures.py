"""One table from what the libraries say to what we mean.

A broken constraint keeps its name, so that a collection can say it in the domain's words. What passes by itself
(busy, full, restarting) is `Unavailable`; what a retry cures is `Contention`. The unknown passes through.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from medconnect.application.shared.handling import Contention
from medconnect.domain.shared.errors import Unavailable


class ConstraintBroken(Exception):
    """The database refused a row; `name` is the constraint's, the same on both databases."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class StorageUnavailable(Unavailable):
    """The database is away, busy, full or read-only."""

    code = "storage-unavailable"
    title = "The database cannot answer right now."


_UNIQUE = re.compile(r"UNIQUE constraint failed: (?P<columns>.+)")
_NAMED = re.compile(r"(?:CHECK constraint failed: )?(?P<name>[a-z][a-z0-9_]*)")

_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_AWAY = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}
# PostgreSQL's classes: integrity (23), deadlock and serialisation (40), and everything that time or the operator cures:
# connection (08), sign-in (28), unknown database (3D), resources (53), shutting down (57), the system below (58).
_CONTENTION = {"40001", "40P01", "55P03"}
_AWAY_CLASSES = {"08", "28", "3D", "53", "57", "58"}
_READ_ONLY = "25006"


@contextmanager
def translated() -> Iterator[None]:
    """Run a piece of database work and say its failures in our words."""
    try:
        yield
    except DBAPIError as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        raise meaning from error
    except (PoolTimeout, OSError, TimeoutError) as error:
        raise StorageUnavailable from error


def _meaning(error: DBAPIError) -> Exception | None:
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig)
    return _of_postgresql(error)


def _of_sqlite(error: sqlite3.Error) -> Exception | None:
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return ConstraintBroken(_sqlite_name(str(error)))
    if primary in _SQLITE_BUSY:
        return StorageUnavailable(retry_after=2)
    if primary in _SQLITE_AWAY:
        return StorageUnavailable(retry_after=10)
    return None


def _sqlite_name(message: str) -> str:
    """SQLite names columns where PostgreSQL names the constraint; our naming convention bridges the two."""
    if unique := _UNIQUE.fullmatch(message):
        columns = unique["columns"].split(", ")
        table = columns[0].split(".")[0]
        return "_".join(["uq", table, *(column.split(".")[1] for column in columns)])
    named = _NAMED.fullmatch(message)
    return named["name"] if named else message


def _of_postgresql(error: DBAPIError) -> Exception | None:
    cause = getattr(error.orig, "__cause__", None)
    state = str(getattr(error.orig, "sqlstate", None) or getattr(cause, "sqlstate", None) or "")
    if state.startswith("23"):
        return ConstraintBroken(getattr(cause, "constraint_name", None) or state)
    if state in _CONTENTION:
        return Contention()
    if state[:2] in _AWAY_CLASSES or state == _READ_ONLY:
        return StorageUnavailable(retry_after=2)
    if error.connection_invalidated or isinstance(error, InterfaceError):
        return StorageUnavailable(retry_after=2)
    return None
