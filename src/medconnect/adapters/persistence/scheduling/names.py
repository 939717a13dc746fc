"""Names in the database: professional ones are open, patients' are sealed."""

from typing import Any

from sqlalchemy import Select, select

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import ClinicRow, DoctorRow
from medconnect.adapters.persistence.models.scheduling import PatientRow
from medconnect.adapters.persistence.models.timetables import ServiceRow
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.scheduling.ports import Named, Names, NamesAsk, Place

_DOCTORS = table_of(DoctorRow)
_PATIENTS = table_of(PatientRow)
_CLINICS = table_of(ClinicRow)
_SERVICES = table_of(ServiceRow)


class SqlNames(Names):
    """One small query for each kind that is asked for, however long the list is."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def of(self, wanted: NamesAsk) -> Named:
        doctors = await self._rows(select(_DOCTORS.c.id, _DOCTORS.c.name), wanted.doctors)
        patients = await self._rows(select(_PATIENTS.c.id, _PATIENTS.c.full_name), wanted.patients)
        clinics = await self._rows(
            select(_CLINICS.c.id, _CLINICS.c.name, _CLINICS.c.city, _CLINICS.c.zone), wanted.clinics
        )
        services = await self._rows(select(_SERVICES.c.id, _SERVICES.c.name), wanted.services)
        opened = self._work.opened
        return Named(
            doctors={row.id: row.name for row in doctors},
            patients={row.id: opened("patients", "full_name", row.id, row.full_name) or "" for row in patients},
            clinics={row.id: Place(name=row.name, city=row.city, zone=row.zone) for row in clinics},
            services={row.id: row.name for row in services},
        )

    async def _rows(self, query: Select[Any], ids: frozenset[Any]) -> list[Any]:
        if not ids:
            return []
        return list(await self._work.rows.run(query.where(query.selected_columns[0].in_(list(ids)))))
