"""Hold, confirm, read, cancel."""

from tests.builders.http import Asker
from tests.builders.scheduling import NINE, Practice


async def test_a_time_is_held_confirmed_read_and_given_back(patient: Asker, practice: Practice) -> None:
    held = await patient.post("/holds", doctor_id=practice.id, starts_at=NINE)
    assert held.status_code == 201, held.text
    assert held.json()["expires_at"] == "2026-03-02T12:05:00Z"

    booked = await patient.post("/appointments", hold_id=held.json()["id"], symptoms="a cough")
    assert booked.status_code == 201, booked.text
    visit = booked.json()
    assert visit["status"] == "booked"
    assert visit["doctor"] == {"id": str(practice.id), "name": "Dr. A"}
    assert visit["local_starts_at"] == "2026-03-03T09:00:00-05:00"

    read = await patient.get(f"/appointments/{visit['id']}")
    assert read.json() == visit

    cancelled = await patient.post(f"/appointments/{visit['id']}/cancel", reason="unwell")
    assert cancelled.json()["status"] == "cancelled"
    listed = await patient.get("/appointments", status="cancelled")
    assert [each["id"] for each in listed.json()["items"]] == [visit["id"]]
