"""One's own picture: see it, put another, take it away."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork, PictureMaker
from medconnect.application.identity.rules import AccountRules
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPicture:
    """The picture, if there is one."""

    read: Read[IdentityWork]

    async def __call__(self, actor: Actor) -> bytes:
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        async with self.read(actor) as work:
            picture = await work.pictures.of(actor.user_id) if actor.user_id else None
        if picture is None:
            raise NotFound
        return picture


@dataclass(frozen=True, slots=True, kw_only=True)
class PutPictureCommand:
    """What was uploaded, or nothing to take the picture away."""

    actor: Actor
    upload: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutPicture:
    """Keep a safe copy of what was uploaded."""

    begin: Begin[IdentityWork]
    pictures: PictureMaker
    rules: AccountRules
    clock: Clock

    async def __call__(self, command: PutPictureCommand) -> None:
        actor = command.actor
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        picture = await self.pictures.make(command.upload) if command.upload is not None else None
        now = self.clock.now()
        async with self.begin(actor) as work:
            user = await work.users.get(actor.user_id) if actor.user_id else None
            if user is None:
                raise SessionOver
            await work.tries.count(self.rules.changes_of, str(user.id), now)
            if picture:
                await work.pictures.put(user.id, picture)
            else:
                await work.pictures.remove(user.id)
            user.picture(present=picture is not None, now=now)
            await work.users.save(user)
            await work.commit()
