"""Rows of the directory."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Float, ForeignKey, Integer, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row
from medconnect.adapters.persistence.types import Json


class SpecialtyRow(Row):
    """One of the closed list of specialties; `rank` keeps the order in which people are shown them."""

    __tablename__ = "specialties"

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    label: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    rank: Mapped[int] = mapped_column(SmallInteger, unique=True)


class AreaRow(Row):
    """A division, a district in it, a sub-district in that; or a state, which stands alone."""

    __tablename__ = "areas"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text, unique=True)
    country: Mapped[str] = mapped_column(Text)


class ClinicRow(Row):
    """Where visits happen. `policy` is the clinic's terms for everyone who books there."""

    __tablename__ = "clinics"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    city: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    phone: Mapped[str | None] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(Boolean)
    policy: Mapped[dict[str, Any]] = mapped_column(Json())


class RoomRow(Row):
    """A room of a clinic."""

    __tablename__ = "rooms"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"), index=True)
    name: Mapped[str] = mapped_column(Text)


class DoctorRow(Row):
    """A doctor as the directory shows them: professional facts, which are public."""

    __tablename__ = "doctors"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(Boolean)
    default_service_id: Mapped[UUID | None]


class DoctorSpecialtyRow(Row):
    """A field that a doctor treats."""

    __tablename__ = "doctor_specialties"

    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), primary_key=True)
    specialty: Mapped[str] = mapped_column(ForeignKey("specialties.code"), primary_key=True)


class DoctorClinicRow(Row):
    """A doctor works, or may be given hours, at a clinic."""

    __tablename__ = "doctor_clinics"

    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), primary_key=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"), primary_key=True, index=True)


class LicenceRow(Row):
    """The right to practise in one state."""

    __tablename__ = "licences"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), index=True)
    state: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class InsurancePlanRow(Row):
    """A plan that patients may have."""

    __tablename__ = "insurance_plans"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    carrier: Mapped[str] = mapped_column(Text)


class InsuranceRow(Row):
    """A plan that a doctor takes at one clinic, and when somebody last made sure of it."""

    __tablename__ = "insurances"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("insurance_plans.id"))
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    verified_on: Mapped[date | None] = mapped_column(Date)
