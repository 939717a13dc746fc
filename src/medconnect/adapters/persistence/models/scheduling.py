"""Rows of diaries: whose time is taken by what."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row
from medconnect.adapters.persistence.types import SEALED, Instant, Json


class DiaryRow(Row):
    """The lock of one doctor's diary. `version` grows with every claim, `rules_version` with everything that decides
    what is offered: hours, leave, closures, services, licences."""

    __tablename__ = "diaries"

    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
    rules_version: Mapped[int] = mapped_column(BigInteger)


class PatientRow(Row):
    """Somebody who is treated, with or without an account of their own."""

    __tablename__ = "patients"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    full_name: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)
    born_on: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    state: Mapped[str | None] = mapped_column(Text)
    consents: Mapped[list[list[str]]] = mapped_column(Json())


class ClaimRow(Row):
    """The arbiter (X1): no two blocking claims of one resource overlap. Seconds since 1970, half-open; doctors and
    rooms with buffers, patients without. `claims_no_overlap` is a constraint on PostgreSQL, triggers on SQLite."""

    __tablename__ = "claims"

    resource_id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    resource: Mapped[str] = mapped_column(Text)
    starts: Mapped[int] = mapped_column(BigInteger)
    ends: Mapped[int] = mapped_column(BigInteger)
    visit_starts: Mapped[int] = mapped_column(BigInteger)
    visit_ends: Mapped[int] = mapped_column(BigInteger)
    service_id: Mapped[UUID]
    on_day: Mapped[int] = mapped_column(Integer)
    blocking: Mapped[bool] = mapped_column(Boolean)
    holder_id: Mapped[UUID | None]
    anonymous: Mapped[bool] = mapped_column(Boolean)
    expires: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        CheckConstraint("ends > starts", name="ck_claims_not_empty"),
        Index("ix_claims_window", "resource_id", "starts"),
        Index("ix_claims_subject_id", "subject_id"),
    )


class HoldRow(Row):
    """A time kept for somebody for a few minutes."""

    __tablename__ = "holds"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    patient_id: Mapped[UUID | None] = mapped_column(ForeignKey("patients.id"))
    visitor_id: Mapped[UUID | None]
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"))
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"))
    service_id: Mapped[UUID] = mapped_column(ForeignKey("services.id"))
    room_id: Mapped[UUID | None] = mapped_column(ForeignKey("rooms.id"))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(Text)
    terms: Mapped[dict[str, Any]] = mapped_column(Json())
    patient_state: Mapped[str | None] = mapped_column(Text)
    cover: Mapped[str | None] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    renewals: Mapped[int] = mapped_column(SmallInteger)
    status: Mapped[str] = mapped_column(Text)
    appointment_id: Mapped[UUID | None]

    __table_args__ = tuple(
        Index(
            f"ix_holds_held_{column}",
            column,
            sqlite_where=text("status = 'held'"),
            postgresql_where=text("status = 'held'"),
        )
        for column in ("patient_id", "visitor_id", "expires_at")
    )


class AppointmentRow(Row):
    """A visit. The local date and wall time that were agreed stand beside the instant (T10)."""

    __tablename__ = "appointments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    reference: Mapped[str] = mapped_column(Text, unique=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.id"))
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"))
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"))
    service_id: Mapped[UUID] = mapped_column(ForeignKey("services.id"))
    room_id: Mapped[UUID | None] = mapped_column(ForeignKey("rooms.id"))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(Text)
    local_date: Mapped[date] = mapped_column(Date)
    local_time: Mapped[str] = mapped_column(Text)
    sharing: Mapped[list[str]] = mapped_column(Json())
    terms: Mapped[dict[str, Any]] = mapped_column(Json())
    status: Mapped[str] = mapped_column(Text)
    status_at: Mapped[datetime] = mapped_column(Instant)
    booked_at: Mapped[datetime] = mapped_column(Instant)
    pending_until: Mapped[datetime | None] = mapped_column(Instant)
    patient_state: Mapped[str | None] = mapped_column(Text)
    cover: Mapped[str | None] = mapped_column(Text)
    override_codes: Mapped[list[str] | None] = mapped_column(Json(none_as_null=True))
    override_reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    cancellation: Mapped[dict[str, Any] | None] = mapped_column(Json(none_as_null=True))
    cancel_note: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    notes: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    symptoms: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    report_id: Mapped[UUID | None]

    __table_args__ = (
        Index("ix_appointments_patient_id", "patient_id", "starts_at"),
        Index("ix_appointments_doctor_id", "doctor_id", "starts_at"),
        Index("ix_appointments_clinic_id", "clinic_id", "starts_at"),
        Index("ix_appointments_starts_at", "starts_at", "id"),
        Index(
            "ix_appointments_pending",
            "pending_until",
            sqlite_where=text("status = 'pending'"),
            postgresql_where=text("status = 'pending'"),
        ),
    )


class HistoryRow(Row):
    """One step in the life of a visit."""

    __tablename__ = "appointment_history"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    version: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Instant)
    by_user_id: Mapped[UUID | None]
    by_role: Mapped[str] = mapped_column(Text)
    by_side: Mapped[str] = mapped_column(Text)
    old_status: Mapped[str | None] = mapped_column(Text)
    new_status: Mapped[str] = mapped_column(Text)
    old_starts_at: Mapped[datetime | None] = mapped_column(Instant)
    old_ends_at: Mapped[datetime | None] = mapped_column(Instant)
    new_starts_at: Mapped[datetime] = mapped_column(Instant)
    new_ends_at: Mapped[datetime] = mapped_column(Instant)
    old_doctor_id: Mapped[UUID | None]
    new_doctor_id: Mapped[UUID]
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)

    __table_args__ = (Index("ix_appointment_history_appointment_id", "appointment_id", "version"),)
