"""Exchange a refresh token for a fresh pair."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork
from medconnect.application.identity.tokens import AccessClaims, TokenIssuer
from medconnect.application.identity.views import ACCESS_LIFETIME, TokenPair, UserView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import SessionOver, SessionRevoked
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshSessionCommand:
    """`token` is what the client holds."""

    actor: Actor
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshSession:
    """Spend a refresh token for its one successor; a spent one that returns late ends the session."""

    begin: Begin[IdentityWork]
    tokens: TokenIssuer
    clock: Clock

    async def __call__(self, command: RefreshSessionCommand) -> TokenPair:
        authorize(command.actor, Permission.SIGN_IN)
        presented = self.tokens.read_refresh(command.token)
        successor = self.tokens.successor(presented)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            session = await work.sessions.get(presented.session_id)
            user = await work.users.get(session.user_id) if session else None
            if session is None or user is None or not user.is_active:
                raise SessionOver
            try:
                spent = session.refresh(presented.hash, successor.hash, now)
            except SessionRevoked:
                session.end("refresh token used again", now)
                await work.sessions.save(session)
                await work.commit()
                raise
            if spent:
                await work.sessions.save(session)
                await work.commit()
        claims = AccessClaims(user_id=user.id, session_id=session.id, role=user.role)
        return TokenPair(
            access_token=self.tokens.access(claims, now),
            refresh_token=successor.text,
            expires_in=int(ACCESS_LIFETIME.total_seconds()),
            user=UserView.of(user),
        )
