"""Rows that serve every context: keys, outbox, audit trail, answers kept for repeated requests."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row
from medconnect.adapters.persistence.types import SEALED, Instant, Json, Position


class KeyRow(Row):
    """A data key, wrapped by the master key, which never enters the database. It is known from when it is written and
    used from `active_from`, so that every process knows a key before anyone uses it."""

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    purpose: Mapped[str] = mapped_column(Text)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    active_from: Mapped[datetime] = mapped_column(Instant)


class OutboxRow(Row):
    """One event, written with the change it tells of. The relay gives it its position afterwards, so that a follower
    reading by position never skips a transaction that committed late."""

    __tablename__ = "outbox"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int | None] = mapped_column(Position, unique=True)
    name: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[UUID]
    facts: Mapped[dict[str, Any]] = mapped_column(Json())
    request_id: Mapped[str] = mapped_column(Text)
    occurred_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        Index(
            "ix_outbox_unplaced",
            "id",
            sqlite_where=text("position IS NULL"),
            postgresql_where=text("position IS NULL"),
        ),
    )


class AuditEntryRow(Row):
    """Who did or saw what. Append-only: `mac` proves the row when it is written; the sealer gives it `sequence` and
    `link`, its proven place in the chain, once and within a second, so that no booking waits for another's entry."""

    __tablename__ = "audit_entries"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    occurred_at: Mapped[datetime] = mapped_column(Instant, index=True)
    action: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    actor_role: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[UUID] = mapped_column(index=True)
    facts: Mapped[str] = mapped_column(Text)
    request_id: Mapped[str] = mapped_column(Text)
    mac: Mapped[bytes] = mapped_column(LargeBinary)
    sequence: Mapped[int | None] = mapped_column(Position, unique=True)
    link: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (
        Index(
            "ix_audit_entries_unlinked",
            "id",
            sqlite_where=text("sequence IS NULL"),
            postgresql_where=text("sequence IS NULL"),
        ),
    )


class AnswerRow(Row):
    """What a repeated request is answered with (rule I1). The answer is sealed: it may hold a person's name."""

    __tablename__ = "answers"

    scope: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    id: Mapped[UUID]
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    answer: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)
    kept_at: Mapped[datetime] = mapped_column(Instant, index=True)
