"""The one write lane of the embedded database: shared commits, and whatever can go wrong in it."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from medconnect.adapters.persistence import sqlite
from medconnect.adapters.persistence.failures import ConstraintBroken, StorageUnavailable
from medconnect.adapters.persistence.schema import set_write_ahead_log
from medconnect.adapters.persistence.sqlite import SqliteDatabase

_ADD = text("INSERT INTO things VALUES (:n, zeroblob(:size))")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "lane.db"
    set_write_ahead_log(path)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE things (n INTEGER PRIMARY KEY, filling BLOB)")
    connection.close()
    return path


@pytest.fixture
async def database(path: Path) -> AsyncIterator[SqliteDatabase]:
    database = SqliteDatabase(path)
    yield database
    await database.close()


async def add(database: SqliteDatabase, n: int, *, size: int = 0) -> int:
    async with database.writing() as unit:
        await unit.run(_ADD, {"n": n, "size": size})
        await asyncio.sleep(0)
        await unit.commit()
    return n


async def kept(database: SqliteDatabase) -> set[int]:
    async with database.reading() as rows:
        return set((await rows.run(text("SELECT n FROM things"))).scalars())


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another process holds the file's write lock."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def counted(database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What went to the thread that waits for the disk."""
    said: list[str] = []
    genuine = database._in_thread

    async def in_thread(statement: str) -> None:
        said.append(statement)
        await genuine(statement)

    monkeypatch.setattr(database, "_in_thread", in_thread)
    return said


