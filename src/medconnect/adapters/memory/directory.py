"""The directory in memory. What it keeps of clinics and doctors is what the diaries read: one table, two contexts, as
in a database."""

from contextlib import AsyncExitStack
from dataclasses import replace

from medconnect.adapters.memory.closed_lists import MemoryAreas, MemorySpecialties
from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.directory.ports import Areas, Clinics, DirectoryWork, Doctors, InsurancePlans, Specialties
from medconnect.application.scheduling.ports import Place
from medconnect.domain.directory.clinic import Clinic
from medconnect.domain.directory.doctor import Doctor
from medconnect.domain.directory.insurance import InsurancePlan, PlanNameTaken
from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.clinic import Clinic as DiaryClinic
from medconnect.domain.scheduling.doctor import Doctor as DiaryDoctor
from medconnect.domain.scheduling.doctor import Insurance, Licence


class MemoryClinics(Clinics):
    """All clinics."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def add(self, clinic: Clinic) -> None:
        self._work.saved(clinic)
        self._work.put("clinics_found", clinic.id, replace(clinic))
        self._work.put("clinics", clinic.id, DiaryClinic(id=clinic.id, zone=clinic.zone, state=clinic.state))
        self._work.put("places", clinic.id, Place(name=clinic.name, city=clinic.city, zone=clinic.zone))


class MemoryInsurancePlans(InsurancePlans):
    """The closed list of plans."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def add(self, plan: InsurancePlan) -> None:
        def ensure_name_free() -> None:
            if any(kept.name == plan.name for kept in self._work.store.tables["insurance_plans"].values()):
                raise PlanNameTaken

        ensure_name_free()
        self._work.check(ensure_name_free)
        self._work.saved(plan)
        self._work.put("insurance_plans", plan.id, replace(plan))


class MemoryDoctors(Doctors):
    """All doctors."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def add(self, doctor: Doctor) -> None:
        self._work.saved(doctor)
        self._work.put("doctors_found", doctor.id, replace(doctor))
        self._work.put("doctors", doctor.id, _for_diary(doctor))
        self._work.put("names", doctor.id, doctor.name)
        self._work.put("workplaces", doctor.id, doctor.clinic_ids)
        self._work.put("services", doctor.id, ())


class MemoryDirectoryWork(MemoryWork, DirectoryWork):
    """One transaction over the directory."""

    def __init__(self, store: MemoryStore, actor: Actor, stack: AsyncExitStack) -> None:
        super().__init__(store, actor, stack)
        self.specialties: Specialties = MemorySpecialties()
        self.areas: Areas = MemoryAreas()
        self.clinics: Clinics = MemoryClinics(self)
        self.insurance_plans: InsurancePlans = MemoryInsurancePlans(self)
        self.doctors: Doctors = MemoryDoctors(self)


def _for_diary(doctor: Doctor) -> DiaryDoctor:
    """As far as the diary cares."""
    return DiaryDoctor(
        id=doctor.id,
        active=doctor.is_active,
        licences=tuple(
            Licence(state=each.state, valid_from=each.valid_from, valid_until=each.valid_until)
            for each in doctor.licences
        ),
        insurances=tuple(
            Insurance(
                plan_id=each.plan_id,
                clinic_id=each.clinic_id,
                valid_from=each.valid_from,
                valid_until=each.valid_until,
            )
            for each in doctor.accepts
        ),
    )
