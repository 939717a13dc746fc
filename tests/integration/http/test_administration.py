"""Accounts as administrators keep them, and one's own profile."""

import httpx
from sqlalchemy import select
from tests.integration.identity_support import API, field_codes, problem, registered, staff

from medconnect.adapters.persistence.models import metadata
from medconnect.domain.identity.actor import Role
from medconnect.entrypoints.container import Container


async def test_people_are_found_by_name_address_and_number(house: Container, client: httpx.AsyncClient) -> None:
    admin = await staff(house, client, Role.ADMIN)
    zoe = await registered(client, "zoe.quist@x.example", full_name="Zoë van Quisterhoven", mobile="+1 202-555-0123")
    await registered(client, "bob@x.example", full_name="Bob Other")
    for q in ("zoe", "ZOË quist", "van zo", "Quisterhoven", "zoe.quist@x.example", "+12025550123", "(202) 555-0123"):
        found = (await admin.ask("GET", "/admin/users", params={"q": q})).json()
        assert [each["id"] for each in found["items"]] == [zoe.me["id"]], q
        assert found["total"] == 1
    for q in ("quiz", "zoe bob", "uist", "%", "nobody@x.example"):
        assert (await admin.ask("GET", "/admin/users", params={"q": q})).json()["total"] == 0, q


async def test_a_changed_name_is_found_by_the_new_one_alone(house: Container, client: httpx.AsyncClient) -> None:
    admin = await staff(house, client, Role.ADMIN)
    ann = await registered(client, "ann@x.example")
    await ann.ask("PATCH", "/me", json={"full_name": "Anna Winter"})
    totals = [(await admin.ask("GET", "/admin/users", params={"q": q})).json()["total"] for q in ("winter", "lee")]
    assert totals == [1, 0]


async def test_lists_are_filtered_and_paged(house: Container, client: httpx.AsyncClient) -> None:
    admin = await staff(house, client, Role.ADMIN)
    for n in range(3):
        await registered(client, f"p{n}@x.example")
    first = (await admin.ask("GET", "/admin/users", params={"role": "patient", "limit": 2})).json()
    rest = (await admin.ask("GET", "/admin/users", params={"role": "patient", "limit": 2, "skip": 2})).json()
    assert (first["total"], len(first["items"]), len(rest["items"])) == (3, 2, 1)
    assert [each["email"] for each in first["items"]] == ["p2@x.example", "p1@x.example"]
    await admin.ask("PATCH", f"/admin/users/{first['items'][0]['id']}", json={"is_active": False})
    closed = (await admin.ask("GET", "/admin/users", params={"is_active": "false"})).json()
    assert [(each["email"], each["status"]) for each in closed["items"]] == [("p2@x.example", "disabled")]


async def test_no_administrator_closes_or_demotes_themselves(house: Container, client: httpx.AsyncClient) -> None:
    admin = await staff(house, client, Role.ADMIN)
    for change in ({"is_active": False}, {"role": "patient"}):
        answer = await admin.ask("PATCH", f"/admin/users/{admin.me['id']}", json=change)
        assert problem(answer) == (409, "own-account")
    unknown = await admin.ask("PATCH", "/admin/users/01890000-0000-7000-8000-000000000000", json={"is_active": False})
    assert problem(unknown) == (404, "not-found")


async def test_whoever_becomes_a_patient_or_doctor_gets_their_id(house: Container, client: httpx.AsyncClient) -> None:
    admin = await staff(house, client, Role.ADMIN)
    desk = await staff(house, client, Role.RECEPTIONIST)
    for role, own in (("doctor", "doctor_id"), ("patient", "patient_id")):
        changed = await admin.ask("PATCH", f"/admin/users/{desk.me['id']}", json={"role": role})
        await desk.sign_in()
        assert desk.me[own] == changed.json()[own] is not None


