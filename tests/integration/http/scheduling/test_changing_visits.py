"""Moving, cancelling, editing and stepping through the life of a visit."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice

from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.policy import Policy

TEN = NINE + timedelta(hours=1)


@pytest.fixture
async def visit(patient: Asker, practice: Practice) -> dict[str, Any]:
    """A visit of the patient at nine."""
    answer = await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE, symptoms="a cough")
    booked: dict[str, Any] = answer.json()
    return booked


@pytest.mark.parametrize("written", ["2026-03-03T15:00:00Z", "2026-03-03T10:00"])
async def test_a_moved_visit_keeps_its_id_and_reference_and_frees_its_old_time(
    patient: Asker, other: Asker, practice: Practice, visit: dict[str, Any], written: str
) -> None:
    moved = await patient.post(f"/appointments/{visit['id']}/reschedule", starts_at=written, reason="work", version=1)
    again = await other.post("/appointments", doctor_id=practice.id, starts_at=NINE)

    assert moved.status_code == 200
    assert {**moved.json(), "cancel_free_until": ""} == {
        **visit,
        "starts_at": "2026-03-03T15:00:00Z",
        "ends_at": "2026-03-03T15:30:00Z",
        "local_starts_at": "2026-03-03T10:00:00-05:00",
        "cancel_free_until": "",
        "version": 2,
    }
    assert again.status_code == 201


async def test_a_visit_moves_to_another_doctor_read_off_their_wall(
    patient: Asker, visit: dict[str, Any], scheduling_house: OpenHouse
) -> None:
    desk = scheduling_house.desk
    west = await desk.doctor(await desk.clinic(zone="America/Los_Angeles"))

    moved = await patient.post(
        f"/appointments/{visit['id']}/reschedule", doctor_id=west.id, starts_at="2026-03-03T10:00"
    )

    assert moved.json()["starts_at"] == "2026-03-03T18:00:00Z"
    assert (moved.json()["doctor"]["id"], moved.json()["id"]) == (str(west.id), visit["id"])


async def test_a_taken_time_is_no_place_to_move_to(
    patient: Asker, other: Asker, practice: Practice, visit: dict[str, Any]
) -> None:
    await other.post("/appointments", doctor_id=practice.id, starts_at=TEN)

    refused = await patient.post(f"/appointments/{visit['id']}/reschedule", starts_at=TEN)
    closed = await patient.post(f"/appointments/{visit['id']}/reschedule", starts_at="2026-03-03T05:00:00")

    assert (refused.status_code, refused.json()["code"]) == (409, "slot-taken")
    assert refused.json()["alternatives"]
    assert (closed.status_code, closed.json()["code"]) == (409, "slot-not-offered")
    assert (await patient.get(f"/appointments/{visit['id']}")).json() == visit


async def test_a_cancelled_visit_is_not_moved(patient: Asker, visit: dict[str, Any]) -> None:
    await patient.post(f"/appointments/{visit['id']}/cancel")

    refused = await patient.post(f"/appointments/{visit['id']}/reschedule", starts_at=TEN)

    assert (refused.status_code, refused.json()["code"]) == (409, "cannot-reschedule")
    assert refused.json()["old_status"] == "cancelled"
    assert refused.json()["status"] == 409


@pytest.mark.parametrize("reason", [None, "unwell", "the dog is ill"])
async def test_cancelling_frees_the_time_and_twice_is_no_error(
    patient: Asker, other: Asker, practice: Practice, visit: dict[str, Any], reason: str | None
) -> None:
    first = await patient.post(f"/appointments/{visit['id']}/cancel", **({"reason": reason} if reason else {}))
    second = await patient.post(f"/appointments/{visit['id']}/cancel", version=1)

    assert first.json()["status"] == "cancelled"
    called_off = first.json()["cancellation"]
    assert called_off["side"] == "patient"
    assert called_off["late"] is False
    assert called_off["reason"] == ("unwell" if reason == "unwell" else "other")
    assert called_off["note"] == (reason if reason == "the dog is ill" else None)
    assert second.json() == first.json()
    assert (await other.post("/appointments", doctor_id=practice.id, starts_at=NINE)).status_code == 201


async def test_a_body_is_not_needed_to_cancel(patient: Asker, visit: dict[str, Any]) -> None:
    assert (await patient("POST", f"/appointments/{visit['id']}/cancel")).json()["status"] == "cancelled"


async def test_late_is_refused_where_the_clinic_says_so_and_never_to_the_clinic(
    patient: Asker, doctor: Asker, scheduling_house: OpenHouse
) -> None:
    desk = scheduling_house.desk
    strict = await desk.doctor(await desk.clinic(policy=Policy(late_cancel_allowed=False)))
    visit = (await patient.post("/appointments", doctor_id=strict.id, starts_at=NINE)).json()
    scheduling_house.clock.advance(timedelta(hours=3))

    refused = await patient.post(f"/appointments/{visit['id']}/cancel")
    done = await scheduling_house.asker(strict.actor).post(f"/appointments/{visit['id']}/cancel")

    assert (refused.status_code, refused.json()["code"]) == (409, "too-late-to-cancel")
    assert (done.json()["cancellation"]["side"], done.json()["cancellation"]["late"]) == ("clinic", False)


async def test_of_two_who_act_on_what_they_saw_one_wins(patient: Asker, doctor: Asker, visit: dict[str, Any]) -> None:
    path = f"/appointments/{visit['id']}"
    await patient.patch(path, notes="bring the letter", version=1)

    for refused in (
        await doctor.post(f"{path}/reschedule", starts_at=TEN, version=1),
        await doctor.post(f"{path}/cancel", version=1),
        await doctor.patch(f"{path}/status", status="checked_in", version=1),
        await doctor.patch(path, notes="other", version=1),
    ):
        assert (refused.status_code, refused.json()["code"], refused.json()["version"]) == (409, "stale-version", 2)


async def test_notes_and_symptoms_are_edited_by_the_parties(
    patient: Asker, doctor: Asker, receptionist: Asker, visit: dict[str, Any]
) -> None:
    path = f"/appointments/{visit['id']}"

    edited = await doctor.patch(path, notes="seen")

    assert (edited.json()["notes"], edited.json()["symptoms"], edited.json()["version"]) == ("seen", "a cough", 2)
    at_the_desk = (await receptionist.get(path)).json()
    assert (at_the_desk["notes"], at_the_desk["symptoms"]) == (None, None)


async def test_a_visit_goes_its_way_to_the_end(
    doctor: Asker, receptionist: Asker, visit: dict[str, Any], scheduling_house: OpenHouse
) -> None:
    path = f"/appointments/{visit['id']}/status"

    for status in ("checked_in", "in_progress", "completed"):
        assert (await doctor.patch(path, status=status)).json()["status"] == status
    refused = await receptionist.patch(path, status="confirmed")

    assert (refused.status_code, refused.json()["code"]) == (409, "illegal-transition")
    assert (refused.json()["old_status"], refused.json()["new_status"]) == ("completed", "booked")


async def test_a_no_show_is_noted_after_its_time_and_taken_back_with_a_reason(
    doctor: Asker, visit: dict[str, Any], scheduling_house: OpenHouse
) -> None:
    path = f"/appointments/{visit['id']}/status"

    early = await doctor.patch(path, status="no_show")
    scheduling_house.clock.present = NINE + timedelta(minutes=16)
    noted = await doctor.patch(path, status="no_show")
    unexplained = await doctor.patch(path, status="confirmed")
    back = await doctor.patch(path, status="confirmed", reason="was in the wrong room")

    assert (early.status_code, early.json()["code"]) == (409, "too-early-for-no-show")
    assert noted.json()["status"] == "no_show"
    assert (unexplained.status_code, unexplained.json()["errors"][0]["code"]) == (422, "reason-missing")
    assert back.json()["status"] == "booked"


async def test_a_request_is_confirmed_or_declined_by_the_clinic(patient: Asker, scheduling_house: OpenHouse) -> None:
    asked = await scheduling_house.desk.doctor(services=({"requires_confirmation": True},))
    their_doctor = scheduling_house.asker(asked.actor)
    first = (await patient.post("/appointments", doctor_id=asked.id, starts_at=NINE)).json()
    second = (await patient.post("/appointments", doctor_id=asked.id, starts_at=TEN)).json()

    confirmed = await their_doctor.patch(f"/appointments/{first['id']}/status", status="confirmed")
    declined = await their_doctor.patch(f"/appointments/{second['id']}/status", status="declined")

    assert first["status"] == "pending"
    assert first["pending_until"]
    assert (confirmed.json()["status"], declined.json()["status"]) == ("booked", "declined")


async def test_who_may_step_and_who_may_not(
    patient: Asker, other: Asker, receptionist: Asker, admin: Asker, visit: dict[str, Any], scheduling_house: OpenHouse
) -> None:
    path = f"/appointments/{visit['id']}"
    stranger = scheduling_house.asker((await scheduling_house.desk.doctor()).actor)
    guest = scheduling_house.asker()

    assert (await patient.patch(f"{path}/status", status="checked_in")).status_code == 403
    assert (await stranger.patch(f"{path}/status", status="checked_in")).status_code == 404
    assert (await guest.patch(f"{path}/status", status="checked_in")).status_code == 401
    assert (await receptionist.patch(f"{path}/status", status="entered_in_error", reason="x")).status_code == 403
    assert (await admin.patch(f"{path}/status", status="entered_in_error", reason="twice")).status_code == 200
    for asker, refused in ((other, 404), (stranger, 404), (guest, 401)):
        assert (await asker.get(path)).status_code == refused
        assert (await asker.get(f"{path}/history")).status_code == refused
        assert (await asker.get(f"{path}/calendar.ics")).status_code == refused
        assert (await asker.post(f"{path}/cancel")).status_code == refused
        assert (await asker.post(f"{path}/reschedule", starts_at=TEN)).status_code == refused
        assert (await asker.patch(path, notes="mine")).status_code == refused


@pytest.mark.parametrize("status", ["confirm", "", 1, None, "held"])
async def test_an_unknown_status_is_refused(doctor: Asker, visit: dict[str, Any], status: Any) -> None:
    answer = await doctor.patch(f"/appointments/{visit['id']}/status", status=status)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


async def test_what_does_not_exist_cannot_be_changed(admin: Asker) -> None:
    path = f"/appointments/{uuid4()}"

    assert (await admin.get(path)).status_code == 404
    assert (await admin.post(f"{path}/cancel")).status_code == 404
    assert (await admin.post(f"{path}/reschedule", starts_at=TEN)).status_code == 404
    assert (await admin.post(f"{path}/reschedule", starts_at="2026-03-03T10:00")).status_code == 404
    assert (await admin.patch(f"{path}/status", status="checked_in")).status_code == 404
    assert (await admin.get("/appointments/nonsense")).status_code == 422


async def test_two_patients_change_places(
    patient: Asker,
    other: Asker,
    receptionist: Asker,
    practice: Practice,
    visit: dict[str, Any],
    patient_actor: Actor,
) -> None:
    second = (await other.post("/appointments", doctor_id=practice.id, starts_at=TEN)).json()
    both = {"first_id": visit["id"], "second_id": second["id"]}

    forbidden = await patient.post("/appointments/swap", **both)
    stale = await receptionist.post("/appointments/swap", **both, second_version=2)
    swapped = await receptionist.post("/appointments/swap", **both, first_version=1, second_version=1)
    unknown = await receptionist.post("/appointments/swap", first_id=visit["id"], second_id=uuid4())
    with_itself = await receptionist.post("/appointments/swap", first_id=visit["id"], second_id=visit["id"])

    assert forbidden.status_code == 403
    assert (stale.status_code, stale.json()["code"]) == (409, "stale-version")
    assert swapped.json()["first"]["id"] == visit["id"]
    assert swapped.json()["first"]["starts_at"] == second["starts_at"]
    assert swapped.json()["second"]["starts_at"] == visit["starts_at"]
    assert unknown.status_code == 404
    assert with_itself.status_code == 404
