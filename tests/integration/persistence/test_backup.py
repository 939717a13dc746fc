import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import delete
from tests.conftest import LazyDatabases
from tests.rooms import all_rows, begin_bare, count, news, somebody, tell

from medconnect.adapters.persistence.audit import seal_chain
from medconnect.adapters.persistence.audit_check import check_trail
from medconnect.adapters.persistence.backup import check_backup, restore_backup, take_backup
from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.models import metadata
from medconnect.application.shared.startup import CannotStart
from medconnect.domain.identity.actor import SYSTEM
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import connected, master_key_of, opened
from medconnect.entrypoints.settings import Settings


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.medconnect"


@pytest.fixture
def master(house: Container, settings: Settings) -> bytes:
    return master_key_of(settings)


@asynccontextmanager
async def another(databases: LazyDatabases, kind: str) -> AsyncIterator[tuple[Settings, Database]]:
    """A freshly migrated, unused database."""
    of_kind = databases.of(kind)
    settings = of_kind.settings(await asyncio.to_thread(of_kind.fresh, kind))
    async with connected(settings) as database:
        yield settings, database


async def fill(house: Container) -> None:
    """More rows than one chunk holds, every kind of value, and a chain."""
    async with house.begin_identity()(SYSTEM) as work:
        for number in range(620):
            await work.users.save(somebody(f"n{number}@clinic.example", f"Nº {number}"))
        await work.commit()
    await house.event_log().relay()
    await seal_chain(house.database(), house.keyring())
    await tell(house, news())


async def everything(database: Database) -> dict[str, set[str]]:
    return {name: {repr(row) for row in await all_rows(database, name)} for name in metadata.tables}


@pytest.mark.parametrize("target", ["to sqlite", "to postgresql"])
async def test_a_copy_restored_on_either_database_holds_everything_and_opens(
    house: Container, master: bytes, settings: Settings, databases: LazyDatabases, copy: Path, target: str
) -> None:
    await fill(house)
    before = await everything(house.database())

    taken = await take_backup(house.database(), master, copy)
    async with another(databases, target.removeprefix("to ")) as (other_settings, database):
        assert await restore_backup(database, master, copy) == taken
        assert await everything(database) == before
        (other_settings.data_dir / "master.key").write_bytes((settings.data_dir / "master.key").read_bytes())
        async with opened(other_settings) as restored:
            async with restored.read_identity()(SYSTEM) as work:
                found = await work.users.with_email(somebody("n7@clinic.example").email)
            async with restored.database().reading() as rows:
                trail = await check_trail(rows, restored.keyring(), None)

    assert found
    assert found.full_name == "Nº 7"
    assert trail.intact
    assert trail.entries == 621
    assert taken[1] == sum(map(len, before.values()))


async def test_nothing_that_is_copied_lies_open_and_the_file_is_its_owners_alone(
    house: Container, master: bytes, copy: Path
) -> None:
    await fill(house)
    await take_backup(house.database(), master, copy)

    assert copy.stat().st_mode & 0o777 == 0o600
    assert not any(word in copy.read_bytes() for word in (b"users", b"patient", b"general_medicine"))
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]


async def test_a_copy_under_load_is_one_moment(
    house: Container, master: bytes, databases: LazyDatabases, copy: Path
) -> None:
    leaving = asyncio.Event()

    async def write() -> None:
        while not leaving.is_set():
            async with begin_bare(house)(SYSTEM) as work:
                work.tell(news())
                await work.commit()

    await fill(house)
    writers = [asyncio.create_task(write()) for _ in range(3)]
    for _ in range(2):
        await tell(house, news())
        await take_backup(house.database(), master, copy)
    leaving.set()
    await asyncio.gather(*writers)

    async with another(databases, "sqlite") as (_, database):
        await restore_backup(database, master, copy)
        assert await count(database, "outbox") == await count(database, "audit_entries") > 621


@pytest.mark.parametrize("place", [3, 25, 40, 400, -1])
async def test_a_copy_with_a_byte_changed_is_refused_and_nothing_is_kept(
    house: Container, master: bytes, databases: LazyDatabases, copy: Path, place: int
) -> None:
    await take_backup(house.database(), master, copy)
    damaged = bytearray(copy.read_bytes())
    damaged[place] ^= 1
    copy.write_bytes(damaged)

    await refused(databases, master, copy)


async def test_a_copy_cut_off_anywhere_is_refused_and_nothing_is_kept(
    house: Container, master: bytes, databases: LazyDatabases, copy: Path
) -> None:
    await take_backup(house.database(), master, copy)
    whole = copy.read_bytes()
    first_chunk = 36 + 4 + int.from_bytes(whole[36:40], "big")

    for length in (0, 10, 30, 36, 38, first_chunk, first_chunk + 2, len(whole) - 1):
        copy.write_bytes(whole[:length])
        with pytest.raises(CannotStart, match="does not open"):
            check_backup(master, copy)
    await refused(databases, master, copy)


async def test_a_copy_with_something_added_is_refused(house: Container, master: bytes, copy: Path) -> None:
    await take_backup(house.database(), master, copy)
    whole = copy.read_bytes()

    copy.write_bytes(whole + whole[36:])

    with pytest.raises(CannotStart, match="does not open"):
        check_backup(master, copy)


async def test_a_copy_does_not_open_with_another_key(
    house: Container, master: bytes, databases: LazyDatabases, copy: Path
) -> None:
    await take_backup(house.database(), master, copy)

    await refused(databases, bytes(32), copy)


async def test_a_database_in_use_is_not_overwritten(house: Container, master: bytes, copy: Path) -> None:
    await fill(house)
    await take_backup(house.database(), master, copy)
    await tell(house, news())
    before = await everything(house.database())

    with pytest.raises(CannotStart, match="in use"):
        await restore_backup(house.database(), master, copy)
    assert await everything(house.database()) == before


async def test_a_database_with_anything_of_somebodys_in_it_is_in_use(
    house: Container, master: bytes, copy: Path, settings: Settings
) -> None:
    await take_backup(house.database(), master, copy)
    await fill(house)
    await house.database().in_one_transaction(lambda connection: connection.execute(delete(metadata.tables["keys"])))

    with pytest.raises(CannotStart, match="in use"):
        await restore_backup(house.database(), master, copy)
    assert await count(house.database(), "users") == 620


async def test_a_copy_that_cannot_be_written_leaves_the_older_one(house: Container, master: bytes, copy: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be written"):
        await take_backup(house.database(), master, copy.parent / "no" / "folder" / "copy")
    with pytest.raises(CannotStart, match="cannot be read"):
        check_backup(master, copy)


async def refused(databases: LazyDatabases, master: bytes, copy: Path) -> None:
    async with another(databases, "sqlite") as (_, database):
        before = await everything(database)
        with pytest.raises(CannotStart, match="does not open"):
            await restore_backup(database, master, copy)
        assert await everything(database) == before
