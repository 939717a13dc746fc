"""Rows of identity. Names, addresses and dates of birth are sealed; `…_index` is the keyed blind index for exact
look-up of a sealed column."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from medconnect.adapters.persistence.models.base import Row
from medconnect.adapters.persistence.types import SEALED, Instant, Position


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
    mobile: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    mobile_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    date_of_birth: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    sex: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    time_zone: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    state: Mapped[str | None] = mapped_column(Text)
    division_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    thana_id: Mapped[int | None] = mapped_column(ForeignKey("areas.id"))
    insurance_plan_id: Mapped[UUID | None]
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    approval: Mapped[str | None] = mapped_column(Text)
    has_second_factor: Mapped[bool] = mapped_column(Boolean)
    has_picture: Mapped[bool] = mapped_column(Boolean)

    # Added to a table that existed, where SQLite takes an index and no constraint.
    __table_args__ = (Index("uq_users_mobile_index", "mobile_index", unique=True),)


class UserWordRow(Row):
    """The beginnings of the words in a sealed name, each under a key: administrators search by them, and whoever has
    only the database reads nothing from them."""

    __tablename__ = "user_words"

    word: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)


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
    device: Mapped[str] = mapped_column(Text)


class MailedKeyRow(Row):
    """A key that was mailed to a person; only its hash is here."""

    __tablename__ = "mailed_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    purpose: Mapped[str] = mapped_column(Text)
    hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class SecondFactorRow(Row):
    """An authenticator app's secret, by the account's id; `recovery_hashes` are the keyed hashes of the paper codes
    that are left, one after the other."""

    __tablename__ = "second_factors"

    id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    secret: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    enabled_at: Mapped[datetime | None] = mapped_column(Instant)
    last_step: Mapped[int] = mapped_column(Position)
    recovery_hashes: Mapped[bytes] = mapped_column(LargeBinary)


class DoctorApplicationRow(Row):
    """What an applicant says of their practice, by the account's id."""

    __tablename__ = "doctor_applications"

    id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    doctor_id: Mapped[UUID] = mapped_column(unique=True)
    license_number: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)
    license_state: Mapped[str | None] = mapped_column(Text)
    experience_years: Mapped[int | None] = mapped_column(Integer)
    fee_amount: Mapped[str | None] = mapped_column(Text)
    fee_currency: Mapped[str | None] = mapped_column(Text)
    specialization: Mapped[str | None] = mapped_column(ForeignKey("specialties.code"))
    timeslots: Mapped[str | None] = mapped_column(Text)
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[UUID | None]
    reason: Mapped[bytes | None] = mapped_column(LargeBinary, info=SEALED)


class PictureRow(Row):
    """A person's picture, by the account's id."""

    __tablename__ = "pictures"

    id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    image: Mapped[bytes] = mapped_column(LargeBinary, info=SEALED)


class TriesRow(Row):
    """How often something was tried: one row a kind and subject, both only as a keyed hash."""

    __tablename__ = "tries"

    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    made: Mapped[int] = mapped_column(Integer)
    ends_at: Mapped[datetime] = mapped_column(Instant, index=True)
