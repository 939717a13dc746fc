"""People who register and sign in through the real application, and a clock that tests can move."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from dependency_injector.providers import Object

from medconnect.application.identity.add_user import AddUserCommand
from medconnect.domain.identity import totp
from medconnect.domain.identity.actor import SYSTEM, Role
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.ids import DoctorId, PatientId
from medconnect.entrypoints.container import Container

PASSWORD = "SecurePass123!"
API = "/api/v1"


@dataclass
class MovingClock:
    """Stands still until it is moved."""

    at: datetime = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def with_clock(house: Container) -> MovingClock:
    """A house whose time the test decides."""
    clock = MovingClock()
    house.clock.override(Object(clock))
    return clock


@dataclass
class Person:
    """Somebody with a client of the API."""

    client: httpx.AsyncClient
    email: str
    password: str = PASSWORD
    token: str = ""
    me: dict[str, Any] = field(default_factory=dict)

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    async def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        headers = {**self.bearer, **request.pop("headers", {})}
        return await self.client.request(method, f"{API}{path}", headers=headers, **request)

    async def sign_in(self, **more: Any) -> httpx.Response:
        body = {"email": self.email, "password": self.password, "client": "native", **more}
        answer = await self.client.post(f"{API}/auth/login", json=body)
        if answer.status_code == httpx.codes.OK:
            self.token, self.me = answer.json()["access_token"], answer.json()["user"]
        return answer


_NUMBERS = iter(range(1_000_000, 9_999_999))


def registration(email: str, /, **more: Any) -> dict[str, Any]:
    """What a person fills in."""
    mobile = f"+8801712{next(_NUMBERS) % 1_000_000:06d}"
    return {"full_name": "Ann Lee", "email": email, "mobile": mobile, "password": PASSWORD, **more}


async def registered(client: httpx.AsyncClient, email: str, /, **more: Any) -> Person:
    """A patient who has registered and signed in."""
    answer = await client.post(f"{API}/auth/register", json=registration(email, **more))
    assert answer.status_code == httpx.codes.CREATED, answer.text
    person = Person(client, email, more.get("password", PASSWORD))
    await person.sign_in()
    return person


async def staff(house: Container, client: httpx.AsyncClient, role: Role, email: str = "") -> Person:
    """Somebody who works here, signed in."""
    email = email or f"{role.value}@staff.example"
    new_id = house.new_id()
    await house.add_user()(
        AddUserCommand(
            actor=SYSTEM,
            role=role,
            full_name=f"Kim {role.value.title()}",
            email=EmailAddress(email),
            password=PASSWORD,
            patient_id=PatientId(new_id()) if role is Role.PATIENT else None,
            doctor_id=DoctorId(new_id()) if role is Role.DOCTOR else None,
        )
    )
    person = Person(client, email)
    assert (await person.sign_in()).status_code == httpx.codes.OK
    return person


async def mail_to(client: httpx.AsyncClient, email: str) -> list[dict[str, Any]]:
    """What was mailed to somebody, the newest first."""
    answer = await client.get(f"{API}/demo/mailbox", params={"limit": 100})
    return [each for each in answer.json()["items"] if each["to"] == email]


async def key_in_mail(client: httpx.AsyncClient, email: str) -> str:
    """The key in the newest mail to somebody."""
    letters = await mail_to(client, email)
    body: str = next(each["body"] for each in letters if "#token=" in each["body"])
    return body.split("#token=")[1].split()[0]


def code_for(secret: str, now: datetime, steps: int = 0) -> str:
    """What an authenticator app shows."""
    raw = base64.b32decode(secret + "=" * (-len(secret) % 8))
    return totp.code_at(raw, totp.step_at(now) + steps)


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal, which is always a problem document."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["code"]


def field_codes(answer: httpx.Response) -> list[tuple[str, str | None]]:
    """Which fields a refusal points at, and why."""
    return [(each["pointer"], each.get("code")) for each in answer.json()["errors"]]
