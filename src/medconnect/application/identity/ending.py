"""Ending sessions: one decision that several use cases share."""

from datetime import datetime

from medconnect.application.identity.ports import IdentityWork
from medconnect.domain.shared.ids import SessionId, UserId


async def end_sessions(
    work: IdentityWork, user_id: UserId, reason: str, now: datetime, *, but: SessionId | None = None
) -> None:
    """End every sign-in of a person, except perhaps the one they ask with."""
    for session in await work.sessions.live_of(user_id, now):
        if session.id != but:
            session.end(reason, now)
            await work.sessions.save(session)
