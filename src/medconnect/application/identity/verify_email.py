"""Show, with the key that was mailed, that an address is one's own."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork, Secrets
from medconnect.application.identity.rules import AccountRules
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKeySpent
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyEmailCommand:
    """`token` is the key from the mail."""

    actor: Actor
    token: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyEmail:
    """The account can be used from now on, if nothing else stands in its way."""

    begin: Begin[IdentityWork]
    secrets: Secrets
    rules: AccountRules
    clock: Clock

    async def __call__(self, command: VerifyEmailCommand) -> None:
        authorize(command.actor, Permission.RECOVER_ACCOUNT)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            await work.tries.count(self.rules.keys_from, command.address, now)
            key = await work.mailed_keys.with_hash(self.secrets.hash(command.token))
            user = await work.users.get(key.user_id) if key else None
            if key is None or user is None:
                await work.commit()
                raise MailedKeySpent("token")
            key.use(KeyPurpose.VERIFICATION, now=now)
            user.verify_email(now)
            await work.mailed_keys.save(key)
            await work.users.save(user)
            await work.commit()
