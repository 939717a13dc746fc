"""What the records need from outside."""

from typing import Protocol

from medconnect.application.shared.unit_of_work import Work
from medconnect.domain.records.patient import Patient


class Patients(Protocol):
    """Everybody who is treated."""

    async def save(self, patient: Patient) -> None: ...


class RecordsWork(Work, Protocol):
    """One transaction over patients' files."""

    patients: Patients
