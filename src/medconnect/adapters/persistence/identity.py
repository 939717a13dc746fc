"""Accounts and sessions in the database."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.failures import ConstraintBroken
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.identity import SessionRow, UserRow
from medconnect.adapters.persistence.saving import save_version
from medconnect.adapters.persistence.unit_of_work import SqlWork, Tools
from medconnect.adapters.security.keyring import Keyring
from medconnect.application.identity.ports import Sessions, Users
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.errors import EmailTaken
from medconnect.domain.identity.session import Session
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.ids import DoctorId, PatientId, SessionId, UserId

_USERS = table_of(UserRow)
_SESSIONS = table_of(SessionRow)


class SqlUsers(Users):
    """Accounts, with name and address sealed."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def with_email(self, email: EmailAddress) -> User | None:
        index = self._work.keyring.blind_index("users.email", str(email))
        found = (await self._work.rows.run(select(_USERS).where(_USERS.c.email_index == index))).first()
        return user_of(found, self._work.keyring) if found else None

    async def get(self, user_id: UserId) -> User | None:
        found = (await self._work.rows.run(select(_USERS).where(_USERS.c.id == user_id))).first()
        return user_of(found, self._work.keyring) if found else None

    async def save(self, user: User) -> None:
        try:
            user.version = await save_version(
                self._work.rows, _USERS, user.id, user.version, row_of_user(user, self._work.keyring)
            )
        except ConstraintBroken as broken:
            if broken.name == "uq_users_email_index":
                raise EmailTaken from broken
            raise
        self._work.saved(user)


class SqlSessions(Sessions):
    """Sign-ins."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def get(self, session_id: SessionId) -> Session | None:
        found = (await self._work.rows.run(select(_SESSIONS).where(_SESSIONS.c.id == session_id))).first()
        return session_of(found) if found else None

    async def save(self, session: Session) -> None:
        session.version = await save_version(
            self._work.rows, _SESSIONS, session.id, session.version, row_of_session(session)
        )
        self._work.saved(session)


class SqlIdentityWork(SqlWork):
    """One transaction over accounts and sessions."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        self.users: Users = SqlUsers(self)
        self.sessions: Sessions = SqlSessions(self)


def row_of_user(user: User, keyring: Keyring) -> dict[str, Any]:
    """An account as the table holds it."""
    return {
        "role": user.role.value,
        "is_active": user.is_active,
        "patient_id": user.patient_id,
        "doctor_id": user.doctor_id,
        "full_name": keyring.seal("users", "full_name", user.id, user.full_name),
        "email": keyring.seal("users", "email", user.id, str(user.email)),
        "email_index": keyring.blind_index("users.email", str(user.email)),
        "password_hash": user.password_hash,
        "registered_at": user.registered_at,
    }


def user_of(row: Row[Any], keyring: Keyring) -> User:
    """The account that a row holds."""
    return User(
        id=UserId(row.id),
        version=row.version,
        role=Role(row.role),
        is_active=row.is_active,
        patient_id=PatientId(row.patient_id) if row.patient_id else None,
        doctor_id=DoctorId(row.doctor_id) if row.doctor_id else None,
        full_name=keyring.open("users", "full_name", row.id, row.full_name),
        email=EmailAddress(keyring.open("users", "email", row.id, row.email)),
        password_hash=row.password_hash,
        registered_at=row.registered_at,
    )


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
    )
