"""Rows of identity. Names and addresses are sealed; `email_index` is the keyed blind index for exact look-up."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row
from medconnect.adapters.persistence.types import SEALED, Instant


class UserRow(Row):
    """Someone who can sign in."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    role: Mapped[str] = mapped_column(Text, index=True)
    is_active: Mapped[bool] = mapped_column(Boolean)
    patient_id: Mapped[UUID | None] = mapped_column(unique=True)
    doctor_id: Mapped[UUID | None] = mapped_column(unique=True)
    full_name: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)
    email: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)
    email_index: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    password_hash: Mapped[str] = mapped_column(Text)
    registered_at: Mapped[datetime] = mapped_column(Instant)


class SessionRow(Row):
    """One sign-in on one device. Of its refresh tokens only hashes are kept: of the next one and of the one before."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime] = mapped_column(Instant)
    idle_seconds: Mapped[int] = mapped_column(Integer)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    refresh_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    spent_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    spent_at: Mapped[datetime | None] = mapped_column(Instant)
