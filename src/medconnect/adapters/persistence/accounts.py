"""What belongs to an account: mailed keys, second factor, application, picture."""

import base64
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.identity import (
    DoctorApplicationRow,
    MailedKeyRow,
    PictureRow,
    SecondFactorRow,
)
from medconnect.adapters.persistence.saving import save_version
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.adapters.security.keyring import Keyring
from medconnect.application.identity.ports import Applications, MailedKeys, Pictures, SecondFactors
from medconnect.domain.identity.application import DoctorApplication, Practice, Timeslots
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKey
from medconnect.domain.identity.second_factor import SecondFactor
from medconnect.domain.shared.ids import DoctorId, MailedKeyId, UserId
from medconnect.domain.shared.money import Money

_KEYS = table_of(MailedKeyRow)
_FACTORS = table_of(SecondFactorRow)
_APPLICATIONS = table_of(DoctorApplicationRow)
_PICTURES = table_of(PictureRow)
_HASH_BYTES = 32


class SqlMailedKeys(MailedKeys):
    """All keys that were mailed."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def with_hash(self, hash: bytes) -> MailedKey | None:  # noqa: A002 - the field's name
        found = (await self._work.rows.run(select(_KEYS).where(_KEYS.c.hash == hash))).first()
        return mailed_key_of(found) if found else None

    async def save(self, key: MailedKey) -> None:
        row = {
            "user_id": key.user_id,
            "purpose": key.purpose.value,
            "hash": key.hash,
            "expires_at": key.expires_at,
            "used_at": key.used_at,
        }
        key.version = await save_version(self._work.rows, _KEYS, key.id, key.version, row)

    async def withdraw(self, user_id: UserId, *purposes: KeyPurpose) -> None:
        meant = _KEYS.c.purpose.in_([purpose.value for purpose in purposes])
        await self._work.rows.run(delete(_KEYS).where(_KEYS.c.user_id == user_id, meant))


class SqlSecondFactors(SecondFactors):
    """All second factors."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def of(self, user_id: UserId) -> SecondFactor | None:
        found = (await self._work.rows.run(select(_FACTORS).where(_FACTORS.c.id == user_id))).first()
        return second_factor_of(found, self._work.keyring) if found else None

    async def save(self, factor: SecondFactor) -> None:
        row = row_of_second_factor(factor, self._work.keyring)
        factor.version = await save_version(self._work.rows, _FACTORS, factor.user_id, factor.version, row)
        self._work.saved(factor)

    async def remove(self, user_id: UserId) -> None:
        await self._work.rows.run(delete(_FACTORS).where(_FACTORS.c.id == user_id))


class SqlApplications(Applications):
    """All applications of doctors."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def of(self, user_id: UserId) -> DoctorApplication | None:
        return await self._one(_APPLICATIONS.c.id == user_id)

    async def with_doctor(self, doctor_id: DoctorId) -> DoctorApplication | None:
        return await self._one(_APPLICATIONS.c.doctor_id == doctor_id)

    async def save(self, application: DoctorApplication) -> None:
        row = row_of_application(application, self._work.keyring)
        application.version = await save_version(
            self._work.rows, _APPLICATIONS, application.user_id, application.version, row
        )
        self._work.saved(application)

    async def _one(self, condition: ColumnElement[bool]) -> DoctorApplication | None:
        found = (await self._work.rows.run(select(_APPLICATIONS).where(condition))).first()
        return application_of(found, self._work.keyring) if found else None


class SqlPictures(Pictures):
    """People's pictures, sealed."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def of(self, user_id: UserId) -> bytes | None:
        sealed = (await self._work.rows.run(select(_PICTURES.c.image).where(_PICTURES.c.id == user_id))).scalar()
        return base64.b64decode(self._work.keyring.open("pictures", "image", user_id, sealed)) if sealed else None

    async def put(self, user_id: UserId, image: bytes) -> None:
        sealed = self._work.keyring.seal("pictures", "image", user_id, base64.b64encode(image).decode())
        changed = await self._work.rows.run(update(_PICTURES).where(_PICTURES.c.id == user_id).values(image=sealed))
        if changed.rowcount == 0:
            await self._work.rows.run(insert(_PICTURES), {"id": user_id, "image": sealed})

    async def remove(self, user_id: UserId) -> None:
        await self._work.rows.run(delete(_PICTURES).where(_PICTURES.c.id == user_id))


def mailed_key_of(row: Row[Any]) -> MailedKey:
    """The key that a row holds."""
    return MailedKey(
        id=MailedKeyId(row.id),
        version=row.version,
        user_id=UserId(row.user_id),
        purpose=KeyPurpose(row.purpose),
        hash=row.hash,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )


def row_of_second_factor(factor: SecondFactor, keyring: Keyring) -> dict[str, Any]:
    """A second factor as the table holds it."""
    return {
        "secret": keyring.seal("second_factors", "secret", factor.user_id, factor.secret.hex()),
        "begun_at": factor.begun_at,
        "enabled_at": factor.enabled_at,
        "last_step": factor.last_step,
        "recovery_hashes": b"".join(sorted(factor.recovery_hashes)),
    }


def second_factor_of(row: Row[Any], keyring: Keyring) -> SecondFactor:
    """The second factor that a row holds."""
    hashes = row.recovery_hashes
    return SecondFactor(
        user_id=UserId(row.id),
        version=row.version,
        secret=bytes.fromhex(keyring.open("second_factors", "secret", row.id, row.secret)),
        begun_at=row.begun_at,
        enabled_at=row.enabled_at,
        last_step=row.last_step,
        recovery_hashes=frozenset(hashes[n : n + _HASH_BYTES] for n in range(0, len(hashes), _HASH_BYTES)),
    )


def row_of_application(application: DoctorApplication, keyring: Keyring) -> dict[str, Any]:
    """An application as the table holds it."""

    def sealed(column: str, text: str | None) -> bytes | None:
        return None if text is None else keyring.seal("doctor_applications", column, application.user_id, text)

    practice = application.practice
    return {
        "doctor_id": application.doctor_id,
        "license_number": sealed("license_number", practice.license_number),
        "license_state": practice.license_state,
        "experience_years": practice.experience_years,
        "fee_amount": str(practice.fee.amount) if practice.fee else None,
        "fee_currency": practice.fee.currency if practice.fee else None,
        "specialization": practice.specialization,
        "timeslots": str(practice.timeslots) if practice.timeslots else None,
        "submitted_at": application.submitted_at,
        "decided_at": application.decided_at,
        "decided_by": application.decided_by,
        "reason": sealed("reason", application.reason),
    }


def application_of(row: Row[Any], keyring: Keyring) -> DoctorApplication:
    """The application that a row holds."""

    def opened(column: str) -> str | None:
        sealed = getattr(row, column)
        return None if sealed is None else keyring.open("doctor_applications", column, row.id, sealed)

    return DoctorApplication(
        user_id=UserId(row.id),
        version=row.version,
        doctor_id=DoctorId(row.doctor_id),
        practice=Practice(
            license_number=opened("license_number"),
            license_state=row.license_state,
            experience_years=row.experience_years,
            fee=Money(Decimal(row.fee_amount), row.fee_currency) if row.fee_amount else None,
            specialization=row.specialization,
            timeslots=Timeslots.read(row.timeslots) if row.timeslots else None,
        ),
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        decided_by=UserId(row.decided_by) if row.decided_by else None,
        reason=opened("reason"),
    )
