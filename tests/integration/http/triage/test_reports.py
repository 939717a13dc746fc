"""Who reads a report: its patient, and the doctor to whose visit they brought it."""

from datetime import timedelta
from uuid import UUID

from tests.builders.http import Asker, OpenHouse
from tests.builders.scheduling import NINE, Practice
from tests.integration.http.triage.test_symptoms import FIELDS, told

from medconnect.application.triage.tidy_reports import TidyReportsCommand
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.shared.ids import ReportId

UNKNOWN = "00000000-0000-0000-0000-00000000beef"


async def test_a_patient_reads_what_they_told_and_what_they_were_told(patient: Asker) -> None:
    said = await told(patient, age_years=40, history="asthma", duration="a week", sex="male")

    read = (await patient.get(f"/symptoms/reports/{said['report_id']}")).json()

    assert {name: read[name] for name in FIELDS} == said
    assert (read["text"], read["history"], read["duration"]) == ("My knee hurts on stairs", "asthma", "a week")
    assert (read["age_years"], read["sex"], read["id"]) == (40, "male", said["report_id"])


async def test_one_lists_ones_own_the_newest_first(patient: Asker, other: Asker, scheduling_house: OpenHouse) -> None:
    first = await told(patient)
    scheduling_house.clock.present += timedelta(minutes=1)
    second = await told(patient, "A rash on my arm")
    await told(other)

    listed = (await patient.get("/symptoms/reports")).json()
    part = (await patient.get("/symptoms/reports", skip=1, limit=1)).json()

    assert [each["id"] for each in listed["items"]] == [second["report_id"], first["report_id"]]
    assert listed["total"] == 2
    assert [each["id"] for each in part["items"]] == [first["report_id"]]


async def test_others_cannot_tell_a_report_from_nothing(
    patient: Asker, other: Asker, doctor: Asker, receptionist: Asker, admin: Asker, visitor: Asker
) -> None:
    said = await told(patient)

    for asker, status in ((other, 404), (doctor, 404), (receptionist, 403), (admin, 403), (visitor, 401)):
        foreign = await asker.get(f"/symptoms/reports/{said['report_id']}")
        unknown = await asker.get(f"/symptoms/reports/{UNKNOWN}")
        assert foreign.status_code == unknown.status_code == status
        assert foreign.json()["code"] == unknown.json()["code"]


async def test_the_doctor_of_the_visit_reads_it_and_nobody_elses_doctor(
    patient: Asker, doctor: Asker, practice: Practice, scheduling_house: OpenHouse
) -> None:
    said = await told(patient)
    elsewhere = await scheduling_house.desk.doctor()
    booked = await patient.post("/appointments", doctor_id=practice.id, starts_at=NINE, report_id=said["report_id"])
    assert booked.status_code == 201

    read = await doctor.get(f"/symptoms/reports/{said['report_id']}")
    listed = await doctor.get("/symptoms/reports")
    stranger = scheduling_house.asker(elsewhere.actor)

    assert read.json()["text"] == "My knee hurts on stairs"
    assert [each["id"] for each in listed.json()["items"]] == [said["report_id"]]
    assert (await stranger.get(f"/symptoms/reports/{said['report_id']}")).status_code == 404
    assert (await stranger.get("/symptoms/reports")).json()["items"] == []


async def test_booking_with_somebody_elses_report_shows_it_to_nobody(
    patient: Asker, other: Asker, doctor: Asker, practice: Practice
) -> None:
    said = await told(patient)
    await other.post("/appointments", doctor_id=practice.id, starts_at=NINE, report_id=said["report_id"])

    assert (await doctor.get(f"/symptoms/reports/{said['report_id']}")).status_code == 404
    assert (await other.get(f"/symptoms/reports/{said['report_id']}")).status_code == 404


async def test_what_a_browser_described_is_the_patients_who_signs_in_with_it(
    visitor: Asker, patient: Asker, other: Asker, scheduling_house: OpenHouse
) -> None:
    said = await told(visitor)
    elsewhere = await told(scheduling_house.browser().asker(), "A rash on my arm")

    adopted = await patient.get(f"/symptoms/reports/{said['report_id']}")

    assert adopted.status_code == 200
    assert adopted.json()["patient_id"]
    assert (await patient.get(f"/symptoms/reports/{elsewhere['report_id']}")).status_code == 404
    assert (await other.get(f"/symptoms/reports/{said['report_id']}")).status_code == 404
    assert (await other.get("/symptoms/reports")).json()["total"] == 0
    scheduling_house.clock.present += timedelta(days=30)
    await scheduling_house.container.tidy_reports()(TidyReportsCommand(actor=SYSTEM))
    assert (await patient.get(f"/symptoms/reports/{said['report_id']}")).status_code == 200


async def test_after_a_day_a_visitors_report_is_nobodys_and_gone(
    visitor: Asker, patient: Asker, scheduling_house: OpenHouse
) -> None:
    said = await told(visitor)
    scheduling_house.clock.present += timedelta(hours=24)

    assert (await patient.get(f"/symptoms/reports/{said['report_id']}")).status_code == 404

    assert await scheduling_house.container.tidy_reports()(TidyReportsCommand(actor=SYSTEM)) is False
    async with scheduling_house.container.read_triage()(SYSTEM) as work:
        assert await work.reports.get(ReportId(UUID(said["report_id"]))) is None
