import asyncio
from uuid import UUID

from tests.rooms import begin_bare, news, tell

from medconnect.adapters.persistence.outbox import EventLog, write_events
from medconnect.domain.identity.actor import SYSTEM
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import database_of
from medconnect.entrypoints.settings import Settings


async def test_events_are_followed_in_the_order_in_which_they_were_told(house: Container) -> None:
    log = house.event_log()
    for number in range(5):
        await tell(house, news(number))
    await log.relay()

    assert [told.facts["number"] for told in await log.after(0)] == [0, 1, 2, 3, 4]
    assert [told.facts["number"] for told in await log.after(2, limit=2)] == [2, 3]
    assert await log.head() == 5


async def test_an_event_without_a_position_is_not_shown_yet(house: Container) -> None:
    await tell(house, news())

    assert await house.event_log().after(0) == []


async def test_an_event_that_is_older_but_committed_later_is_not_skipped(house: Container) -> None:
    log = house.event_log()
    await tell(house, news(2))
    await log.relay()
    (seen,) = await log.after(0)

    async with house.database().writing() as late:
        await write_events(late, [news(1)], SYSTEM, lambda: UUID(int=1))
        await late.commit()
    await log.relay()

    assert [told.facts["number"] for told in await log.after(seen.position)] == [1]


async def test_an_event_of_an_open_transaction_is_not_skipped(house: Container) -> None:
    log = house.event_log()
    async with begin_bare(house)(SYSTEM) as slow:
        slow.tell(news(1))
        if house.database().dialect == "postgresql":
            await write_events(slow.rows, [news(1)], SYSTEM, house.new_id())
            slow._news.clear()
            await tell(house, news(2))
            await log.relay()
            assert [told.facts["number"] for told in await log.after(0)] == [2]
        await slow.commit()
    await log.relay()

    assert [told.facts["number"] for told in await log.after(0)][-1] == 1


async def test_relays_at_once_give_each_event_one_position(house: Container, settings: Settings) -> None:
    await tell(house, *(news(number) for number in range(1200)))
    another = database_of(settings)

    async def relay(log: EventLog) -> int:
        done = 0
        while placed := await log.relay():
            done += placed
            await asyncio.sleep(0)
        return done

    done = await asyncio.gather(*(relay(log) for log in (house.event_log(), EventLog(another), house.event_log())))
    await another.close()

    log = house.event_log()
    told = [event for start in range(0, 1200, 500) for event in await log.after(start)]
    assert sum(done) == 1200
    assert [event.position for event in told] == list(range(1, 1201))
    assert len({event.id for event in told}) == 1200
