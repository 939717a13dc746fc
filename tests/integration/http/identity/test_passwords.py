"""Forgotten, reset and changed passwords."""

import httpx
from tests.houses import client_of
from tests.integration.identity_support import (
    API,
    Person,
    field_codes,
    key_in_mail,
    mail_to,
    problem,
    registered,
    staff,
    with_clock,
)

from medconnect.domain.identity.actor import Role
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import Settings

NEW = "a quiet place by the sea"


async def test_a_forgotten_password_is_chosen_anew_by_mail(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    for _ in range(9):
        await Person(client, ann.email, "Not-the-password-1").sign_in()
    assert (await _forget(client, ann.email)).status_code == 202
    key = await key_in_mail(client, ann.email)
    assert field_codes(await _reset(client, key, "short")) == [("/new_password", "password-too-short")]
    assert (await _reset(client, key, NEW)).status_code == 204
    assert problem(await ann.ask("GET", "/me")) == (401, "session-over")
    assert field_codes(await _reset(client, key, NEW)) == [("/token", "link-spent")]
    assert problem(await ann.sign_in()) == (401, "invalid-credentials")
    assert (await Person(client, ann.email, NEW).sign_in()).status_code == 200
    assert (await mail_to(client, ann.email))[0]["kind"] == "password-changed"


async def test_forgetting_says_the_same_for_every_address_and_mails_only_owners(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    answers = [await _forget(client, email) for email in (ann.email, "nobody@x.example", "not an address")]
    assert {(each.status_code, each.text) for each in answers} == {(202, "null")}
    assert await mail_to(client, "nobody@x.example") == []


async def test_only_the_newest_key_opens_and_not_for_long(house: Container, client: httpx.AsyncClient) -> None:
    clock = with_clock(house)
    ann = await registered(client, "ann@x.example")
    await _forget(client, ann.email)
    older = await key_in_mail(client, ann.email)
    clock.move(seconds=1)
    await _forget(client, ann.email)
    newer = await key_in_mail(client, ann.email)
    assert older != newer
    for key in (older, "x" * 43, newer + "x"):
        assert field_codes(await _reset(client, key, NEW)) == [("/token", "link-spent")]
    clock.move(minutes=30)
    assert field_codes(await _reset(client, newer, NEW)) == [("/token", "link-spent")]


async def test_nobody_is_flooded_with_mail(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    answers = [await _forget(client, ann.email) for _ in range(6)]
    assert {each.status_code for each in answers} == {202}
    assert len([each for each in await mail_to(client, ann.email) if each["kind"] == "password-reset"]) == 3


async def test_guessing_keys_runs_out(settings: Settings) -> None:
    tight = settings.model_copy(update={"mailed_key_limit": 3})
    async with opened(tight) as house, client_of(house, tight) as client:
        statuses = [(await _reset(client, f"{n}" * 43, NEW)).status_code for n in range(5)]
        assert statuses == [422, 422, 422, 429, 429]


async def test_a_key_for_one_purpose_opens_no_other(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    await _forget(client, ann.email)
    key = await key_in_mail(client, ann.email)
    answer = await client.post(f"{API}/auth/verify-email", json={"token": key})
    assert field_codes(answer) == [("/token", "link-spent")]


async def test_a_changed_password_ends_all_other_sessions(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    elsewhere = Person(client, ann.email)
    await elsewhere.sign_in()
    body = {"current_password": ann.password, "new_password": NEW}
    assert problem(await ann.ask("POST", "/auth/password/change", json={**body, "current_password": "x"})) == (
        403,
        "wrong-password",
    )
    weak = await ann.ask("POST", "/auth/password/change", json={**body, "new_password": "ann@x.example!"})
    assert field_codes(weak) == [("/new_password", "password-tells-name")]
    assert (await ann.ask("POST", "/auth/password/change", json=body)).status_code == 204
    assert (await ann.ask("GET", "/me")).status_code == 200
    assert problem(await elsewhere.ask("GET", "/me")) == (401, "session-over")
    assert (await Person(client, ann.email, NEW).sign_in()).status_code == 200


async def test_wrong_present_passwords_count_with_wrong_sign_ins(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    body = {"current_password": "Not-the-password-1", "new_password": NEW}
    answers = [await ann.ask("POST", "/auth/password/change", json=body) for _ in range(11)]
    assert [each.status_code for each in answers] == [403] * 9 + [429] * 2
    assert problem(await ann.sign_in()) == (429, "too-many-requests")


async def test_invited_staff_choose_their_password_by_mail(house: Container, client: httpx.AsyncClient) -> None:
    admin = await staff(house, client, Role.ADMIN)
    body = {"full_name": "Noor Desk", "email": "noor@x.example", "role": "receptionist"}
    invited = await admin.ask("POST", "/admin/users", json=body)
    assert (invited.status_code, invited.json()["role"]) == (201, "receptionist")
    assert problem(await admin.ask("POST", "/admin/users", json=body)) == (409, "email-taken")
    key = await key_in_mail(client, "noor@x.example")
    assert (await _reset(client, key, NEW)).status_code == 204
    noor = Person(client, "noor@x.example", NEW)
    assert (await noor.sign_in()).status_code == 200
    assert noor.me["role"] == "receptionist"


async def _forget(client: httpx.AsyncClient, email: str) -> httpx.Response:
    return await client.post(f"{API}/auth/password/forgot", json={"email": email})


async def _reset(client: httpx.AsyncClient, token: str, password: str) -> httpx.Response:
    return await client.post(f"{API}/auth/password/reset", json={"token": token, "password": password})
