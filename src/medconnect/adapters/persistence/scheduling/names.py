"""Names in the database: professional ones are open, patients' are sealed."""

from typing import Any

from sqlalchemy import Select, String, literal, select, union_all

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
_NOTHING = literal("", String)


class SqlNames(Names):
    """Two small queries, however long the list and however many kinds: one for open names, one for sealed ones."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def of(self, wanted: NamesAsk) -> Named:
        doctors, clinics, services = wanted.doctors, wanted.clinics, wanted.services
        found = {row.id: row for row in await self._open_names(wanted)}
        return Named(
            doctors={each: found[each].name for each in doctors if each in found},
            patients=await self._patients(wanted),
            clinics={
                each: Place(name=found[each].name, city=found[each].city, zone=found[each].zone)
                for each in clinics
                if each in found
            },
            services={each: found[each].name for each in services if each in found},
        )

    async def _open_names(self, wanted: NamesAsk) -> list[Any]:
        queries: list[Select[Any]] = []
        for table, ids in ((_DOCTORS, wanted.doctors), (_SERVICES, wanted.services)):
            if ids:
                bare = select(table.c.id, table.c.name, _NOTHING.label("city"), _NOTHING.label("zone"))
                queries.append(bare.where(table.c.id.in_(list(ids))))
        if wanted.clinics:
            places = select(_CLINICS.c.id, _CLINICS.c.name, _CLINICS.c.city, _CLINICS.c.zone)
            queries.append(places.where(_CLINICS.c.id.in_(list(wanted.clinics))))
        return list(await self._work.rows.run(union_all(*queries))) if queries else []

    async def _patients(self, wanted: NamesAsk) -> dict[Any, str]:
        if not wanted.patients:
            return {}
        query = select(_PATIENTS.c.id, _PATIENTS.c.full_name).where(_PATIENTS.c.id.in_(list(wanted.patients)))
        opened = self._work.opened
        return {
            row.id: opened("patients", "full_name", row.id, row.full_name) or ""
            for row in await self._work.rows.run(query)
        }
