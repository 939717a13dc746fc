"""Clinics, doctors, and when what can be booked."""

import sqlalchemy as sa
from alembic import op

from medconnect.adapters.persistence.types import Instant, Json

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clinics",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("latitude", sa.Float, nullable=True),
        sa.Column("longitude", sa.Float, nullable=True),
        sa.Column("phone", sa.Text, nullable=True),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("policy", Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clinics"),
    )
    op.create_table(
        "doctors",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("default_service_id", sa.Uuid, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_doctors"),
    )
    op.create_table(
        "insurance_plans",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("carrier", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_insurance_plans"),
        sa.UniqueConstraint("name", name="uq_insurance_plans_name"),
    )
    op.create_table(
        "closures",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.Column("starts_at", Instant, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_closures"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_closures_clinic_id"),
    )
    op.create_index("ix_closures_clinic_id", "closures", ["clinic_id"])
    op.create_table(
        "doctor_clinics",
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("doctor_id", "clinic_id", name="pk_doctor_clinics"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_doctor_clinics_clinic_id"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_doctor_clinics_doctor_id"),
    )
    op.create_index("ix_doctor_clinics_clinic_id", "doctor_clinics", ["clinic_id"])
    op.create_table(
        "doctor_specialties",
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("specialty", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("doctor_id", "specialty", name="pk_doctor_specialties"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_doctor_specialties_doctor_id"),
        sa.ForeignKeyConstraint(["specialty"], ["specialties.code"], name="fk_doctor_specialties_specialty"),
    )
    op.create_table(
        "hours_exceptions",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("hours", Json(), nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_hours_exceptions"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_hours_exceptions_clinic_id"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_hours_exceptions_doctor_id"),
        sa.UniqueConstraint(
            "doctor_id", "clinic_id", "on_date", name="uq_hours_exceptions_doctor_id_clinic_id_on_date"
        ),
    )
    op.create_table(
        "insurances",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.Column("plan_id", sa.Uuid, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=True),
        sa.Column("valid_until", sa.Date, nullable=True),
        sa.Column("verified_on", sa.Date, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_insurances"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_insurances_clinic_id"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_insurances_doctor_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["insurance_plans.id"], name="fk_insurances_plan_id"),
    )
    op.create_index("ix_insurances_doctor_id", "insurances", ["doctor_id"])
    op.create_table(
        "leave",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("starts_at", Instant, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_leave"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_leave_doctor_id"),
    )
    op.create_index("ix_leave_doctor_id", "leave", ["doctor_id"])
    op.create_table(
        "licences",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_licences"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_licences_doctor_id"),
    )
    op.create_index("ix_licences_doctor_id", "licences", ["doctor_id"])
    op.create_table(
        "openings",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.Column("starts_at", Instant, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_openings"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_openings_clinic_id"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_openings_doctor_id"),
    )
    op.create_index("ix_openings_doctor_id", "openings", ["doctor_id"])
    op.create_table(
        "rooms",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rooms"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_rooms_clinic_id"),
    )
    op.create_index("ix_rooms_clinic_id", "rooms", ["clinic_id"])
    op.create_table(
        "services",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("duration_minutes", sa.Integer, nullable=False),
        sa.Column("buffer_before_minutes", sa.Integer, nullable=False),
        sa.Column("buffer_after_minutes", sa.Integer, nullable=False),
        sa.Column("step_minutes", sa.Integer, nullable=False),
        sa.Column("notice_minutes", sa.Integer, nullable=False),
        sa.Column("horizon_days", sa.Integer, nullable=False),
        sa.Column("doctor_daily", sa.Integer, nullable=True),
        sa.Column("service_daily", sa.Integer, nullable=True),
        sa.Column("patient_daily", sa.Integer, nullable=True),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("min_age", sa.SmallInteger, nullable=True),
        sa.Column("max_age", sa.SmallInteger, nullable=True),
        sa.Column("fee", Json(none_as_null=True), nullable=True),
        sa.Column("requires_confirmation", sa.Boolean, nullable=False),
        sa.Column("specialty", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_services"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_services_doctor_id"),
        sa.ForeignKeyConstraint(["specialty"], ["specialties.code"], name="fk_services_specialty"),
    )
    op.create_index("ix_services_doctor_id", "services", ["doctor_id"])
    op.create_table(
        "weekly_hours",
        sa.Column("doctor_id", sa.Uuid, nullable=False),
        sa.Column("clinic_id", sa.Uuid, nullable=False),
        sa.Column("weekday", sa.SmallInteger, nullable=False),
        sa.Column("opens", sa.SmallInteger, nullable=False),
        sa.Column("closes", sa.SmallInteger, nullable=False),
        sa.PrimaryKeyConstraint("doctor_id", "clinic_id", "weekday", "opens", name="pk_weekly_hours"),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinics.id"], name="fk_weekly_hours_clinic_id"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctors.id"], name="fk_weekly_hours_doctor_id"),
    )
    op.create_table(
        "service_rooms",
        sa.Column("service_id", sa.Uuid, nullable=False),
        sa.Column("room_id", sa.Uuid, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.PrimaryKeyConstraint("service_id", "room_id", name="pk_service_rooms"),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name="fk_service_rooms_room_id"),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name="fk_service_rooms_service_id"),
    )


def downgrade() -> None:

    for table in _TABLES:
        op.drop_table(table)


_TABLES = (
    "service_rooms",
    "weekly_hours",
    "services",
    "rooms",
    "openings",
    "licences",
    "leave",
    "insurances",
    "hours_exceptions",
    "doctor_specialties",
    "doctor_clinics",
    "closures",
    "insurance_plans",
    "doctors",
    "clinics",
)
