"""Registering: patients at once, doctors by application, nobody as staff, and never a word about who is known."""

import io

import httpx
import pytest
from tests.houses import client_of
from tests.integration.identity_support import (
    API,
    PASSWORD,
    Person,
    field_codes,
    key_in_mail,
    mail_to,
    problem,
    registered,
    registration,
    staff,
)

from medconnect.domain.identity.actor import Role
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import Settings

REGISTER = f"{API}/auth/register"


async def test_a_patient_registers_and_signs_in(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        REGISTER,
        json=registration("ann@x.example", state="new york", division_id=3, time_zone="Asia/Dhaka", sex="female"),
    )
    assert answer.status_code == 201
    assert answer.json()["status"] == "active"
    user = answer.json()["user"]
    assert (user["role"], user["state"], user["division_id"], user["sex"]) == ("patient", "NY", 3, "female")
    person = Person(client, "ANN@x.example")
    assert (await person.sign_in()).status_code == 200
    assert person.me["id"] == user["id"]
    assert person.me["patient_id"] == user["patient_id"]


async def test_a_taken_address_answers_like_a_fresh_one_and_its_owner_is_told(client: httpx.AsyncClient) -> None:
    await registered(client, "ann@x.example")
    fresh = await client.post(REGISTER, json=registration("bob@x.example", full_name="Eve"))
    taken = await client.post(REGISTER, json=registration("ann@x.example", full_name="Eve"))
    assert taken.status_code == fresh.status_code == 201
    assert taken.json()["user"].keys() == fresh.json()["user"].keys()
    said = [{k: v for k, v in each.json()["user"].items() if k in _ALIKE} for each in (taken, fresh)]
    assert said[0] == said[1]
    assert [each["kind"] for each in await mail_to(client, "ann@x.example")] == ["address-taken", "welcome"]
    unchanged = Person(client, "ann@x.example")
    await unchanged.sign_in()
    assert unchanged.me["full_name"] == "Ann Lee"


_ALIKE = {"role", "full_name", "status", "state", "time_zone", "avatar_url", "second_factor", "doctor_id"}


