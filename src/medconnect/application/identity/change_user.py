"""Close or open an account, or give it another role, as administrators do."""

from dataclasses import dataclass

from medconnect.application.identity.ending import end_sessions
from medconnect.application.identity.ports import IdentityWork
from medconnect.application.identity.views import AccountView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.errors import OwnAccount
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import DoctorId, PatientId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUserCommand:
    """Only what is to change."""

    actor: Actor
    user_id: UserId
    is_active: bool | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUser:
    """Whoever loses something is signed out in the same transaction, on every process."""

    begin: Begin[IdentityWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: ChangeUserCommand) -> AccountView:
        authorize(command.actor, Permission.MANAGE_USERS)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            user = await work.users.get(command.user_id)
            if user is None:
                raise NotFound
            if user.id == command.actor.user_id:
                raise OwnAccount
            loses = command.role is not None and user.give_role(
                command.role, patient_id=PatientId(self.new_id()), doctor_id=DoctorId(self.new_id()), now=now
            )
            if command.is_active is True:
                user.enable(now)
            if command.is_active is False:
                loses = user.disable(now) or loses
            await work.users.save(user)
            if loses:
                await end_sessions(work, user.id, "changed by an administrator", now)
            application = await work.applications.of(user.id)
            await work.commit()
        return AccountView.of(user, application)
