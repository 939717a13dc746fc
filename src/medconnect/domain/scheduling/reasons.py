"""Why a time is not offered: stable codes, with the facts that a person needs to act on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ReasonCode(StrEnum):
    """All there is to say against a time."""

    PAST = "past"
    TOO_SOON = "too-soon"
    BEYOND_HORIZON = "beyond-horizon"
    OUTSIDE_HOURS = "outside-hours"
    OFF_GRID = "off-grid"
    WRONG_LENGTH = "wrong-length"
    CLOSED = "closed"
    ON_LEAVE = "on-leave"
    TAKEN = "taken"
    BUFFER = "buffer"
    NO_ROOM = "no-room"
    PATIENT_BUSY = "patient-busy"
    DOCTOR_CAP = "doctor-cap-reached"
    SERVICE_CAP = "service-cap-reached"
    PATIENT_CAP = "patient-cap-reached"
    NOT_LICENSED = "not-licensed"
    NOT_INSURED = "insurance-not-accepted"
    AGE = "age-outside-limits"
    DEACTIVATED = "deactivated"


CAPS = frozenset({ReasonCode.DOCTOR_CAP, ReasonCode.SERVICE_CAP, ReasonCode.PATIENT_CAP})
CROWDED = frozenset({ReasonCode.TAKEN, ReasonCode.BUFFER, ReasonCode.NO_ROOM})
"""Somebody else has the time."""

OVERRIDABLE = (
    CAPS
    | CROWDED
    | {
        ReasonCode.TOO_SOON,
        ReasonCode.BEYOND_HORIZON,
        ReasonCode.OUTSIDE_HOURS,
        ReasonCode.OFF_GRID,
    }
)
"""What staff may overrule in writing (A6, L10). Never the law, the past or absence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that stands against a time."""

    code: ReasonCode
    facts: Mapping[str, object] = field(default_factory=dict)
