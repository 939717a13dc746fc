"""Invite staff: the account is made, and the person chooses the password with a mailed key."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork, MobileNumbers, PasswordHasher, Secrets
from medconnect.application.identity.views import AccountView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.letters import Letters
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKey
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.identity.profile import Profile
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress, person_name
from medconnect.domain.shared.ids import DoctorId, MailedKeyId, PatientId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteUserCommand:
    """Who is invited, as what."""

    actor: Actor
    role: Role
    full_name: str
    email: EmailAddress
    mobile: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteUser:
    """Nobody knows the first password: it is random and forgotten at once."""

    begin: Begin[IdentityWork]
    passwords: PasswordHasher
    numbers: MobileNumbers
    secrets: Secrets
    letters: Letters
    clock: Clock
    new_id: NewId

    async def __call__(self, command: InviteUserCommand) -> AccountView:
        authorize(command.actor, Permission.ADD_USER)
        name = person_name(command.full_name)
        mobile = self.numbers.read(command.mobile) if command.mobile else None
        password_hash = await self.passwords.hash(self.secrets.key().text)
        secret = self.secrets.key()
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            user = User.register(
                id=UserId(self.new_id()),
                role=command.role,
                full_name=name,
                email=command.email,
                password_hash=password_hash,
                patient_id=PatientId(self.new_id()) if command.role is Role.PATIENT else None,
                doctor_id=DoctorId(self.new_id()) if command.role is Role.DOCTOR else None,
                profile=Profile(mobile=mobile),
                now=now,
            )
            key = MailedKey.cut(
                id=MailedKeyId(self.new_id()),
                user_id=user.id,
                purpose=KeyPurpose.INVITATION,
                hash=secret.hash,
                now=now,
            )
            await work.users.save(user)
            await work.mailed_keys.save(key)
            await work.letterbox.drop(self.letters.invitation(user.email, secret.text), now)
            await work.commit()
        return AccountView.of(user)
