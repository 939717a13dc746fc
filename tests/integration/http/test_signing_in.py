"""Signing in, staying in, and being out at once when it is over."""

import asyncio
from uuid import UUID

import httpx
from passlib.context import CryptContext
from sqlalchemy import select
from tests.houses import client_of
from tests.integration.identity_support import (
    API,
    Person,
    problem,
    registered,
    staff,
    with_clock,
)

from medconnect.adapters.persistence.audit import ENTRIES
from medconnect.domain.identity.actor import SYSTEM, Role
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import Settings

LOGIN = f"{API}/auth/login"
OWN_PAGE = {"X-MedConnect": "1", "Origin": "http://localhost:8000"}


async def test_a_form_signs_in_as_json_does(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    form = {"username": ann.email, "password": ann.password, "grant_type": "password", "scope": ""}
    answer = await client.post(LOGIN, data=form)
    assert answer.status_code == 200
    assert answer.json()["token_type"] == "bearer"
    assert answer.json()["refresh_token"] is None
    cookie = answer.headers["set-cookie"]
    assert "refresh" in cookie.split("=")[0]
    assert all(mark in cookie for mark in ("HttpOnly", "Path=/api/v1/auth", "SameSite=strict"))


async def test_a_wrong_password_and_an_unknown_address_get_one_answer(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    answers = [
        await client.post(LOGIN, json={"email": email, "password": "Not-the-password-1"})
        for email in (ann.email, "nobody@x.example", "not an address", "x" * 254)
    ]
    bodies = [{k: v for k, v in each.json().items() if k != "request_id"} for each in answers]
    assert {each.status_code for each in answers} == {401}
    assert all(body == bodies[0] for body in bodies)


async def test_wrong_passwords_run_out_and_come_back(house: Container, client: httpx.AsyncClient) -> None:
    clock = with_clock(house)
    ann = await registered(client, "ann@x.example")
    wrong = Person(client, ann.email, "Not-the-password-1")
    answers = await asyncio.gather(*(wrong.sign_in() for _ in range(30)))
    statuses = [each.status_code for each in answers]
    assert statuses.count(401) == 9
    assert statuses.count(429) == 21
    refused = await ann.sign_in()
    assert problem(refused) == (429, "too-many-requests")
    assert 0 < int(refused.headers["retry-after"]) <= 900
    clock.move(minutes=15)
    assert (await ann.sign_in()).status_code == 200


async def test_tries_for_an_unknown_address_run_out_alike(client: httpx.AsyncClient) -> None:
    nobody = Person(client, "nobody@x.example", "Not-the-password-1")
    assert [(await nobody.sign_in()).status_code for _ in range(11)] == [401] * 9 + [429] * 2


async def test_a_network_address_that_tries_many_accounts_is_slowed(client: httpx.AsyncClient) -> None:
    tries = [await Person(client, f"p{n}@x.example", "Not-the-password-1").sign_in() for n in range(32)]
    assert [each.status_code for each in tries] == [401] * 30 + [429] * 2


async def test_many_right_sign_ins_at_once_are_all_let_in(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    answers = await asyncio.gather(*(ann.sign_in() for _ in range(20)))
    assert {each.status_code for each in answers} == {200}


async def test_a_right_password_gives_the_tries_back(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    for _ in range(3):
        for _ in range(8):
            await Person(client, ann.email, "Not-the-password-1").sign_in()
        assert (await ann.sign_in()).status_code == 200


async def test_a_throttle_can_be_opened_wide(settings: Settings) -> None:
    wide = settings.model_copy(update={"login_account_limit": 1_000_000, "login_address_limit": 1_000_000})
    async with opened(wide) as house, client_of(house, wide) as client:
        wrong = Person(client, "nobody@x.example", "Not-the-password-1")
        assert {(await wrong.sign_in()).status_code for _ in range(40)} == {401}


async def test_a_spent_refresh_token_leads_to_its_successor_for_ten_seconds_then_ends_the_session(
    house: Container, client: httpx.AsyncClient
) -> None:
    clock = with_clock(house)
    ann = await registered(client, "ann@x.example")
    first = (await ann.sign_in()).json()["refresh_token"]
    answers = await asyncio.gather(*(_refresh(client, first) for _ in range(20)))
    assert {each.status_code for each in answers} == {200}
    assert len({each.json()["refresh_token"] for each in answers}) == 1
    successor = answers[0].json()["refresh_token"]
    clock.move(seconds=11)
    assert problem(await _refresh(client, first)) == (401, "session-revoked")
    assert problem(await _refresh(client, successor)) == (401, "session-over")
    assert problem(await ann.ask("GET", "/me")) == (401, "session-over")


async def test_reuse_ends_the_session_after_a_restart_too(settings: Settings) -> None:
    async with opened(settings) as house, client_of(house, settings) as client:
        clock = with_clock(house)
        ann = await registered(client, "ann@x.example")
        first = (await ann.sign_in()).json()["refresh_token"]
        successor = (await _refresh(client, first)).json()["refresh_token"]
    async with opened(settings) as house, client_of(house, settings) as client:
        later = with_clock(house)
        later.at = clock.at
        later.move(minutes=1)
        assert problem(await _refresh(client, first)) == (401, "session-revoked")
        assert problem(await _refresh(client, successor))[0] == 401


async def test_sessions_end_when_idle_and_in_the_end_anyway(house: Container, client: httpx.AsyncClient) -> None:
    clock = with_clock(house)
    for who, idle in ((await registered(client, "ann@x.example"), 30), (await staff(house, client, Role.ADMIN), 15)):
        token = (await who.sign_in()).json()["refresh_token"]
        clock.move(minutes=idle - 1)
        token = (await _refresh(client, token)).json()["refresh_token"]
        clock.move(minutes=idle)
        assert problem(await _refresh(client, token)) == (401, "session-over")


async def test_the_cookie_counts_only_for_our_own_page(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    await client.post(LOGIN, json={"email": ann.email, "password": ann.password})
    assert problem(await client.post(f"{API}/auth/refresh")) == (403, "foreign-origin")
    foreign = {**OWN_PAGE, "Origin": "https://evil.example"}
    assert problem(await client.post(f"{API}/auth/refresh", headers=foreign)) == (403, "foreign-origin")
    assert (await client.post(f"{API}/auth/refresh", headers=OWN_PAGE)).status_code == 200
    assert problem(await client.post(f"{API}/auth/logout")) == (403, "foreign-origin")
    out = await client.post(f"{API}/auth/logout", headers=OWN_PAGE)
    assert out.status_code == 204
    assert "storage" in out.headers["clear-site-data"]
    assert problem(await client.post(f"{API}/auth/refresh", headers=OWN_PAGE))[0] == 401


async def test_signing_out_here_and_everywhere(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    here = Person(client, ann.email)
    await here.sign_in()
    assert (await here.ask("POST", "/auth/logout")).status_code == 204
    assert problem(await here.ask("GET", "/me")) == (401, "session-over")
    assert (await ann.ask("GET", "/me")).status_code == 200
    await here.sign_in()
    assert (await here.ask("POST", "/auth/logout-all")).status_code == 204
    assert problem(await ann.ask("GET", "/me")) == (401, "session-over")
    assert problem(await client.post(f"{API}/auth/logout")) == (401, "unauthenticated")


async def test_one_sees_and_ends_ones_own_sessions_and_nobody_elses(client: httpx.AsyncClient) -> None:
    ann, bob = await registered(client, "ann@x.example"), await registered(client, "bob@x.example")
    phone = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19 Safari/604.1 <script>"}
    body = {"email": ann.email, "password": ann.password}
    await client.post(LOGIN, json=body, headers=phone)
    sessions = (await ann.ask("GET", "/me/sessions")).json()["items"]
    assert {each["device"] for each in sessions} == {"An app", "Safari on iPhone"}
    (current,) = [each["id"] for each in sessions if each["current"]]
    (other,) = [each["id"] for each in sessions if not each["current"]]
    foreign = await bob.ask("DELETE", f"/me/sessions/{other}")
    unknown = await bob.ask("DELETE", "/me/sessions/01890000-0000-7000-8000-000000000000")
    assert problem(foreign) == problem(unknown) == (404, "not-found")
    assert (await ann.ask("DELETE", f"/me/sessions/{other}")).status_code == 204
    assert problem(await ann.ask("DELETE", f"/me/sessions/{other}")) == (404, "not-found")
    assert (await ann.ask("DELETE", f"/me/sessions/{current}")).status_code == 204
    assert problem(await ann.ask("GET", "/me")) == (401, "session-over")


async def test_whoever_is_disabled_or_demoted_is_out_with_the_next_request(
    house: Container, client: httpx.AsyncClient
) -> None:
    admin = await staff(house, client, Role.ADMIN)
    other = await staff(house, client, Role.ADMIN, "second@staff.example")
    token = (await other.sign_in()).json()["refresh_token"]
    path = f"/admin/users/{other.me['id']}"
    assert (await admin.ask("PATCH", path, json={"role": "receptionist"})).json()["role"] == "receptionist"
    assert problem(await other.ask("GET", "/admin/users")) == (401, "session-over")
    assert problem(await _refresh(client, token))[0] == 401
    await other.sign_in()
    assert problem(await other.ask("GET", "/admin/users")) == (403, "forbidden")
    assert (await admin.ask("PATCH", path, json={"is_active": False})).json()["status"] == "disabled"
    assert problem(await other.ask("GET", "/me")) == (401, "session-over")
    assert problem(await other.sign_in()) == (401, "invalid-credentials")
    assert (await admin.ask("PATCH", path, json={"is_active": True})).json()["is_active"] is True
    assert (await other.sign_in()).status_code == 200


async def test_an_old_password_hash_is_renewed_when_it_is_used(house: Container, client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    old = CryptContext(["argon2"], argon2__time_cost=1, argon2__memory_cost=8_192).hash(ann.password)
    async with house.begin_identity()(SYSTEM) as work:
        user = await work.users.get(UUID(ann.me["id"]))
        user.password_hash = old
        await work.users.save(user)
        await work.commit()
    assert (await ann.sign_in()).status_code == 200
    async with house.read_identity()(SYSTEM) as work:
        renewed = (await work.users.get(UUID(ann.me["id"]))).password_hash
    assert "m=19456" in renewed
    assert (await ann.sign_in()).status_code == 200


async def test_only_names_of_fields_reach_the_audit_trail(house: Container, client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    await ann.ask("PATCH", "/me", json={"full_name": "Secret Name", "state": "CA"})
    await Person(client, ann.email, "Not-the-password-1").sign_in()
    async with house.database().reading() as rows:
        entries = (await rows.run(select(ENTRIES.c.action, ENTRIES.c.facts))).all()
    said = {entry.action for entry in entries}
    assert {"user.registered", "session.started", "user.profile-changed", "sign-in.refused"} <= said
    assert not any("Secret" in entry.facts or "x.example" in entry.facts for entry in entries)


async def _refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post(f"{API}/auth/refresh", json={"refresh_token": token})
