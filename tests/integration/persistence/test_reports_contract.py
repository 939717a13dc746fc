"""Both databases keep the promises of every store of reports, and what was told does not lie open in them."""

from uuid import uuid4

import pytest
from tests.builders.sql import SqlHouse
from tests.contracts.triage import Cabinet, ReportsContract
from tests.rooms import all_rows

from medconnect.domain.scheduling.doctor import Patient
from medconnect.domain.shared.ids import PatientId, VisitorId
from medconnect.entrypoints.container import Container


@pytest.fixture
def cabinet(house: Container) -> Cabinet:
    """A fresh database."""

    async def patient() -> PatientId:
        patient_id = PatientId(uuid4())
        await SqlHouse(house).add_patient(Patient(id=patient_id))
        return patient_id

    return Cabinet(begin=house.begin_triage(), read=house.read_triage(), patient=patient)


class TestSqlReports(ReportsContract):
    """All of it, on SQLite and on PostgreSQL."""


async def test_nothing_of_it_lies_open(house: Container, cabinet: Cabinet) -> None:
    await cabinet.keep(visitor_id=VisitorId(uuid4()))

    for table in ("symptom_reports", "outbox", "audit_entries"):
        said = repr([tuple(row) for row in await all_rows(house.database(), table)]).lower()
        assert said != "[]"
        assert not any(word in said for word in ("chest", "elephant", "diabetes", "cardiology", "emergency"))
