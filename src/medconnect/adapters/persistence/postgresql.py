"""PostgreSQL through asyncpg: a pool, short time-outs, and failures that say whether to try again."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.sql.base import Executable

from medconnect.adapters.persistence.engine import Parameters
from medconnect.adapters.persistence.failures import translated

T = TypeVar("T")

_SERVER_SETTINGS = {
    "application_name": "medconnect",
    "jit": "off",
    "lock_timeout": "8s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
}


class PostgresReading:
    """One consistent view."""

    dialect = "postgresql"

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def run(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        with translated():
            return await self._connection.execute(statement, parameters)


class PostgresWriting(PostgresReading):
    """One transaction."""

    async def commit(self) -> None:
        with translated():
            await self._connection.commit()


class PostgresDatabase:
    """A PostgreSQL server, version 14 or later."""

    dialect = "postgresql"

    def __init__(self, url: URL, *, connections: int) -> None:
        self._engine = create_async_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=5,
            pool_recycle=1800,
            hide_parameters=True,
            connect_args={"timeout": 5, "server_settings": _SERVER_SETTINGS},
        )
        self._snapshot = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[PostgresReading]:
        with translated():
            connection = await self._snapshot.connect()
        try:
            yield PostgresReading(connection)
        finally:
            with translated():
                await connection.close()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[PostgresWriting]:
        with translated():
            connection = await self._engine.connect()
        try:
            yield PostgresWriting(connection)
        finally:
            with translated():
                await connection.close()

    async def look(self, work: Callable[[Connection], T]) -> T:
        with translated():
            async with self._snapshot.connect() as connection:
                return await connection.run_sync(work)

    async def in_one_transaction(self, work: Callable[[Connection], T]) -> T:
        with translated():
            async with self._engine.begin() as connection:
                # One migration or copy at a time, whichever machine starts it; 'medc' in ASCII.
                await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1835361379)")
                await connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                return await connection.run_sync(work)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        with translated():
            connection = await self._engine.connect()
        try:
            with translated():
                for limit in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
                    await connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
                # 'mdpr' in ASCII.
                await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1835298930)")
            yield
        finally:
            await connection.close()

    async def close(self) -> None:
        await self._engine.dispose()
