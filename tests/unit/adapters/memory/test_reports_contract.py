"""The memory store keeps the promises of every store of reports."""

from uuid import uuid4

import pytest
from tests.builders.memory import MemoryHouse
from tests.contracts.triage import Cabinet, ReportsContract

from medconnect.adapters.memory.triage import MemoryTriageWork
from medconnect.adapters.memory.unit_of_work import MemoryBegin
from medconnect.domain.scheduling.doctor import Patient
from medconnect.domain.shared.ids import PatientId


@pytest.fixture(params=["memory"])
def cabinet() -> Cabinet:
    """A fresh store in memory."""
    house = MemoryHouse()
    begin = MemoryBegin(house.store, MemoryTriageWork)

    async def patient() -> PatientId:
        patient_id = PatientId(uuid4())
        await house.add_patient(Patient(id=patient_id))
        return patient_id

    return Cabinet(begin=begin, read=begin, patient=patient)


class TestMemoryReports(ReportsContract):
    """All of it, in memory."""
