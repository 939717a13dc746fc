import pytest
from sqlalchemy import text
from tests.rooms import all_rows, begin_bare, count, execute, news, somebody

from medconnect.application.shared.handling import Contention
from medconnect.domain.identity.actor import SYSTEM, Actor, Role
from medconnect.entrypoints.container import Container

ACTOR = Actor(role=Role.ADMIN, user_id=somebody().id, request_id="request-7")
TABLES = ("users", "outbox", "audit_entries")


async def counts(house: Container) -> dict[str, int]:
    return {table: await count(house.database(), table) for table in TABLES}


async def test_a_commit_keeps_the_row_its_event_and_its_audit_entry_together(house: Container) -> None:
    user = somebody()

    async with house.begin_identity()(ACTOR) as work:
        await work.users.save(user)
        await work.commit()

    assert await counts(house) == dict.fromkeys(TABLES, 1)
    (entry,) = await all_rows(house.database(), "audit_entries")
    (event,) = await all_rows(house.database(), "outbox")
    assert (entry.actor_id, entry.actor_role, entry.request_id) == (ACTOR.user_id, "admin", "request-7")
    assert entry.subject_id == event.subject_id == user.id
    assert entry.action == event.name


@pytest.mark.parametrize("table", ["outbox", "audit_entries"])
async def test_what_cannot_be_told_and_audited_is_not_kept(house: Container, table: str) -> None:
    await execute(house.database(), f"ALTER TABLE {table} RENAME TO elsewhere")

    with pytest.raises(Exception, match=table):
        async with house.begin_identity()(ACTOR) as work:
            await work.users.save(somebody())
            await work.commit()

    await execute(house.database(), f"ALTER TABLE elsewhere RENAME TO {table}")
    assert await counts(house) == dict.fromkeys(TABLES, 0)


async def test_of_two_who_change_the_same_row_the_second_meets_contention(house: Container) -> None:
    user = somebody()
    async with house.begin_identity()(ACTOR) as work:
        await work.users.save(user)
        await work.commit()
    async with house.read_identity()(ACTOR) as work:
        first, second = await work.users.get(user.id), await work.users.get(user.id)
    assert first
    assert second

    async with house.begin_identity()(ACTOR) as work:
        await work.users.save(first)
        await work.commit()
    with pytest.raises(Contention):
        async with house.begin_identity()(ACTOR) as work:
            await work.users.save(second)


async def test_a_unit_that_only_looks_sees_one_moment(house: Container) -> None:
    async with begin_bare(house)(SYSTEM) as writing:
        writing.tell(news())
        async with house.database().reading() as rows:
            before = (await rows.run(text("SELECT count(*) FROM outbox"))).scalar_one()
            await writing.commit()
            after = (await rows.run(text("SELECT count(*) FROM outbox"))).scalar_one()

    assert before == after == 0
    assert await count(house.database(), "outbox") == 1
