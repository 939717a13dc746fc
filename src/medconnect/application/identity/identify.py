"""Who asks, by the token they bring."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork
from medconnect.application.identity.rules import AccountRules
from medconnect.application.identity.tokens import TokenIssuer
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.errors import SessionOver


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifyQuery:
    """An access token, and the request that it came with."""

    token: str
    request_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify:
    """Turn a token into an actor. The session and the account are looked at each time, so that signing out,
    deactivation and a change of role act at once and everywhere."""

    read: Read[IdentityWork]
    tokens: TokenIssuer
    rules: AccountRules
    clock: Clock

    async def __call__(self, query: IdentifyQuery) -> Actor:
        now = self.clock.now()
        claims = self.tokens.read_access(query.token, now)
        async with self.read(Actor(role=Role.VISITOR, request_id=query.request_id)) as work:
            session = await work.sessions.get(claims.session_id)
            user = await work.users.get(claims.user_id)
        if (
            session is None
            or user is None
            or session.user_id != user.id
            or not user.is_active
            or not session.is_live(now)
        ):
            raise SessionOver
        return Actor(
            role=user.role,
            user_id=user.id,
            patient_id=user.patient_id if user.role is Role.PATIENT else None,
            doctor_id=user.doctor_id if user.role is Role.DOCTOR else None,
            session_id=session.id,
            request_id=query.request_id,
            confined=self.rules.confines(user),
        )
