"""Sign in with e-mail address and password."""

from dataclasses import dataclass

from medconnect.application.identity.ports import AccessClaims, IdentityWork, PasswordHasher, TokenIssuer
from medconnect.application.identity.views import ACCESS_LIFETIME, TokenPair, UserView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import InvalidCredentials
from medconnect.domain.identity.events import SignInRefused
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.identity.session import Session
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress, InvalidEmail
from medconnect.domain.shared.ids import SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInCommand:
    """`email` is what somebody typed; what is no address is refused like an unknown one."""

    actor: Actor
    email: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Start a session for whoever knows the password."""

    begin: Begin[IdentityWork]
    read: Read[IdentityWork]
    passwords: PasswordHasher
    tokens: TokenIssuer
    clock: Clock
    new_id: NewId

    async def __call__(self, command: SignInCommand) -> TokenPair:
        authorize(command.actor, Permission.SIGN_IN)
        user = await self._find(command)
        # Outside the transaction: hashing is slow, and equally slow for an address that nobody has.
        matches = await self.passwords.matches(command.password, user.password_hash if user else None)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            if user is None or not matches or not user.is_active:
                if user:
                    work.tell(SignInRefused(subject_id=user.id, occurred_at=now))
                    await work.commit()
                raise InvalidCredentials
            session_id = SessionId(self.new_id())
            refresh = self.tokens.first_refresh(session_id)
            session = Session.start(id=session_id, user_id=user.id, role=user.role, refresh_hash=refresh.hash, now=now)
            await work.sessions.save(session)
            await work.commit()
        claims = AccessClaims(user_id=user.id, session_id=session_id, role=user.role)
        return TokenPair(
            access_token=self.tokens.access(claims, now),
            refresh_token=refresh.text,
            expires_in=int(ACCESS_LIFETIME.total_seconds()),
            user=UserView.of(user),
        )

    async def _find(self, command: SignInCommand) -> User | None:
        try:
            email = EmailAddress(command.email)
        except InvalidEmail:
            return None
        async with self.read(command.actor) as work:
            return await work.users.with_email(email)
