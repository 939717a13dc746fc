import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from tests.houses import client_of

from medconnect.adapters.persistence.failures import StorageUnavailable
from medconnect.adapters.persistence.sqlite import SqliteDatabase
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.demo import LOGINS, make_demo
from medconnect.entrypoints.http.app import create_app
from medconnect.entrypoints.logs import JsonLines, set_up_logs
from medconnect.entrypoints.settings import Settings, load_settings

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/specialties",
        "/api/v1/nowhere",
        "/api/v1/test/broken",
        "/api/v1/test/refused/unavailable",
        "/api/v1/specialties?limit=%00",
        "/health/live",
        "/docs",
        "/openapi.json",
        "/metrics",
    ],
)
async def test_every_answer_carries_an_id_and_the_security_headers(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)

    UUID(answer.headers["x-request-id"])
    assert ALWAYS.items() <= dict(answer.headers).items()
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "permissions-policy" in answer.headers
    assert "server" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers
    if path.startswith("/api/"):
        assert answer.headers["cache-control"] == "no-store"


async def test_request_ids_are_ours_and_never_repeat(client: httpx.AsyncClient) -> None:
    answers = [await client.get("/health/live", headers={"x-request-id": "theirs"}) for _ in range(5)]

    assert len({answer.headers["x-request-id"] for answer in answers} - {"theirs"}) == 5


async def test_over_tls_browsers_are_told_to_stay_there(house: Container, settings: Settings) -> None:
    secure = settings.model_copy(update={"public_url": "https://clinic.example"})

    async with client_of(house, secure) as client:
        assert "max-age=" in (await client.get("/health/live")).headers["strict-transport-security"]
    async with client_of(house, settings) as client:
        assert "strict-transport-security" not in (await client.get("/health/live")).headers


async def test_head_is_get_without_the_body(client: httpx.AsyncClient) -> None:
    got, head = await client.get("/api/v1/specialties"), await client.head("/api/v1/specialties")

    assert head.status_code == got.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]


async def test_a_slash_at_the_end_means_nothing(client: httpx.AsyncClient) -> None:
    plain, slashed = await client.get("/api/v1/specialties"), await client.get("/api/v1/specialties/")

    assert plain.json() == slashed.json()
    assert (await client.post("/api/v1/auth/login/", json={})).status_code == 422


async def test_a_client_that_leaves_is_no_error_of_ours(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    async def leave() -> dict[str, object]:
        return {"type": "http.disconnect"}

    said: list[object] = []

    async def send(message: object) -> None:
        said.append(message)

    for path in ("/api/v1/auth/login", "/api/v1/test/things", "/api/v1/test/forms"):
        kind = b"application/x-www-form-urlencoded" if path.endswith("forms") else b"application/json"
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "scheme": "http",
            "headers": [(b"content-type", kind), (b"content-length", b"10")],
            "client": ("127.0.0.1", 1),
            "server": ("localhost", 80),
        }
        await app(scope, leave, send)

    assert "request.failed" not in caplog.text


