"""What happens to a patient's file."""

from dataclasses import dataclass
from typing import ClassVar

from medconnect.domain.shared.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientAdded(Event):
    """Somebody is known here from now on."""

    name: ClassVar[str] = "patient.added"
