"""Choose a password with the key that was mailed: after forgetting it, or when invited."""

from dataclasses import dataclass

from medconnect.application.identity.ending import end_sessions
from medconnect.application.identity.ports import IdentityWork, PasswordHasher, Secrets
from medconnect.application.identity.rules import AccountRules
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.letters import Letters
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKeySpent
from medconnect.domain.identity.permissions import Permission, authorize

_PURPOSES = (KeyPurpose.RESET, KeyPurpose.INVITATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPasswordCommand:
    """`token` is the key from the mail."""

    actor: Actor
    token: str
    password: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword:
    """The key opens once; a password that breaks the rules does not spend it. Every session ends. Having the mail also
    shows that the address is theirs."""

    begin: Begin[IdentityWork]
    passwords: PasswordHasher
    secrets: Secrets
    letters: Letters
    rules: AccountRules
    clock: Clock

    async def __call__(self, command: ResetPasswordCommand) -> None:
        authorize(command.actor, Permission.RECOVER_ACCOUNT)
        now = self.clock.now()
        key_hash = self.secrets.hash(command.token)
        async with self.begin(command.actor) as work:
            await work.tries.count(self.rules.keys_from, command.address, now)
            key = await work.mailed_keys.with_hash(key_hash)
            user = await work.users.get(key.user_id) if key else None
            await work.commit()
        if key is None or user is None:
            raise MailedKeySpent("token")
        key.use(*_PURPOSES, now=now)
        self.rules.check_password(command.password, personal=(user.full_name, str(user.email)), field="new_password")
        password_hash = await self.passwords.hash(command.password)
        async with self.begin(command.actor) as work:
            key = await work.mailed_keys.with_hash(key_hash)
            user = await work.users.get(user.id)
            if key is None or user is None:
                raise MailedKeySpent("token")
            key.use(*_PURPOSES, now=now)
            user.set_password(password_hash, "reset", now)
            user.verify_email(now)
            await work.mailed_keys.save(key)
            await work.users.save(user)
            await end_sessions(work, user.id, "password reset", now)
            await work.tries.forget(self.rules.wrong_passwords_of, str(user.email))
            await work.letterbox.drop(self.letters.password_changed(user.email), now)
            await work.commit()
