import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from tests.postgres import NoPostgres, OwnServer

from medconnect.adapters.persistence.failures import StorageUnavailable
from medconnect.adapters.persistence.postgresql import PostgresDatabase


@pytest.fixture
def server(run_folder: Path, postgres_url: str) -> Iterator[OwnServer]:
    """Asked after the run's own server, so that a machine without PostgreSQL is treated alike everywhere."""
    try:
        server = OwnServer(run_folder)
    except NoPostgres as error:
        pytest.skip(str(error))
    yield server
    server.stop()


@pytest.fixture
async def database(server: OwnServer) -> AsyncIterator[PostgresDatabase]:
    database = PostgresDatabase(make_url(server.url).set(drivername="postgresql+asyncpg"), connections=6)
    async with database.writing() as rows:
        await rows.run(text("CREATE TABLE things (n integer PRIMARY KEY)"))
        await rows.commit()
    yield database
    await database.close()


async def test_a_server_that_restarts_under_load_is_unavailable_meanwhile_and_nothing_else(
    server: OwnServer, database: PostgresDatabase
) -> None:
    said: set[int] = set()
    failures: list[Exception] = []
    numbers = iter(range(1_000_000))
    leaving = asyncio.Event()

    async def write() -> None:
        while not leaving.is_set():
            n = next(numbers)
            try:
                async with database.writing() as rows:
                    await rows.run(text("INSERT INTO things VALUES (:n)"), {"n": n})
                    await rows.commit()
                said.add(n)
            except Exception as error:  # noqa: BLE001 - all of them are looked at below
                failures.append(error)
                await asyncio.sleep(0.02)

    async def read() -> None:
        while not leaving.is_set():
            try:
                async with database.reading() as rows:
                    await rows.run(text("SELECT count(*) FROM things"))
            except Exception as error:  # noqa: BLE001 - all of them are looked at below
                failures.append(error)
                await asyncio.sleep(0.02)

    tasks = [asyncio.create_task(work()) for work in (write, write, write, write, read, read, read, read)]
    for _ in range(2):
        await until(lambda: len(said) > 20)
        await asyncio.to_thread(server.stop)
        await until(lambda: bool(failures))
        await asyncio.to_thread(server.start)
        enough = len(said) + 20
        await until(lambda enough=enough: len(said) > enough)  # type: ignore[misc]
    leaving.set()
    await asyncio.gather(*tasks)

    assert {type(each) for each in failures} == {StorageUnavailable}
    async with database.reading() as rows:
        assert said <= set((await rows.run(text("SELECT n FROM things"))).scalars())


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)
