"""Make an account, as an administrator or the installation itself does."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork, PasswordHasher
from medconnect.application.identity.rules import AccountRules
from medconnect.application.identity.views import UserView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.ids import DoctorId, PatientId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUserCommand:
    """Who is to have an account."""

    actor: Actor
    role: Role
    full_name: str
    email: EmailAddress
    password: str
    patient_id: PatientId | None = None
    doctor_id: DoctorId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUser:
    """Add an account with a password that keeps the rules."""

    begin: Begin[IdentityWork]
    passwords: PasswordHasher
    rules: AccountRules
    clock: Clock
    new_id: NewId

    async def __call__(self, command: AddUserCommand) -> UserView:
        authorize(command.actor, Permission.ADD_USER)
        self.rules.check_password(command.password, personal=(command.full_name, str(command.email)))
        password_hash = await self.passwords.hash(command.password)
        async with self.begin(command.actor) as work:
            user = User.register(
                id=UserId(self.new_id()),
                role=command.role,
                full_name=command.full_name,
                email=command.email,
                password_hash=password_hash,
                patient_id=command.patient_id,
                doctor_id=command.doctor_id,
                now=self.clock.now(),
            )
            await work.users.save(user)
            await work.commit()
        return UserView.of(user)
