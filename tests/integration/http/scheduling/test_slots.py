"""Free times, and why others are not."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice

TUESDAY = {"from": "2026-03-03", "to": "2026-03-03"}


async def starts(asker: Asker, practice: Practice, **wanted: Any) -> list[str]:
    answer = await asker.get(f"/doctors/{practice.id}/slots", **wanted)
    assert answer.status_code == 200, answer.text
    return [slot["starts_at"] for day in answer.json()["days"] for slot in day["slots"]]


async def test_a_day_of_free_times(visitor: Asker, practice: Practice) -> None:
    answer = await visitor.get(f"/doctors/{practice.id}/slots/", **TUESDAY)

    assert answer.status_code == 200
    listed = answer.json()
    assert listed["time_zone"] == "America/New_York"
    (day,) = listed["days"]
    assert (day["date"], day["time_zone"], len(day["slots"])) == ("2026-03-03", "America/New_York", 16)
    assert day["slots"][0] == {
        "starts_at": "2026-03-03T14:00:00Z",
        "ends_at": "2026-03-03T14:30:00Z",
        "local_starts_at": "2026-03-03T09:00:00-05:00",
        "clinic_id": str(practice.clinic_ids[0]),
        "service_id": str(practice.service.id),
        "state": "free",
    }


async def test_what_is_taken_or_held_by_others_is_not_listed(
    patient: Asker, other: Asker, visitor: Asker, practice: Practice
) -> None:
    await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE)
    await other.post("/holds", doctor_id=practice.id, starts_at=NINE + timedelta(hours=1))

    assert (await starts(visitor, practice, **TUESDAY))[:2] == ["2026-03-03T14:30:00Z", "2026-03-03T15:30:00Z"]
    theirs = (await other.get(f"/doctors/{practice.id}/slots", **TUESDAY)).json()["days"][0]["slots"]
    assert [slot["state"] for slot in theirs[:3]] == ["free", "held_by_you", "free"]


async def test_an_answer_that_has_not_changed_is_not_sent_again(patient: Asker, practice: Practice) -> None:
    path = f"/doctors/{practice.id}/slots"
    first = await patient("GET", path, params=TUESDAY)
    known = {"If-None-Match": first.headers["etag"]}

    same = await patient("GET", path, params=TUESDAY, headers=known)
    await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)
    other = await patient("GET", path, params=TUESDAY, headers=known)

    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", first.headers["etag"])
    assert other.status_code == 200


async def test_times_pass_out_of_the_list_with_the_clock(
    visitor: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    scheduling_house.clock.present = NINE

    assert (await starts(visitor, practice, **TUESDAY))[0] == "2026-03-03T14:30:00Z"


async def test_a_range_is_days_or_instants_or_the_next_two_weeks(visitor: Asker, practice: Practice) -> None:
    instants = {"from": "2026-03-03T14:30:00Z", "to": "2026-03-03T15:30:00Z"}
    walls = {"from": "2026-03-03T09:30", "to": "2026-03-03T10:30:00"}
    unescaped = {"from": "2026-03-03T14:30:00 00:00", "to": "2026-03-03T15:30:00Z"}
    hour = ["2026-03-03T14:30:00Z", "2026-03-03T15:00:00Z"]

    assert await starts(visitor, practice, **instants) == hour
    assert await starts(visitor, practice, **walls) == hour
    assert await starts(visitor, practice, **unescaped) == hour
    assert len(await starts(visitor, practice)) == 16 * 10


@pytest.mark.parametrize(
    ("since", "until", "where"),
    [
        ("2026-03-04", "2026-03-03", "/to"),
        ("2026-03-03T14:30:00Z", "2026-03-03T14:30:00Z", "/to"),
        ("2026-03-03", "2026-05-05", "/to"),
        ("2026-03-03", "2026-06-01T00:00:00Z", "/to"),
        ("2026-03-03", "9999-12-31", "/to"),
        ("0001-01-01", "2026-03-03", "/from"),
        ("9999-12-31T23:59:59", "2026-03-03", "/from"),
        ("2026-02-30", "2026-03-03", "/from"),
        ("soon", "2026-03-03", "/from"),
        ("2026-03-08T02:30", "2026-03-09", "/from"),
    ],
)
async def test_a_range_that_makes_no_sense_is_refused_where_it_is_wrong(
    visitor: Asker, practice: Practice, since: str, until: str, where: str
) -> None:
    answer = await visitor.get(f"/doctors/{practice.id}/slots", **{"from": since, "to": until})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert answer.json()["errors"][0]["pointer"] == where


async def test_licence_and_insurance_decide_as_they_do_when_booking(visitor: Asker, practice: Practice) -> None:
    assert await starts(visitor, practice, **TUESDAY, self_pay=True)
    assert await starts(visitor, practice, **TUESDAY, state="NY", insurance_plan_id=str(uuid4()))
    answer = await visitor.get(
        f"/doctors/{practice.id}/slots", **TUESDAY, self_pay=True, insurance_plan_id=str(uuid4())
    )
    assert answer.status_code == 422


async def test_unknown_and_foreign_things_are_not_found(
    visitor: Asker, patient: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    elsewhere = await scheduling_house.desk.doctor()
    path = f"/doctors/{practice.id}/slots"

    assert (await visitor.get(f"/doctors/{uuid4()}/slots", **TUESDAY)).status_code == 404
    assert (await visitor.get(path, **TUESDAY, service_id=str(elsewhere.service.id))).status_code == 404
    assert (await visitor.get(path, **TUESDAY, clinic_id=str(elsewhere.clinic_ids[0]))).status_code == 404
    assert (await patient.get(path, **TUESDAY, patient_id=str(uuid4()))).status_code == 404
    assert (await visitor.get(path, **TUESDAY, patient_id=str(uuid4()))).status_code == 401


async def test_clinics_in_two_zones_have_days_of_their_own(visitor: Asker, scheduling_house: OpenHouse) -> None:
    desk = scheduling_house.desk
    east, west = await desk.clinic(), await desk.clinic(zone="America/Los_Angeles")
    both = await desk.doctor(east, west)

    days = (await visitor.get(f"/doctors/{both.id}/slots", **TUESDAY)).json()["days"]

    assert [(day["date"], day["time_zone"], day["slots"][0]["starts_at"]) for day in days] == [
        ("2026-03-03", "America/Los_Angeles", "2026-03-03T17:00:00Z"),
        ("2026-03-03", "America/New_York", "2026-03-03T14:00:00Z"),
    ]


async def test_the_clinic_is_told_why_a_time_is_not_offered(
    patient: Asker, doctor: Asker, receptionist: Asker, practice: Practice
) -> None:
    await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE)
    path = f"/doctors/{practice.id}/slots/explain"

    taken = (await doctor.get(path, at="2026-03-03T09:00")).json()
    free = (await receptionist.get(path, at="2026-03-03T10:00:00-05:00")).json()
    odd = (await receptionist.get(path, at="2026-03-03T14:37:00Z")).json()

    assert (taken["offered"], taken["starts_at"], taken["time_zone"]) == (
        False,
        "2026-03-03T14:00:00Z",
        "America/New_York",
    )
    facts = {"since": "2026-03-03T14:00:00Z", "until": "2026-03-03T14:30:00Z"}
    assert taken["reasons"] == [{"code": "taken", "facts": facts}]
    assert (free["offered"], free["reasons"]) == (True, [])
    assert odd["reasons"] == [{"code": "off-grid", "facts": {"anchor": "2026-03-03T14:00:00Z", "step_minutes": 30}}]


async def test_explanations_are_for_the_clinic_alone(
    patient: Asker, visitor: Asker, receptionist: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    path = f"/doctors/{practice.id}/slots/explain"
    stranger = scheduling_house.asker((await scheduling_house.desk.doctor()).actor)

    for asker, refused in ((patient, 403), (visitor, 401), (stranger, 404)):
        assert (await asker.get(path, at="2026-03-03T14:00:00Z")).status_code == refused
    assert (await receptionist.get(path)).status_code == 422
    assert (await receptionist.get(path, at="2026-03-08T02:30")).status_code == 422
    assert (await receptionist.get(path, at="9999-01-01T00:00")).status_code == 422
