"""Input that is made to break readers, in every field of every account route: refused, and never repeated."""

import json
from typing import Any

import httpx
from tests.houses import client_of
from tests.integration.identity_support import API, Person, registration, staff

from medconnect.domain.identity.actor import Role
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import Settings

ECHO = "ECHOED-7f3a"
_JSON: dict[str, bytes] = {
    "NaN": b"NaN",
    "Infinity": b"Infinity",
    "minus infinity": b"-Infinity",
    "1e999": b"1e999",
    "a half character": b'"' + ECHO.encode() + b'\\ud800"',
    "a NUL, escaped": b'"' + ECHO.encode() + b'\\u0000"',
    "a NUL, bare": b'"' + ECHO.encode() + b'\x00"',
    "broken UTF-8": b'"' + ECHO.encode() + b'\xff\xfe"',
    "an endless integer": b"9" * 4000,
    "64 deep": b"[" * 64 + b'"' + ECHO.encode() + b'"' + b"]" * 64,
    "5000 deep": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "a document": b'{"$gt": "' + ECHO.encode() + b'"}',
    "a list": b'["' + ECHO.encode() + b'"]',
    "a long text": b'"' + ECHO.encode() * 20_000 + b'"',
}
BODIES: dict[str, dict[str, Any]] = {
    "POST /auth/register": registration(
        "eve@x.example",
        role="doctor",
        time_zone="UTC",
        language="en",
        state="NY",
        insurance_plan_id="01890000-0000-7000-8000-000000000000",
        date_of_birth="1990-01-01",
        sex="female",
        division_id=3,
        district_id=107,
        thana_id=1029,
        license_number="A1",
        license_state="NY",
        experience_years=3,
        consultation_fee="10.00",
        specialization="cardiology",
        available_timeslots="09:00-12:00",
    ),
    "POST /auth/verify-email": {"token": "x"},
    "POST /auth/verify-email/resend": {"email": "eve@x.example"},
    "POST /auth/login": {"email": "eve@x.example", "password": "x", "otp": "1", "client": "web"},
    "POST /auth/refresh": {"refresh_token": "x"},
    "POST /auth/password/forgot": {"email": "eve@x.example"},
    "POST /auth/password/reset": {"token": "x", "new_password": "x"},
    "POST /auth/password/change": {"current_password": "x", "new_password": "x"},
    "PATCH /me": {
        "full_name": "Eve",
        "mobile": "+12025550123",
        "time_zone": "UTC",
        "language": "en",
        "state": "NY",
        "insurance_plan_id": "01890000-0000-7000-8000-000000000000",
        "date_of_birth": "1990-01-01",
        "sex": "female",
        "division_id": 3,
        "district_id": 107,
        "thana_id": 1029,
    },
    "POST /me/mfa/totp/verify": {"code": "123456"},
    "DELETE /me/mfa/totp": {"code": "123456"},
    "POST /admin/users": {"full_name": "Eve", "email": "e@x.example", "role": "admin", "mobile": "+12025550123"},
    "PATCH /admin/users/01890000-0000-7000-8000-000000000000": {"is_active": True, "role": "patient"},
    "POST /admin/doctors/01890000-0000-7000-8000-000000000000/approve": {"reason": "x"},
    "POST /admin/doctors/01890000-0000-7000-8000-000000000000/reject": {"reason": "x"},
}
_TEXTS = {"a NUL": b"%00", "broken UTF-8": b"%ff%fe", "a half character": b"%ed%a0%80"}
# Where any short text is a fair try, a long one is too long and everything else is no text.
_WIDE = {
    name: 1_000_000
    for name in Settings.model_fields
    if any(word in name for word in ("limit", "rate", "quota")) and not name.endswith("_bytes")
}


def _must_refuse(answer: httpx.Response, what: object) -> None:
    assert 400 <= answer.status_code < 500, (what, answer.status_code, answer.text[:200])
    assert answer.headers["content-type"] == "application/problem+json", what
    assert ECHO not in answer.text, what
    assert answer.json()["code"], what


async def test_every_field_of_every_body_refuses_what_no_reader_agrees_on(settings: Settings) -> None:
    wide = settings.model_copy(update=_WIDE)
    async with opened(wide) as house, client_of(house, wide) as client:
        admin = await staff(house, client, Role.ADMIN)
        await admin.ask("POST", "/me/mfa/totp")
        for operation, body in BODIES.items():
            method, path = operation.split(" ")
            for field in body:
                for name, raw in _JSON.items():
                    sent = json.dumps({**body, field: "@@"}).encode().replace(b'"@@"', raw)
                    _must_refuse(await _send(admin, method, path, sent), (operation, field, name))
            twice = json.dumps(body)[:-1] + ", " + json.dumps(body)[1:]
            unknown = json.dumps({**body, "unknown": ECHO})
            for sent in (twice.encode(), unknown.encode(), b"{", b"[]", b'"x"', b"\xff", b"\xef\xbb\xbf{}"):
                _must_refuse(await _send(admin, method, path, sent), (operation, sent[:40]))
            empty = await _send(admin, method, path, b"")
            assert empty.status_code < 500, operation


