"""Accounts: profiles, second factors, mailed keys, applications, pictures, counted tries, messages, areas."""

import sqlalchemy as sa
from alembic import op

from medconnect.adapters.persistence.migrations.sample_areas import sample_areas
from medconnect.adapters.persistence.types import Instant, Position

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_AREAS = ("division_id", "district_id", "thana_id")


def upgrade() -> None:
    areas = op.create_table(
        "areas",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("parent_id", sa.Integer, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=True),
        sa.Column("country", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_areas"),
        sa.ForeignKeyConstraint(["parent_id"], ["areas.id"], name="fk_areas_parent_id"),
        sa.UniqueConstraint("code", name="uq_areas_code"),
    )
    op.create_index("ix_areas_parent_id", "areas", ["parent_id"])
    op.bulk_insert(areas, sample_areas())
    _widen_users()
    op.add_column("sessions", sa.Column("device", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "user_words",
        sa.Column("word", sa.LargeBinary, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("word", "user_id", name="pk_user_words"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_user_words_user_id"),
    )
    op.create_index("ix_user_words_user_id", "user_words", ["user_id"])
    op.create_table(
        "mailed_keys",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("used_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mailed_keys"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mailed_keys_user_id"),
        sa.UniqueConstraint("hash", name="uq_mailed_keys_hash"),
    )
    op.create_index("ix_mailed_keys_user_id", "mailed_keys", ["user_id"])
    op.create_table(
        "second_factors",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("begun_at", Instant, nullable=False),
        sa.Column("enabled_at", Instant, nullable=True),
        sa.Column("last_step", Position, nullable=False),
        sa.Column("recovery_hashes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_second_factors"),
        sa.ForeignKeyConstraint(["id"], ["users.id"], name="fk_second_factors_id"),
    )
    op.create_table(
        "doctor_applications",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("license_number", sa.LargeBinary, nullable=True),
        sa.Column("license_state", sa.Text, nullable=True),
        sa.Column("experience_years", sa.Integer, nullable=True),
        sa.Column("fee_amount", sa.Text, nullable=True),
        sa.Column("fee_currency", sa.Text, nullable=True),
        sa.Column("specialization", sa.Text, nullable=True),
        sa.Column("timeslots", sa.Text, nullable=True),
        sa.Column("submitted_at", Instant, nullable=False),
        sa.Column("decided_at", Instant, nullable=True),
        sa.Column("decided_by", sa.Uuid, nullable=True),
        sa.Column("reason", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_doctor_applications"),
        sa.ForeignKeyConstraint(["id"], ["users.id"], name="fk_doctor_applications_id"),
        sa.ForeignKeyConstraint(["specialization"], ["specialties.code"], name="fk_doctor_applications_specialization"),
        sa.UniqueConstraint("doctor_id", name="uq_doctor_applications_doctor_id"),
    )
    op.create_table(
        "pictures",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("image", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pictures"),
        sa.ForeignKeyConstraint(["id"], ["users.id"], name="fk_pictures_id"),
    )
    op.create_table(
        "tries",
        sa.Column("subject", sa.LargeBinary, nullable=False),
        sa.Column("made", sa.Integer, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_tries"),
    )
    op.create_index("ix_tries_ends_at", "tries", ["ends_at"])
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("recipient", sa.LargeBinary, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("written_at", Instant, nullable=False),
        sa.Column("sent_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("ix_messages_written_at", "messages", ["written_at"])


def _widen_users() -> None:
    for column in (
        sa.Column("mobile", sa.LargeBinary, nullable=True),
        sa.Column("mobile_index", sa.LargeBinary, nullable=True),
        sa.Column("date_of_birth", sa.LargeBinary, nullable=True),
        sa.Column("sex", sa.LargeBinary, nullable=True),
        sa.Column("time_zone", sa.Text, nullable=False, server_default="UTC"),
        sa.Column("language", sa.Text, nullable=False, server_default="en"),
        sa.Column("state", sa.Text, nullable=True),
        sa.Column("insurance_plan_id", sa.Uuid, nullable=True),
        sa.Column("verified_at", Instant, nullable=True),
        sa.Column("disabled_at", Instant, nullable=True),
        sa.Column("approval", sa.Text, nullable=True),
        sa.Column("has_second_factor", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("has_picture", sa.Boolean, nullable=False, server_default=sa.false()),
    ):
        op.add_column("users", column)
    for name in _AREAS:
        # In words, because SQLite takes a foreign key with a new column and in no other way.
        op.execute(f"ALTER TABLE users ADD COLUMN {name} INTEGER CONSTRAINT fk_users_{name} REFERENCES areas (id)")
    op.create_index("uq_users_mobile_index", "users", ["mobile_index"], unique=True)
    op.execute("UPDATE users SET verified_at = registered_at")
    op.execute("UPDATE users SET disabled_at = registered_at WHERE NOT is_active")


def downgrade() -> None:
    for table in (
        "messages",
        "tries",
        "pictures",
        "doctor_applications",
        "second_factors",
        "mailed_keys",
        "user_words",
    ):
        op.drop_table(table)
    op.drop_column("sessions", "device")
    op.drop_index("uq_users_mobile_index", "users")
    for name in (
        *_AREAS,
        "has_picture",
        "has_second_factor",
        "approval",
        "disabled_at",
        "verified_at",
        "insurance_plan_id",
        "state",
        "language",
        "time_zone",
        "sex",
        "date_of_birth",
        "mobile_index",
        "mobile",
    ):
        op.drop_column("users", name)
    op.drop_table("areas")
