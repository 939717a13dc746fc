"""What the directory answers with."""

from dataclasses import dataclass

from medconnect.domain.directory.specialty import Specialty, SpecialtyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialtyView:
    """A specialty as people are shown it."""

    code: SpecialtyCode
    label: str
    description: str

    @classmethod
    def of(cls, specialty: Specialty) -> "SpecialtyView":
        return cls(code=specialty.code, label=specialty.label, description=specialty.description)
