"""Lists, histories and calendar files."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar
from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice

from medconnect.domain.identity.actor import Actor

TEN = NINE + timedelta(hours=1)


async def ids(asker: Asker, path: str = "/appointments", **wanted: Any) -> list[str]:
    answer = await asker.get(path, **wanted)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["items"]]


@pytest.fixture
async def visits(patient: Asker, other: Asker, practice: Practice) -> list[str]:
    """Nine of the patient, ten of another, nine the week after of the patient, who called it off."""
    wanted = ((patient, NINE), (other, TEN), (patient, NINE + timedelta(days=7) - timedelta(hours=1)))
    made = [(await who.post("/appointments", doctor_id=practice.id, starts_at=at)).json()["id"] for who, at in wanted]
    await patient.post(f"/appointments/{made[2]}/cancel")
    return made


async def test_everybody_sees_what_is_theirs_and_the_desk_sees_all(
    patient: Asker, other: Asker, doctor: Asker, receptionist: Asker, visits: list[str], scheduling_house: OpenHouse
) -> None:
    assert await ids(patient) == [visits[0], visits[2]]
    assert await ids(other) == [visits[1]]
    assert await ids(doctor) == visits
    assert await ids(receptionist) == visits
    assert await ids(scheduling_house.asker((await scheduling_house.desk.doctor()).actor)) == []
    assert (await scheduling_house.asker().get("/appointments")).status_code == 401


async def test_the_list_is_filtered_and_comes_in_parts(
    receptionist: Asker, admin: Asker, practice: Practice, visits: list[str], patient_actor: Actor
) -> None:
    for path in ("/appointments", "/admin/appointments"):
        assert await ids(receptionist, path, status="confirmed") == visits[:2]
        assert await ids(receptionist, path, status=["booked", "cancelled"]) == visits
        assert await ids(receptionist, path, status="booked,cancelled") == visits
        assert await ids(receptionist, path, patient_id=str(patient_actor.patient_id)) == [visits[0], visits[2]]
        assert await ids(receptionist, path, doctor_id=str(practice.id), **{"from": "2026-03-04"}) == [visits[2]]
        assert await ids(receptionist, path, **{"from": "2026-03-03", "to": "2026-03-03"}) == visits[:2]
        assert await ids(receptionist, path, **{"from": "2026-03-03T15:00:00Z"}) == visits[1:]
        assert await ids(receptionist, path, to="2026-03-03T15:00:00Z") == visits[:1]
        clinic = str(practice.clinic_ids[0])
        assert await ids(receptionist, path, clinic_id=clinic, to="2026-03-03T10:00") == visits[:1]
        part = (await admin.get(path, skip=1, limit=1)).json()
        assert ([each["id"] for each in part["items"]], part["total"], part["skip"], part["limit"]) == (
            visits[1:2],
            3,
            1,
            1,
        )


async def test_a_day_is_the_clinics_day(patient: Asker, scheduling_house: OpenHouse) -> None:
    desk = scheduling_house.desk
    tokyo = await desk.doctor(await desk.clinic(zone="Asia/Tokyo"))
    visit = (await patient.post("/appointments", doctor_id=tokyo.id, starts_at="2026-03-04T09:00")).json()

    assert visit["starts_at"] == "2026-03-04T00:00:00Z"
    early = (await patient.post("/appointments", doctor_id=tokyo.id, starts_at="2026-03-06T09:00")).json()
    assert await ids(patient, **{"from": "2026-03-04", "to": "2026-03-04"}) == [visit["id"]]
    assert await ids(patient, **{"from": "2026-03-05", "to": "2026-03-06"}) == [early["id"]]


async def test_nobody_lists_what_is_not_theirs(
    patient: Asker, doctor: Asker, practice: Practice, visits: list[str], scheduling_house: OpenHouse
) -> None:
    stranger = await scheduling_house.desk.patient()

    assert (await patient.get("/appointments", patient_id=str(stranger.patient_id))).status_code == 404
    assert (await doctor.get("/appointments", doctor_id=str(stranger.patient_id))).status_code == 404
    for asker, refused in ((patient, 403), (doctor, 403), (scheduling_house.asker(), 401)):
        assert (await asker.get("/admin/appointments")).status_code == refused


@pytest.mark.parametrize(
    "wanted",
    [
        {"status": "held"},
        {"from": "yesterday"},
        {"to": "9999-12-31T00:00:00Z"},
        {"from": "2026-03-03T09:00"},
        {"limit": 101},
        {"skip": -1},
        {"doctor_id": "x"},
        {"surprise": "1"},
    ],
)
async def test_a_filter_that_makes_no_sense_is_refused(receptionist: Asker, wanted: dict[str, Any]) -> None:
    answer = await receptionist.get("/appointments", **wanted)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


@pytest.mark.parametrize("wanted", [{"from": "9999-12-31"}, {"to": "9999-12-31"}, {"from": "0001-01-01"}])
async def test_days_at_the_end_of_the_calendar_break_nothing(receptionist: Asker, wanted: dict[str, Any]) -> None:
    assert (await receptionist.get("/appointments", **wanted)).status_code == 422


async def test_the_history_tells_every_step_and_names_staff_to_staff_alone(
    patient: Asker, doctor: Asker, practice: Practice, visits: list[str]
) -> None:
    await doctor.post(f"/appointments/{visits[0]}/reschedule", starts_at=NINE + timedelta(hours=2), reason="a meeting")

    told = (await patient.get(f"/appointments/{visits[0]}/history")).json()
    to_staff = (await doctor.get(f"/appointments/{visits[0]}/history")).json()

    first, second = told["items"]
    assert (first["old_status"], first["new_status"], first["version"]) == (None, "booked", 1)
    assert (second["old_starts_at"], second["new_starts_at"]) == ("2026-03-03T14:00:00Z", "2026-03-03T16:00:00Z")
    assert second["reason"] == "a meeting"
    assert second["by"] == {"role": "doctor", "side": "clinic", "user_id": None}
    assert to_staff["items"][1]["by"]["user_id"] == str(practice.actor.user_id)
    assert told["total"] == 2


async def test_the_calendar_file_keeps_its_name_counts_up_and_keeps_quiet(patient: Asker, practice: Practice) -> None:
    visit = (await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE, symptoms="a rash")).json()
    path = f"/appointments/{visit['id']}"

    answer = await patient.get(f"{path}/calendar.ics")
    await patient.post(f"{path}/reschedule", starts_at=TEN)
    moved = await patient.get(f"{path}/calendar.ics")
    await patient.post(f"{path}/cancel")
    cancelled = await patient.get(f"{path}/calendar.ics")

    assert answer.headers["content-type"].startswith("text/calendar")
    assert "rash" not in answer.text
    files = [Calendar.from_ical(each.content) for each in (answer, moved, cancelled)]
    events = [file.events[0] for file in files]
    assert len({str(event["uid"]) for event in events}) == 1
    assert [event["sequence"] for event in events] == [1, 2, 3]
    assert [str(file["method"]) for file in files] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert events[0].start == NINE
    assert str(events[0]["summary"]) == "Appointment at A clinic"
