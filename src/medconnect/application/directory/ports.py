"""What the directory needs from outside."""

from typing import Protocol

from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Work
from medconnect.domain.directory.area import Area, AreaKind
from medconnect.domain.directory.clinic import Clinic
from medconnect.domain.directory.doctor import Doctor
from medconnect.domain.directory.insurance import InsurancePlan
from medconnect.domain.directory.specialty import Specialty


class Specialties(Protocol):
    """The closed list, in the order in which people are shown it."""

    async def page(self, window: Window) -> Page[Specialty]: ...


class Areas(Protocol):
    """The areas that people live in."""

    async def page(
        self, window: Window, *, kind: AreaKind | None, parent_id: int | None, country: str | None
    ) -> Page[Area]: ...


class Clinics(Protocol):
    """All clinics."""

    async def add(self, clinic: Clinic) -> None: ...


class InsurancePlans(Protocol):
    """The plans that patients may have."""

    async def add(self, plan: InsurancePlan) -> None:
        """`PlanNameTaken` when there is one of that name."""
        ...


class Doctors(Protocol):
    """All doctors."""

    async def add(self, doctor: Doctor) -> None:
        """Keep a new doctor and open their diary."""
        ...


class DirectoryWork(Work, Protocol):
    """One transaction over the directory."""

    specialties: Specialties
    areas: Areas
    clinics: Clinics
    insurance_plans: InsurancePlans
    doctors: Doctors