async def test_forms_refuse_it_too(client: httpx.AsyncClient) -> None:
    for field in ("username", "password", "otp", "scope"):
        for name, raw in _TEXTS.items():
            sent = b"username=eve%40x.example&password=x&" + field.encode() + b"=" + ECHO.encode() + raw
            if field in {"username", "password"}:
                sent = sent.replace(field.encode() + b"=x&", b"", 1).replace(
                    b"username=eve%40x.example&", b"", field == "username"
                )
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            _must_refuse(await client.post(f"{API}/auth/login", content=sent, headers=kind), (field, name))
    twice = b"username=a&username=b&password=" + ECHO.encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    _must_refuse(await client.post(f"{API}/auth/login", content=twice, headers=kind), "twice")


async def test_multipart_refuses_it_too(client: httpx.AsyncClient) -> None:
    fields = {name: str(value) for name, value in BODIES["POST /auth/register"].items()}
    for field in fields:
        for raw in (b"\xff\xfe", b"\x00", b"\xed\xa0\x80"):
            parts = [_part(n, ECHO.encode() + raw if n == field else v.encode()) for n, v in fields.items()]
            _must_refuse(await _multipart(client, parts), (field, raw))
    text = [_part(name, value.encode()) for name, value in fields.items()]
    _must_refuse(await _multipart(client, [*text, text[0]]), "one field twice")
    _must_refuse(await _multipart(client, [*text, _part("is_admin", ECHO.encode())]), "a field too many")
    _must_refuse(await _multipart(client, [_part(f"f{n}", b"x") for n in range(200)]), "many fields")
    _must_refuse(await _multipart(client, [*text, _part("profile_image", ECHO.encode())]), "an image as text")
    _must_refuse(await _multipart(client, text, end=b""), "no end")
    _must_refuse(await _multipart(client, text, kind="multipart/form-data"), "no boundary")
    _must_refuse(await _multipart(client, text, kind="multipart/form-data; boundary=" + "x" * 4000), "long boundary")
    _must_refuse(await _multipart(client, [b"Content-Disposition: form-data\r\n\r\nx"]), "no name")


async def test_addresses_and_queries_refuse_it_too(house: Container, client: httpx.AsyncClient) -> None:
    admin = await staff(house, client, Role.ADMIN)
    for path in ("/me/sessions/", "/admin/users/", "/admin/doctors/"):
        for value in (ECHO, "1", "%00", "%ff", "..%2f..%2fetc", "' OR 1=1--", "x" * 5000):
            method, tail = {"/me/sessions/": ("DELETE", ""), "/admin/users/": ("PATCH", "")}.get(
                path, ("POST", "/approve")
            )
            answer = await admin.ask(method, f"{path}{value}{tail}", json={})
            _must_refuse(answer, (path, value))
    for query in (
        f"role={ECHO}", f"is_active={ECHO}", f"approval={ECHO}", f"unknown={ECHO}", "skip=-1", "skip=1e999",
        "limit=101", "limit=" + "9" * 400, "q=%00", "q=%ff", "q=" + ECHO * 60, "skip=NaN",
    ):  # fmt: skip
        _must_refuse(await admin.ask("GET", f"/admin/users?{query}"), query)
    for query in ("%25", "_", "'; DROP TABLE users;--", "a%20b%20c", "%E2%80%AE", "+1", "@", "1234567890"):
        answer = await admin.ask("GET", f"/admin/users?q={query}")
        assert (answer.status_code, answer.json()["items"]) == (200, []), query
    for query in (f"kind={ECHO}", "parent_id=0", f"country={ECHO}", "parent_id=" + "9" * 30):
        _must_refuse(await admin.ask("GET", f"/areas?{query}"), query)
    for header in (b"Bearer \xff\xfe", b"Bearer", b"Bearer " + b"x" * 9000, b"Basic eA==\x00"):
        answer = await client.get(f"{API}/me", headers={b"Authorization": header})
        _must_refuse(answer, header[:20])


async def _send(person: Person, method: str, path: str, content: bytes) -> httpx.Response:
    return await person.ask(method, path, content=content, headers={"Content-Type": "application/json"})


def _part(name: str, content: bytes) -> bytes:
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + content


async def _multipart(
    client: httpx.AsyncClient, parts: list[bytes], *, end: bytes = b"--edge--\r\n", kind: str = ""
) -> httpx.Response:
    content = b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + end
    headers = {"Content-Type": kind or "multipart/form-data; boundary=edge"}
    return await client.post(f"{API}/auth/register", content=content, headers=headers)
