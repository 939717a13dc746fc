"""Rows of working time and of what can be booked."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, ForeignKey, Integer, LargeBinary, SmallInteger, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row
from medconnect.adapters.persistence.types import SEALED, Instant, Json


class ServiceRow(Row):
    """A kind of visit that a doctor offers. Times in minutes, as people set them."""

    __tablename__ = "services"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(Boolean)
    duration_minutes: Mapped[int] = mapped_column(Integer)
    buffer_before_minutes: Mapped[int] = mapped_column(Integer)
    buffer_after_minutes: Mapped[int] = mapped_column(Integer)
    step_minutes: Mapped[int] = mapped_column(Integer)
    notice_minutes: Mapped[int] = mapped_column(Integer)
    horizon_days: Mapped[int] = mapped_column(Integer)
    doctor_daily: Mapped[int | None] = mapped_column(Integer)
    service_daily: Mapped[int | None] = mapped_column(Integer)
    patient_daily: Mapped[int | None] = mapped_column(Integer)
    mode: Mapped[str] = mapped_column(Text)
    min_age: Mapped[int | None] = mapped_column(SmallInteger)
    max_age: Mapped[int | None] = mapped_column(SmallInteger)
    fee: Mapped[dict[str, Any] | None] = mapped_column(Json(none_as_null=True))
    requires_confirmation: Mapped[bool] = mapped_column(Boolean)
    specialty: Mapped[str | None] = mapped_column(ForeignKey("specialties.code"))


class ServiceRoomRow(Row):
    """A service needs one of these rooms at their clinic; `rank` says which is taken first."""

    __tablename__ = "service_rooms"

    service_id: Mapped[UUID] = mapped_column(ForeignKey("services.id"), primary_key=True)
    room_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(SmallInteger)


class WeeklyHoursRow(Row):
    """One window of a doctor's week at a clinic, in minutes after the clinic's midnight."""

    __tablename__ = "weekly_hours"

    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    opens: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    closes: Mapped[int] = mapped_column(SmallInteger)


class HoursExceptionRow(Row):
    """The hours of one date in place of the weekly ones."""

    __tablename__ = "hours_exceptions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"))
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"))
    on_date: Mapped[date] = mapped_column(Date)
    hours: Mapped[list[list[int]]] = mapped_column(Json())
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)

    __table_args__ = (UniqueConstraint("doctor_id", "clinic_id", "on_date"),)


class OpeningRow(Row):
    """Time beyond the hours."""

    __tablename__ = "openings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)


class LeaveRow(Row):
    """A doctor is away."""

    __tablename__ = "leave"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)


class ClosureRow(Row):
    """A clinic is shut."""

    __tablename__ = "closures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
