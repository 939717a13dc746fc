"""A doctor and a patient as far as the diary cares: whom the law and the insurer let meet."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.shared.ids import ClinicId, DoctorId, InsurancePlanId, PatientId, VisitorId


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The right to practise in one state; both dates belong to it (P4)."""

    state: str
    valid_from: date
    valid_until: date | None = None

    def covers(self, state: str, on: date) -> bool:
        """Whether it is valid there on that date."""
        return self.state == state and self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurance:
    """A plan that the doctor takes at one clinic; both dates belong to it (P5)."""

    plan_id: InsurancePlanId
    clinic_id: ClinicId
    valid_from: date | None = None
    valid_until: date | None = None

    def covers(self, on: date) -> bool:
        """Whether it is taken on that date."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Who pays: a plan, or the patient."""

    plan_id: InsurancePlanId | None


SELF_PAY = Cover(plan_id=None)


class Acceptance(StrEnum):
    """How a doctor and a cover go together; `not_confirmed` is bookable and says so."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    NOT_CONFIRMED = "not_confirmed"
    SELF_PAY = "self_pay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor:
    """Whose diary it is."""

    id: DoctorId
    active: bool = True
    licences: tuple[Licence, ...] = ()
    insurances: tuple[Insurance, ...] = ()

    def licensed_in(self, state: str, on: date) -> bool:
        """Whether the doctor may treat somebody who is in that state on that date."""
        return any(licence.covers(state, on) for licence in self.licences)

    def accepts(self, cover: Cover, clinic_id: ClinicId, on: date) -> Acceptance:
        """A clinic for which no plan is on file is unknown, not refused."""
        if cover.plan_id is None:
            return Acceptance.SELF_PAY
        on_file = [i for i in self.insurances if i.clinic_id == clinic_id]
        if not on_file:
            return Acceptance.NOT_CONFIRMED
        taken = any(i.plan_id == cover.plan_id and i.covers(on) for i in on_file)
        return Acceptance.ACCEPTED if taken else Acceptance.NOT_ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What the diary must know of a patient. `upcoming` are specialty and start of visits not yet begun (P2)."""

    id: PatientId
    born_on: date | None = None
    state: str | None = None
    consents: frozenset[Consent] = field(default_factory=frozenset)
    upcoming: tuple[tuple[str | None, datetime], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """For whom a time is sought: a known patient, a visitor's session, or nobody in particular.

    What is not known is not asked for: a visitor without a birth date sees times that an age limit may still refuse.
    """

    patient_id: PatientId | None = None
    visitor_id: VisitorId | None = None
    born_on: date | None = None
    state: str | None = None
    cover: Cover | None = None

    def owns(self, holder_id: UUID | None) -> bool:
        """Whether a hold of that holder is this asker's own."""
        return holder_id is not None and holder_id in (self.patient_id, self.visitor_id)


def age_on(born_on: date, on: date) -> int:
    """Age in whole years; born on 29 February, one grows older on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
