"""Patients' files in memory. What the diaries read of a patient is kept beside the file, from one place."""

from contextlib import AsyncExitStack
from dataclasses import replace

from medconnect.adapters.memory.saving import save_version
from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.identity.ports import KnownPatients
from medconnect.application.records.ports import Patients, RecordsWork
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.user import User
from medconnect.domain.records.patient import Patient
from medconnect.domain.scheduling.doctor import Patient as DiaryPatient


class MemoryPatients(Patients):
    """Everybody who is treated."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def save(self, patient: Patient) -> None:
        patient.version = save_version(self._work, "files", patient.id, patient.version)
        self._work.saved(patient)
        keep_file(self._work, patient)


class MemoryKnownPatients(KnownPatients):
    """What an account and a patient's file both say of a person is the same in both."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def know(self, user: User) -> None:
        if user.role is not Role.PATIENT or user.patient_id is None:
            return
        await self._work.lock(user.patient_id)
        known: Patient = self._work.row("files", user.patient_id) or Patient(id=user.patient_id, full_name="")
        # What the account does not say, the file may know from elsewhere.
        file = replace(
            known,
            full_name=user.full_name,
            born_on=user.profile.date_of_birth or known.born_on,
            state=user.profile.state or known.state,
        )
        file.version = save_version(self._work, "files", file.id, known.version)
        keep_file(self._work, file)


def keep_file(work: MemoryWork, file: Patient) -> None:
    """Stage a file, and what the diaries read of it; what they alone know stays."""
    known: DiaryPatient = work.row("patients", file.id) or DiaryPatient(id=file.id)
    work.put("files", file.id, replace(file))
    work.put("patients", file.id, replace(known, born_on=file.born_on, state=file.state))
    work.put("names", file.id, file.full_name)


class MemoryRecordsWork(MemoryWork, RecordsWork):
    """One transaction over patients' files."""

    def __init__(self, store: MemoryStore, actor: Actor, stack: AsyncExitStack) -> None:
        super().__init__(store, actor, stack)
        self.patients: Patients = MemoryPatients(self)
