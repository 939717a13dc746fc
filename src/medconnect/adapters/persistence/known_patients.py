"""Patients in the records, made known by their accounts."""

from typing import Any

from sqlalchemy import insert, update

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.scheduling import PatientRow
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.identity.ports import KnownPatients
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.user import User

_PATIENTS = table_of(PatientRow)


class SqlKnownPatients(KnownPatients):
    """What an account and a patient's file both say of a person is the same in both, in one transaction."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def know(self, user: User) -> None:
        if user.role is not Role.PATIENT or user.patient_id is None:
            return
        born_on = user.profile.date_of_birth.isoformat() if user.profile.date_of_birth else None
        values: dict[str, Any] = {
            "full_name": self._work.sealed("patients", "full_name", user.patient_id, user.full_name),
            "born_on": self._work.sealed("patients", "born_on", user.patient_id, born_on),
            "state": user.profile.state,
        }
        known = update(_PATIENTS).where(_PATIENTS.c.id == user.patient_id)
        # What the account does not say, the file may know from elsewhere.
        said = {name: value for name, value in values.items() if value is not None}
        changed = await self._work.rows.run(known.values(version=_PATIENTS.c.version + 1, **said))
        if changed.rowcount == 0:
            await self._work.rows.run(
                insert(_PATIENTS), {"id": user.patient_id, "version": 1, "consents": [], **values}
            )
