"""Look through the accounts, as administrators do."""

from dataclasses import dataclass

from medconnect.application.identity.ports import IdentityWork, MobileNumbers, UserFilter
from medconnect.application.identity.views import AccountView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.events import UsersListed
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.identity.user import Approval
from medconnect.domain.shared.contact import EmailAddress, InvalidEmail, InvalidMobile

_FEWEST_DIGITS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUsersQuery:
    """`q` is an e-mail address, a mobile number, or beginnings of words of the name."""

    actor: Actor
    window: Window
    q: str | None = None
    role: Role | None = None
    is_active: bool | None = None
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUsers:
    """One page, the newest first. Looking is audited: contact details of many people are shown."""

    begin: Begin[IdentityWork]
    numbers: MobileNumbers
    clock: Clock

    async def __call__(self, query: ListUsersQuery) -> Page[AccountView]:
        authorize(query.actor, Permission.MANAGE_USERS)
        async with self.begin(query.actor) as work:
            page = await work.users.page(self._sought(query), query.window)
            views = [AccountView.of(user, await work.applications.of(user.id)) for user in page.items]
            if query.actor.user_id:
                now = self.clock.now()
                work.tell(UsersListed(subject_id=query.actor.user_id, occurred_at=now, seen=len(views)))
            await work.commit()
        return Page(items=views, total=page.total, window=page.window)

    def _sought(self, query: ListUsersQuery) -> UserFilter:
        email, mobile, words = None, None, tuple((query.q or "").split())
        try:
            if "@" in (query.q or ""):
                email, words = EmailAddress(query.q or ""), ()
            elif sum(each.isdigit() for each in query.q or "") >= _FEWEST_DIGITS:
                mobile, words = self.numbers.read(query.q or ""), ()
        except (InvalidEmail, InvalidMobile):
            pass
        return UserFilter(
            email=email,
            mobile=mobile,
            words=words,
            role=query.role,
            is_active=query.is_active,
            approval=query.approval,
        )
