"""A request that is sent again does nothing and is answered as before (rule I1)."""

import asyncio
from datetime import timedelta
from typing import Any

from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice

REPLAYED = "idempotency-replayed"


async def test_each_repeatable_request_replays_its_answer(
    patient: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    wanted: dict[str, Any] = {"doctor_id": practice.id, "starts_at": NINE}
    later = NINE + timedelta(hours=1)

    async def twice(path: str, key: str, **body: Any) -> dict[str, Any]:
        first = await patient.post(path, key=key, **body)
        scheduling_house.clock.advance(timedelta(seconds=20))
        second = await patient.post(path, key=key, **body)
        assert first.status_code < 300, first.text
        assert (second.status_code, second.content) == (first.status_code, first.content)
        assert REPLAYED not in first.headers
        assert second.headers[REPLAYED] == "true"
        answered: dict[str, Any] = first.json()
        return answered

    held = await twice("/holds", "a", **wanted)
    visit = await twice("/appointments", "a", hold_id=held["id"])
    await twice(f"/appointments/{visit['id']}/reschedule", "a", starts_at=later, version=1)
    await twice(f"/appointments/{visit['id']}/cancel", "a", version=2)
    await twice("/appointments", "b", **wanted)
    history = await patient.get(f"/appointments/{visit['id']}/history")
    assert history.json()["total"] == 3


async def test_twenty_retries_at_once_make_one_visit(patient: Asker, practice: Practice) -> None:
    answers = await asyncio.gather(
        *(patient.post("/appointments", key="k", doctor_id=practice.id, starts_at=NINE) for _ in range(20))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum(REPLAYED not in answer.headers for answer in answers) == 1


async def test_the_order_of_members_does_not_make_another_request(patient: Asker, practice: Practice) -> None:
    first = await patient.post("/appointments", key="k", doctor_id=practice.id, starts_at=NINE)
    second = await patient.post("/appointments", key="k", starts_at=NINE, doctor_id=practice.id)

    assert second.json() == first.json()


async def test_a_key_belongs_to_one_request_of_one_person(patient: Asker, other: Asker, practice: Practice) -> None:
    wanted: dict[str, Any] = {"doctor_id": practice.id, "starts_at": NINE}
    visit = (await patient.post("/appointments", key="k", **wanted)).json()
    second = await patient.post("/appointments", key="l", doctor_id=practice.id, starts_at=NINE + timedelta(hours=1))

    reused = await patient.post("/appointments", key="k", **wanted, notes="and more")
    theirs = await other.post("/appointments", key="k", **wanted)
    await patient.post(f"/appointments/{visit['id']}/cancel", key="k")
    elsewhere = await patient.post(f"/appointments/{second.json()['id']}/cancel", key="k")

    for answer in (reused, elsewhere):
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["code"] == "idempotency-key-reused"
    assert theirs.status_code == 409


async def test_a_refusal_does_not_burn_the_key(
    patient: Asker, other: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    wanted: dict[str, Any] = {"doctor_id": practice.id, "starts_at": NINE}
    held = (await other.post("/holds", **wanted)).json()

    refused = await patient.post("/appointments", key="k", **wanted)
    await other.delete(f"/holds/{held['id']}")
    accepted = await patient.post("/appointments", key="k", **wanted)

    assert [refused.status_code, accepted.status_code] == [409, 201]


async def test_an_answer_is_kept_for_a_day(patient: Asker, practice: Practice, scheduling_house: OpenHouse) -> None:
    wanted: dict[str, Any] = {"doctor_id": practice.id, "starts_at": NINE + timedelta(days=7)}
    first = await patient.post("/appointments", key="k", **wanted)
    scheduling_house.clock.advance(timedelta(hours=24))

    second = await patient.post("/appointments", key="k", **wanted)

    assert second.json() == first.json()


async def test_a_visitors_retry_in_the_same_browser_is_one_hold(visitor: Asker, practice: Practice) -> None:
    await visitor.post("/holds", doctor_id=practice.id, starts_at=NINE + timedelta(hours=1))
    first = await visitor.post("/holds", key="k", doctor_id=practice.id, starts_at=NINE)
    second = await visitor.post("/holds", key="k", doctor_id=practice.id, starts_at=NINE)

    assert second.json() == first.json()
    assert second.headers[REPLAYED] == "true"


async def test_a_key_is_neither_empty_nor_endless(patient: Asker, practice: Practice) -> None:
    for key in ("", "k" * 256):
        answer = await patient(
            "POST",
            "/appointments",
            json={"doctor_id": str(practice.id), "starts_at": NINE.isoformat()},
            headers={"Idempotency-Key": key},
        )
        assert answer.status_code == 422
