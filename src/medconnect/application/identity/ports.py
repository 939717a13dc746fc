"""What identity needs from outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from medconnect.application.shared.unit_of_work import Work
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.session import Session
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.ids import SessionId, UserId


class Users(Protocol):
    """All accounts."""

    async def with_email(self, email: EmailAddress) -> User | None: ...

    async def get(self, user_id: UserId) -> User | None: ...

    async def save(self, user: User) -> None:
        """Keep a new or changed account; `EmailTaken` when the address is somebody's."""
        ...


class Sessions(Protocol):
    """All sessions."""

    async def get(self, session_id: SessionId) -> Session | None: ...

    async def save(self, session: Session) -> None:
        """Keep a new or changed session; `Contention` when it was changed in between."""
        ...


class IdentityWork(Work, Protocol):
    """One transaction over accounts and sessions."""

    users: Users
    sessions: Sessions


class PasswordHasher(Protocol):
    """Turns passwords into what may be kept. Slow on purpose, so never on the event loop."""

    async def hash(self, password: str) -> str: ...

    async def matches(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the one. Without a hash to compare it takes the same time and says no."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessClaims:
    """What a genuine access token says."""

    user_id: UserId
    session_id: SessionId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """A refresh token: what the client holds, and the hash that we keep."""

    text: str
    hash: bytes
    session_id: SessionId


class TokenIssuer(Protocol):
    """Makes tokens and tells genuine ones from others."""

    def access(self, claims: AccessClaims, now: datetime) -> str: ...

    def read_access(self, token: str, now: datetime) -> AccessClaims:
        """The claims of a genuine token, or `Unauthenticated`."""
        ...

    def first_refresh(self, session_id: SessionId) -> RefreshToken: ...

    def read_refresh(self, text: str) -> RefreshToken:
        """A token that we made once, whether or not it is spent; else `Unauthenticated`."""
        ...

    def successor(self, token: RefreshToken) -> RefreshToken:
        """The one token that follows, always the same."""
        ...
