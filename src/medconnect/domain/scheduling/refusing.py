"""From reasons to the one refusal that helps most."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from medconnect.domain.scheduling.availability import Slot
from medconnect.domain.scheduling.claim import Claim, Resource, in_force
from medconnect.domain.scheduling.doctor import Acceptance, Cover, Doctor, Patient
from medconnect.domain.scheduling.errors import (
    AlreadyBusy,
    ConsentMissing,
    InsuranceNotAccepted,
    NotLicensed,
    SlotNotOffered,
    SlotTaken,
)
from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.scheduling.reasons import CAPS, CROWDED, Reason, ReasonCode
from medconnect.domain.shared.ids import ClinicId

_NAMED = {ReasonCode.NOT_LICENSED: NotLicensed, ReasonCode.NOT_INSURED: InsuranceNotAccepted}


def refuse(reasons: Collection[Reason], alternatives: Callable[[], tuple[Slot, ...]]) -> None:
    """Raise what stands against a time; nothing, if nothing does.

    A time that is never offered says so with all reasons. Otherwise law and insurance come first, then the patient's
    own other visit (a double click finds the booking it made, I2), then whoever was faster.
    """
    if not reasons:
        return
    codes = {reason.code: reason for reason in reversed(list(reasons))}
    if not codes.keys() <= {*_NAMED, *CROWDED, *CAPS, ReasonCode.PATIENT_BUSY}:
        raise SlotNotOffered(reasons=tuple(reasons), alternatives=alternatives())
    for code, refusal in _NAMED.items():
        if code in codes:
            raise refusal(**codes[code].facts, alternatives=alternatives())
    if busy := codes.get(ReasonCode.PATIENT_BUSY):
        raise AlreadyBusy(**busy.facts)
    if codes.keys() & CROWDED:
        raise SlotTaken(alternatives=alternatives())
    raise SlotNotOffered(reasons=tuple(reasons), alternatives=alternatives())


def ensure_clear(wanted: Iterable[Claim], others: Iterable[Claim]) -> None:
    """Refuse what the store would refuse: a blocking claim over another in force."""
    standing = in_force(others)
    for claim in wanted:
        for other in standing:
            if claim.blocking and claim.overlaps(other):
                if claim.resource is not Resource.PATIENT:
                    raise SlotTaken(alternatives=())
                raise AlreadyBusy(appointment_id=other.subject_id)


def ensure_licensed(doctor: Doctor, state: str, on: date) -> None:
    """Refuse where the law does (P4)."""
    if not doctor.active:
        raise SlotNotOffered(reasons=(Reason(code=ReasonCode.DEACTIVATED),), alternatives=())
    if not doctor.licensed_in(state, on):
        raise NotLicensed(state=state)


def ensure_insured(doctor: Doctor, cover: Cover | None, clinic_id: ClinicId, on: date) -> None:
    """Refuse a plan that the doctor is known not to take (P5)."""
    if cover is not None and doctor.accepts(cover, clinic_id, on) is Acceptance.NOT_ACCEPTED:
        raise InsuranceNotAccepted(plan_id=cover.plan_id)


def ensure_consents(required: Collection[Consent], patient: Patient, given: Collection[Consent]) -> None:
    """Refuse while an agreement that the terms ask for is missing; an older version of its text does not count."""
    missing = set(required) - patient.consents - set(given)
    if missing:
        raise ConsentMissing(kinds=tuple(sorted(consent.kind for consent in missing)))
