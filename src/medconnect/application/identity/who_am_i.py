"""What the product knows about the person who asks."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork
from medconnect.application.identity.views import UserView
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """The actor's own account."""

    read: Read[IdentityWork]

    async def __call__(self, actor: Actor) -> UserView:
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        async with self.read(actor) as work:
            user = await work.users.get(actor.user_id) if actor.user_id else None
        if user is None:
            raise SessionOver
        return UserView.of(user)
