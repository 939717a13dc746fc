"""Accounts in memory."""

from dataclasses import replace

from medconnect.adapters.memory.saving import save_version
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.adapters.name_words import LONGEST_WORD, search_words, words_of
from medconnect.application.identity.ports import UserFilter, Users
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.identity.errors import EmailTaken, MobileTaken
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress, MobileNumber
from medconnect.domain.shared.ids import UserId


class MemoryUsers(Users):
    """All accounts."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def with_email(self, email: EmailAddress) -> User | None:
        return self._one(UserFilter(email=email))

    async def with_mobile(self, mobile: MobileNumber) -> User | None:
        return self._one(UserFilter(mobile=mobile))

    async def get(self, user_id: UserId) -> User | None:
        found: User | None = self._work.row("users", user_id)
        return replace(found) if found else None

    async def page(self, sought: UserFilter, window: Window) -> Page[User]:
        found = sorted(
            (user for user in self._work.rows("users") if _matches(user, sought)),
            key=lambda user: (user.registered_at, user.id),
            reverse=True,
        )
        items = [replace(user) for user in found[window.skip : window.skip + window.limit]]
        return Page(items=items, total=len(found), window=window)

    async def save(self, user: User) -> None:
        def ensure_single() -> None:
            _ensure_single(user, list(self._work.store.tables["users"].values()))

        _ensure_single(user, self._work.rows("users"))
        version = save_version(self._work, "users", user.id, user.version)
        self._work.check(ensure_single)
        user.version = version
        self._work.saved(user)
        self._work.put("users", user.id, replace(user))

    def _one(self, sought: UserFilter) -> User | None:
        return next((replace(user) for user in self._work.rows("users") if _matches(user, sought)), None)


def _ensure_single(user: User, others: list[User]) -> None:
    """Address first: whoever shares both is told of the address."""
    others = [other for other in others if other.id != user.id]
    if any(other.email == user.email for other in others):
        raise EmailTaken
    mobile = user.profile.mobile
    if mobile and any(other.profile.mobile == mobile for other in others):
        raise MobileTaken


def _matches(user: User, sought: UserFilter) -> bool:
    return (
        sought.email in (None, user.email)
        and sought.mobile in (None, user.profile.mobile)
        and sought.role in (None, user.role)
        and sought.is_active in (None, user.is_active)
        and sought.approval in (None, user.approval)
        and (not sought.words or _has_words(user, sought.words))
    )


def _has_words(user: User, texts: tuple[str, ...]) -> bool:
    words = [word[:LONGEST_WORD] for text in texts for word in words_of(text)]
    return bool(words) and search_words(user).issuperset(words)  # signs alone begin no word
