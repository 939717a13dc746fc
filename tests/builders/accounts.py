"""Accounts and all that belongs to them, each with every field filled, and the one way to keep and to find each."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from medconnect.domain.identity.actor import SYSTEM, Role
from medconnect.domain.identity.application import DoctorApplication, Practice, Timeslots
from medconnect.domain.identity.letters import Letter
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKey
from medconnect.domain.identity.profile import Profile, Sex
from medconnect.domain.identity.second_factor import SecondFactor
from medconnect.domain.identity.session import Session
from medconnect.domain.identity.user import Approval, User
from medconnect.domain.shared.contact import EmailAddress, MobileNumber
from medconnect.domain.shared.ids import DoctorId, InsurancePlanId, MailedKeyId, PatientId, SessionId, UserId
from medconnect.domain.shared.money import Money
from medconnect.entrypoints.container import Container

NOON = datetime(2030, 1, 7, 12, 0, tzinfo=UTC)
PROFILE = Profile(
    mobile=MobileNumber("+12025550123"),
    date_of_birth=date(1980, 2, 29),
    sex=Sex.OTHER,
    time_zone="America/New_York",
    language="pt-BR",
    state="NJ",
    division_id=3,
    district_id=107,
    thana_id=1014,
    insurance_plan_id=InsurancePlanId(uuid4()),
)


def account(
    email: str = "kim@home.example",
    profile: Profile = PROFILE,
    *,
    full_name: str = "Zoë O’Neill-Œuvre 王",
    role: Role = Role.PATIENT,
    now: datetime = NOON,
) -> User:
    """A new account."""
    return User.register(
        id=UserId(uuid4()),
        role=role,
        full_name=full_name,
        email=EmailAddress(email),
        password_hash="unusable",
        patient_id=PatientId(uuid4()),
        doctor_id=DoctorId(uuid4()),
        profile=profile,
        approval=Approval.APPROVED,
        now=now,
    )


def another_account(_: User) -> User:
    """One beside the first, with everything that an account may have."""
    user = account("lee@home.example", Profile(state="NY"))
    user.has_second_factor = user.has_picture = True
    user.disabled_at = NOON + timedelta(microseconds=1)
    return user


def session(user: User, now: datetime = NOON) -> Session:
    """A sign-in."""
    return Session.start(
        id=SessionId(uuid4()),
        user_id=user.id,
        role=Role.PATIENT,
        refresh_hash=uuid4().bytes * 2,
        device="Firefox on Linux",
        now=now,
    )


def spent_session(user: User) -> Session:
    """One that was refreshed and has ended."""
    made = session(user)
    made.refresh(made.refresh_hash, uuid4().bytes * 2, NOON)
    made.end("sign-out", NOON)
    return made


def mailed_key(user: User, purpose: KeyPurpose = KeyPurpose.RESET) -> MailedKey:
    """A key on its way."""
    made = MailedKey.cut(id=MailedKeyId(uuid4()), user_id=user.id, purpose=purpose, hash=uuid4().bytes * 2, now=NOON)
    made.used_at = NOON
    return made


def second_factor(user: User) -> SecondFactor:
    """An app that counts, with paper codes."""
    return SecondFactor(
        user_id=user.id,
        secret=b"\x00secret\xff",
        begun_at=NOON,
        enabled_at=NOON,
        last_step=2**33,
        recovery_hashes=frozenset({b"a" * 32, b"\x00" * 32}),
    )


def application(user: User) -> DoctorApplication:
    """An application that was turned down."""
    made = DoctorApplication.submit(
        user_id=user.id,
        doctor_id=DoctorId(uuid4()),
        practice=Practice(
            license_number="NJ-42 ü",
            license_state="NJ",
            experience_years=7,
            fee=Money(Decimal("120.50"), "BDT"),
            specialization="cardiology",
            timeslots=Timeslots(((time(9), time(12)), (time(14), time(17, 30)))),
        ),
        now=NOON,
    )
    made.decided(by=UserId(uuid4()), reason="Not now", now=NOON)
    return made


def letter(kind: str) -> Letter:
    """A letter to somebody."""
    return Letter(kind=kind, to=EmailAddress("kim@home.example"), subject="Hello", body="Grüße")


EVERY_KIND: dict[str, Callable[[User], Any]] = {
    "account": another_account,
    "session": spent_session,
    "mailed key": mailed_key,
    "second factor": second_factor,
    "application": application,
}


def facts(thing: Any) -> dict[str, object]:
    """Every field of it."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


async def keep(house: Container, thing: Any) -> None:
    """One committed unit that saves it."""
    async with house.begin_identity()(SYSTEM) as work:
        match thing:
            case User():
                await work.users.save(thing)
            case Session():
                await work.sessions.save(thing)
            case MailedKey():
                await work.mailed_keys.save(thing)
            case SecondFactor():
                await work.second_factors.save(thing)
            case DoctorApplication():
                await work.applications.save(thing)
        await work.commit()


async def get(house: Container, thing: Any) -> Any:
    """The same thing as everybody else finds it."""
    async with house.read_identity()(SYSTEM) as work:
        match thing:
            case User():
                return await work.users.get(thing.id)
            case Session():
                return await work.sessions.get(thing.id)
            case MailedKey():
                return await work.mailed_keys.with_hash(thing.hash)
            case SecondFactor():
                return await work.second_factors.of(thing.user_id)
            case DoctorApplication():
                return await work.applications.of(thing.user_id)
