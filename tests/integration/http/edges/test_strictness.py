"""One meaning for every reader, or refused; and a refusal never repeats what was sent."""

import httpx
import pytest
from fastapi import FastAPI

DEEP = 64
BODIES = {
    "NaN": b'{"name": "mark", "number": NaN}',
    "Infinity": b'{"name": "mark", "number": Infinity}',
    "-Infinity": b'{"name": "mark", "number": -Infinity}',
    "1e999": b'{"name": "mark", "number": 1e999}',
    "a huge integer": b'{"name": "mark", "number": ' + b"9" * 5000 + b"}",
    "a large integer": b'{"name": "mark", "number": 99999999999999999999}',
    "a lone surrogate": b'{"name": "mark\\ud800"}',
    "a lone surrogate in a key": b'{"name": "mark", "\\udfff": 1}',
    "NUL": b'{"name": "mark\\u0000"}',
    "a bare NUL": b'{"name": "mark\x00"}',
    "invalid UTF-8": b'{"name": "mark\xff"}',
    "UTF-16": '{"name": "mark"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"name": "mark"}',
    "a duplicate key": b'{"name": "mark", "name": "mark"}',
    "a duplicate key below": b'{"name": "mark", "parts": [{"a": 1, "a": 2}]}',
    "deep arrays": b'{"name": "mark", "parts": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"name": "mark", "parts": [' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"]}",
    "very deep": b"[" * 100_000,
    "nothing": b"",
    "half": b'{"name": "mark"',
    "two documents": b'{"name": "mark"} {"name": "mark"}',
    "a comment": b'{"name": "mark" /* mark */}',
    "a list": b'["mark"]',
    "null": b"null",
}


@pytest.mark.parametrize("path", ["/api/v1/test/things", "/api/v1/auth/login", "/api/v1/auth/refresh"])
async def test_json_with_two_meanings_is_refused(client: httpx.AsyncClient, path: str) -> None:
    for what, body in BODIES.items():
        answer = await client.post(path, content=body, headers={"content-type": "application/json"})

        assert answer.status_code == (401 if path.endswith("refresh") and not body else 422), what
        assert "mark" not in answer.text, what
        if answer.status_code == 422:
            assert answer.json()["code"] == "invalid-request", what
            assert answer.json()["errors"], what


async def test_ordinary_json_is_taken(client: httpx.AsyncClient) -> None:
    body = '{"name": "Zoë 🩺 \\ud83e\\ude7a [[[{{{", "number": -1.5e3, "parts": [[[[1]]]]}'.encode()

    answer = await client.post("/api/v1/test/things", content=body, headers={"content-type": "application/json"})

    assert answer.json() == {"name": "Zoë 🩺 🩺 [[[{{{"}


VALUES = ["NaN", "1e999", "%00", "%ff", "%ed%a0%80", "%c3", "1%00", "9" * 5000]


@pytest.mark.parametrize("path", ["/api/v1/test/numbers/1", "/api/v1/specialties"])
async def test_a_query_with_two_meanings_is_refused(client: httpx.AsyncClient, path: str) -> None:
    for value in VALUES:
        answer = await client.get(f"{path}?limit={value}")

        assert answer.status_code == 422, value
        assert "9" * 20 not in answer.text, value


async def test_a_path_with_two_meanings_is_refused(client: httpx.AsyncClient) -> None:
    for value in VALUES:
        answer = await client.get(f"/api/v1/test/numbers/{value}")

        assert answer.status_code == 422, value
        assert "9" * 20 not in answer.text, value


@pytest.mark.parametrize("name", [b"x-count", b"authorization", b"cookie", b"idempotency-key", b"content-type"])
async def test_a_header_with_two_meanings_never_breaks_anything(app: FastAPI, name: bytes) -> None:
    for value in (b"\xff", b"NaN", b"1e999", b"9" * 5000, b"\x00", b"\xc3\xa9"):
        answer = await raw(app, [(name, b"Bearer " + value if name == b"authorization" else value)])

        assert answer == {b"x-count": 422, b"authorization": 401}.get(name, 200), value


async def raw(app: FastAPI, headers: list[tuple[bytes, bytes]]) -> int:
    """Straight to the application: no client library sends such headers."""
    status = 0

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: object) -> None:
        nonlocal status
        if message["type"] == "http.response.start":  # type: ignore[index]
            status = message["status"]  # type: ignore[index]

    path = "/api/v1/test/numbers/1" if headers[0][0] != b"authorization" else "/api/v1/me"
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    await app(scope, receive, send)
    return status


async def test_a_form_with_two_meanings_is_refused(client: httpx.AsyncClient) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    for form in (b"name=%00", b"name=%ff", b"name=a&name=b", b"name=%ed%a0%80", b"name=\xff", b"nam%00e=a"):
        taken = await client.post("/api/v1/test/forms", content=form, headers=headers)
        login = await client.post("/api/v1/auth/login", content=b"username=a&password=b&" + form, headers=headers)

        assert (taken.status_code, login.status_code) == (422, 422), form


async def test_an_ordinary_form_is_taken(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/test/forms", data={"name": "Zoë & Co"})

    assert answer.json() == {"name": "Zoë & Co"}
