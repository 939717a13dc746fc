"""A second factor: proven before it counts, each code once, and a way back in without the phone."""

import asyncio
from typing import Any

import httpx
from tests.houses import client_of
from tests.integration.identity_support import (
    MovingClock,
    Person,
    code_for,
    field_codes,
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


async def _enabled(client: httpx.AsyncClient, clock: MovingClock) -> tuple[Person, str, list[str]]:
    ann = await registered(client, "ann@x.example")
    begun = (await ann.ask("POST", "/me/mfa/totp")).json()
    assert begun["otpauth_uri"].startswith("otpauth://totp/MedConnect:ann%40x.example?secret=" + begun["secret"])
    assert (await Person(client, ann.email).sign_in()).status_code == 200
    verified = await ann.ask("POST", "/me/mfa/totp/verify", json={"code": code_for(begun["secret"], clock.at)})
    assert verified.status_code == 200
    return ann, begun["secret"], verified.json()["recovery_codes"]


async def test_signing_in_then_needs_a_code_and_each_counts_once(house: Container, client: httpx.AsyncClient) -> None:
    clock = with_clock(house)
    ann, secret, _ = await _enabled(client, clock)
    assert problem(await ann.sign_in()) == (401, "otp-required")
    used = code_for(secret, clock.at)
    assert problem(await ann.sign_in(otp=used)) == (401, "otp-wrong")
    clock.move(seconds=30)
    assert problem(await ann.sign_in(otp=used)) == (401, "otp-wrong")
    fresh = code_for(secret, clock.at)
    assert (await ann.sign_in(otp=fresh)).status_code == 200
    assert ann.me["second_factor"] is True
    assert problem(await ann.sign_in(otp=fresh)) == (401, "otp-wrong")
    assert (await mail_to(client, ann.email))[0]["kind"] == "second-factor"


async def test_one_step_early_or_late_is_accepted_and_no_more(house: Container, client: httpx.AsyncClient) -> None:
    clock = with_clock(house)
    ann, secret, _ = await _enabled(client, clock)
    clock.move(minutes=5)
    for steps, status in ((-2, 401), (2, 401), (-1, 200), (1, 200)):
        assert (await ann.sign_in(otp=code_for(secret, clock.at, steps))).status_code == status


async def test_one_code_used_twice_at_once_opens_once(house: Container, client: httpx.AsyncClient) -> None:
    clock = with_clock(house)
    ann, secret, _ = await _enabled(client, clock)
    clock.move(minutes=5)
    code = code_for(secret, clock.at)
    answers = await asyncio.gather(*(ann.sign_in(otp=code) for _ in range(5)))
    assert sorted(each.status_code for each in answers) == [200, 401, 401, 401, 401]


async def test_wrong_codes_run_out(house: Container, client: httpx.AsyncClient) -> None:
    clock = with_clock(house)
    ann, secret, _ = await _enabled(client, clock)
    clock.move(minutes=5)
    answers = [await ann.sign_in(otp="000000") for _ in range(7)]
    assert [each.status_code for each in answers] == [401] * 5 + [429] * 2
    assert problem(await ann.sign_in(otp=code_for(secret, clock.at))) == (429, "too-many-requests")
    clock.move(minutes=15)
    assert (await ann.sign_in(otp=code_for(secret, clock.at))).status_code == 200


async def test_a_paper_code_opens_once(house: Container, client: httpx.AsyncClient) -> None:
    ann, _, paper = await _enabled(client, with_clock(house))
    assert len(set(paper)) == 10
    assert (await ann.sign_in(otp=paper[0].upper())).status_code == 200
    assert problem(await ann.sign_in(otp=paper[0])) == (401, "otp-wrong")
    assert (await ann.sign_in(otp=paper[1])).status_code == 200


async def test_it_counts_only_once_proven(house: Container, client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    assert problem(await ann.ask("POST", "/me/mfa/totp/verify", json={"code": "123456"})) == (
        409,
        "second-factor-absent",
    )
    assert problem(await ann.ask("DELETE", "/me/mfa/totp")) == (409, "second-factor-absent")
    first = (await ann.ask("POST", "/me/mfa/totp")).json()["secret"]
    second = (await ann.ask("POST", "/me/mfa/totp")).json()["secret"]
    assert first != second
    wrong = await ann.ask("POST", "/me/mfa/totp/verify", json={"otp": "123456"})
    assert field_codes(wrong) == [("/code", "otp-wrong")]
    assert (await ann.sign_in()).status_code == 200
    assert (await ann.ask("DELETE", "/me/mfa/totp")).status_code == 204


async def test_taking_it_off_needs_a_code_or_a_fresh_sign_in(house: Container, client: httpx.AsyncClient) -> None:
    clock = with_clock(house)
    ann, secret, paper = await _enabled(client, clock)
    assert problem(await ann.ask("POST", "/me/mfa/totp")) == (409, "second-factor-present")
    clock.move(minutes=9)
    token = await _renewed(ann, secret, clock)
    clock.move(minutes=9)
    ann.token = await _refreshed(client, token)
    clock.move(minutes=2)
    assert problem(await ann.ask("DELETE", "/me/mfa/totp")) == (403, "fresh-sign-in-needed")
    wrong = await ann.ask("DELETE", "/me/mfa/totp", json={"code": "000000"})
    assert field_codes(wrong) == [("/code", "otp-wrong")]
    assert (await ann.ask("DELETE", "/me/mfa/totp", json={"code": paper[3]})).status_code == 204
    assert (await Person(client, ann.email).sign_in()).status_code == 200


async def test_staff_can_be_made_to_have_one(settings: Settings) -> None:
    strict = settings.model_copy(update={"staff_second_factor": "required"})
    async with opened(strict) as house, client_of(house, strict) as client:
        clock = with_clock(house)
        admin = await staff(house, client, Role.ADMIN)
        assert problem(await admin.ask("GET", "/admin/users")) == (403, "second-factor-missing")
        assert (await admin.ask("GET", "/me")).status_code == 200
        secret = (await admin.ask("POST", "/me/mfa/totp")).json()["secret"]
        await admin.ask("POST", "/me/mfa/totp/verify", json={"code": code_for(secret, clock.at)})
        assert (await admin.ask("GET", "/admin/users")).status_code == 200
        patient = await registered(client, "ann@x.example")
        assert problem(await patient.ask("GET", "/admin/users")) == (403, "forbidden")


async def _renewed(ann: Person, secret: str, clock: MovingClock) -> str:
    body: dict[str, Any] = (await ann.sign_in(otp=code_for(secret, clock.at))).json()
    return str(body["refresh_token"])


async def _refreshed(client: httpx.AsyncClient, token: str) -> str:
    answer = await client.post("/api/v1/auth/refresh", json={"refresh_token": token})
    return str(answer.json()["access_token"])
