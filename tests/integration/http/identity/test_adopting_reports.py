"""Signing in makes the reports of this browser the patient's, at once and not only when they look."""

from uuid import UUID

import httpx
from tests.integration.identity_support import API, registered

from medconnect.application.shared.paging import Window
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.shared.ids import PatientId
from medconnect.entrypoints.container import Container


async def test_signing_in_with_the_visitor_cookie_adopts(house: Container, client: httpx.AsyncClient) -> None:
    patient = await registered(client, "ann@x.example")
    described = await client.post(f"{API}/symptoms/analyze", json={"text": "My knee hurts on stairs"})
    assert "medconnect-visitor=" in described.headers["set-cookie"]

    await patient.sign_in()

    async with house.read_triage()(SYSTEM) as work:
        page = await work.reports.of_patient(PatientId(UUID(patient.me["patient_id"])), Window())
    assert [str(each.id) for each in page.items] == [described.json()["report_id"]]
    client.cookies.clear()
    read = await patient.ask("GET", f"/symptoms/reports/{described.json()['report_id']}")
    assert read.json()["text"] == "My knee hurts on stairs"
