"""Insurance plans, and which of them a doctor takes where."""

from dataclasses import dataclass
from datetime import date, datetime

from medconnect.domain.directory.events import InsurancePlanAdded
from medconnect.domain.shared.errors import Conflict, Invalid
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import AcceptanceId, ClinicId, InsurancePlanId


class PlanNameTaken(Conflict):
    """Two plans of one name could not be told apart."""

    code = "plan-name-taken"
    title = "There is an insurance plan of this name already."


class InvalidValidity(Invalid):
    """It would end before it begins."""

    code = "invalid-validity"
    title = "The last day must not come before the first."


@dataclass(slots=True, kw_only=True, eq=False)
class InsurancePlan(Newsworthy):
    """A plan that patients may have."""

    id: InsurancePlanId
    name: str
    carrier: str

    def added(self, now: datetime) -> None:
        """Say that it exists."""
        self._tell(InsurancePlanAdded(subject_id=self.id, occurred_at=now))


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedPlan:
    """A plan that a doctor takes at one clinic; both dates belong to it (P5)."""

    id: AcceptanceId
    plan_id: InsurancePlanId
    clinic_id: ClinicId
    valid_from: date | None = None
    valid_until: date | None = None
    verified_on: date | None = None

    def __post_init__(self) -> None:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise InvalidValidity("valid_until")