async def test_a_body_that_never_comes_is_given_up(house: Container, settings: Settings) -> None:
    hasty = settings.model_copy(update={"body_timeout_seconds": 0.05})

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with client_of(house, hasty) as client:
        answer = await client.post("/api/v1/auth/login", content=slow(), headers={"content-type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (408, "request-timeout")


async def test_the_log_is_json_lines_without_addresses_queries_names_passwords_or_tokens(
    house: Container, client: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await make_demo(house)
    set_up_logs("debug")
    try:
        patient = LOGINS[0]
        signed_in = await client.post(
            "/api/v1/auth/login", json={"email": patient.email, "password": patient.password, "client": "native"}
        )
        token, refresh = signed_in.json()["access_token"], signed_in.json()["refresh_token"]
        await client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})
        await client.post("/api/v1/auth/refresh", json={"refresh_token": refresh})
        await client.post("/api/v1/auth/login", json={"email": patient.email, "password": "wrong-password"})
        await client.get("/api/v1/specialties", params={"q": "rash-on-arm"})
        await client.get("/api/v1/calendars/calendar-secret.ics")
        await client.get("/api/v1/test/broken")
        logging.getLogger("somebody.elses").error("cannot read %s", patient.email)
        lines = capsys.readouterr().err.splitlines()
    finally:
        logging.getLogger().handlers.clear()
        logging.getLogger("medconnect").setLevel(logging.NOTSET)

    said = [json.loads(line) for line in lines]
    assert {"request.answered", "request.failed", "library.message"} <= {each["event"] for each in said}
    assert all({"at", "level", "event"} <= set(each) for each in said)
    answered = next(each for each in said if each["event"] == "request.answered")
    assert {"request_id", "method", "route", "status", "milliseconds"} <= set(answered)
    everything = "\n".join(lines)
    for secret in (
        *(patient.email, patient.password, patient.full_name, token, refresh),
        *("wrong-password", "rash", "Zoë", "calendar-secret", "?"),
    ):
        assert secret not in everything


def test_a_fact_that_is_no_json_does_not_lose_the_line() -> None:
    record = logging.LogRecord("medconnect", logging.INFO, "", 0, "test.event", (), None)
    record.facts = {"path": Path("/etc"), "id": UUID(int=1)}

    assert json.loads(JsonLines().format(record))["path"] == "/etc"


async def test_live_answers_without_the_database_and_ready_does_not(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await client.get("/health/ready")).json()["status"] == "ready"

    def away(_: object) -> None:
        raise StorageUnavailable(retry_after=2)

    monkeypatch.setattr(SqliteDatabase, "reading", away)

    assert (await client.get("/health/live")).status_code == 200
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage-unavailable")
    assert answer.headers["retry-after"] == "2"
    assert (await client.get("/api/v1/specialties")).status_code == 503


@pytest.mark.parametrize(
    ("address", "headers", "token", "status"),
    [
        ("127.0.0.1", {}, "", 200),
        ("::1", {}, "", 200),
        ("203.0.113.9", {}, "", 404),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.9"}, "", 404),
        ("203.0.113.9", {"authorization": "Bearer "}, "", 404),
        ("203.0.113.9", {"authorization": "Bearer metrics-token-1"}, "metrics-token-1", 200),
        ("203.0.113.9", {"authorization": "Bearer metrics-token-2"}, "metrics-token-1", 404),
        ("nonsense", {}, "", 404),
    ],
)
async def test_metrics_are_for_this_machine_or_whoever_has_the_token(
    house: Container, settings: Settings, address: str, headers: dict[str, str], token: str, status: int
) -> None:
    app = create_app(house, load_settings(**{**settings.model_dump(), "metrics_token": token}))
    transport = httpx.ASGITransport(app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        await client.get("/api/v1/specialties")
        answer = await client.get("/metrics", headers=headers)

    assert answer.status_code == status
    if status == 200:
        assert 'medconnect_requests_total{method="GET",route="/api/v1/specialties",status="200"}' in answer.text


async def test_metrics_have_no_labels_of_a_clients_choosing(client: httpx.AsyncClient) -> None:
    await client.request("BREW", "/api/v1/invented/secret-address")

    text = (await client.get("/metrics")).text
    assert "secret-address" not in text
    assert "BREW" not in text


async def test_the_documentation_asks_no_other_host_for_anything(client: httpx.AsyncClient) -> None:
    for path in ("/docs", "/docs/problems", "/docs/style.css"):
        page = await client.get(path)

        assert page.status_code == 200
        assert "http://" not in page.text
        assert "https://" not in page.text
        assert "<script" not in page.text


async def test_every_operation_is_described_with_its_answers_and_its_problems(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    names = []
    for path, methods in document["paths"].items():
        if "/test/" in path:
            continue
        for method, operation in methods.items():
            where = f"{method} {path}"
            names.append(operation["operationId"])
            assert operation.get("summary"), where
            assert operation.get("description"), where
            assert operation.get("tags"), where
            answers = operation["responses"]
            good = [answer for status, answer in answers.items() if status.startswith("2")]
            assert good, where
            assert all("content" in answer or "204" in answers for answer in good), where
            problems = [answer for status, answer in answers.items() if status[0] in "45"]
            assert problems or path == "/health/live", where
            for answer in problems:
                (schema,) = answer["content"].values()
                assert schema["schema"] == {"$ref": "#/components/schemas/Problem"}, where
    assert len(names) == len(set(names))
    assert "ValidationError" not in document["components"]["schemas"]
