"""Register: as a patient, or as somebody who wants to be a doctor here. Nobody else registers (rule S3)."""

from dataclasses import dataclass, replace

from medconnect.application.identity.locating import located, located_practice
from medconnect.application.identity.ports import (
    IdentityWork,
    MobileNumbers,
    PasswordHasher,
    PictureMaker,
    Secrets,
)
from medconnect.application.identity.rules import AccountRules
from medconnect.application.identity.views import UserView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.application import DoctorApplication, Practice
from medconnect.domain.identity.errors import EmailTaken, MobileTaken, RoleNotSelfAssignable
from medconnect.domain.identity.letters import Letters
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKey
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.identity.profile import Profile
from medconnect.domain.identity.user import Approval, User
from medconnect.domain.shared.contact import EmailAddress, person_name
from medconnect.domain.shared.ids import DoctorId, MailedKeyId, PatientId, UserId

_AREA_COUNTRY = "BD"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCommand:
    """What somebody filled in. `mobile` is as they wrote it; `profile` holds the rest."""

    actor: Actor
    role: Role
    full_name: str
    email: EmailAddress
    mobile: str | None
    password: str
    profile: Profile
    practice: Practice | None = None
    picture: bytes | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Make the account, or, when the address is somebody's, tell its owner. Both answer alike."""

    begin: Begin[IdentityWork]
    passwords: PasswordHasher
    numbers: MobileNumbers
    pictures: PictureMaker
    secrets: Secrets
    letters: Letters
    rules: AccountRules
    clock: Clock
    new_id: NewId

    async def __call__(self, command: RegisterCommand) -> UserView:
        authorize(command.actor, Permission.REGISTER)
        if command.role not in {Role.PATIENT, Role.DOCTOR}:
            raise RoleNotSelfAssignable
        now = self.clock.now()
        name = person_name(command.full_name)
        self.rules.check_password(command.password, personal=(name, str(command.email)))
        country = _AREA_COUNTRY if command.profile.division_id else None
        mobile = self.numbers.read(command.mobile, country) if command.mobile else None
        profile = replace(command.profile, mobile=mobile)
        profile.check_birth(now.date())
        picture = await self.pictures.make(command.picture) if command.picture else None
        password_hash = await self.passwords.hash(command.password)
        is_doctor = command.role is Role.DOCTOR
        user = User.register(
            id=UserId(self.new_id()),
            role=command.role,
            full_name=name,
            email=command.email,
            password_hash=password_hash,
            patient_id=None if is_doctor else PatientId(self.new_id()),
            profile=profile,
            verified=not self.rules.verify_email,
            approval=Approval.AWAITING if is_doctor else None,
            now=now,
        )
        user.has_picture = picture is not None
        try:
            return await self._keep(command, user, picture)
        except (EmailTaken, MobileTaken):  # somebody was faster by a moment, and is found now
            return await self._keep(command, user, picture)

    async def _keep(self, command: RegisterCommand, user: User, picture: bytes | None) -> UserView:
        now = user.registered_at
        async with self.begin(command.actor) as work:
            await work.tries.count(self.rules.registrations_from, command.address, now)
            user.profile = await located(work, user.profile)
            practice = await located_practice(work, command.practice) if command.practice else Practice()
            asked = UserView.of(user)
            if owner := await work.users.with_email(user.email):
                await work.letterbox.drop(self.letters.taken(owner.email), now)
                await work.commit()
                return asked
            if user.profile.mobile and await work.users.with_mobile(user.profile.mobile):
                user.profile = replace(user.profile, mobile=None)
                await work.letterbox.drop(self.letters.mobile_left_out(user.email), now)
            await work.users.save(user)
            if picture:
                await work.pictures.put(user.id, picture)
            if user.role is Role.DOCTOR:
                doctor_id = DoctorId(self.new_id())
                application = DoctorApplication.submit(user_id=user.id, doctor_id=doctor_id, practice=practice, now=now)
                await work.applications.save(application)
            await self._greet(work, user)
            await work.commit()
        return asked

    async def _greet(self, work: IdentityWork, user: User) -> None:
        now = user.registered_at
        if user.verified_at is None:
            secret = self.secrets.key()
            key = MailedKey.cut(
                id=MailedKeyId(self.new_id()),
                user_id=user.id,
                purpose=KeyPurpose.VERIFICATION,
                hash=secret.hash,
                now=now,
            )
            await work.mailed_keys.save(key)
            letter = self.letters.verify(user.email, secret.text)
        elif user.role is Role.DOCTOR:
            letter = self.letters.application_received(user.email)
        else:
            letter = self.letters.welcome(user.email)
        await work.letterbox.drop(letter, now)
