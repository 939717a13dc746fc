"""The real application with everything kept in memory: for fast suites, and for whoever tries something out."""

from pathlib import Path

import httpx
import pytest
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


def test_what_needs_a_database_says_so_at_once(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="database"):
        memory_house(tmp_path).container.database()