async def test_units_that_wait_together_share_a_commit(
    database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = counted(database, monkeypatch)

    await asyncio.gather(*(add(database, n) for n in range(100)))

    assert await kept(database) == set(range(100))
    assert said.count("COMMIT") <= 3


async def test_a_unit_alone_is_committed_at_once(database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    said = counted(database, monkeypatch)

    await add(database, 1)

    assert said == ["BEGIN IMMEDIATE", "COMMIT"]
    assert await kept(database) == {1}


@pytest.mark.parametrize("failing", [0, 1, 7, 19])
async def test_a_unit_that_fails_does_not_hurt_those_it_shares_a_commit_with(
    database: SqliteDatabase, failing: int
) -> None:
    async def unit(n: int) -> int:
        async with database.writing() as unit:
            await unit.run(_ADD, {"n": n, "size": 0})
            if n == failing:
                raise ZeroDivisionError
            await unit.commit()
        return n

    answers = await asyncio.gather(*(unit(n) for n in range(20)), return_exceptions=True)

    assert isinstance(answers[failing], ZeroDivisionError)
    assert await kept(database) == set(range(20)) - {failing}


async def test_a_broken_constraint_is_said_by_name_and_only_to_whom_it_befell(database: SqliteDatabase) -> None:
    answers = await asyncio.gather(*(add(database, n // 2) for n in range(20)), return_exceptions=True)

    assert sorted(each for each in answers if isinstance(each, int)) == list(range(10))
    assert {str(each) for each in answers if isinstance(each, ConstraintBroken)} == {"uq_things_n"}


async def test_what_is_answered_is_on_the_disk(database: SqliteDatabase, path: Path) -> None:
    async def add_and_look(n: int) -> None:
        await add(database, n)
        with sqlite3.connect(path) as other:
            assert other.execute("SELECT n FROM things WHERE n = ?", (n,)).fetchone() == (n,)
        other.close()

    await asyncio.gather(*(add_and_look(n) for n in range(30)))


@pytest.mark.parametrize("turns", range(12))
@pytest.mark.parametrize("victim", [0, 1, 2])
async def test_a_cancelled_task_leaves_the_lane_usable_and_nobody_else_loses_anything(
    database: SqliteDatabase, victim: int, turns: int
) -> None:
    tasks = [asyncio.create_task(add(database, n)) for n in range(4)]
    for _ in range(turns):
        await asyncio.sleep(0)
    tasks[victim].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)

    async with asyncio.timeout(5):
        await add(database, 99)
    found = await kept(database)
    assert {n for n in range(4) if n != victim} | {99} <= found
    assert [each for n, each in enumerate(answers) if n != victim] == [n for n in range(4) if n != victim]


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("step", ["BEGIN IMMEDIATE", "COMMIT"])
async def test_a_task_cancelled_while_the_disk_is_waited_for_leaves_the_lane_usable(
    database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch, step: str, times: int
) -> None:
    await add(database, 50)
    said = counted(database, monkeypatch)
    disk = threading.Event()
    if step == "BEGIN IMMEDIATE":
        database._thread.submit(disk.wait, 10)
    task = asyncio.create_task(add(database, 1))
    while step not in said:
        await asyncio.sleep(0)
        if step == "COMMIT" and said == ["BEGIN IMMEDIATE"]:
            database._thread.submit(disk.wait, 10)
    other = asyncio.create_task(add(database, 2))
    for _ in range(times):
        task.cancel()
        await asyncio.sleep(0)
    disk.set()

    async with asyncio.timeout(5):
        assert await other == 2
        with suppress(asyncio.CancelledError):
            await task
        await add(database, 3)
    assert {2, 3, 50} <= await kept(database)


async def test_a_file_held_by_another_process_is_unavailable_and_reads_go_on(
    database: SqliteDatabase, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(database, 1)
    database.writer.exec_driver_sql("PRAGMA busy_timeout=50")

    with held_by_another(path):
        with pytest.raises(StorageUnavailable):
            await add(database, 2)
        assert await kept(database) == {1}

    await add(database, 3)
    assert await kept(database) == {1, 3}


async def test_those_behind_in_the_lane_do_not_wait_for_one_time_out_each(
    database: SqliteDatabase, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_PATIENCE_SECONDS", 0.1)
    database.writer.exec_driver_sql("PRAGMA busy_timeout=200")

    with held_by_another(path):
        async with asyncio.timeout(1):
            answers = await asyncio.gather(*(add(database, n) for n in range(20)), return_exceptions=True)

    assert all(isinstance(each, StorageUnavailable) for each in answers)
    await add(database, 99)


async def test_a_full_disk_is_unavailable_loses_nothing_and_reads_go_on(database: SqliteDatabase) -> None:
    await add(database, 1)
    pages = database.writer.exec_driver_sql("PRAGMA page_count").scalar_one()
    database.writer.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")

    answers = await asyncio.gather(
        *(add(database, n, size=100_000 if n % 5 == 0 else 0) for n in range(2, 40)), return_exceptions=True
    )

    said = {each for each in answers if isinstance(each, int)}
    refused = [each for each in answers if not isinstance(each, int)]
    assert refused
    assert all(isinstance(each, StorageUnavailable) for each in refused)
    assert await kept(database) == {1} | said
    database.writer.exec_driver_sql(f"PRAGMA max_page_count={pages + 1000}")
    await add(database, 99, size=100_000)
    assert 99 in await kept(database)


async def test_a_database_that_became_read_only_is_unavailable_for_writers_alone(database: SqliteDatabase) -> None:
    await add(database, 1)
    database.writer.exec_driver_sql("PRAGMA query_only=ON")

    answers = await asyncio.gather(*(add(database, n) for n in (2, 3)), return_exceptions=True)

    assert [type(each) for each in answers] == [StorageUnavailable] * 2
    assert await kept(database) == {1}
    database.writer.exec_driver_sql("PRAGMA query_only=OFF")
    await add(database, 4)


@pytest.mark.parametrize("broken", ["COMMIT", "SAVEPOINT unit", "RELEASE unit", "ROLLBACK TO unit", "ROLLBACK"])
async def test_a_disk_error_at_any_step_is_told_to_all_who_shared_it_and_the_lane_lives_on(
    database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    await add(database, 50)
    failing = True
    execute = type(database.writer).exec_driver_sql

    def fail(connection: object, statement: str, *rest: object) -> object:
        if failing and statement == broken:
            raise OSError("the disk is gone")
        return execute(connection, statement, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(type(database.writer), "exec_driver_sql", fail)

    async def unit(n: int) -> int:
        async with database.writing() as unit:
            await unit.run(_ADD, {"n": n, "size": 0})
            if n % 3 == 2:
                raise ZeroDivisionError
            await unit.commit()
        return n

    async with asyncio.timeout(5):
        answers = await asyncio.gather(*(unit(n) for n in range(9)), return_exceptions=True)
    failing = False

    said = {each for each in answers if isinstance(each, int)}
    async with asyncio.timeout(5):
        await add(database, 99)
    assert await kept(database) == {50, 99} | said


async def test_a_unit_is_one_moment_and_reads_do_not_see_half_of_it(database: SqliteDatabase) -> None:
    async with database.writing() as unit:
        await unit.run(_ADD, {"n": 1, "size": 0})
        assert await kept(database) == set()
        await unit.commit()
    assert await kept(database) == {1}


async def test_closing_waits_for_the_unit_in_the_lane(path: Path) -> None:
    database = SqliteDatabase(path)
    task = asyncio.create_task(add(database, 1))
    await asyncio.sleep(0)
    await asyncio.gather(task, database.close())

    another = SqliteDatabase(path)
    assert await kept(another) == {1}
    await another.close()
