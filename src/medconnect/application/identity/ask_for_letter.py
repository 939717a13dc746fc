"""Ask for a letter with a key: to choose a new password, or to verify the address once more.

Whoever asks learns nothing: the answer is the same for every address, and takes the same time.
"""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork, Secrets
from medconnect.application.identity.rules import AccountRules
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.events import PasswordResetAsked
from medconnect.domain.identity.letters import Letters
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKey
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.identity.throttle import TooManyTries
from medconnect.domain.identity.user import Status, User
from medconnect.domain.shared.contact import EmailAddress, InvalidEmail
from medconnect.domain.shared.ids import MailedKeyId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForLetterCommand:
    """`email` is what somebody typed; `purpose` is a reset or a verification."""

    actor: Actor
    email: str
    purpose: KeyPurpose
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForLetter:
    """Mail a fresh key to the account's owner, if there is an account that it would serve."""

    begin: Begin[IdentityWork]
    secrets: Secrets
    letters: Letters
    rules: AccountRules
    clock: Clock
    new_id: NewId

    async def __call__(self, command: AskForLetterCommand) -> None:
        authorize(command.actor, Permission.RECOVER_ACCOUNT)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            await work.tries.count(self.rules.letters_from, command.address, now)
            user = await self._served(work, command)
            try:
                await work.tries.count(self.rules.letters_of, command.email.strip().lower(), now)
            except TooManyTries:
                return
            if user is None:
                await work.commit()
                return
            secret = self.secrets.key()
            key = MailedKey.cut(
                id=MailedKeyId(self.new_id()), user_id=user.id, purpose=command.purpose, hash=secret.hash, now=now
            )
            await work.mailed_keys.withdraw(user.id, command.purpose)
            await work.mailed_keys.save(key)
            if command.purpose is KeyPurpose.RESET:
                work.tell(PasswordResetAsked(subject_id=user.id, occurred_at=now))
                await work.letterbox.drop(self.letters.reset(user.email, secret.text), now)
            else:
                await work.letterbox.drop(self.letters.verify(user.email, secret.text), now)
            await work.commit()

    async def _served(self, work: IdentityWork, command: AskForLetterCommand) -> User | None:
        try:
            user = await work.users.with_email(EmailAddress(command.email))
        except InvalidEmail:
            return None
        if user is None or user.status in {Status.DISABLED, Status.REJECTED}:
            return None
        verifies = command.purpose is KeyPurpose.VERIFICATION
        return None if verifies and user.verified_at is not None else user
