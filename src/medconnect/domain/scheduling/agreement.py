"""Parts of what is agreed about a visit: its reference, what staff overruled, how it was called off."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from medconnect.domain.scheduling.life import Side
from medconnect.domain.shared.money import Money

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class CancelReason(StrEnum):
    """Why a visit was called off, for the clinic's numbers."""

    NO_LONGER_NEEDED = "no_longer_needed"
    UNWELL = "unwell"
    CANNOT_COME = "cannot_come"
    OTHER_DOCTOR = "other_doctor"
    DOCTOR_UNAVAILABLE = "doctor_unavailable"
    CLINIC_CLOSED = "clinic_closed"
    MISTAKE = "mistake"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """How a visit was called off."""

    side: Side
    reason: CancelReason
    late: bool
    fee: Money | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What staff overruled when booking, and why: visible in the diary and in the audit trail (L10)."""

    reason: str
    codes: tuple[str, ...]


def reference_of(appointment_id: UUID) -> str:
    """Ten letters to say over the telephone, from the random end of the id: nobody can count on to the next one."""
    number, letters = appointment_id.int, ""
    for _ in range(10):
        number, digit = divmod(number, 32)
        letters += _ALPHABET[digit]
    return f"{letters[:5]}-{letters[5:]}"
