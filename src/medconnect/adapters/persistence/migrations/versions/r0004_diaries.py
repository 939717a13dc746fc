"""Diaries, holds and visits, and the arbiter of claims."""

import sqlalchemy as sa
from alembic import op

from medconnect.adapters.persistence.migrations.no_overlap import guard_claims, unguard_claims
from medconnect.adapters.persistence.types import Instant, Json

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("resource_id", sa.Uuid, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        sa.Column("resource", sa.Text, nullable=False),
        sa.Column("starts", sa.BigInteger, nullable=False),
        sa.Column("ends", sa.BigInteger, nullable=False),
        sa.Column("visit_starts", sa.BigInteger, nullable=False),
        sa.Column("visit_ends", sa.BigInteger, nullable=False),
        sa.Column("service_id", sa.Uuid, nullable=False),
        sa.Column("on_day", sa.Integer, nullable=False),
        sa.Column("blocking", sa.Boolean, nullable=False),
        sa.Column("holder_id", sa.Uuid, nullable=True),
        sa.Column("anonymous", sa.Boolean, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("resource_id", "subject_id", name="pk_claims"),
        sa.CheckConstraint("ends > starts", name="ck_claims_not_empty"),
    )
    op.create_index("ix_claims_subject_id", "claims", ["subject_id"])
    op.create_index("ix_claims_window", "claims", ["resource_id", "starts"])
    op.create_table(
        "patients",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("full_name", sa.LargeBinary, nullable=False),
        sa.Column("born_on", sa.LargeBinary, nullable=True),
        sa.Column("state", sa.Text, nullable=True),
        sa.Column("consents", Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patients"),
    )
    op.create_table(
        "diaries",
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("rules_version", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("doctor_id", name="pk_diaries"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_diaries_doctor_id"),
    )
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("patient_id", sa.Uuid, nullable=False),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.Column("service_id", sa.Uuid, nullable=False),
        sa.Column("room_id", sa.Uuid, nullable=True),
        sa.Column("starts_at", Instant, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("local_time", sa.Text, nullable=False),
        sa.Column("sharing", Json(), nullable=False),
        sa.Column("terms", Json(), nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("status_at", Instant, nullable=False),
        sa.Column("booked_at", Instant, nullable=False),
        sa.Column("pending_until", Instant, nullable=True),
        sa.Column("patient_state", sa.Text, nullable=True),
        sa.Column("cover", sa.Text, nullable=True),
        sa.Column("override_codes", Json(none_as_null=True), nullable=True),
        sa.Column("override_reason", sa.LargeBinary, nullable=True),
        sa.Column("cancellation", Json(none_as_null=True), nullable=True),
        sa.Column("cancel_note", sa.LargeBinary, nullable=True),
        sa.Column("notes", sa.LargeBinary, nullable=True),
        sa.Column("symptoms", sa.LargeBinary, nullable=True),
        sa.Column("report_id", sa.Uuid, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_appointments_clinic_id"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_appointments_doctor_id"),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"], name="fk_appointments_patient_id"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_appointments_room_id"),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_appointments_service_id"),
        sa.UniqueConstraint("reference", name="uq_appointments_reference"),
    )
    op.create_index("ix_appointments_clinic_id", "appointments", ["clinic_id", "starts_at"])
    op.create_index("ix_appointments_doctor_id", "appointments", ["doctor_id", "starts_at"])
    op.create_index("ix_appointments_patient_id", "appointments", ["patient_id", "starts_at"])
    _partial_index("ix_appointments_pending", "appointments", "pending_until", "status = 'pending'")
    op.create_index("ix_appointments_starts_at", "appointments", ["starts_at", "id"])
    op.create_table(
        "holds",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("patient_id", sa.Uuid, nullable=True),
        sa.Column("visitor_id", sa.Uuid, nullable=True),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.Column("service_id", sa.Uuid, nullable=False),
        sa.Column("room_id", sa.Uuid, nullable=True),
        sa.Column("starts_at", Instant, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("terms", Json(), nullable=False),
        sa.Column("patient_state", sa.Text, nullable=True),
        sa.Column("cover", sa.Text, nullable=True),
        sa.Column("expires_at", Instant, nullable=False),
        sa.Column("renewals", sa.SmallInteger, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("appointment_id", sa.Uuid, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_holds"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_holds_clinic_id"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_holds_doctor_id"),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"], name="fk_holds_patient_id"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_holds_room_id"),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_holds_service_id"),
    )
    _partial_index("ix_holds_held_expires_at", "holds", "expires_at", "status = 'held'")
    _partial_index("ix_holds_held_patient_id", "holds", "patient_id", "status = 'held'")
    _partial_index("ix_holds_held_visitor_id", "holds", "visitor_id", "status = 'held'")
    op.create_table(
        "appointment_history",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("appointment_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("by_user_id", sa.Uuid, nullable=True),
        sa.Column("by_role", sa.Text, nullable=False),
        sa.Column("by_side", sa.Text, nullable=False),
        sa.Column("old_status", sa.Text, nullable=True),
        sa.Column("new_status", sa.Text, nullable=False),
        sa.Column("old_starts_at", Instant, nullable=True),
        sa.Column("old_ends_at", Instant, nullable=True),
        sa.Column("new_starts_at", Instant, nullable=False),
        sa.Column("new_ends_at", Instant, nullable=False),
        sa.Column("old_doctor_id", sa.Uuid, nullable=True),
        sa.Column("new_doctor_id", sa.Uuid, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_appointment_history"),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointments.id"], name="fk_appointment_history_appointment_id"),
    )
    op.create_index("ix_appointment_history_appointment_id", "appointment_history", ["appointment_id", "version"])
    guard_claims()


def downgrade() -> None:
    unguard_claims()
    for table in _TABLES:
        op.drop_table(table)


def _partial_index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


_TABLES = (
    "appointment_history",
    "holds",
    "appointments",
    "diaries",
    "patients",
    "claims",
)
