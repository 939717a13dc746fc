"""Sign-ins in the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.identity import SessionRow
from medconnect.adapters.persistence.saving import save_version
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.identity.ports import Sessions
from medconnect.domain.identity.session import Session
from medconnect.domain.shared.ids import SessionId, UserId

_SESSIONS = table_of(SessionRow)


class SqlSessions(Sessions):
    """All sign-ins."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def get(self, session_id: SessionId) -> Session | None:
        found = (await self._work.rows.run(select(_SESSIONS).where(_SESSIONS.c.id == session_id))).first()
        return session_of(found) if found else None

    async def live_of(self, user_id: UserId, now: datetime) -> Sequence[Session]:
        open_ones = (
            select(_SESSIONS)
            .where(_SESSIONS.c.user_id == user_id, _SESSIONS.c.ended_at.is_(None), _SESSIONS.c.ends_at > now)
            .order_by(_SESSIONS.c.used_at.desc(), _SESSIONS.c.id.desc())
        )
        sessions = [session_of(row) for row in await self._work.rows.run(open_ones)]
        return [session for session in sessions if session.is_live(now)]

    async def save(self, session: Session) -> None:
        session.version = await save_version(
            self._work.rows, _SESSIONS, session.id, session.version, row_of_session(session)
        )
        self._work.saved(session)


def row_of_session(session: Session) -> dict[str, Any]:
    """A session as the table holds it."""
    return {
        "user_id": session.user_id,
        "started_at": session.started_at,
        "used_at": session.used_at,
        "idle_seconds": int(session.idle.total_seconds()),
        "ends_at": session.ends_at,
        "ended_at": session.ended_at,
        "refresh_hash": session.refresh_hash,
        "spent_hash": session.spent_hash,
        "spent_at": session.spent_at,
        "device": session.device,
    }


def session_of(row: Row[Any]) -> Session:
    """The session that a row holds."""
    return Session(
        id=SessionId(row.id),
        version=row.version,
        user_id=UserId(row.user_id),
        started_at=row.started_at,
        used_at=row.used_at,
        idle=timedelta(seconds=row.idle_seconds),
        ends_at=row.ends_at,
        ended_at=row.ended_at,
        refresh_hash=row.refresh_hash,
        spent_hash=row.spent_hash,
        spent_at=row.spent_at,
        device=row.device,
    )
