import asyncio
import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update
from tests.rooms import all_rows, as_stored, begin_bare, execute, news, tell

from medconnect.adapters.persistence.audit import (
    ENTRIES,
    FIRST_LINK,
    ChainHead,
    chain_head,
    entry_mac,
    link_mac,
    seal_chain,
)
from medconnect.adapters.persistence.audit_check import TrailState, check_trail
from medconnect.adapters.persistence.failures import ConstraintBroken
from medconnect.adapters.security.keyring import Keyring
from medconnect.domain.identity.actor import SYSTEM
from medconnect.entrypoints.container import Container

Tamper = Callable[[Connection], object]


@pytest.fixture
async def trail(house: Container) -> ChainHead:
    """Eight linked entries, and the head as it was anchored."""
    await tell(house, *(news(number) for number in range(8)))
    head = await seal_chain(house.database(), house.keyring())
    assert head
    assert head.sequence == 8
    return head


async def check(house: Container, anchor: ChainHead | None = None) -> TrailState:
    async with house.database().reading() as rows:
        return await check_trail(rows, house.keyring(), anchor)


async def tamper(house: Container, change: Tamper) -> None:
    """What somebody who owns the database can do: take the guard off and change anything."""
    database = house.database()
    if database.dialect == "sqlite":
        await execute(
            database, "DROP TRIGGER audit_entries_append_only_update", "DROP TRIGGER audit_entries_append_only_delete"
        )
    else:
        await execute(database, "ALTER TABLE audit_entries DISABLE TRIGGER ALL")
    await database.in_one_transaction(change)


def at(sequence: int) -> Any:
    return ENTRIES.c.sequence == sequence


def relink(connection: Connection, keyring: Keyring) -> None:
    """Write the whole chain anew, as if it had always been so."""
    rows = connection.execute(select(ENTRIES).order_by(ENTRIES.c.sequence)).all()
    connection.execute(update(ENTRIES).values(sequence=ENTRIES.c.sequence + 1000))
    link = FIRST_LINK
    for sequence, row in enumerate(rows, start=1):
        mac = entry_mac(keyring, dict(row._mapping))
        link = link_mac(keyring, link, sequence, row.id, mac)
        connection.execute(update(ENTRIES).where(ENTRIES.c.id == row.id).values(sequence=sequence, mac=mac, link=link))


async def test_an_untouched_trail_is_whole(house: Container, trail: ChainHead) -> None:
    await tell(house, news())

    state = await check(house, trail)

    assert state.intact
    assert (state.entries, state.unlinked, state.head) == (9, 1, 8)


@pytest.mark.parametrize(
    "values",
    [
        {"facts": '{"number":99}'},
        {"action": "test.other"},
        {"actor_role": "admin"},
        {"request_id": "another"},
        {"actor_id": news().subject_id},
        {"subject_id": news().subject_id},
        {"occurred_at": dataclasses.replace(news(), occurred_at=news().occurred_at.replace(hour=3)).occurred_at},
    ],
    ids=lambda values: next(iter(values)),
)
async def test_an_edited_entry_is_named(house: Container, trail: ChainHead, values: dict[str, Any]) -> None:
    await tamper(house, lambda connection: connection.execute(update(ENTRIES).where(at(4)).values(values)))

    assert (await check(house, trail)).first_broken == 4


async def test_a_deleted_entry_is_named(house: Container, trail: ChainHead) -> None:
    await tamper(house, lambda connection: connection.execute(delete(ENTRIES).where(at(4))))

    assert (await check(house, trail)).first_broken == 4


async def test_an_inserted_entry_is_named(house: Container, trail: ChainHead) -> None:
    def forge(connection: Connection) -> None:
        genuine = connection.execute(select(ENTRIES).where(at(8))).one()._mapping
        connection.execute(insert(ENTRIES), {**genuine, "id": news().subject_id, "sequence": 9})

    await tamper(house, forge)

    assert (await check(house, trail)).first_broken == 9


