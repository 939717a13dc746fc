"""What happens to accounts and sessions."""

from dataclasses import dataclass
from typing import ClassVar

from medconnect.domain.identity.actor import Role
from medconnect.domain.shared.events import Event
from medconnect.domain.shared.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRegistered(Event):
    """An account was made."""

    name: ClassVar[str] = "user.registered"

    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(Event):
    """Somebody signed in."""

    name: ClassVar[str] = "session.started"

    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """A session ended before its time; `reason` says how."""

    name: ClassVar[str] = "session.ended"

    user_id: UserId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRefused(Event):
    """A known account was tried with a wrong password, or is deactivated."""

    name: ClassVar[str] = "sign-in.refused"
