"""The directory in the database."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Row, func, insert, select

from medconnect.adapters.persistence.areas import SqlAreas
from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.failures import ConstraintBroken
from medconnect.adapters.persistence.models.base import Row as ModelRow
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import (
    ClinicRow,
    DoctorClinicRow,
    DoctorRow,
    DoctorSpecialtyRow,
    InsurancePlanRow,
    InsuranceRow,
    LicenceRow,
    SpecialtyRow,
)
from medconnect.adapters.persistence.models.scheduling import DiaryRow
from medconnect.adapters.persistence.scheduling.plain import plain_policy
from medconnect.adapters.persistence.unit_of_work import SqlWork, Tools
from medconnect.application.directory.ports import Areas, Clinics, DirectoryWork, Doctors, InsurancePlans, Specialties
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.directory.clinic import Clinic
from medconnect.domain.directory.doctor import Doctor, Licence
from medconnect.domain.directory.insurance import AcceptedPlan, InsurancePlan, PlanNameTaken
from medconnect.domain.directory.specialty import Specialty, SpecialtyCode
from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.policy import Policy

_SPECIALTIES = table_of(SpecialtyRow)


class SqlSpecialties(Specialties):
    """The closed list, filled by the migrations."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def page(self, window: Window) -> Page[Specialty]:
        total = (await self._work.rows.run(select(func.count()).select_from(_SPECIALTIES))).scalar_one()
        part = select(_SPECIALTIES).order_by(_SPECIALTIES.c.rank).offset(window.skip).limit(window.limit)
        items = [specialty_of(row) for row in await self._work.rows.run(part)]
        return Page(items=items, total=total, window=window)


class SqlClinics(Clinics):
    """All clinics."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def add(self, clinic: Clinic) -> None:
        place = clinic.coordinates
        await self._work.rows.run(
            insert(table_of(ClinicRow)),
            {
                "id": clinic.id,
                "name": clinic.name,
                "zone": clinic.zone,
                "state": clinic.state,
                "city": clinic.city,
                "address": clinic.address,
                "latitude": place.latitude if place else None,
                "longitude": place.longitude if place else None,
                "phone": clinic.phone,
                "is_active": clinic.is_active,
                "policy": plain_policy(Policy()),
            },
        )
        self._work.saved(clinic)


class SqlInsurancePlans(InsurancePlans):
    """The closed list of plans."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def add(self, plan: InsurancePlan) -> None:
        values = {"id": plan.id, "name": plan.name, "carrier": plan.carrier}
        try:
            await self._work.rows.run(insert(table_of(InsurancePlanRow)), values)
        except ConstraintBroken as broken:
            if broken.name == "uq_insurance_plans_name":
                raise PlanNameTaken from broken
            raise
        self._work.saved(plan)


class SqlDoctors(Doctors):
    """All doctors."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def add(self, doctor: Doctor) -> None:
        rows, whose = self._work.rows, {"doctor_id": doctor.id}
        await rows.run(
            insert(table_of(DoctorRow)),
            {"id": doctor.id, "name": doctor.name, "is_active": doctor.is_active, "default_service_id": None},
        )
        await rows.run(insert(table_of(DiaryRow)), {**whose, "version": 0, "rules_version": 0})
        parts: list[tuple[type[ModelRow], list[dict[str, Any]]]] = [
            (DoctorSpecialtyRow, [{**whose, "specialty": code.value} for code in doctor.specialties]),
            (DoctorClinicRow, [{**whose, "clinic_id": clinic_id} for clinic_id in doctor.clinic_ids]),
            (LicenceRow, [{**whose, **_facts(licence)} for licence in doctor.licences]),
            (InsuranceRow, [{**whose, **_facts(taken)} for taken in doctor.accepts]),
        ]
        for row, values in parts:
            if values:
                await rows.run(insert(table_of(row)), values)
        self._work.saved(doctor)


class SqlDirectoryWork(SqlWork, DirectoryWork):
    """One transaction over the directory."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        self.specialties: Specialties = SqlSpecialties(self)
        self.areas: Areas = SqlAreas(self)
        self.clinics: Clinics = SqlClinics(self)
        self.insurance_plans: InsurancePlans = SqlInsurancePlans(self)
        self.doctors: Doctors = SqlDoctors(self)


def _facts(fact: Licence | AcceptedPlan) -> dict[str, Any]:
    """Their fields and columns have the same names."""
    return {field.name: getattr(fact, field.name) for field in fields(fact)}


def specialty_of(row: Row[Any]) -> Specialty:
    """The specialty that a row holds."""
    return Specialty(code=SpecialtyCode(row.code), label=row.label, description=row.description)
