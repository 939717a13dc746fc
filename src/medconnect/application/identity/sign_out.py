"""Sign out: on this device, or everywhere."""

from dataclasses import dataclass

from medconnect.application.identity.ending import end_sessions
from medconnect.application.identity.ports import IdentityWork
from medconnect.application.identity.tokens import TokenIssuer
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import Unauthenticated


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOutCommand:
    """The session is the actor's, or, when their access has run out, the one that the refresh token belongs to."""

    actor: Actor
    refresh_token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut:
    """End the session that the actor asks with."""

    begin: Begin[IdentityWork]
    tokens: TokenIssuer
    clock: Clock

    async def __call__(self, command: SignOutCommand) -> None:
        actor = command.actor
        if actor.session_id is None and command.refresh_token:
            authorize(actor, Permission.SIGN_IN)
            session_id = self.tokens.read_refresh(command.refresh_token).session_id
        else:
            authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
            if actor.session_id is None:
                raise Unauthenticated
            session_id = actor.session_id
        async with self.begin(actor) as work:
            if session := await work.sessions.get(session_id):
                session.end("signed out", self.clock.now())
                await work.sessions.save(session)
                await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOutEverywhere:
    """End every session of the actor, this one too."""

    begin: Begin[IdentityWork]
    clock: Clock

    async def __call__(self, actor: Actor) -> None:
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        async with self.begin(actor) as work:
            if actor.user_id:
                await end_sessions(work, actor.user_id, "signed out everywhere", self.clock.now())
                await work.commit()
