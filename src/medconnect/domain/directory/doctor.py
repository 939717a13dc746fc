"""A doctor as people find them: professional facts, which are public."""

from dataclasses import dataclass
from datetime import date, datetime

from medconnect.domain.directory.events import DoctorAdded
from medconnect.domain.directory.insurance import AcceptedPlan, InvalidValidity
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import ClinicId, DoctorId, LicenceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The right to practise in one state; both dates belong to it (P4)."""

    id: LicenceId
    state: str
    number: str
    valid_from: date
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.valid_until and self.valid_until < self.valid_from:
            raise InvalidValidity("valid_until")


@dataclass(slots=True, kw_only=True, eq=False)
class Doctor(Newsworthy):
    """Who treats what, where, for whom."""

    id: DoctorId
    name: str
    specialties: tuple[SpecialtyCode, ...]
    clinic_ids: tuple[ClinicId, ...]
    licences: tuple[Licence, ...] = ()
    accepts: tuple[AcceptedPlan, ...] = ()
    is_active: bool = True

    def added(self, now: datetime) -> None:
        """Say that they stand in the directory."""
        self._tell(DoctorAdded(subject_id=self.id, occurred_at=now))
