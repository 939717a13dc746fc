"""What happens in the directory."""

from dataclasses import dataclass
from typing import ClassVar

from medconnect.domain.shared.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicAdded(Event):
    """A clinic opened its door."""

    name: ClassVar[str] = "clinic.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurancePlanAdded(Event):
    """A plan can be named by patients and doctors."""

    name: ClassVar[str] = "insurance-plan.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorAdded(Event):
    """A doctor stands in the directory."""

    name: ClassVar[str] = "doctor.added"
