"""Bringing a database to the schema that this code knows, and refusing one that it does not."""

import sqlite3
import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from medconnect.adapters.persistence.engine import Database
from medconnect.application.shared.startup import CannotStart

_SCRIPTS = Path(__file__).parent / "migrations"
_PATIENCE_SECONDS = 10


def head_revision() -> str:
    """The revision that this code was written for."""
    head = _scripts().get_current_head()
    if head is None:  # pragma: no cover - the history has at least one revision
        raise CannotStart("This copy of the program has no migrations.", "Install it again.")
    return head


async def migrate(database: Database, to: str = "head") -> tuple[str | None, str | None]:
    """Upgrade in one transaction, alone; returns the revisions before and after."""

    def run(connection: Connection) -> tuple[str | None, str | None]:
        before = _known(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        return before, current_revision(connection)

    return await database.in_one_transaction(run)


async def require_current_schema(database: Database) -> None:
    """Refuse to work on a schema that is not exactly ours."""

    def check(connection: Connection) -> None:
        if _known(connection) != head_revision():
            raise CannotStart(
                "The database has not been migrated to this version.", "Run 'medconnect migrate' and start again."
            )

    await database.look(check)


def set_write_ahead_log(path: Path) -> None:
    """Readers and the writer stop waiting for each other, for good. It cannot be done inside a transaction, and of
    several who start at once SQLite lets only one through without asking the others to wait."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS)
            try:
                if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                    connection.execute("PRAGMA journal_mode=WAL")
                return
            finally:
                connection.close()
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise _unusable(path, error) from error
            time.sleep(0.05)


def _unusable(path: Path, error: sqlite3.Error) -> CannotStart:
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return CannotStart(
            f"The file {path} is no database, or is damaged.",
            "Put back a copy of it, or name another with MEDCONNECT_DATABASE_URL.",
        )
    return CannotStart(
        f"The database file {path} cannot be opened for writing: {error}.",
        "Check the folder, its permissions and the room on the disk.",
    )


def _known(connection: Connection) -> str | None:
    current = current_revision(connection)
    if current is not None:
        try:
            _scripts().get_revision(current)
        except CommandError as error:
            raise CannotStart(
                "The database was made by a newer version of MedConnect.",
                "Install that version, or restore a backup made by this one.",
            ) from error
    return current


def current_revision(connection: Connection) -> str | None:
    """The revision that a database is at, if it was ever migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return config
