"""The embedded database: one write lane, group commit, readers that never wait.

SQLite statements take microseconds and only COMMIT waits for the disk. So statements run where they are, on the event
loop; BEGIN IMMEDIATE (which may wait for another process) and COMMIT run in a thread. Units queue in the lane, each in
a savepoint of its own; whoever queued while one unit was working shares its COMMIT, so that the disk is waited for once
and not once a unit.
"""

import asyncio
import fcntl
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Engine, NullPool, create_engine
from sqlalchemy.sql.base import Executable

from medconnect.adapters.persistence.engine import Parameters
from medconnect.adapters.persistence.failures import StorageUnavailable, translated

T = TypeVar("T")

_BUSY_MILLISECONDS = 10_000
_READERS_KEPT = 16
# How long a unit waits for its turn in the lane. While another process holds the file, the first in the lane waits for
# SQLite's own time-out; those behind it must not wait for one such time-out each.
_PATIENCE_SECONDS = 10.0


def sqlite_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine whose connections carry the settings that the promises need, and begin nothing by themselves."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=_BUSY_MILLISECONDS / 1000
        )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        return connection

    return create_engine(
        "sqlite://", creator=connect, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True
    )


class _Group:
    """Units that share one COMMIT."""

    def __init__(self) -> None:
        self.closing: asyncio.Task[None] | None = None
        self.lost = False


class SqliteWriting:
    """One unit in the lane."""

    dialect = "sqlite"

    def __init__(self, database: "SqliteDatabase", group: _Group) -> None:
        self._database = database
        self._group = group
        self.spent = False

    async def run(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        with translated():
            return self._database.writer.execute(statement, parameters)

    async def commit(self) -> None:
        await self._database.keep(self, self._group)


class SqliteReading:
    """One consistent view."""

    dialect = "sqlite"

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def run(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        with translated():
            return self._connection.execute(statement, parameters)


class SqliteDatabase:
    """A database file that this process shares with other processes."""

    dialect = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writers = sqlite_engine(path)
        self._readers = sqlite_engine(path, read_only=True)
        self._idle: list[Connection] = []
        self._lane = asyncio.Lock()
        self._group: _Group | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-commit")
        self._writer: Connection | None = None

    @property
    def writer(self) -> Connection:
        """The one connection that writes, opened when first needed."""
        if self._writer is None:
            self._writer = self._writers.connect()
        return self._writer

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqliteReading]:
        with translated():
            connection = self._idle.pop() if self._idle else self._readers.connect()
            connection.exec_driver_sql("BEGIN")
        keep = False
        try:
            yield SqliteReading(connection)
        finally:
            try:
                with translated():
                    connection.exec_driver_sql("ROLLBACK")
                keep = len(self._idle) < _READERS_KEPT
            finally:
                if keep:
                    self._idle.append(connection)
                else:
                    connection.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqliteWriting]:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._lane.acquire()
        except TimeoutError:
            raise StorageUnavailable(retry_after=2) from None
        try:
            group = await self._join_group()
        except BaseException:
            self._lane.release()
            raise
        unit = SqliteWriting(self, group)
        try:
            yield unit
        finally:
            if not unit.spent:
                self._discard(unit, group)

    async def keep(self, unit: SqliteWriting, group: _Group) -> None:
        """End a unit that holds the lane and wait until the disk has it."""
        unit.spent = True
        try:
            with translated():
                self.writer.exec_driver_sql("RELEASE unit")
        except BaseException:
            self._discard(unit, group)
            raise
        if group.closing is None:
            group.closing = asyncio.create_task(self._close(group))
            # Everybody who waits may be cancelled; then nobody is left to hear how it ended.
            group.closing.add_done_callback(lambda closing: closing.cancelled() or closing.exception())
        self._lane.release()
        await asyncio.shield(group.closing)

    async def look(self, work: Callable[[Connection], T]) -> T:
        def alone() -> T:
            with translated(), self._readers.connect() as connection:
                connection.exec_driver_sql("PRAGMA schema_version")
                connection.exec_driver_sql("BEGIN")
                try:
                    return work(connection)
                finally:
                    connection.exec_driver_sql("ROLLBACK")

        return await asyncio.get_running_loop().run_in_executor(None, alone)

    async def in_one_transaction(self, work: Callable[[Connection], T]) -> T:
        def alone() -> T:
            with translated(), self._writers.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                try:
                    answer = work(connection)
                except BaseException:
                    connection.exec_driver_sql("ROLLBACK")
                    raise
                connection.exec_driver_sql("COMMIT")
                return answer

        return await asyncio.get_running_loop().run_in_executor(None, alone)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        with self.path.with_name(f"{self.path.name}.lock").open("w") as lock:
            await asyncio.get_running_loop().run_in_executor(None, fcntl.flock, lock, fcntl.LOCK_EX)
            yield

    async def close(self) -> None:
        async with self._lane:
            unfinished = self._group.closing if self._group else None
            if unfinished is None:
                for connection in (*self._idle, *([self._writer] if self._writer else [])):
                    connection.close()
                self._idle.clear()
                self._writer = None
        if unfinished is not None:
            # Somebody was promised a commit, and it queued behind us.
            await asyncio.wait([unfinished])
            await self.close()
        self._thread.shutdown()

    async def _join_group(self) -> _Group:
        with translated():
            if self._group is None:
                await self._in_thread("BEGIN IMMEDIATE")
                self._group = _Group()
            try:
                self.writer.exec_driver_sql("SAVEPOINT unit")
            except BaseException:
                self._lose(self._group)
                raise
        return self._group

    def _discard(self, unit: SqliteWriting, group: _Group) -> None:
        """Throw one unit away and hand the lane on; the others of its group are not touched."""
        unit.spent = True
        try:
            if group.closing is None or not self._in_transaction():
                # Nobody else is in this transaction, or SQLite itself rolled it back (disk full, I/O error).
                self._lose(group)
            else:
                try:
                    self.writer.exec_driver_sql("ROLLBACK TO unit")
                    self.writer.exec_driver_sql("RELEASE unit")
                except BaseException:
                    self._lose(group)
                    raise
        finally:
            self._lane.release()

    def _lose(self, group: _Group) -> None:
        """End a transaction without keeping it: whoever shares it is told, and a writer that cannot even roll back is
        replaced."""
        group.lost = True
        self._group = None
        try:
            if self._in_transaction():
                self.writer.exec_driver_sql("ROLLBACK")
        except Exception:  # noqa: BLE001 - whatever it says, this connection is of no use any more
            self._forget_writer()

    def _forget_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(Exception):
                writer.close()

    async def _close(self, group: _Group) -> None:
        """Queue behind the units already waiting, so that they share the COMMIT; then wait for the disk once."""
        async with self._lane:
            if group.lost:
                raise StorageUnavailable(retry_after=2)
            try:
                with translated():
                    await self._in_thread("COMMIT")
            except BaseException:
                self._lose(group)
                raise
            self._group = None

    async def _in_thread(self, statement: str) -> None:
        """Run a statement that may wait. A cancelled caller still waits for it: the lane must know how it ended."""
        step = asyncio.get_running_loop().run_in_executor(self._thread, self.writer.exec_driver_sql, statement)
        cancelled: asyncio.CancelledError | None = None
        while not step.done():
            try:
                await asyncio.wait([step])
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is None:
            step.result()
            return
        if statement != "COMMIT" and step.exception() is None:
            self.writer.exec_driver_sql("ROLLBACK")
        raise cancelled

    def _in_transaction(self) -> bool:
        raw = self.writer.connection.dbapi_connection
        return isinstance(raw, sqlite3.Connection) and raw.in_transaction
