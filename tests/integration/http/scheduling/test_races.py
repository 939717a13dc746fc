"""Everybody asks at once: the legal outcomes only, and never a 5xx."""

import asyncio
from datetime import timedelta
from typing import Any

from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice

TEN = NINE + timedelta(hours=1)


async def test_of_twenty_who_want_one_time_one_gets_it_and_the_others_hear_of_free_ones(
    practice: Practice, scheduling_house: OpenHouse
) -> None:
    people = [scheduling_house.asker(await scheduling_house.desk.patient()) for _ in range(20)]

    answers = await asyncio.gather(
        *(who.post("/appointments", doctor_id=practice.id, starts_at=NINE, key="k") for who in people)
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert {each["code"] for each in refused} == {"slot-taken"}
    assert all(each["alternatives"] for each in refused)


async def test_a_hold_confirmed_twice_at_once_is_one_visit(patient: Asker, practice: Practice) -> None:
    held = (await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    answers = await asyncio.gather(*(patient.post("/appointments", hold_id=held["id"]) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    (visit,) = [answer.json() for answer in answers if answer.status_code == 201]
    codes = {
        (answer.json()["code"], answer.json()["appointment_id"]) for answer in answers if answer.status_code == 409
    }
    assert codes == {("already-busy", visit["id"])}


async def test_two_visits_that_want_each_others_time_never_overlap(
    patient: Asker, other: Asker, practice: Practice
) -> None:
    async def book(who: Asker, starts_at: Any) -> str:
        return str((await who.post("/appointments", doctor_id=practice.id, starts_at=starts_at)).json()["id"])

    first, second = await book(patient, NINE), await book(other, TEN)

    answers = await asyncio.gather(
        patient.post(f"/appointments/{first}/reschedule", starts_at=TEN),
        other.post(f"/appointments/{second}/reschedule", starts_at=NINE),
    )

    assert {answer.status_code for answer in answers} <= {200, 409}
    starts = [
        (await who.get(f"/appointments/{visit}")).json()["starts_at"]
        for who, visit in ((patient, first), (other, second))
    ]
    assert len(set(starts)) == 2


async def test_cancelled_or_checked_in_but_not_both(patient: Asker, doctor: Asker, practice: Practice) -> None:
    visit = (await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE)).json()
    path = f"/appointments/{visit['id']}"

    cancelled, arrived = await asyncio.gather(
        patient.post(f"{path}/cancel", version=1), doctor.patch(f"{path}/status", status="checked_in", version=1)
    )

    assert sorted([cancelled.status_code, arrived.status_code]) == [200, 409]
    history = (await doctor.get(f"{path}/history")).json()
    assert history["total"] == 2
