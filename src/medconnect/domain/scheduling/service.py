"""What can be booked: a kind of visit with its length, its buffers and its limits."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.ids import DoctorId, ServiceId
from medconnect.domain.shared.money import Money

_MINUTE = timedelta(minutes=1)
LONGEST = timedelta(days=1)
"""No visit and no buffer is longer. Whoever reads claims around an instant looks this far back and no further."""
_NOTHING = timedelta(0)
_FURTHEST_HORIZON = 730
_OLDEST = 150


class InvalidService(Invalid):
    """A length, a limit or an age that no service can have."""

    code = "invalid-service"
    title = "The service cannot be set up like this."


class Mode(StrEnum):
    """Where patient and doctor meet."""

    IN_PERSON = "in_person"
    VIDEO = "video"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The most visits in one clinic-local day, live holds included; none means no limit (A7)."""

    doctor_daily: int | None = None
    service_daily: int | None = None
    patient_daily: int | None = None

    def __post_init__(self) -> None:
        for name in ("doctor_daily", "service_daily", "patient_daily"):
            limit = getattr(self, name)
            if limit is not None and limit < 1:
                raise InvalidService(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One kind of visit that one doctor offers."""

    id: ServiceId
    doctor_id: DoctorId
    name: str
    length: timedelta = timedelta(hours=1)
    before: timedelta = _NOTHING
    after: timedelta = _NOTHING
    step: timedelta = timedelta(minutes=30)
    notice: timedelta = _NOTHING
    horizon_days: int = 365
    caps: Caps = field(default_factory=Caps)
    mode: Mode = Mode.IN_PERSON
    min_age: int | None = None
    max_age: int | None = None
    fee: Money | None = None
    requires_confirmation: bool = False
    specialty: str | None = None

    def __post_init__(self) -> None:
        for name, least, most in (
            ("length", _MINUTE, LONGEST),
            ("step", _MINUTE, LONGEST),
            ("before", _NOTHING, LONGEST),
            ("after", _NOTHING, LONGEST),
            ("notice", _NOTHING, timedelta(days=_FURTHEST_HORIZON)),
        ):
            value = getattr(self, name)
            if value % _MINUTE or not least <= value <= most:
                raise InvalidService(name)
        if not 0 <= self.horizon_days <= _FURTHEST_HORIZON:
            raise InvalidService("horizon_days")
        for name in ("min_age", "max_age"):
            age = getattr(self, name)
            if age is not None and not 0 <= age <= _OLDEST:
                raise InvalidService(name)
        if self.min_age is not None and self.max_age is not None and self.max_age < self.min_age:
            raise InvalidService("max_age")

    def suits_age(self, age: int) -> bool:
        """Whether a person of that age may have this visit."""
        return (self.min_age is None or age >= self.min_age) and (self.max_age is None or age <= self.max_age)