async def test_a_taken_number_is_left_out_and_the_new_person_is_told(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    answer = await client.post(REGISTER, json=registration("bob@x.example", mobile=ann.me["mobile"]))
    assert answer.json()["user"]["mobile"] == ann.me["mobile"]
    bob = Person(client, "bob@x.example")
    await bob.sign_in()
    assert bob.me["mobile"] is None
    assert "mobile-left-out" in [each["kind"] for each in await mail_to(client, "bob@x.example")]


@pytest.mark.parametrize("role", ["admin", "receptionist"])
async def test_nobody_registers_as_staff(client: httpx.AsyncClient, role: str) -> None:
    answer = await client.post(REGISTER, json=registration("eve@x.example", role=role))
    assert problem(answer) == (403, "role-not-self-assignable")
    assert problem(await Person(client, "eve@x.example").sign_in()) == (401, "invalid-credentials")


_NOT_ASKED_FOR: tuple[dict[str, object], ...] = (
    {"is_active": True},
    {"id": "01890000-0000-7000-8000-000000000000"},
    {"approval": "approved"},
    {"status": "active"},
    {"patient_id": "01890000-0000-7000-8000-000000000000"},
    {"has_second_factor": True},
    {"verified_at": "2020-01-01T00:00:00Z"},
    {"version": 7},
    {"password_hash": "x"},
    {"role": "superuser"},
    {"role": "system"},
    {"role": ["admin"]},
    {"user": {"role": "admin"}},
    {"__class__": "Admin"},
)
_REFUSED: tuple[tuple[dict[str, object], str, str | None], ...] = (
    ({"password": "short"}, "/password", "password-too-short"),
    ({"password": "x" * 129}, "/password", "password-too-long"),
    ({"password": "Password1234!"}, "/password", "password-common"),
    ({"password": "qwertyuiopasdf"}, "/password", "password-common"),
    ({"password": "lee-ann-lee-annie", "full_name": "Annie Lee"}, "/password", "password-tells-name"),
    ({"email": "nobody"}, "/email", "invalid-email"),
    ({"mobile": "12345"}, "/mobile", "invalid-mobile"),
    ({"mobile": "+442079460000"}, "/mobile", "invalid-mobile"),
    ({"full_name": "Ann\r\nBcc: x"}, "/full_name", "invalid-name"),
    ({"full_name": "..."}, "/full_name", "invalid-name"),
    ({"full_name": "Ann\u202egnp"}, "/full_name", "invalid-name"),
    ({"time_zone": "Mars/Olympus"}, "/time_zone", "unknown-time-zone"),
    ({"time_zone": "../etc/passwd"}, "/time_zone", "unknown-time-zone"),
    ({"language": "<b>"}, "/language", "unknown-language"),
    ({"state": "Atlantis"}, "/state", "unknown-state"),
    ({"division_id": 99}, "/division_id", "unknown-area"),
    ({"division_id": 1, "district_id": 107}, "/district_id", "unknown-area"),
    ({"division_id": 101}, "/division_id", "unknown-area"),
    ({"date_of_birth": "2999-01-01"}, "/date_of_birth", "impossible-birth-date"),
    ({"date_of_birth": "1700-01-01"}, "/date_of_birth", "impossible-birth-date"),
    ({"date_of_birth": 0}, "/date_of_birth", None),
    ({"role": "doctor", "specialization": "astrology"}, "/specialization", "unknown-specialty"),
    ({"role": "doctor", "available_timeslots": "12:00-09:00"}, "/available_timeslots", "invalid-timeslots"),
    ({"role": "doctor", "available_timeslots": "09:00-12:00,11:00-13:00"}, "/available_timeslots", "invalid-timeslots"),
    ({"role": "doctor", "consultation_fee": "-1"}, "/consultation_fee", "invalid-money"),
    ({"role": "doctor", "consultation_fee": {"amount": "x", "currency": "USD"}}, "/consultation_fee", "invalid-money"),
)


async def test_fields_that_are_not_asked_for_are_refused(client: httpx.AsyncClient) -> None:
    for more in _NOT_ASKED_FOR:
        answer = await client.post(REGISTER, json=registration("eve@x.example", **more))
        assert problem(answer) == (422, "invalid-request"), more
    assert problem(await Person(client, "eve@x.example").sign_in()) == (401, "invalid-credentials")


async def test_what_cannot_be_is_refused_by_field(client: httpx.AsyncClient) -> None:
    for change, pointer, code in _REFUSED:
        answer = await client.post(REGISTER, json=registration("eve@x.example", **change))
        assert problem(answer) == (422, "invalid-request"), change
        assert field_codes(answer) == [(pointer, code)]


async def test_a_doctor_applies_with_a_picture_and_is_approved(house: Container, client: httpx.AsyncClient) -> None:
    fields = registration(
        "doc@x.example",
        role="doctor",
        license_number="NY-123/45",
        license_state="NY",
        experience_years="12",
        consultation_fee="120.50",
        specialization="Cardiology",
        available_timeslots="14:00-17:00, 9:00-12:00",
    )
    answer = await client.post(REGISTER, data=fields, files={"profile_image": ("../../x.png", _png(), "image/png")})
    assert (answer.status_code, answer.json()["status"]) == (201, "awaiting_approval")
    doctor = Person(client, "doc@x.example")
    assert problem(await doctor.sign_in()) == (403, "awaiting-approval")
    assert problem(await Person(client, "doc@x.example", "Wrong-password-9").sign_in())[1] == "invalid-credentials"

    admin = await staff(house, client, Role.ADMIN)
    (waiting,) = (await admin.ask("GET", "/admin/users", params={"approval": "awaiting"})).json()["items"]
    application = waiting["application"]
    assert waiting["doctor_id"] is None
    assert (application["license_number"], application["specialization"]) == ("NY-123/45", "cardiology")
    assert application["available_timeslots"] == "09:00-12:00,14:00-17:00"
    assert application["consultation_fee"] == {"amount": "120.50", "currency": "USD"}
    assert problem(await admin.ask("PATCH", f"/admin/users/{waiting['id']}", json={"is_active": True})) == (
        409,
        "application-open",
    )
    approved = await admin.ask("POST", f"/admin/doctors/{application['doctor_id']}/approve")
    assert approved.json()["status"] == "active"
    assert problem(await admin.ask("POST", f"/admin/doctors/{waiting['id']}/approve")) == (409, "nothing-to-decide")
    assert (await doctor.sign_in()).status_code == 200
    assert doctor.me["doctor_id"] == application["doctor_id"]
    assert (await doctor.ask("GET", "/me/avatar")).headers["content-type"] == "image/webp"


async def test_a_rejected_doctor_stays_outside(house: Container, client: httpx.AsyncClient) -> None:
    answer = await client.post(REGISTER, json=registration("doc@x.example", role="doctor"))
    admin = await staff(house, client, Role.ADMIN)
    path = f"/admin/doctors/{answer.json()['user']['id']}/reject"
    assert (await admin.ask("POST", path, json={"reason": "No licence."})).json()["status"] == "rejected"
    assert problem(await Person(client, "doc@x.example").sign_in()) == (403, "application-rejected")
    assert "No licence" not in (await mail_to(client, "doc@x.example"))[0]["body"]


async def test_where_addresses_are_verified_all_answers_are_alike(settings: Settings) -> None:
    strict = settings.model_copy(update={"email_verification": "required"})
    async with opened(strict) as house, client_of(house, strict) as client:
        answers = [await client.post(REGISTER, json=registration("ann@x.example")) for _ in range(2)]
        assert [each.status_code for each in answers] == [202, 202]
        assert {each.json()["status"] for each in answers} == {"awaiting_verification"}
        ann = Person(client, "ann@x.example")
        assert problem(await ann.sign_in()) == (403, "email-not-verified")
        key = await key_in_mail(client, "ann@x.example")
        assert (await client.post(f"{API}/auth/verify-email", json={"token": key})).status_code == 204
        again = await client.post(f"{API}/auth/verify-email", json={"token": key})
        assert field_codes(again) == [("/token", "link-spent")]
        assert (await ann.sign_in()).status_code == 200
        resent = await client.post(f"{API}/auth/verify-email/resend", json={"email": "ann@x.example"})
        assert resent.status_code == 202
        assert [each["kind"] for each in await mail_to(client, "ann@x.example")] == ["address-taken", "verify-email"]


async def test_two_who_register_one_address_at_once_make_one_account(
    house: Container, client: httpx.AsyncClient
) -> None:
    import asyncio

    answers = await asyncio.gather(*(client.post(REGISTER, json=registration("ann@x.example")) for _ in range(6)))
    assert {each.status_code for each in answers} == {201}
    admin = await staff(house, client, Role.ADMIN)
    found = await admin.ask("GET", "/admin/users", params={"q": "ann@x.example"})
    assert found.json()["total"] == 1


def _png() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    return out.getvalue()


def test_the_promised_password_passes() -> None:
    assert PASSWORD == "SecurePass123!"