async def test_an_inserted_entry_that_waits_for_its_place_is_named(house: Container, trail: ChainHead) -> None:
    def forge(connection: Connection) -> None:
        genuine = connection.execute(select(ENTRIES).where(at(8))).one()._mapping
        connection.execute(insert(ENTRIES), {**genuine, "id": news().subject_id, "sequence": None, "link": None})

    await tamper(house, forge)

    assert (await check(house, trail)).first_broken == 9


async def test_reordered_entries_are_named(house: Container, trail: ChainHead) -> None:
    def swap(connection: Connection) -> None:
        for before, after in ((3, 1000), (5, 3), (1000, 5)):
            connection.execute(update(ENTRIES).where(at(before)).values(sequence=after))

    await tamper(house, swap)

    assert (await check(house, trail)).first_broken == 3


async def test_a_tail_cut_off_is_named_by_the_anchor(house: Container, trail: ChainHead) -> None:
    await tamper(house, lambda connection: connection.execute(delete(ENTRIES).where(ENTRIES.c.sequence >= 7)))

    assert (await check(house, trail)).first_broken == 7
    assert (await check(house)).intact, "only what lies outside the database can know of a tail"


async def test_a_chain_rewritten_without_the_key_is_named(house: Container, trail: ChainHead) -> None:
    stranger = dataclasses.replace(house.keyring(), audit_key=b"s" * 32)

    def rewrite(connection: Connection) -> None:
        connection.execute(delete(ENTRIES).where(at(4)))
        relink(connection, stranger)

    await tamper(house, rewrite)

    assert (await check(house, trail)).first_broken == 1


async def test_even_a_chain_rewritten_with_the_key_is_not_the_anchored_one(house: Container, trail: ChainHead) -> None:
    def rewrite(connection: Connection) -> None:
        connection.execute(update(ENTRIES).where(at(4)).values(facts='{"number":99}'))
        relink(connection, house.keyring())

    await tamper(house, rewrite)

    assert (await check(house)).intact
    assert (await check(house, trail)).first_broken == 8


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET facts = 'x' WHERE sequence = 4",
        "UPDATE audit_entries SET sequence = 99 WHERE sequence = 4",
        "UPDATE audit_entries SET link = NULL, sequence = NULL WHERE sequence = 4",
        "DELETE FROM audit_entries WHERE sequence = 4",
    ],
)
async def test_the_database_itself_refuses_to_change_an_entry(
    house: Container, trail: ChainHead, statement: str
) -> None:
    with pytest.raises(ConstraintBroken, match="audit_entries_append_only"):
        await execute(house.database(), statement)

    assert (await check(house, trail)).intact


async def test_the_database_refuses_to_change_what_an_entry_says_while_it_is_given_its_place(house: Container) -> None:
    await tell(house, news())
    (entry,) = await all_rows(house.database(), "audit_entries")

    with pytest.raises(ConstraintBroken, match="audit_entries_append_only"):
        await execute(
            house.database(),
            "UPDATE audit_entries SET sequence = 1, actor_role = 'admin' WHERE id = :id",
            id=as_stored(house.database(), entry.id),
        )


async def test_three_hundred_writers_at_once_make_one_chain(house: Container) -> None:
    database, keyring = house.database(), house.keyring()
    gate = asyncio.Semaphore(60)

    async def write(number: int) -> None:
        async with gate, begin_bare(house)(SYSTEM) as work:
            work.tell(news(number))
            await work.commit()

    async def seal() -> None:
        for _ in range(8):
            await seal_chain(database, keyring)
            await asyncio.sleep(0)

    await asyncio.gather(*(write(number) for number in range(300)), seal(), seal())
    while await seal_chain(database, keyring):
        pass

    async with database.reading() as rows:
        anchor = await chain_head(rows)
    state = await check(house, anchor)
    assert state.intact
    assert (state.entries, state.unlinked, state.head) == (300, 0, 300)
    assert {row.sequence for row in await all_rows(database, "audit_entries")} == set(range(1, 301))
