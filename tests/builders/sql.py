"""A house on a database: the same small world as in memory, kept in rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid5

from sqlalchemy import Table, delete, insert, select, update

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import (
    ClinicRow,
    DoctorClinicRow,
    DoctorRow,
    InsurancePlanRow,
    InsuranceRow,
    LicenceRow,
    RoomRow,
)
from medconnect.adapters.persistence.models.scheduling import DiaryRow, PatientRow
from medconnect.adapters.persistence.models.timetables import ServiceRoomRow, ServiceRow
from medconnect.adapters.persistence.scheduling.plain import plain_policy
from medconnect.adapters.persistence.scheduling.rules import RulesReader
from medconnect.adapters.persistence.scheduling.service_rows import row_of_service
from medconnect.adapters.persistence.scheduling.work import SqlSchedulingWork
from medconnect.adapters.persistence.unit_of_work import SqlBegin, SqlRead
from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.doctor import Doctor, Patient
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.shared.ids import ClinicId, RoomId, ServiceId
from medconnect.entrypoints.container import Container


@dataclass
class SqlHouse:
    """Everything in tables."""

    container: Container
    _rooms: dict[ClinicId, Mapping[ServiceId, tuple[RoomId, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        database, tools = self.container.database(), self.container.tools()
        self.write = SqlBegin(database, SqlSchedulingWork, tools)
        self.begin: Begin[SchedulingWork] = self.write
        self.read: Read[SchedulingWork] = SqlRead(database, SqlSchedulingWork, tools)

    async def add_clinic(self, clinic: Clinic) -> None:
        """Keep a clinic and the rooms it declares."""
        async with self.write(SYSTEM) as work:
            await _put(
                work.rows,
                table_of(ClinicRow),
                {"id": clinic.id},
                {
                    "name": "A clinic",
                    "zone": clinic.zone,
                    "state": clinic.state,
                    "city": "Somewhere",
                    "address": "1 Street",
                    "is_active": True,
                    "policy": plain_policy(clinic.policy),
                },
            )
            for room_id in dict.fromkeys(room for rooms in clinic.rooms.values() for room in rooms):
                await _put(work.rows, table_of(RoomRow), {"id": room_id}, {"clinic_id": clinic.id, "name": "A room"})
            self._rooms[clinic.id] = clinic.rooms
            await self._declare_rooms(work)
            await work.commit()
        if clinic.closures:
            async with self.write(SYSTEM) as work:
                await work.clinics.save(clinic)
                await work.commit()

    async def add_doctor(
        self, doctor: Doctor, services: tuple[Service, ...], clinic_ids: tuple[ClinicId, ...], timetable: Timetable
    ) -> None:
        """Keep a doctor; working time that is there already stays."""
        async with self.write(SYSTEM) as work:
            rows = work.rows
            facts = {"name": "Dr. A", "is_active": doctor.active, "default_service_id": services[0].id}
            await _put(rows, table_of(DoctorRow), {"id": doctor.id}, facts)
            for table in (LicenceRow, InsuranceRow):
                await rows.run(delete(table_of(table)).where(table.doctor_id == doctor.id))
            for number, licence in enumerate(doctor.licences):
                values = {
                    "id": uuid5(doctor.id, f"licence {number}"),
                    "doctor_id": doctor.id,
                    "state": licence.state,
                    "number": "L-1",
                    "valid_from": licence.valid_from,
                    "valid_until": licence.valid_until,
                }
                await rows.run(insert(table_of(LicenceRow)), values)
            for number, taken in enumerate(doctor.insurances):
                plan = {"name": str(taken.plan_id), "carrier": "Carrier"}
                await _put(rows, table_of(InsurancePlanRow), {"id": taken.plan_id}, plan)
                values = {
                    "id": uuid5(doctor.id, f"insurance {number}"),
                    "doctor_id": doctor.id,
                    "clinic_id": taken.clinic_id,
                    "plan_id": taken.plan_id,
                    "valid_from": taken.valid_from,
                    "valid_until": taken.valid_until,
                }
                await rows.run(insert(table_of(InsuranceRow)), values)
            for clinic_id in clinic_ids:
                await _put(rows, table_of(DoctorClinicRow), {"doctor_id": doctor.id, "clinic_id": clinic_id}, {})
            for service in services:
                await _put(rows, table_of(ServiceRow), {"id": service.id}, row_of_service(service))
            await self._declare_rooms(work)
            diary = table_of(DiaryRow)
            known = (await rows.run(select(diary).where(diary.c.doctor_id == doctor.id))).first()
            if known is None:
                await rows.run(insert(diary), {"doctor_id": doctor.id, "version": 0, "rules_version": 0})
                await work.timetables.save(timetable)
            await RulesReader(work).changed([doctor.id])
            await work.commit()

    async def _declare_rooms(self, work: SqlSchedulingWork) -> None:
        """Rooms that a clinic declares for a service, as soon as there are both."""
        services = set((await work.rows.run(select(table_of(ServiceRow).c.id))).scalars())
        for declared in self._rooms.values():
            for service_id, rooms in declared.items():
                for rank, room_id in enumerate(rooms if service_id in services else ()):
                    key = {"service_id": service_id, "room_id": room_id}
                    await _put(work.rows, table_of(ServiceRoomRow), key, {"rank": rank})
        everybody = (await work.rows.run(select(table_of(DiaryRow).c.doctor_id))).scalars().all()
        await RulesReader(work).changed(everybody)

    async def add_patient(self, patient: Patient) -> None:
        """Keep a patient."""
        async with self.write(SYSTEM) as work:
            born_on = patient.born_on.isoformat() if patient.born_on else None
            values = {
                "version": 1,
                "full_name": work.sealed("patients", "full_name", patient.id, "A patient"),
                "born_on": work.sealed("patients", "born_on", patient.id, born_on),
                "state": patient.state,
                "consents": [[consent.kind, consent.version] for consent in patient.consents],
            }
            await _put(work.rows, table_of(PatientRow), {"id": patient.id}, values)
            await work.commit()


async def _put(rows: Rows, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert, or bring up to date."""
    which = [table.c[name] == value for name, value in key.items()]
    if (await rows.run(select(table).where(*which))).first() is None:
        await rows.run(insert(table), {**key, **values})
    elif values:
        await rows.run(update(table).where(*which).values(**values))
