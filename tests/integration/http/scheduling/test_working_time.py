"""Hours, exceptions, openings, leave and closures; and whom they affect."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice

MORNING = {"starts_at": "2026-03-03T08:00", "ends_at": "2026-03-03T12:00"}


async def count(asker: Asker, practice: Practice, day: str = "2026-03-03") -> int:
    answer = await asker.get(f"/doctors/{practice.id}/slots", **{"from": day, "to": day})
    return sum(len(each["slots"]) for each in answer.json()["days"])


async def test_weekly_hours_are_set_for_one_clinic_and_read_back(doctor: Asker, practice: Practice) -> None:
    clinic_id = str(practice.clinic_ids[0])
    weekly = [{"weekday": 1, "opens": "10:00", "closes": "12:00"}, {"weekday": 1, "opens": "13:00", "closes": "14:00"}]

    answer = await doctor.put("/doctors/schedule", clinic_id=clinic_id, weekly=weekly)

    assert answer.status_code == 200
    assert answer.json() == {"id": None, "preview": False, "affected": [], "held": []}
    read = (await doctor.get("/doctors/me/schedule")).json()
    assert read["clinics"][0]["clinic"]["id"] == clinic_id
    assert read["clinics"][0]["weekly"] == weekly
    assert await count(doctor, practice) == 6
    assert await count(doctor, practice, "2026-03-04") == 0


async def test_the_short_form_means_monday_to_friday_at_the_only_clinic(doctor: Asker, practice: Practice) -> None:
    answer = await doctor.put(
        "/doctors/schedule",
        available_timeslots="09:00-12:00, 14:00-17:00",
        consultation_fee=120.5,
        specialization="Cardiology",
    )

    assert answer.status_code == 200
    assert [await count(doctor, practice, f"2026-03-0{day}") for day in (3, 6, 7, 8)] == [12, 12, 0, 0]


async def test_the_desk_sets_hours_for_any_doctor(receptionist: Asker, admin: Asker, practice: Practice) -> None:
    path = f"/doctors/{practice.id}/schedule"

    for desk in (receptionist, admin):
        answer = await desk.put(path, available_timeslots="09:00-10:00")
        assert answer.status_code == 200
        assert (await desk.get(path)).json()["doctor_id"] == str(practice.id)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"weekly": [], "available_timeslots": "09:00-12:00"},
        {"weekly": [{"weekday": 7, "opens": "09:00", "closes": "10:00"}]},
        {"weekly": [{"weekday": 0, "opens": "9", "closes": "10:00"}]},
        {"weekly": [{"weekday": 0, "opens": "25:00", "closes": "26:00"}]},
        {"weekly": [{"weekday": 0, "opens": "09:00", "closes": "09:00"}]},
        {
            "weekly": [
                {"weekday": 0, "opens": "09:00", "closes": "11:00"},
                {"weekday": 0, "opens": "10:00", "closes": "12:00"},
            ]
        },
        {"available_timeslots": "mornings"},
        {"available_timeslots": "09:00"},
        {"available_timeslots": ""},
        {"available_timeslots": "09:00-12:00,11:00-13:00"},
        {"available_timeslots": "09:00-12:00", "clinic_id": "here"},
    ],
)
async def test_hours_that_make_no_sense_are_refused_and_change_nothing(
    doctor: Asker, practice: Practice, body: dict[str, Any]
) -> None:
    answer = await doctor.put("/doctors/schedule", **body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert await count(doctor, practice) == 16


async def test_a_doctor_at_two_clinics_says_which_and_a_foreign_one_is_not_found(scheduling_house: OpenHouse) -> None:
    desk = scheduling_house.desk
    both = await desk.doctor(await desk.clinic(), await desk.clinic())
    asker = scheduling_house.asker(both.actor)

    unsaid = await asker.put("/doctors/schedule", available_timeslots="09:00-12:00")
    foreign = await asker.put("/doctors/schedule", available_timeslots="09:00-12:00", clinic_id=uuid4())

    assert (unsaid.status_code, unsaid.json()["errors"][0]["code"]) == (422, "clinic-missing")
    assert foreign.status_code == 404


async def test_leave_cancels_nobody_and_names_whom_it_affects(
    patient: Asker, doctor: Asker, visitor: Asker, practice: Practice
) -> None:
    visit = (await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE, symptoms="a cough")).json()
    await visitor.post("/holds", doctor_id=practice.id, starts_at=NINE + timedelta(minutes=30))

    preview = await doctor("POST", "/doctors/me/leave", json=MORNING, params={"preview": "true"})
    untouched = await count(doctor, practice)
    answer = await doctor.post("/doctors/me/leave", **MORNING, reason="a course")

    assert preview.status_code == 200
    assert (preview.json()["id"], preview.json()["preview"]) == (None, True)
    assert untouched == 14
    assert answer.status_code == 201
    (affected,) = answer.json()["affected"]
    assert (affected["id"], affected["status"], affected["codes"]) == (visit["id"], "booked", ["on-leave"])
    assert affected["choices"] == ["keep", "move", "cancel"]
    assert preview.json()["affected"] == [affected]
    assert [each["starts_at"] for each in answer.json()["held"]] == ["2026-03-03T14:30:00Z"]
    assert await count(doctor, practice) == 10
    (listed,) = (await doctor.get("/doctors/me/leave")).json()["items"]
    assert listed == {
        "id": answer.json()["id"],
        "starts_at": "2026-03-03T13:00:00Z",
        "ends_at": "2026-03-03T17:00:00Z",
        "reason": "a course",
    }
    assert (await patient.get(f"/appointments/{visit['id']}")).json()["status"] == "booked"


async def test_what_was_changed_is_taken_back_by_its_id(
    doctor: Asker, patient: Asker, receptionist: Asker, practice: Practice
) -> None:
    saturday = {"starts_at": "2026-03-07T09:00", "ends_at": "2026-03-07T11:00"}
    opening = await doctor.post("/doctors/me/openings", **saturday)
    opened = await count(doctor, practice, "2026-03-07")
    visit = (await patient.post("/appointments", doctor_id=practice.id, starts_at="2026-03-07T09:00")).json()
    path = f"/doctors/{practice.id}/openings"

    assert opening.status_code == 201
    assert opened == 4
    assert (await receptionist.get(path)).json()["items"][0]["id"] == opening.json()["id"]
    closed = await receptionist.delete(f"{path}/{opening.json()['id']}")
    again = await receptionist.delete(f"{path}/{opening.json()['id']}")

    assert closed.status_code == 200
    assert [each["id"] for each in closed.json()["affected"]] == [visit["id"]]
    assert again.status_code == 404
    assert (await doctor.get("/doctors/me/openings")).json()["total"] == 0


async def test_an_exception_replaces_the_hours_of_one_date(doctor: Asker, practice: Practice) -> None:
    shorter = await doctor.post(
        "/doctors/me/exceptions",
        date="2026-03-03",
        clinic_id=practice.clinic_ids[0],
        hours=[{"opens": "12:00", "closes": "13:00"}],
    )
    tuesday = await count(doctor, practice)
    off = await doctor.post("/doctors/me/exceptions", date="2026-03-04")

    assert [shorter.status_code, off.status_code] == [201, 201]
    assert tuesday == 2
    assert await count(doctor, practice, "2026-03-04") == 0
    listed = (await doctor.get("/doctors/me/exceptions", limit=1)).json()
    assert (listed["total"], listed["items"][0]["hours"]) == (2, [{"opens": "12:00", "closes": "13:00"}])
    assert (await doctor.delete(f"/doctors/me/exceptions/{shorter.json()['id']}")).status_code == 200
    assert await count(doctor, practice) == 16


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("leave", {"starts_at": "2026-03-03T12:00", "ends_at": "2026-03-03T12:00"}),
        ("leave", {"starts_at": "2026-03-03T12:00", "ends_at": "2026-03-03T11:00"}),
        ("leave", {"starts_at": "2026-03-03T12:00", "ends_at": "9999-12-31T00:00"}),
        ("leave", {"starts_at": "2026-03-08T02:30", "ends_at": "2026-03-09T00:00"}),
        ("leave", {"starts_at": "2026-03-03T12:00"}),
        ("openings", {"starts_at": "2026-03-03T12:00", "ends_at": "2026-03-13T12:00"}),
        ("openings", {"starts_at": "2026-03-03T12:00", "ends_at": "2026-03-03T12:00"}),
        ("exceptions", {"date": "2026-02-30"}),
        ("exceptions", {"date": "9999-12-31"}),
        ("exceptions", {"date": "2026-03-03", "hours": [{"opens": "10:00", "closes": "10:00"}]}),
    ],
)
async def test_changes_that_make_no_sense_are_refused(doctor: Asker, path: str, body: dict[str, Any]) -> None:
    answer = await doctor.post(f"/doctors/me/{path}", **body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert (await doctor.get(f"/doctors/me/{path}")).json()["total"] == 0


async def test_working_time_is_the_doctors_own_and_the_desks(
    patient: Asker, receptionist: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    stranger = scheduling_house.asker((await scheduling_house.desk.doctor()).actor)
    guest = scheduling_house.asker()
    theirs = f"/doctors/{practice.id}"
    hours: dict[str, Any] = {"available_timeslots": "09:00-12:00", "clinic_id": practice.clinic_ids[0]}
    day: dict[str, Any] = {"date": "2026-03-03", "clinic_id": practice.clinic_ids[0]}

    for asker, mine, foreign in (
        (patient, 403, 403),
        (guest, 401, 401),
        (stranger, None, 404),
        (receptionist, 403, None),
    ):
        if mine:
            assert (await asker.put("/doctors/schedule", **hours)).status_code == mine
            assert (await asker.get("/doctors/me/schedule")).status_code == mine
            assert (await asker.post("/doctors/me/leave", **MORNING)).status_code == mine
            assert (await asker.delete(f"/doctors/me/leave/{uuid4()}")).status_code == mine
        if foreign:
            assert (await asker.put(f"{theirs}/schedule", **hours)).status_code == foreign
            assert (await asker.get(f"{theirs}/schedule")).status_code == foreign
            assert (await asker.post(f"{theirs}/leave", **MORNING)).status_code == foreign
            assert (await asker.post(f"{theirs}/exceptions", **day)).status_code == foreign
            assert (await asker.delete(f"{theirs}/leave/{uuid4()}")).status_code == foreign
    assert (await receptionist.get(f"/doctors/{uuid4()}/schedule")).status_code == 404
    assert (await receptionist.post(f"/doctors/{uuid4()}/leave", **MORNING)).status_code == 404


async def test_a_closed_clinic_offers_nothing_and_keeps_its_visits(
    admin: Asker, patient: Asker, doctor: Asker, practice: Practice
) -> None:
    visit = (await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE)).json()
    path = f"/admin/clinics/{practice.clinic_ids[0]}/closures"

    preview = await admin("POST", path, json=MORNING, params={"preview": "true"})
    closed = await admin.post(path, **MORNING, reason="painters")
    during = await count(doctor, practice)
    refused = await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE + timedelta(hours=1))
    reopened = await admin.delete(f"{path}/{closed.json()['id']}")

    assert (preview.status_code, preview.json()["id"]) == (200, None)
    assert closed.status_code == 201
    assert [each["id"] for each in closed.json()["affected"]] == [visit["id"]]
    assert during == 10
    assert [each["code"] for each in refused.json()["reasons"]] == ["closed"]
    assert refused.json()["reasons"][0]["facts"]["until"] == "2026-03-03T17:00:00Z"
    assert (reopened.status_code, reopened.json()["affected"]) == (200, [])
    assert await count(doctor, practice) == 15


async def test_closing_is_for_admins(
    admin: Asker, receptionist: Asker, doctor: Asker, patient: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    path = f"/admin/clinics/{practice.clinic_ids[0]}/closures"

    for asker, refused in ((receptionist, 403), (doctor, 403), (patient, 403), (scheduling_house.asker(), 401)):
        assert (await asker.post(path, **MORNING)).status_code == refused
        assert (await asker.delete(f"{path}/{uuid4()}")).status_code == refused
    assert (await admin.post(f"/admin/clinics/{uuid4()}/closures", **MORNING)).status_code == 404
    assert (await admin.delete(f"{path}/{uuid4()}")).status_code == 404
    assert (await admin.post(path, starts_at="2026-03-03T12:00", ends_at="2026-03-03T12:00")).status_code == 422
