"""The house: keys, outbox, audit trail, kept answers, accounts, sessions and the closed list of specialties."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from medconnect.adapters.persistence.migrations.append_only import guard_audit_trail, unguard_audit_trail
from medconnect.adapters.persistence.migrations.first_specialties import FIRST_SPECIALTIES
from medconnect.adapters.persistence.types import Instant, Position

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "keys",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("active_from", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_keys"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("position", Position, nullable=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("facts", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("occurred_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("position", name="uq_outbox_position"),
    )
    _partial_index("ix_outbox_unplaced", "outbox", "position IS NULL")
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("occurred_at", Instant, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Uuid, nullable=True),
        sa.Column("actor_role", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("mac", sa.LargeBinary, nullable=False),
        sa.Column("sequence", Position, nullable=True),
        sa.Column("link", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
        sa.UniqueConstraint("sequence", name="uq_audit_entries_sequence"),
    )
    _partial_index("ix_audit_entries_unlinked", "audit_entries", "sequence IS NULL")
    for column in ("occurred_at", "actor_id", "subject_id"):
        op.create_index(f"ix_audit_entries_{column}", "audit_entries", [column])
    guard_audit_trail()
    op.create_table(
        "answers",
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("request_hash", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("scope", "key", name="pk_answers"),
    )
    op.create_index("ix_answers_kept_at", "answers", ["kept_at"])
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("patient_id", sa.Uuid, nullable=True),
        sa.Column("doctor_id", sa.Uuid, nullable=True),
        sa.Column("full_name", sa.LargeBinary, nullable=False),
        sa.Column("email", sa.LargeBinary, nullable=False),
        sa.Column("email_index", sa.LargeBinary, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("registered_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("patient_id", name="uq_users_patient_id"),
        sa.UniqueConstraint("doctor_id", name="uq_users_doctor_id"),
        sa.UniqueConstraint("email_index", name="uq_users_email_index"),
    )
    op.create_index("ix_users_role", "users", ["role"])
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("started_at", Instant, nullable=False),
        sa.Column("used_at", Instant, nullable=False),
        sa.Column("idle_seconds", sa.Integer, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.Column("ended_at", Instant, nullable=True),
        sa.Column("refresh_hash", sa.LargeBinary, nullable=False),
        sa.Column("spent_hash", sa.LargeBinary, nullable=True),
        sa.Column("spent_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id"),
        sa.UniqueConstraint("refresh_hash", name="uq_sessions_refresh_hash"),
        sa.UniqueConstraint("spent_hash", name="uq_sessions_spent_hash"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    specialties = op.create_table(
        "specialties",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_specialties"),
        sa.UniqueConstraint("rank", name="uq_specialties_rank"),
    )
    op.bulk_insert(
        specialties,
        [
            {"code": code, "label": label, "description": description, "rank": rank}
            for rank, (code, label, description) in enumerate(FIRST_SPECIALTIES, start=1)
        ],
    )


def downgrade() -> None:
    unguard_audit_trail()
    for table in ("specialties", "sessions", "users", "answers", "audit_entries", "outbox", "keys"):
        op.drop_table(table)


def _partial_index(name: str, table: str, where: str) -> None:
    op.create_index(name, table, ["id"], sqlite_where=sa.text(where), postgresql_where=sa.text(where))
