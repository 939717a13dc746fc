"""Sign out on this device."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut:
    """End the session that the actor asks with."""

    begin: Begin[IdentityWork]
    clock: Clock

    async def __call__(self, actor: Actor) -> None:
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        async with self.begin(actor) as work:
            session = await work.sessions.get(actor.session_id) if actor.session_id else None
            if session:
                session.end("signed out", self.clock.now())
                await work.sessions.save(session)
                await work.commit()
