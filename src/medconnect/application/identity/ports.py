"""What identity needs from outside: its collections, one transaction over them, and those who hash, sign and read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Work
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.application import DoctorApplication
from medconnect.domain.identity.letters import Letter
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKey
from medconnect.domain.identity.profile import Profile
from medconnect.domain.identity.second_factor import SecondFactor
from medconnect.domain.identity.session import Session
from medconnect.domain.identity.throttle import Allowance
from medconnect.domain.identity.user import Approval, User
from medconnect.domain.shared.contact import EmailAddress, MobileNumber
from medconnect.domain.shared.ids import DoctorId, SessionId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class UserFilter:
    """Which accounts are looked for. Address and number are exact; each word begins a word of the name."""

    email: EmailAddress | None = None
    mobile: MobileNumber | None = None
    words: tuple[str, ...] = ()
    role: Role | None = None
    is_active: bool | None = None
    approval: Approval | None = None


class Users(Protocol):
    """All accounts."""

    async def with_email(self, email: EmailAddress) -> User | None: ...

    async def with_mobile(self, mobile: MobileNumber) -> User | None: ...

    async def get(self, user_id: UserId) -> User | None: ...

    async def page(self, sought: UserFilter, window: Window) -> Page[User]:
        """The newest first."""
        ...

    async def save(self, user: User) -> None:
        """Keep a new or changed account; `EmailTaken` or `MobileTaken` when it is somebody's."""
        ...


class Sessions(Protocol):
    """All sessions."""

    async def get(self, session_id: SessionId) -> Session | None: ...

    async def live_of(self, user_id: UserId, now: datetime) -> Sequence[Session]:
        """Those that still count, the latest used first."""
        ...

    async def save(self, session: Session) -> None:
        """Keep a new or changed session; `Contention` when it was changed in between."""
        ...


class MailedKeys(Protocol):
    """All keys that were mailed."""

    async def with_hash(self, hash: bytes) -> MailedKey | None: ...  # noqa: A002 - the field's name

    async def save(self, key: MailedKey) -> None: ...

    async def withdraw(self, user_id: UserId, *purposes: KeyPurpose) -> None:
        """Forget all keys of an account for these purposes: only the newest ever opens."""
        ...


class SecondFactors(Protocol):
    """All second factors."""

    async def of(self, user_id: UserId) -> SecondFactor | None: ...

    async def save(self, factor: SecondFactor) -> None: ...

    async def remove(self, user_id: UserId) -> None: ...


class Applications(Protocol):
    """All applications of doctors."""

    async def of(self, user_id: UserId) -> DoctorApplication | None: ...

    async def with_doctor(self, doctor_id: DoctorId) -> DoctorApplication | None: ...

    async def save(self, application: DoctorApplication) -> None: ...


class Pictures(Protocol):
    """People's pictures, as they were made safe."""

    async def of(self, user_id: UserId) -> bytes | None: ...

    async def put(self, user_id: UserId, image: bytes) -> None: ...

    async def remove(self, user_id: UserId) -> None: ...


class Tries(Protocol):
    """Counts of what may be tried only so often, shared by all processes."""

    async def require_left(self, allowance: Allowance, subject: str, now: datetime) -> None:
        """`TooManyTries` when all are used up. It only looks, so several that ask at once may all pass."""
        ...

    async def count(self, allowance: Allowance, subject: str, now: datetime) -> None:
        """Use one up, or `TooManyTries`. Of several at once each sees the one before it."""
        ...

    async def forget(self, allowance: Allowance, subject: str) -> None:
        """Start anew."""
        ...


class Letterbox(Protocol):
    """Takes letters in the transaction of the change they tell of; somebody else carries them after the commit."""

    async def drop(self, letter: Letter, now: datetime) -> None: ...


class ClosedLists(Protocol):
    """The directory's lists, as far as an account points at them."""

    async def check_areas(self, profile: Profile) -> None:
        """`UnknownArea` when one is not in the list or does not lie in the other."""
        ...

    async def state_code(self, text: str) -> str | None:
        """The code of a state given by code or name."""
        ...

    async def specialty_code(self, text: str) -> str | None:
        """The code of a specialty given by code or label."""
        ...


class IdentityWork(Work, Protocol):
    """One transaction over accounts and all that belongs to them."""

    users: Users
    sessions: Sessions
    mailed_keys: MailedKeys
    second_factors: SecondFactors
    applications: Applications
    pictures: Pictures
    tries: Tries
    letterbox: Letterbox
    lists: ClosedLists


class PasswordHasher(Protocol):
    """Turns passwords into what may be kept. Slow on purpose, so never on the event loop."""

    async def hash(self, password: str) -> str: ...

    async def matches(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the one. Without a hash to compare it takes the same time and says no."""
        ...

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made with less effort than today's."""
        ...


class CommonPasswords(Protocol):
    """The passwords that whoever tries passwords tries first."""

    def __contains__(self, password: object, /) -> bool: ...


class MobileNumbers(Protocol):
    """Knows the numbering plans of the world."""

    def read(self, text: str, country: str | None = None) -> MobileNumber:
        """A number as people write it, in `country` when it has no country code; else `InvalidMobile`."""
        ...


class PictureMaker(Protocol):
    """Makes an uploaded picture safe: read, turned upright, made small, written anew without what it carried along."""

    async def make(self, upload: bytes) -> bytes:
        """The picture, or `InvalidPicture`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Something only its holder knows, and the hash that we keep."""

    text: str
    hash: bytes


class Secrets(Protocol):
    """Makes what nobody can guess."""

    def key(self) -> Secret:
        """For a mailed link."""
        ...

    def recovery_code(self) -> Secret:
        """For a sheet of paper."""
        ...

    def hash(self, text: str) -> bytes:
        """What is kept of a text that somebody brings back."""
        ...

    def totp_secret(self) -> bytes: ...
