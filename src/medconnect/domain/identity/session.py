"""One sign-in on one device, from its first token to its end.

A refresh token is used once. Two tabs may come with the same one at nearly the same time, so for a short grace the
spent token still leads to its one successor; after that, its return means that somebody copied it: the session ends.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.errors import SessionOver, SessionRevoked
from medconnect.domain.identity.events import SessionEnded, SessionStarted
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import SessionId, UserId

GRACE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLimits:
    """How long a session may lie idle and how long it may last in all."""

    idle: timedelta
    whole: timedelta


PATIENT_LIMITS = SessionLimits(idle=timedelta(minutes=30), whole=timedelta(days=7))
STAFF_LIMITS = SessionLimits(idle=timedelta(minutes=15), whole=timedelta(hours=12))


def limits_of(role: Role) -> SessionLimits:
    """Whoever can see other people's appointments has the shorter limits."""
    return PATIENT_LIMITS if role is Role.PATIENT else STAFF_LIMITS


@dataclass(eq=False, kw_only=True, slots=True)
class Session(Newsworthy):
    """`refresh_hash` is of the token that may be used next; `spent_hash` of the one before it. `device` is what the
    person recognises it by in their list."""

    id: SessionId
    user_id: UserId
    started_at: datetime
    used_at: datetime
    idle: timedelta
    ends_at: datetime
    refresh_hash: bytes
    spent_hash: bytes | None = None
    spent_at: datetime | None = None
    ended_at: datetime | None = None
    device: str = ""
    version: int = 0

    @classmethod
    def start(
        cls,
        *,
        id: SessionId,  # noqa: A002 - the field's name
        user_id: UserId,
        role: Role,
        refresh_hash: bytes,
        device: str = "",
        now: datetime,
    ) -> "Session":
        """A new session with the limits of the person's role."""
        limits = limits_of(role)
        session = cls(
            id=id,
            user_id=user_id,
            started_at=now,
            used_at=now,
            idle=limits.idle,
            ends_at=now + limits.whole,
            refresh_hash=refresh_hash,
            device=device,
        )
        session._tell(SessionStarted(subject_id=id, occurred_at=now, user_id=user_id))
        return session

    def is_live(self, now: datetime) -> bool:
        """Whether access by this session counts."""
        return self.ended_at is None and now < self.ends_at and now < self.used_at + self.idle

    def refresh(self, presented: bytes, successor: bytes, now: datetime) -> bool:
        """Spend the presented token; `successor` is the hash of the one that follows it. False when it was spent a
        moment ago, and its successor stands already."""
        if not self.is_live(now):
            raise SessionOver
        if presented == self.refresh_hash:
            self.spent_hash, self.spent_at, self.refresh_hash = presented, now, successor
            self.used_at = now
            return True
        if presented != self.spent_hash or self.spent_at is None or now >= self.spent_at + GRACE:
            raise SessionRevoked
        return False

    def end(self, reason: str, now: datetime) -> None:
        """End it; ending twice changes nothing."""
        if self.ended_at is None:
            self.ended_at = now
            self._tell(SessionEnded(subject_id=self.id, occurred_at=now, user_id=self.user_id, reason=reason))
