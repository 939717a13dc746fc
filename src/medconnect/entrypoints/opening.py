"""Opening and closing the house: folder, database, keys, container."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from dependency_injector.providers import Object
from sqlalchemy import URL, inspect

from medconnect.adapters.persistence.audit_anchor import AuditAnchor
from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.failures import StorageUnavailable
from medconnect.adapters.persistence.keys import PURPOSES, missing_keys, open_keyring, read_keyring
from medconnect.adapters.persistence.postgresql import PostgresDatabase
from medconnect.adapters.persistence.schema import migrate, require_current_schema, set_write_ahead_log
from medconnect.adapters.persistence.sqlite import SqliteDatabase
from medconnect.adapters.security.keyring import Keyring
from medconnect.adapters.security.master_key import master_key_from_file, master_key_from_setting
from medconnect.adapters.system_clock import SystemClock
from medconnect.application.shared.startup import CannotStart
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.settings import Settings


class DatabaseAway(CannotStart):
    """The one obstacle that may pass by itself."""


def database_of(settings: Settings) -> Database:
    """The database that the settings name; nothing is connected yet."""
    url = settings.database
    if url.drivername == "sqlite":
        return SqliteDatabase(Path(url.database or ""))
    return PostgresDatabase(url, connections=settings.database_connections)


def prepare_folder(settings: Settings) -> None:
    """Make the data folder, for its owner alone, or say why it cannot be."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _not_writable(folder) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _not_writable(folder)


async def migrate_database(settings: Settings) -> tuple[str | None, str | None]:
    """Bring the database to this version; returns the revisions before and after."""
    url = settings.database
    if url.drivername == "sqlite":
        prepare_folder(settings)
        set_write_ahead_log(Path(url.database or ""))
    async with connected(settings) as database:
        # A key that does not open this database is found out before anything in it is changed.
        if await database.look(lambda connection: inspect(connection).has_table("keys")):
            await keyring_of(settings, database)
        elif (settings.data_dir / "master.key").exists():
            master_key_of(settings)
        return await migrate(database)


def master_key_of(settings: Settings, *, may_make: bool = False) -> bytes:
    """The key above all keys: the setting's, else (in the demo) the data folder's own."""
    if setting := settings.master_key.get_secret_value():
        return master_key_from_setting(setting)
    return master_key_from_file(settings.data_dir / "master.key", may_make=may_make)


async def keyring_of(settings: Settings, database: Database) -> Keyring:
    """Open the installation's keys, making them when the database is new. Whole ones are only read: a process must be
    able to start while another holds the write lock."""
    now = SystemClock().now()
    missing = await database.look(missing_keys)
    master = master_key_of(settings, may_make=missing == set(PURPOSES))
    if missing:
        return await database.in_one_transaction(lambda connection: open_keyring(connection, master, now))
    async with database.reading() as rows:
        return await read_keyring(rows, master, now)


def audit_anchor(settings: Settings) -> AuditAnchor:
    """Where this installation keeps the head of its audit chain."""
    return AuditAnchor(settings.data_dir / "audit-head.json")


@asynccontextmanager
async def opened(settings: Settings, container: Container | None = None) -> AsyncIterator[Container]:
    """The wired product on its database, as long as the block lasts. The schema must be current."""
    container = container or Container()
    async with connected(settings) as database:
        await require_current_schema(database)
        container.settings.override(Object(settings))
        container.database.override(Object(database))
        container.keyring.override(Object(await keyring_of(settings, database)))
        async with container.closing():
            yield container


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Database]:
    """The database alone, reachable, as long as the block lasts."""
    prepare_folder(settings)
    database = database_of(settings)
    try:
        await _reach(settings, database)
        yield database
    finally:
        await database.close()


async def _reach(settings: Settings, database: Database) -> None:
    try:
        await database.look(lambda connection: connection.exec_driver_sql("SELECT 1"))
    except StorageUnavailable as error:
        raise DatabaseAway(
            f"The database at {_named(settings.database)} cannot be reached.",
            "Check that it runs and that MEDCONNECT_DATABASE_URL is right.",
        ) from error
    except TypeError as error:
        raise CannotStart(
            f"The database address {_named(settings.database)} has an option that is not known.",
            "Correct MEDCONNECT_DATABASE_URL; for TLS say ?ssl=verify-full.",
        ) from error


def _named(url: URL) -> str:
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def _not_writable(folder: Path) -> CannotStart:
    return CannotStart(
        f"The data folder {folder} cannot be written to.",
        "Change its owner or permissions, or choose another with MEDCONNECT_DATA_DIR.",
    )
