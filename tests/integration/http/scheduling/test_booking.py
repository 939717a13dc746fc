"""Booking a visit, with a hold or directly."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice, weekly

from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.doctor import Doctor, Insurance, Licence
from medconnect.domain.scheduling.policy import Consent, Policy
from medconnect.domain.scheduling.service import Mode
from medconnect.domain.shared.ids import InsurancePlanId


async def test_a_held_time_becomes_a_visit_with_names_terms_and_a_reference(
    patient: Asker, patient_actor: Actor, practice: Practice
) -> None:
    held = (await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)).json()

    answer = await patient.post("/appointments", hold_id=held["id"], symptoms="a cough", notes="ring twice")

    assert answer.status_code == 201
    visit = answer.json()
    assert visit["status"] == "booked"
    assert visit["version"] == 1
    assert len(visit["reference"]) == 11
    assert visit["patient"] == {"id": str(patient_actor.patient_id), "name": "A patient"}
    assert visit["clinic"] == {
        "id": str(practice.clinic_ids[0]),
        "name": "A clinic",
        "city": "Somewhere",
        "time_zone": "America/New_York",
    }
    assert visit["starts_at"] == "2026-03-03T14:00:00Z"
    assert visit["cancel_free_until"] == "2026-03-02T14:00:00Z"
    assert (visit["symptoms"], visit["notes"]) == ("a cough", "ring twice")


@pytest.mark.parametrize("field", ["starts_at", "appointment_datetime"])
@pytest.mark.parametrize("written", ["2026-03-03T14:00:00Z", "2026-03-03T09:00:00-05:00", "2026-03-03T09:00"])
async def test_a_time_is_booked_directly_however_it_is_written(
    patient: Asker, practice: Practice, field: str, written: str
) -> None:
    answer = await patient.post("/appointments/", doctor_id=practice.id, **{field: written})

    assert (answer.status_code, answer.json()["starts_at"]) == (201, "2026-03-03T14:00:00Z")


async def test_a_double_click_is_refused_with_the_visit_it_made(patient: Asker, practice: Practice) -> None:
    visit = (await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE)).json()

    refused = await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE)

    assert (refused.status_code, refused.json()["code"]) == (409, "already-busy")
    assert refused.json()["appointment_id"] == visit["id"]


async def test_whoever_is_second_hears_of_the_nearest_times(patient: Asker, other: Asker, practice: Practice) -> None:
    await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE)

    refused = await other.post("/appointments", doctor_id=practice.id, starts_at=NINE)

    assert (refused.status_code, refused.json()["code"]) == (409, "slot-taken")
    assert refused.json()["alternatives"][0]["starts_at"] == "2026-03-03T14:30:00Z"


@pytest.mark.parametrize(
    ("starts_at", "reason"),
    [
        ("2026-03-02T14:00:00Z", None),
        ("2026-02-02T14:00:00Z", "past"),
        ("2026-03-03T14:07:00Z", "off-grid"),
        ("2026-03-03T03:00:00", "outside-hours"),
        ("2028-03-07T14:00:00Z", "beyond-horizon"),
    ],
)
async def test_a_time_outside_the_rules_is_refused_with_the_reason(
    patient: Asker, practice: Practice, starts_at: str, reason: str | None
) -> None:
    answer = await patient.post("/appointments", doctor_id=practice.id, starts_at=starts_at)

    if reason is None:
        assert answer.status_code == 201
    else:
        assert (answer.status_code, answer.json()["code"]) == (409, "slot-not-offered")
        assert reason in [each["code"] for each in answer.json()["reasons"]]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"doctor_id": str(uuid4())},
        {"starts_at": "2026-03-03T14:00:00Z"},
        {"hold_id": "nonsense"},
        {"hold_id": str(uuid4()), "doctor_id": str(uuid4())},
        {"hold_id": str(uuid4()), "surprise": 1},
    ],
)
async def test_a_body_that_says_nothing_or_too_much_is_refused(patient: Asker, body: dict[str, Any]) -> None:
    answer = await patient.post("/appointments", **body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


@pytest.mark.parametrize(
    "written",
    [
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59",
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00+14:00",
        "2026-03-03T14:00:00.5Z",
        "2026-03-03T24:30:00Z",
        "2026-03-03T14:00:00+99:00",
        "2026-03-03",
        "tomorrow",
        "",
        1772546400,
        None,
        ["2026-03-03T14:00:00Z"],
    ],
)
async def test_what_is_no_time_or_no_time_of_ours_is_refused(patient: Asker, practice: Practice, written: Any) -> None:
    answer = await patient.post("/appointments", doctor_id=practice.id, starts_at=written)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert answer.json()["errors"][0]["pointer"] in {"/starts_at", "/"}


async def test_a_wall_time_that_does_not_exist_is_refused(patient: Asker, practice: Practice) -> None:
    answer = await patient.post("/appointments", doctor_id=practice.id, appointment_datetime="2026-03-08T02:30:00")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "time-does-not-exist"
    assert answer.json()["errors"][0]["pointer"] == "/appointment_datetime"


async def test_both_half_past_ones_of_an_autumn_night_are_two_visits(
    patient: Asker, other: Asker, scheduling_house: OpenHouse
) -> None:
    night = await scheduling_house.desk.doctor(hours=weekly(("00:00", "06:00"), days=range(7)))
    days = {"from": "2026-11-01", "to": "2026-11-01"}

    listed = await patient.get(f"/doctors/{night.id}/slots", **days)
    first = await patient.post("/appointments", doctor_id=night.id, starts_at="2026-11-01T01:30:00")
    second = await other.post("/appointments", doctor_id=night.id, starts_at="2026-11-01T01:30:00-05:00")

    slots = listed.json()["days"][0]["slots"]
    assert len(slots) == 14
    half_past_one = [each["local_starts_at"] for each in slots if "T01:30" in each["local_starts_at"]]
    assert half_past_one == ["2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"]
    assert (first.status_code, first.json()["starts_at"]) == (201, "2026-11-01T05:30:00Z")
    assert (second.status_code, second.json()["starts_at"]) == (201, "2026-11-01T06:30:00Z")


async def test_foreign_and_unknown_things_are_not_found(
    patient: Asker, practice: Practice, scheduling_house: OpenHouse, patient_actor: Actor
) -> None:
    elsewhere = await scheduling_house.desk.doctor()
    wanted: dict[str, Any] = {"doctor_id": practice.id, "starts_at": NINE}

    for more in (
        {"doctor_id": uuid4()},
        {"doctor_id": patient_actor.patient_id},
        {"service_id": elsewhere.service.id},
        {"service_id": uuid4()},
        {"clinic_id": elsewhere.clinic_ids[0]},
        {"clinic_id": uuid4()},
        {"patient_id": uuid4()},
        {"patient_id": practice.id},
    ):
        answer = await patient.post("/appointments", **{**wanted, **more})
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), more


async def test_the_desk_names_the_patient(
    receptionist: Asker, admin: Asker, practice: Practice, patient_actor: Actor
) -> None:
    wanted: dict[str, Any] = {"doctor_id": practice.id, "starts_at": NINE}

    nobody = await receptionist.post("/appointments", **wanted)
    unknown = await receptionist.post("/appointments", **wanted, patient_id=uuid4())
    booked = await receptionist.post("/appointments", **wanted, patient_id=patient_actor.patient_id, symptoms="cough")
    read = await admin.get(f"/appointments/{booked.json()['id']}")

    assert (nobody.status_code, nobody.json()["errors"][0]["code"]) == (422, "patient-missing")
    assert unknown.status_code == 404
    assert booked.status_code == 201
    assert read.json()["symptoms"] is None


async def test_doctors_do_not_book(doctor: Asker, practice: Practice, patient_actor: Actor) -> None:
    answer = await doctor.post(
        "/appointments", doctor_id=practice.id, starts_at=NINE, patient_id=patient_actor.patient_id
    )

    assert answer.status_code == 403


async def test_staff_overrule_in_writing_and_patients_never(
    patient: Asker, other: Asker, receptionist: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    second = await scheduling_house.desk.patient()
    await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE)
    wanted: dict[str, Any] = {"doctor_id": practice.id, "starts_at": NINE, "override": {"reason": "urgent"}}

    refused = await other.post("/appointments", **wanted)
    booked = await receptionist.post("/appointments", **wanted, patient_id=second.patient_id)

    assert refused.status_code == 403
    assert booked.status_code == 201
    assert booked.json()["override"] == {"reason": "urgent", "codes": ["taken"]}


async def test_a_consent_that_the_clinic_asks_for_must_be_given(patient: Asker, scheduling_house: OpenHouse) -> None:
    desk = scheduling_house.desk
    policy = Policy(consents=(Consent(kind="treatment", version="2"),))
    strict = await desk.doctor(await desk.clinic(policy=policy))
    held = (await patient.post("/holds", doctor_id=strict.id, starts_at=NINE)).json()

    missing = await patient.post("/appointments", hold_id=held["id"])
    outdated = await patient.post("/appointments", hold_id=held["id"], consents=[{"kind": "treatment", "version": "1"}])
    booked = await patient.post("/appointments", hold_id=held["id"], consents=held["consents"])

    assert (missing.status_code, missing.json()["code"], missing.json()["kinds"]) == (
        409,
        "consent-missing",
        ["treatment"],
    )
    assert outdated.status_code == 409
    assert booked.status_code == 201


async def test_a_video_visit_asks_where_the_patient_will_be(patient: Asker, scheduling_house: OpenHouse) -> None:
    desk = scheduling_house.desk
    afar = await desk.doctor(services=({"mode": Mode.VIDEO},))

    there = await patient.post("/appointments", doctor_id=afar.id, starts_at=NINE, patient_state="ca")
    here = await patient.post("/appointments", doctor_id=afar.id, starts_at=NINE, patient_state="NY")

    assert (there.status_code, there.json()["code"], there.json()["state"]) == (409, "not-licensed", "CA")
    assert (here.status_code, here.json()["patient_state"]) == (201, "NY")


async def test_insurance_is_matched_and_the_unconfirmed_says_so(
    patient: Asker, other: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    taken, refused_plan = InsurancePlanId(uuid4()), uuid4()
    unsure = await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE, insurance_plan_id=taken)
    await practice.keep(
        Doctor(
            id=practice.id,
            licences=(Licence(state="NY", valid_from=date(2020, 1, 1)),),
            insurances=(Insurance(plan_id=taken, clinic_id=practice.clinic_ids[0]),),
        )
    )
    later: dict[str, Any] = {"doctor_id": practice.id, "starts_at": NINE + timedelta(hours=1)}

    refused = await other.post("/appointments", **later, insurance_plan_id=refused_plan)
    accepted = await other.post("/appointments", **later, insurance_plan_id=taken)
    paying = await patient.post(
        "/appointments", doctor_id=practice.id, starts_at=NINE + timedelta(hours=2), self_pay=True
    )

    assert unsure.json()["warnings"] == ["insurance-not-confirmed"]
    assert (refused.status_code, refused.json()["code"]) == (409, "insurance-not-accepted")
    assert accepted.json()["warnings"] == []
    assert paying.json()["self_pay"] is True
