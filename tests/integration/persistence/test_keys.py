import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.rooms import all_rows, execute, somebody

from medconnect.adapters.persistence.keys import read_keyring, rewrap_keys
from medconnect.adapters.persistence.rotation import rotate_seal_key
from medconnect.adapters.security.keyring import Keyring
from medconnect.application.shared.startup import CannotStart
from medconnect.domain.identity.actor import SYSTEM
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import connected, keyring_of, master_key_of, migrate_database, opened
from medconnect.entrypoints.settings import Settings


def key_file(settings: Settings) -> Path:
    return settings.data_dir / "master.key"


async def no_pause(_: float) -> None:
    await asyncio.sleep(0)


async def test_the_keys_in_the_database_are_wrapped_and_the_master_key_is_not_among_them(
    house: Container, settings: Settings
) -> None:
    stored = b"".join(row.wrapped for row in await all_rows(house.database(), "keys"))

    assert house.keyring().index_key not in stored
    assert master_key_of(settings) not in stored


async def test_the_wrong_master_key_opens_nothing_and_changes_nothing(house: Container, settings: Settings) -> None:
    before = await all_rows(house.database(), "keys")
    key_file(settings).write_text("mxwP/kTSpzVoAe6zyX8qXdADjGvh9JJ6VroRgMPebwI=\n")

    with pytest.raises(CannotStart, match="does not open"):
        async with opened(settings):
            pytest.fail("it opened")
    with pytest.raises(CannotStart, match="does not open"):
        await migrate_database(settings)
    assert await all_rows(house.database(), "keys") == before


async def test_a_lost_key_file_is_not_replaced_by_a_new_one(house: Container, settings: Settings) -> None:
    key_file(settings).unlink()

    with pytest.raises(CannotStart, match="missing"):
        async with opened(settings):
            pytest.fail("it opened")
    assert not key_file(settings).exists()


async def test_a_damaged_key_file_is_found_out_before_an_empty_database_is_changed(empty_settings: Settings) -> None:
    key_file(empty_settings).write_text("garbage")

    with pytest.raises(CannotStart, match="damaged"):
        await migrate_database(empty_settings)
    async with connected(empty_settings) as database, database.reading() as rows:
        with pytest.raises(Exception, match="keys"):
            await rows.run(text("SELECT * FROM keys"))


async def test_many_who_open_a_new_database_at_once_hold_the_same_keys(settings: Settings) -> None:
    async with connected(settings) as database:
        rings = await asyncio.gather(*(keyring_of(settings, database) for _ in range(6)))

        assert len({ring.active_seal_key for ring in rings}) == 1
        assert len(await all_rows(database, "keys")) == 4


async def test_a_clock_set_back_does_not_hide_the_first_keys(house: Container, settings: Settings) -> None:
    async with house.database().reading() as rows:
        ring = await read_keyring(rows, master_key_of(settings), datetime(2001, 1, 1, tzinfo=UTC))

    assert ring.active_seal_key == house.keyring().active_seal_key


async def test_after_a_rotation_no_field_lies_under_the_old_key_and_all_still_open(
    house: Container, settings: Settings
) -> None:
    async with house.begin_identity()(SYSTEM) as work:
        for number in range(250):
            await work.users.save(somebody(f"n{number}@clinic.example", f"N {number}"))
        await work.commit()
    master = master_key_of(settings)

    fields = await rotate_seal_key(house.database(), master, house.clock().now(), no_pause)

    async with house.database().reading() as rows:
        ring = await read_keyring(rows, master, house.clock().now() + timedelta(minutes=1))
    assert fields == 500
    assert ring.active_seal_key != house.keyring().active_seal_key
    for row in await all_rows(house.database(), "users"):
        assert {Keyring.key_id_of(row.email), Keyring.key_id_of(row.full_name)} == {ring.active_seal_key}
        assert ring.open("users", "full_name", row.id, row.full_name).startswith("N ")


async def test_of_two_rotations_at_once_the_later_finishes_and_the_earlier_says_so(
    house: Container, settings: Settings
) -> None:
    async with house.begin_identity()(SYSTEM) as work:
        for number in range(300):
            await work.users.save(somebody(f"n{number}@clinic.example"))
        await work.commit()
    master, database, now = master_key_of(settings), house.database(), house.clock().now()

    async def later() -> int:
        await asyncio.sleep(0.02)
        return await rotate_seal_key(database, master, now + timedelta(seconds=5), no_pause)

    first, _ = await asyncio.gather(rotate_seal_key(database, master, now, no_pause), later(), return_exceptions=True)

    assert isinstance(first, int | CannotStart)
    ids = {Keyring.key_id_of(row.email) for row in await all_rows(database, "users")}
    newest = max(
        (row for row in await all_rows(database, "keys") if row.purpose == "seal"), key=lambda row: row.active_from
    )
    assert ids == {newest.id}


async def test_a_rotation_goes_on_where_another_was_broken_off(house: Container, settings: Settings) -> None:
    async with house.begin_identity()(SYSTEM) as work:
        await work.users.save(somebody())
        await work.commit()

    async def stop(_: float) -> None:
        raise KeyboardInterrupt

    master, now = master_key_of(settings), house.clock().now()
    with pytest.raises(KeyboardInterrupt):
        await rotate_seal_key(house.database(), master, now, stop)

    assert await rotate_seal_key(house.database(), master, now + timedelta(seconds=9), no_pause) == 2


async def test_a_field_that_does_not_open_stops_the_rotation_with_its_place(
    house: Container, settings: Settings
) -> None:
    async with house.begin_identity()(SYSTEM) as work:
        await work.users.save(somebody())
        await work.commit()
    await execute(house.database(), "UPDATE users SET full_name = email")

    with pytest.raises(CannotStart, match=r"users\.full_name"):
        await rotate_seal_key(house.database(), master_key_of(settings), house.clock().now(), no_pause)


async def test_data_keys_can_be_put_under_another_master_key(house: Container, settings: Settings) -> None:
    old, new = master_key_of(settings), bytes(range(7, 39))
    assert await house.database().in_one_transaction(lambda connection: rewrap_keys(connection, old, new)) == 4

    async with house.database().reading() as rows:
        ring = await read_keyring(rows, new, house.clock().now())
        assert ring.index_key == house.keyring().index_key
        with pytest.raises(CannotStart):
            await read_keyring(rows, old, house.clock().now())
