import json
import logging
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest
from tests.integration.http.edges.conftest import SECRET

from medconnect.domain.shared.errors import Refusal
from medconnect.entrypoints.http.docs import every_refusal
from medconnect.entrypoints.http.problems import BY_STATUS, status_of

# One code for one thing to do, though it is refused in two families or with a word of its own.
SHARED = {"too-many-requests", "otp-wrong"}


def is_problem(answer: httpx.Response, status: int, code: str) -> dict[str, object]:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = answer.json()
    assert {"type", "title", "status", "detail", "code", "request_id"} <= set(document)
    assert (document["status"], document["code"]) == (status, code)
    assert document["type"] == f"/docs/problems#{code}"
    assert document["request_id"] == answer.headers["x-request-id"]
    return document


@pytest.mark.parametrize("path", ["/nowhere", "/api/v1/nowhere", "/api/nowhere", "/api", "/api/", "/health/nowhere"])
async def test_an_unknown_address_is_a_problem(client: httpx.AsyncClient, path: str) -> None:
    is_problem(await client.get(path), 404, "not-found")


async def test_a_method_that_is_not_taken_is_a_problem_that_names_the_ones_that_are(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/api/v1/specialties")

    is_problem(answer, 405, "method-not-allowed")
    assert "GET" in answer.headers["allow"]


async def test_a_body_announced_too_large_is_refused_unread(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/test/things", content=b"x" * 1_048_577)

    is_problem(answer, 413, "body-too-large")


@pytest.mark.parametrize("length", ["9" * 30, "9" * 5000])
async def test_an_absurd_announcement_is_refused(client: httpx.AsyncClient, length: str) -> None:
    answer = await client.post("/api/v1/test/things", content=b"{}", headers={"content-length": length})

    is_problem(answer, 413, "body-too-large")


async def test_a_body_that_grows_too_large_while_it_streams_is_refused(client: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 50_000_000:
            sent += 65_536
            yield b" " * 65_536

    for path in ("/api/v1/test/things", "/api/v1/test/forms", "/api/v1/auth/login"):
        sent = 0
        kind = "application/x-www-form-urlencoded" if path.endswith("forms") else "application/json"
        answer = await client.post(path, content=endless(), headers={"content-type": kind})

        is_problem(answer, 413, "body-too-large")
        assert sent < 3_000_000


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("path", ["/api/v1/test/things", "/api/v1/auth/login"])
async def test_a_kind_of_content_that_is_not_taken_is_a_problem(
    client: httpx.AsyncClient, path: str, kind: str
) -> None:
    answer = await client.post(path, content=b"{}", headers={"content-type": kind})

    is_problem(answer, 415, "unsupported-media-type")


async def test_a_wrong_shape_names_each_value_by_pointer_and_repeats_none(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/test/things", json={"number": SECRET, "a/b~c": SECRET})

    document = is_problem(answer, 422, "invalid-request")
    assert document["errors"] == [
        {"pointer": "/name", "detail": "This is required."},
        {"pointer": "/number", "detail": "This value cannot be used here."},
        {"pointer": "/a~1b~0c", "detail": "This field is not known here."},
    ]
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("invalid", 422, "invalid-request"),
        ("unauthenticated", 401, "unauthenticated"),
        ("forbidden", 403, "forbidden"),
        ("not-found", 404, "not-found"),
        ("conflict", 409, "conflict"),
        ("gone", 410, "gone"),
        ("too-many", 429, "too-many-requests"),
        ("unavailable", 503, "storage-unavailable"),
    ],
)
async def test_each_family_of_refusal_has_its_status(
    client: httpx.AsyncClient, kind: str, status: int, code: str
) -> None:
    answer = await client.get(f"/api/v1/test/refused/{kind}")

    is_problem(answer, status, code)
    assert ("retry-after" in answer.headers) == (kind in {"too-many", "unavailable"})
    assert ("www-authenticate" in answer.headers) == (kind == "unauthenticated")


async def test_refusals_tell_their_facts_and_an_invalid_one_where_to_look(client: httpx.AsyncClient) -> None:
    invalid = (await client.get("/api/v1/test/refused/invalid")).json()
    conflict = (await client.get("/api/v1/test/refused/conflict")).json()

    assert invalid["errors"] == [
        {"pointer": "/thing/name", "detail": "The value cannot be used.", "code": "invalid", "least": 1}
    ]
    assert conflict["at"] == SECRET.encode().hex()


async def test_the_unexpected_is_a_bare_500_and_its_words_are_in_no_answer_and_no_log(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await client.get("/api/v1/test/broken")

    document = is_problem(answer, 500, "internal")
    assert set(document) == {"type", "title", "status", "detail", "code", "request_id"}
    assert "RuntimeError" not in answer.text
    said = [json.dumps({**record.__dict__}, default=str) for record in caplog.records if record.name == "medconnect"]
    assert any("request.failed" in line and "RuntimeError" in line for line in said)
    assert not any("rash" in line for line in said)


async def test_an_answer_that_breaks_in_the_middle_is_not_followed_by_another(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(AssertionError):  # the transport misses the end of the answer, as a client would
        await client.get("/api/v1/test/broken-in-the-middle")
    assert "request.failed" in caplog.text


def kinds() -> list[type[Refusal]]:
    return [kind for kind in every_refusal() if kind.__module__.startswith("medconnect.")]


def test_every_refusal_has_a_code_of_its_own_a_title_and_a_status() -> None:
    codes = Counter(kind.code for kind in kinds())

    assert {code for code, times in codes.items() if times > 1} <= SHARED
    for kind in kinds():
        assert kind.code == kind.code.lower().replace("_", "-")
        assert kind.title.strip()
        assert kind.title[-1] in ".!?"
        assert kind.__doc__
        assert 400 <= status_of(kind) < 600


async def test_every_code_that_can_be_answered_is_explained_on_one_page(client: httpx.AsyncClient) -> None:
    page = (await client.get("/docs/problems")).text

    for code in {kind.code for kind in kinds()} | {code for code, _ in BY_STATUS.values()}:
        assert f'id="{code}"' in page
