"""Keeping a time for a few minutes."""

from datetime import timedelta
from uuid import uuid4

from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice


async def test_a_hold_says_until_when_and_for_what(patient: Asker, practice: Practice) -> None:
    answer = await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)

    assert answer.status_code == 201
    held = answer.json()
    assert held["expires_at"] == "2026-03-02T12:05:00Z"
    assert held["starts_at"] == "2026-03-03T14:00:00Z"
    assert held["ends_at"] == "2026-03-03T14:30:00Z"
    assert held["local_starts_at"] == "2026-03-03T09:00:00-05:00"
    assert held["time_zone"] == "America/New_York"
    assert held["doctor"] == {"id": str(practice.id), "name": "Dr. A"}
    assert held["clinic"]["city"] == "Somewhere"
    assert held["service"]["name"] == "Visit"


async def test_a_trailing_slash_means_nothing(patient: Asker, practice: Practice) -> None:
    held = await patient.post("/holds/", doctor_id=practice.id, starts_at=NINE)

    assert (await patient.delete(f"/holds/{held.json()['id']}/")).status_code == 204


async def test_a_held_time_is_refused_to_others_with_the_nearest_free_ones(
    patient: Asker, other: Asker, practice: Practice
) -> None:
    await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)

    refused = await other.post("/holds", doctor_id=practice.id, starts_at=NINE)

    assert (refused.status_code, refused.json()["code"]) == (409, "slot-taken")
    nearest = refused.json()["alternatives"][0]
    assert nearest == {
        "doctor_id": str(practice.id),
        "starts_at": "2026-03-03T14:30:00Z",
        "ends_at": "2026-03-03T15:00:00Z",
        "local_starts_at": "2026-03-03T09:30:00-05:00",
        "time_zone": "America/New_York",
        "clinic_id": str(practice.clinic_ids[0]),
        "service_id": str(practice.service.id),
        "state": "free",
    }


async def test_a_time_that_is_not_offered_is_refused_with_every_reason(patient: Asker, practice: Practice) -> None:
    refused = await patient.post("/holds", doctor_id=practice.id, starts_at="2026-03-03T06:07:00-05:00")

    assert (refused.status_code, refused.json()["code"]) == (409, "slot-not-offered")
    assert [reason["code"] for reason in refused.json()["reasons"]] == ["outside-hours"]
    assert refused.json()["alternatives"]


async def test_a_hold_can_be_extended_twelve_times_and_not_for_ever(
    patient: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    held = (await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    for _ in range(12):
        scheduling_house.clock.advance(timedelta(minutes=4))
        assert (await patient.post(f"/holds/{held['id']}/renew")).status_code == 200
    refused = await patient.post(f"/holds/{held['id']}/renew")

    assert (refused.status_code, refused.json()["code"]) == (409, "hold-not-renewable")


async def test_an_expired_hold_can_neither_be_renewed_nor_confirmed(
    patient: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    held = (await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()
    scheduling_house.clock.advance(timedelta(minutes=5))

    renewed = await patient.post(f"/holds/{held['id']}/renew")
    confirmed = await patient.post("/appointments", hold_id=held["id"])

    assert (renewed.status_code, renewed.json()["code"]) == (410, "hold-expired")
    assert (confirmed.status_code, confirmed.json()["code"]) == (410, "hold-expired")


async def test_a_second_hold_gives_the_first_one_back(patient: Asker, other: Asker, practice: Practice) -> None:
    await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)
    await patient.post("/holds", doctor_id=practice.id, starts_at=NINE + timedelta(hours=1))

    assert (await other.post("/holds", doctor_id=practice.id, starts_at=NINE)).status_code == 201


async def test_somebody_elses_hold_is_as_unknown_as_one_that_never_was(
    patient: Asker, other: Asker, practice: Practice
) -> None:
    held = (await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    for hold_id in (held["id"], uuid4()):
        assert (await other.post(f"/holds/{hold_id}/renew")).status_code == 404
        assert (await other.delete(f"/holds/{hold_id}")).status_code == 404
        assert (await other.post("/appointments", hold_id=hold_id)).status_code == 404


async def test_a_hold_can_be_given_back_twice(patient: Asker, other: Asker, practice: Practice) -> None:
    held = (await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    assert (await patient.delete(f"/holds/{held['id']}")).status_code == 204
    assert (await patient.delete(f"/holds/{held['id']}")).status_code == 204
    assert (await other.post("/holds", doctor_id=practice.id, starts_at=NINE)).status_code == 201


async def test_a_doctor_holds_nothing(doctor: Asker, practice: Practice) -> None:
    assert (await doctor.post("/holds", doctor_id=practice.id, starts_at=NINE)).status_code == 403


async def test_a_patient_does_not_hold_for_another(
    patient: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    stranger = await scheduling_house.desk.patient()

    refused = await patient.post("/holds", doctor_id=practice.id, starts_at=NINE, patient_id=stranger.patient_id)

    assert refused.status_code == 404


async def test_the_desk_holds_for_a_patient_or_names_them_later(
    receptionist: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    person = (await scheduling_house.desk.patient()).patient_id

    now = await receptionist.post("/holds", doctor_id=practice.id, starts_at=NINE, patient_id=person)
    first = await receptionist.post("/appointments", hold_id=now.json()["id"])
    later = await receptionist.post("/holds", doctor_id=practice.id, starts_at=NINE + timedelta(hours=1))
    unnamed = await receptionist.post("/appointments", hold_id=later.json()["id"])
    second = await receptionist.post("/appointments", hold_id=later.json()["id"], patient_id=person)

    assert (unnamed.status_code, unnamed.json()["errors"][0]["pointer"]) == (422, "/patient_id")
    assert [first.status_code, second.status_code] == [201, 201]
    assert second.json()["patient"]["id"] == str(person)


async def test_who_pays_is_said_once(patient: Asker, practice: Practice) -> None:
    refused = await patient.post(
        "/holds", doctor_id=practice.id, starts_at=NINE, self_pay=True, insurance_plan_id=uuid4()
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-request")
