"""What identity needs of whoever issues tokens."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from medconnect.domain.identity.actor import Role
from medconnect.domain.shared.ids import SessionId, UserId


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
