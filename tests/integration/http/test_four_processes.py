"""Four processes act as one: refresh tokens, wrong passwords, and whoever is put out."""

import asyncio

import httpx
from tests.integration.identity_support import API, Person, key_in_mail, problem, registered
from tests.integration.served import served

from medconnect.entrypoints.demo import LOGINS
from medconnect.entrypoints.settings import Settings

_WORKERS = 4


async def test_four_processes_act_as_one(empty_settings: Settings) -> None:
    async with served(empty_settings, workers=_WORKERS) as client:
        ann = await registered(client, "ann@x.example")
        first = (await ann.sign_in()).json()["refresh_token"]
        await _one_successor(client, first)
        await _wrong_passwords_run_out(client)
        await _whoever_is_put_out_is_out_everywhere(client)
        older = (await ann.sign_in()).json()["refresh_token"]
        current = older
        for _ in range(2):
            current = (await _refresh(client, current)).json()["refresh_token"]
    async with served(empty_settings, workers=_WORKERS) as client:
        assert problem(await _refresh(client, older)) == (401, "session-revoked")
        assert problem(await _refresh(client, current)) == (401, "session-over")
        await _one_reset_for_one_key(client, ann.email)


async def _one_successor(client: httpx.AsyncClient, token: str) -> None:
    answers = await asyncio.gather(*(_refresh(client, token) for _ in range(50)))
    assert {each.status_code for each in answers} == {200}
    assert len({each.json()["refresh_token"] for each in answers}) == 1


async def _wrong_passwords_run_out(client: httpx.AsyncClient) -> None:
    bob = await registered(client, "bob@x.example")
    wrong = Person(client, bob.email, "Not-the-password-1")
    answers = await asyncio.gather(*(wrong.sign_in() for _ in range(50)))
    statuses = [each.status_code for each in answers]
    assert statuses.count(401) == 9
    assert statuses.count(429) == 41
    assert all(int(each.headers["retry-after"]) > 0 for each in answers if each.status_code == 429)
    assert problem(await bob.sign_in()) == (429, "too-many-requests")


async def _whoever_is_put_out_is_out_everywhere(client: httpx.AsyncClient) -> None:
    login = next(each for each in LOGINS if each.role.value == "admin")
    admin = Person(client, login.email, login.password)
    await admin.sign_in()
    eve = await registered(client, "eve@x.example")
    assert {each.status_code for each in await asyncio.gather(*(eve.ask("GET", "/me") for _ in range(24)))} == {200}
    for change in ({"role": "receptionist"}, {"is_active": False}):
        answer = await admin.ask("PATCH", f"/admin/users/{eve.me['id']}", json=change)
        assert answer.status_code == 200
        # No second is given: the change is committed, so the very next request of every process must know.
        answers = await asyncio.gather(*(eve.ask("GET", "/me") for _ in range(24)))
        assert {each.status_code for each in answers} == {401}
        await eve.sign_in()


async def _one_reset_for_one_key(client: httpx.AsyncClient, email: str) -> None:
    await client.post(f"{API}/auth/password/forgot", json={"email": email})
    key = await key_in_mail(client, email)
    body = {"token": key, "new_password": "a quiet place by the sea"}
    answers = await asyncio.gather(*(client.post(f"{API}/auth/password/reset", json=body) for _ in range(8)))
    assert sorted(each.status_code for each in answers) == [204] + [422] * 7


async def _refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post(f"{API}/auth/refresh", json={"refresh_token": token})
