"""People who have not signed in hold times through a cookie, and keep them when they sign in."""

from datetime import timedelta

import pytest
from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice

from medconnect.domain.identity.actor import Actor


async def test_a_visitor_gets_a_cookie_that_scripts_and_other_sites_cannot_use(
    visitor: Asker, practice: Practice
) -> None:
    answer = await visitor.post("/holds", doctor_id=practice.id, starts_at=NINE)

    assert answer.status_code == 201
    cookie = answer.headers["set-cookie"]
    assert "medconnect-visitor=" in cookie
    assert "HttpOnly" in cookie
    assert "Path=/api/v1;" in cookie
    assert "SameSite=lax" in cookie
    again = await visitor.post(f"/holds/{answer.json()['id']}/renew")
    assert "set-cookie" not in again.headers


async def test_a_visitors_hold_is_theirs_in_this_browser_alone(
    visitor: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    held = (await visitor.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()
    stranger = scheduling_house.browser().asker()

    mine = await visitor.get(f"/doctors/{practice.id}/slots", **{"from": "2026-03-03", "to": "2026-03-03"})
    theirs = await stranger.get(f"/doctors/{practice.id}/slots", **{"from": "2026-03-03", "to": "2026-03-03"})

    assert mine.json()["days"][0]["slots"][0]["state"] == "held_by_you"
    assert theirs.json()["days"][0]["slots"][0]["starts_at"] == "2026-03-03T14:30:00Z"
    assert (await stranger.delete(f"/holds/{held['id']}")).status_code == 404
    assert (await stranger.post("/holds", doctor_id=practice.id, starts_at=NINE)).status_code == 409


async def test_signing_in_adopts_the_hold_of_the_same_browser(
    visitor: Asker, patient: Asker, practice: Practice
) -> None:
    held = (await visitor.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    listed = await patient.get(f"/doctors/{practice.id}/slots", **{"from": "2026-03-03", "to": "2026-03-03"})
    booked = await patient.post("/appointments", hold_id=held["id"])

    assert listed.json()["days"][0]["slots"][0]["state"] == "held_by_you"
    assert (booked.status_code, booked.json()["status"]) == (201, "booked")


async def test_a_visitor_who_confirms_is_asked_to_sign_in_and_keeps_the_time(
    visitor: Asker, other: Asker, practice: Practice
) -> None:
    held = (await visitor.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    assert (await visitor.post("/appointments", hold_id=held["id"])).status_code == 401
    assert (await visitor.post("/appointments", doctor_id=practice.id, starts_at=NINE)).status_code == 401


async def test_a_patient_who_is_busy_then_cannot_adopt(
    visitor: Asker, patient: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    elsewhere = await scheduling_house.desk.doctor()
    visit = (await patient.post("/appointments", doctor_id=elsewhere.id, starts_at=NINE)).json()
    held = (await visitor.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    refused = await patient.post("/appointments", hold_id=held["id"])

    assert (refused.status_code, refused.json()["code"]) == (409, "already-busy")
    assert refused.json()["appointment_id"] == visit["id"]


async def test_the_hold_of_somebody_who_signed_out_is_not_the_next_visitors(
    visitor: Asker, patient: Asker, practice: Practice
) -> None:
    await visitor.post("/holds", doctor_id=practice.id, starts_at=NINE + timedelta(hours=3))
    held = (await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    assert (await visitor.post(f"/holds/{held['id']}/renew")).status_code == 401
    listed = await visitor.get(f"/doctors/{practice.id}/slots", **{"from": "2026-03-03", "to": "2026-03-03"})
    assert listed.json()["days"][0]["slots"][0]["starts_at"] == "2026-03-03T14:30:00Z"


async def test_visitors_cannot_empty_a_doctors_day(practice: Practice, scheduling_house: OpenHouse) -> None:
    for number in range(10):
        guest = scheduling_house.browser().asker()
        starts_at = NINE + number * timedelta(minutes=30)
        assert (await guest.post("/holds", doctor_id=practice.id, starts_at=starts_at)).status_code == 201

    refused = (
        await scheduling_house.browser()
        .asker()
        .post("/holds", doctor_id=practice.id, starts_at=NINE + timedelta(hours=6))
    )

    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-holds")
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize("forged", ["", "nobody", "00000000"])
async def test_a_cookie_that_is_no_id_is_replaced(
    forged: str, practice: Practice, scheduling_house: OpenHouse, patient_actor: Actor
) -> None:
    guest = scheduling_house.browser().asker()

    answer = await guest(
        "POST",
        "/holds",
        json={"doctor_id": str(practice.id), "starts_at": NINE.isoformat()},
        headers={"Cookie": f"medconnect-visitor={forged}"},
    )

    assert answer.status_code == 201
    assert "medconnect-visitor=" in answer.headers["set-cookie"]
