"""The unit of work in memory, and the table of claims behind it."""

import asyncio
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import NOW

from medconnect.adapters.memory.claims import ClaimTable
from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.unit_of_work import MemoryBegin, MemoryWork
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.scheduling.claim import Claim, Resource
from medconnect.domain.shared.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpened(Event):
    """Somebody looked."""

    name: ClassVar[str] = "record.opened"


NEWS = RecordOpened(subject_id=UUID(int=1), occurred_at=NOW)


async def test_news_of_no_aggregate_is_kept_with_the_commit() -> None:
    house = MemoryHouse()
    async with house.begin(SYSTEM) as work:
        work.tell(NEWS)
    assert house.told() == []
    async with house.begin(SYSTEM) as work:
        work.tell(NEWS)
        await work.commit()
    assert house.told() == ["record.opened"]
    assert [(entry.actor, entry.event) for entry in house.store.audit] == [(SYSTEM, NEWS)]


async def test_a_unit_sees_its_own_writes_and_nobody_elses() -> None:
    store = MemoryStore()
    begin = MemoryBegin(store, MemoryWork)
    async with begin(SYSTEM) as one, begin(SYSTEM) as two:
        one.put("things", 1, "mine")
        assert (one.row("things", 1), two.row("things", 1)) == ("mine", None)
        assert (one.rows("things"), two.rows("things")) == (["mine"], [])
        await one.commit()
        assert two.row("things", 1) == "mine"


async def test_a_lock_keeps_others_out_until_the_unit_ends() -> None:
    begin, order = MemoryBegin(MemoryStore(), MemoryWork), list[str]()

    async def enter(name: str) -> None:
        async with begin(SYSTEM) as work:
            await work.lock(UUID(int=2), UUID(int=1))
            await work.lock(UUID(int=1))
            order.append(f"{name} in")
            await asyncio.sleep(0)
            order.append(f"{name} out")

    await asyncio.gather(enter("a"), enter("b"))
    assert order == ["a in", "a out", "b in", "b out"]


def test_only_the_asked_window_is_read() -> None:
    table, who = ClaimTable(), UUID(int=1)
    table.add(
        Claim(
            resource_id=who,
            resource=Resource.DOCTOR,
            subject_id=UUID(int=n),
            starts=n * 100,
            ends=n * 100 + 50,
            visit_starts=n * 100,
            visit_ends=n * 100 + 50,
            service_id=who,
            on=1,
        )
        for n in range(10)
    )
    assert [c.starts for c in table.between(who, 250, 401)] == [300, 400]
    assert [c.starts for c in table.between(who, 249, 400)] == [200, 300]
    assert table.between(UUID(int=9), 0, 1000) == []
