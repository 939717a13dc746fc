"""Sign in with e-mail address and password, and with a code where the account asks for one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medconnect.application.identity.ports import IdentityWork, PasswordHasher, Secrets
from medconnect.application.identity.rules import AccountRules
from medconnect.application.identity.tokens import AccessClaims, TokenIssuer
from medconnect.application.identity.views import ACCESS_LIFETIME, TokenPair, UserView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import (
    ApplicationRejected,
    AwaitingApproval,
    EmailNotVerified,
    InvalidCredentials,
)
from medconnect.domain.identity.events import SignInRefused
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.identity.second_factor import OtpRequired, OtpWrong
from medconnect.domain.identity.session import Session
from medconnect.domain.identity.user import Status, User
from medconnect.domain.shared.contact import EmailAddress, InvalidEmail
from medconnect.domain.shared.errors import Refusal
from medconnect.domain.shared.ids import SessionId, UserId

_NOBODY = UserId(UUID(int=0))
_CLOSED: dict[Status, type[Refusal]] = {
    Status.DISABLED: InvalidCredentials,
    Status.REJECTED: ApplicationRejected,
    Status.AWAITING_VERIFICATION: EmailNotVerified,
    Status.AWAITING_APPROVAL: AwaitingApproval,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInCommand:
    """`email` is what somebody typed; what is no address is refused like an unknown one. `address` is the network's,
    `device` what the person will recognise this sign-in by."""

    actor: Actor
    email: str
    password: str
    otp: str | None = None
    address: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Start a session for whoever knows the password.

    An unknown address takes the same steps as a known one with a wrong password: one hash, one count, one audit entry.
    Counting comes after the hash and in the same transaction as the decision, so that of many tries at once no more
    are answered than the allowance says, and of many right ones none is turned away.
    """

    begin: Begin[IdentityWork]
    read: Read[IdentityWork]
    passwords: PasswordHasher
    tokens: TokenIssuer
    secrets: Secrets
    rules: AccountRules
    clock: Clock
    new_id: NewId

    async def __call__(self, command: SignInCommand) -> TokenPair:
        authorize(command.actor, Permission.SIGN_IN)
        now = self.clock.now()
        known = await self._find(command, now)
        matches = await self.passwords.matches(command.password, known.password_hash if known else None)
        rehashed = None
        if known and matches and self.passwords.is_outdated(known.password_hash):
            rehashed = await self.passwords.hash(command.password)
        session_id = SessionId(self.new_id())
        refresh = self.tokens.first_refresh(session_id)
        async with self.begin(command.actor) as work:
            await work.tries.count(self.rules.wrong_passwords_of, _account(command), now)
            user = await work.users.get(known.id if known else _NOBODY)
            if user is None or known is None or not matches or user.password_hash != known.password_hash:
                await work.tries.count(self.rules.wrong_passwords_from, command.address, now)
                work.tell(SignInRefused(subject_id=user.id if user else _NOBODY, occurred_at=now, reason="password"))
                await work.commit()
                raise InvalidCredentials
            await work.tries.forget(self.rules.wrong_passwords_of, _account(command))
            if refusal := await self._further(command, work, user, now):
                await work.commit()
                raise refusal
            if rehashed:
                user.password_hash = rehashed
                with suppress(Contention):
                    await work.users.save(user)
            session = Session.start(
                id=session_id,
                user_id=user.id,
                role=user.role,
                refresh_hash=refresh.hash,
                device=command.device,
                now=now,
            )
            await work.sessions.save(session)
            await work.commit()
        claims = AccessClaims(user_id=user.id, session_id=session_id, role=user.role)
        return TokenPair(
            access_token=self.tokens.access(claims, now),
            refresh_token=refresh.text,
            expires_in=int(ACCESS_LIFETIME.total_seconds()),
            user=UserView.of(user),
        )

    async def _find(self, command: SignInCommand, now: datetime) -> User | None:
        """Look before hashing: who has no tries left does not make us work."""
        async with self.read(command.actor) as work:
            await work.tries.require_left(self.rules.wrong_passwords_of, _account(command), now)
            await work.tries.require_left(self.rules.wrong_passwords_from, command.address, now)
            try:
                return await work.users.with_email(EmailAddress(command.email))
            except InvalidEmail:
                return None

    async def _further(self, command: SignInCommand, work: IdentityWork, user: User, now: datetime) -> Refusal | None:
        """What stands between a right password and a session."""
        if closed := _CLOSED.get(user.status):
            work.tell(SignInRefused(subject_id=user.id, occurred_at=now, reason=user.status.value))
            return closed()
        factor = await work.second_factors.of(user.id) if user.has_second_factor else None
        if factor is None:
            return None
        if not command.otp:
            return OtpRequired()
        await work.tries.count(self.rules.wrong_codes_of, str(user.id), now)
        if factor.accept(command.otp, self.secrets.hash(command.otp.strip().lower()), now):
            await work.tries.forget(self.rules.wrong_codes_of, str(user.id))
            try:
                await work.second_factors.save(factor)
            except Contention:  # the same code came in twice at once
                return OtpWrong()
            return None
        work.tell(SignInRefused(subject_id=user.id, occurred_at=now, reason="code"))
        return OtpWrong()


def _account(command: SignInCommand) -> str:
    return command.email.strip().lower()
