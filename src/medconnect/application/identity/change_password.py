"""Change one's own password."""

from dataclasses import dataclass

from medconnect.application.identity.ending import end_sessions
from medconnect.application.identity.ports import IdentityWork, PasswordHasher
from medconnect.application.identity.rules import AccountRules
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import SessionOver, WrongPassword
from medconnect.domain.identity.letters import Letters
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePasswordCommand:
    """The present password proves who asks."""

    actor: Actor
    current: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """Another password; every other session ends. Wrong tries count with those of signing in."""

    begin: Begin[IdentityWork]
    read: Read[IdentityWork]
    passwords: PasswordHasher
    letters: Letters
    rules: AccountRules
    clock: Clock

    async def __call__(self, command: ChangePasswordCommand) -> None:
        actor = command.actor
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        now = self.clock.now()
        async with self.read(actor) as work:
            user = await work.users.get(actor.user_id) if actor.user_id else None
            if user is None:
                raise SessionOver
            await work.tries.require_left(self.rules.wrong_passwords_of, str(user.email), now)
        matches = await self.passwords.matches(command.current, user.password_hash)
        if matches:
            self.rules.check_password(command.new, personal=(user.full_name, str(user.email)), field="new_password")
        password_hash = await self.passwords.hash(command.new) if matches else ""
        async with self.begin(actor) as work:
            await work.tries.count(self.rules.wrong_passwords_of, str(user.email), now)
            if not matches:
                await work.commit()
                raise WrongPassword
            await work.tries.forget(self.rules.wrong_passwords_of, str(user.email))
            user.set_password(password_hash, "changed", now)
            await work.users.save(user)
            await end_sessions(work, user.id, "password changed", now, but=actor.session_id)
            await work.letterbox.drop(self.letters.password_changed(user.email), now)
            await work.commit()
