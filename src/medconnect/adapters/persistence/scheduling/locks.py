"""Locks of diaries and patients, always taken in ascending order.

On PostgreSQL taking a diary's lock and counting its version up are one statement: an update that leaves the key alone
takes `FOR NO KEY UPDATE`. On SQLite the unit has the one write lock already.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, select, update

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.scheduling import PatientRow
from medconnect.adapters.persistence.scheduling.rules import DIARIES
from medconnect.domain.shared.ids import DoctorId, PatientId

_PATIENTS = table_of(PatientRow)
_LOCK_DIARY = (
    update(DIARIES)
    .where(DIARIES.c.doctor_id == bindparam("doctor"))
    .values(version=DIARIES.c.version + 1)
    .returning(DIARIES.c.version, DIARIES.c.rules_version)
)
_VERSIONS = select(DIARIES.c.version, DIARIES.c.rules_version).where(DIARIES.c.doctor_id == bindparam("doctor"))
_LOCK_PATIENT = select(_PATIENTS.c.id).where(_PATIENTS.c.id == bindparam("patient")).with_for_update(key_share=True)


class Versions(NamedTuple):
    """How often a diary was written in, and which rules it goes by."""

    diary: int
    rules: int


async def lock_diaries(rows: Rows, doctor_ids: Iterable[DoctorId]) -> dict[DoctorId, Versions]:
    """Lock the diaries that exist. What they will be at commit is what is answered."""
    locked = {}
    for doctor_id in sorted(set(doctor_ids)):
        found = (await rows.run(_LOCK_DIARY, {"doctor": doctor_id})).first()
        if found is not None:
            locked[doctor_id] = Versions(found.version, found.rules_version)
    return locked


async def versions_of(rows: Rows, doctor_id: DoctorId) -> Versions | None:
    """The same without a lock."""
    found = (await rows.run(_VERSIONS, {"doctor": doctor_id})).first()
    return None if found is None else Versions(found.version, found.rules_version)


async def rules_version_of(rows: Rows, doctor_id: DoctorId) -> int | None:
    """Which rules a diary goes by; none when there is no such diary."""
    versions = await versions_of(rows, doctor_id)
    return None if versions is None else versions.rules


async def lock_patients(rows: Rows, patient_ids: Iterable[PatientId]) -> None:
    """Keep two bookings of one patient from counting past each other (A7)."""
    for patient_id in sorted(set(patient_ids)):
        await rows.run(_LOCK_PATIENT, {"patient": patient_id})
