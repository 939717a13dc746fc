"""One's own sign-ins: see them, end one."""

from collections.abc import Sequence
from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork
from medconnect.application.identity.views import SessionView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSessions:
    """The sessions that still count."""

    read: Read[IdentityWork]
    clock: Clock

    async def __call__(self, actor: Actor) -> Sequence[SessionView]:
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        async with self.read(actor) as work:
            sessions = await work.sessions.live_of(actor.user_id, self.clock.now()) if actor.user_id else ()
        return [SessionView.of(session, actor.session_id) for session in sessions]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSessionCommand:
    """Which one."""

    actor: Actor
    session_id: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession:
    """End one of one's own sessions; somebody else's is as unknown as none."""

    begin: Begin[IdentityWork]
    clock: Clock

    async def __call__(self, command: EndSessionCommand) -> None:
        actor = command.actor
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        async with self.begin(actor) as work:
            session = await work.sessions.get(command.session_id)
            now = self.clock.now()
            if session is None or not session.is_live(now):
                raise NotFound
            authorize(actor, Permission.USE_OWN_ACCOUNT, owner=session.user_id)
            session.end("ended by its owner", now)
            await work.sessions.save(session)
            await work.commit()
