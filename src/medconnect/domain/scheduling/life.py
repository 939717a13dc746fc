"""The life of a visit (L1): which state may follow which, and who may say so."""

from dataclasses import dataclass
from enum import StrEnum

from medconnect.domain.shared.ids import UserId


class Status(StrEnum):
    """Where a visit stands."""

    PENDING = "pending"
    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    EXPIRED = "expired"
    NO_SHOW = "no_show"
    LEFT = "left"
    ENTERED_IN_ERROR = "entered_in_error"


_S = Status
_STEPS: dict[Status, set[Status]] = {
    _S.PENDING: {_S.BOOKED, _S.DECLINED, _S.EXPIRED, _S.CANCELLED},
    _S.BOOKED: {_S.CANCELLED, _S.CHECKED_IN, _S.NO_SHOW},
    _S.CHECKED_IN: {_S.IN_PROGRESS, _S.CANCELLED, _S.LEFT},
    _S.IN_PROGRESS: {_S.COMPLETED},
    _S.NO_SHOW: {_S.BOOKED},
}
NEXT: dict[Status, frozenset[Status]] = {
    status: frozenset(_STEPS.get(status, set()) | {_S.ENTERED_IN_ERROR} - {status}) for status in Status
}
"""Any state may turn out to be an error; nothing follows an error."""

BLOCKING = frozenset({_S.PENDING, _S.BOOKED, _S.CHECKED_IN, _S.IN_PROGRESS, _S.COMPLETED, _S.LEFT})
"""States that keep the time taken; completed visits still block their past (X7)."""

MOVABLE = frozenset({_S.PENDING, _S.BOOKED})
"""States in which a visit may get another time (L3)."""


class Side(StrEnum):
    """Whose decision it was; a cancellation by the clinic is never late (L5)."""

    PATIENT = "patient"
    CLINIC = "clinic"


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who did it, as history remembers it."""

    user_id: UserId | None
    role: str
    side: Side
