"""The real application with everything kept in memory: for fast suites, and for whoever tries something out."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import FrontDesk
from tests.houses import client_of
from tests.integration.identity_support import key_in_mail, mail_to, problem, registered
from tests.memory_house import memory_house


async def test_somebody_registers_signs_in_looks_around_and_reads_who_they_are(tmp_path: Path) -> None:
    container, settings, _ = memory_house(tmp_path)
    async with client_of(container, settings) as client:
        ann = await registered(client, "ann@home.example")

        me = (await ann.ask("GET", "/me")).json()
        assert (me["email"], me["role"]) == ("ann@home.example", "patient")
        specialties = (await ann.ask("GET", "/specialties", params={"limit": 100})).json()
        assert specialties["items"][0]["code"] == "general_medicine"
        assert [each["kind"] for each in await mail_to(client, ann.email)] == ["welcome"]

        assert (await ann.ask("POST", "/auth/logout")).status_code == httpx.codes.NO_CONTENT
        assert problem(await ann.ask("GET", "/me"))[0] == httpx.codes.UNAUTHORIZED
    assert list(tmp_path.iterdir()) == []


async def test_a_forgotten_password_is_replaced_with_the_mailed_key(tmp_path: Path) -> None:
    container, settings, _ = memory_house(tmp_path)
    async with client_of(container, settings) as client:
        ann = await registered(client, "ann@home.example")
        await client.post("/api/v1/auth/password/forgot", json={"email": ann.email})
        key = await key_in_mail(client, ann.email)

        ann.password = "Another-Fine-Secret-42"
        body = {"token": key, "password": ann.password}
        answer = await client.post("/api/v1/auth/password/reset", json=body)
        assert answer.is_success, answer.text
        assert (await ann.sign_in()).status_code == httpx.codes.OK


async def test_a_new_patient_books_a_listed_time_and_the_diary_knows_their_name(tmp_path: Path) -> None:
    container, settings, store = memory_house(tmp_path)
    practice = await FrontDesk(MemoryHouse(store), new_id=container.new_id()).doctor()
    today = container.clock().now().date()
    async with client_of(container, settings) as client:
        ann = await registered(client, "ann@home.example", state="NY", date_of_birth="1990-02-28")
        days = {"from": str(today + timedelta(days=1)), "to": str(today + timedelta(days=8))}
        listed = (await ann.ask("GET", f"/doctors/{practice.id}/slots", params=days)).json()
        wanted = listed["days"][0]["slots"][0]["starts_at"]
        visit = {"doctor_id": str(practice.id), "starts_at": wanted}
        booked = await ann.ask("POST", "/appointments", json=visit)
        again = await ann.ask("POST", "/appointments", json=visit)

    assert booked.status_code == httpx.codes.CREATED, booked.text
    assert booked.json()["patient"]["name"] == "Ann Lee"
    assert again.status_code == httpx.codes.CONFLICT


def test_what_needs_a_database_says_so_at_once(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="database"):
        memory_house(tmp_path).container.database()
