"""Patients' files in the database."""

from typing import Any

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.scheduling import PatientRow
from medconnect.adapters.persistence.saving import save_version
from medconnect.adapters.persistence.unit_of_work import SqlWork, Tools
from medconnect.application.records.ports import Patients, RecordsWork
from medconnect.domain.identity.actor import Actor
from medconnect.domain.records.patient import Patient


class SqlPatients(Patients):
    """Everybody who is treated. Names and birth dates are sealed."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def save(self, patient: Patient) -> None:
        born_on = patient.born_on.isoformat() if patient.born_on else None
        values: dict[str, Any] = {
            "full_name": self._work.sealed("patients", "full_name", patient.id, patient.full_name),
            "born_on": self._work.sealed("patients", "born_on", patient.id, born_on),
            "state": patient.state,
        }
        if patient.version == 0:
            values["consents"] = []
        patient.version = await save_version(self._work.rows, table_of(PatientRow), patient.id, patient.version, values)
        self._work.saved(patient)


class SqlRecordsWork(SqlWork, RecordsWork):
    """One transaction over patients' files."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        self.patients: Patients = SqlPatients(self)
