"""The demo's people. Data that fits the day it is made on, always the same for the same day, made by the use cases."""

from dataclasses import dataclass

from medconnect.application.identity.add_user import AddUserCommand
from medconnect.application.shared.startup import CannotStart
from medconnect.domain.identity.actor import SYSTEM, Role
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.ids import DoctorId, PatientId
from medconnect.entrypoints.container import Container


@dataclass(frozen=True, slots=True)
class Login:
    """How to sign in as one of the four roles."""

    role: Role
    full_name: str
    email: str
    password: str


LOGINS = (
    Login(Role.PATIENT, "Alex Rivera", "patient@demo.example", "green-river-morning"),
    Login(Role.DOCTOR, "Dr. Maya Chen", "doctor@demo.example", "quiet-harbor-evening"),
    Login(Role.RECEPTIONIST, "Sam Okafor", "reception@demo.example", "bright-window-counter"),
    Login(Role.ADMIN, "Robin Larsen", "admin@demo.example", "steady-lantern-bridge"),
)


async def make_demo(container: Container) -> bool:
    """Fill an empty database; returns whether there was something to do. Refused outside the demo profile."""
    if container.settings().profile != "demo":
        raise CannotStart(
            "Demo data is only for the demo profile.", "Set MEDCONNECT_PROFILE=demo, on a database of its own."
        )
    if await _exists(container, LOGINS[-1]):
        return False
    new_id = container.new_id()
    for login in LOGINS:
        # A run that was broken off is continued where it stopped.
        if await _exists(container, login):
            continue
        command = AddUserCommand(
            actor=SYSTEM,
            role=login.role,
            full_name=login.full_name,
            email=EmailAddress(login.email),
            password=login.password,
            patient_id=PatientId(new_id()) if login.role is Role.PATIENT else None,
            doctor_id=DoctorId(new_id()) if login.role is Role.DOCTOR else None,
        )
        await container.add_user()(command)
    return True


async def _exists(container: Container, login: Login) -> bool:
    async with container.read_identity()(SYSTEM) as work:
        return await work.users.with_email(EmailAddress(login.email)) is not None