async def test_a_closed_account_gets_no_reset_mail(house: Container, client: httpx.AsyncClient) -> None:
    admin = await staff(house, client, Role.ADMIN)
    ann = await registered(client, "ann@x.example")
    await admin.ask("PATCH", f"/admin/users/{ann.me['id']}", json={"is_active": False})
    await client.post(f"{API}/auth/password/forgot", json={"email": ann.email})
    mailbox = (await client.get(f"{API}/demo/mailbox")).json()["items"]
    assert [each["kind"] for each in mailbox] == ["welcome"]


async def test_a_profile_changes_as_a_whole_or_not_at_all(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    bob = await registered(client, "bob@x.example")
    changed = await ann.ask(
        "PATCH",
        "/me",
        json={"time_zone": "America/New_York", "language": "es", "state": "California", "date_of_birth": "1990-02-03"},
    )
    said = changed.json()
    assert (said["state"], said["language"], said["date_of_birth"]) == ("CA", "es", "1990-02-03")
    taken = await ann.ask("PATCH", "/me", json={"mobile": bob.me["mobile"], "language": "fr"})
    assert problem(taken) == (409, "mobile-taken")
    wrong = await ann.ask("PATCH", "/me", json={"language": "fr", "state": "Atlantis"})
    assert field_codes(wrong) == [("/state", "unknown-state")]
    assert (await ann.ask("GET", "/me")).json() == said
    emptied = await ann.ask("PATCH", "/me", json={"state": None, "date_of_birth": None, "mobile": "01812345678"})
    assert problem(emptied) == (422, "invalid-request")
    emptied = await ann.ask("PATCH", "/me", json={"state": None, "division_id": 3, "mobile": "01812345678"})
    assert (emptied.json()["state"], emptied.json()["mobile"]) == (None, "+8801812345678")
    for body in (
        {"role": "admin"},
        {"is_active": True},
        {"email": "x@x.example"},
        {"full_name": None},
        {"time_zone": None},
    ):
        assert problem(await ann.ask("PATCH", "/me", json=body)) == (422, "invalid-request")


async def test_areas_come_step_by_step(client: httpx.AsyncClient) -> None:
    divisions = (await client.get(f"{API}/areas", params={"kind": "division"})).json()
    dhaka = next(each for each in divisions["items"] if each["name"] == "Dhaka")
    districts = (await client.get(f"{API}/areas", params={"parent_id": dhaka["id"]})).json()["items"]
    assert [each["name"] for each in districts] == ["Dhaka", "Gazipur", "Narayanganj", "Tangail"]
    thanas = (await client.get(f"{API}/areas", params={"parent_id": districts[0]["id"]})).json()["items"]
    assert {each["kind"] for each in thanas} == {"sub_district"}
    states = (await client.get(f"{API}/areas", params={"kind": "state", "limit": 100})).json()
    assert states["total"] == 51
    assert isinstance(states["items"][0]["id"], int)


async def test_what_is_personal_is_sealed_where_it_lies(house: Container, client: httpx.AsyncClient) -> None:
    await registered(
        client, "sealed@x.example", full_name="Quillfeather", mobile="+12025550123", date_of_birth="1971-03-09"
    )
    form = {"role": "doctor", "license_number": "LICENCE-771", "full_name": "Dr Quillfeather"}
    await client.post(f"{API}/auth/register", json={**_form("doc@x.example"), **form})
    await client.post(f"{API}/auth/password/forgot", json={"email": "sealed@x.example"})
    async with house.database().reading() as rows:
        for table in metadata.sorted_tables:
            for row in await rows.run(select(table)):
                lying = " ".join(bytes(v).decode("latin-1") if isinstance(v, bytes) else str(v) for v in row)
                for secret in ("Quillfeather", "sealed@", "2025550123", "1971-03-09", "LICENCE-771", "#token="):
                    assert secret not in lying, (table.name, secret)


def _form(email: str) -> dict[str, str]:
    return {"email": email, "mobile": "+12025550177", "password": "SecurePass123!"}
