"""Change what one tells of oneself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from medconnect.application.identity.locating import located
from medconnect.application.identity.ports import IdentityWork, MobileNumbers
from medconnect.application.identity.rules import AccountRules
from medconnect.application.identity.views import UserView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import MobileTaken, SessionOver
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.contact import person_name

_COUNTRY_OF_AREAS = "BD"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProfileCommand:
    """Only what is to change. `mobile` is as the person writes it; `changes` are fields of the profile."""

    actor: Actor
    full_name: str | None = None
    mobile: str | None = None
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProfile:
    """Take over the changes, all or none."""

    begin: Begin[IdentityWork]
    numbers: MobileNumbers
    rules: AccountRules
    clock: Clock

    async def __call__(self, command: ChangeProfileCommand) -> UserView:
        actor = command.actor
        authorize(actor, Permission.USE_OWN_ACCOUNT, owner=actor.user_id)
        now = self.clock.now()
        async with self.begin(actor) as work:
            user = await work.users.get(actor.user_id) if actor.user_id else None
            if user is None:
                raise SessionOver
            await work.tries.count(self.rules.changes_of, str(user.id), now)
            profile = await located(work, replace(user.profile, **command.changes))
            if command.mobile is not None:
                country = _COUNTRY_OF_AREAS if profile.division_id else None
                profile = replace(profile, mobile=self.numbers.read(command.mobile, country))
                other = await work.users.with_mobile(profile.mobile) if profile.mobile else None
                if other and other.id != user.id:
                    await work.commit()
                    raise MobileTaken
            profile.check_birth(now.date())
            name = person_name(command.full_name) if command.full_name is not None else user.full_name
            user.describe(full_name=name, profile=profile, now=now)
            await work.users.save(user)
            await work.commit()
        return UserView.of(user)
