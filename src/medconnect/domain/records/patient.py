"""Somebody who is treated."""

from dataclasses import dataclass
from datetime import date, datetime

from medconnect.domain.records.events import PatientAdded
from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import PatientId

_OLDEST_YEARS = 130


class InvalidBirthDate(Invalid):
    """In the future, or longer ago than anybody lives."""

    code = "invalid-birth-date"
    title = "This cannot be a date of birth."


@dataclass(slots=True, kw_only=True, eq=False)
class Patient(Newsworthy):
    """A person of their own, with or without an account."""

    id: PatientId
    full_name: str
    born_on: date | None = None
    state: str | None = None
    version: int = 0

    def added(self, now: datetime) -> None:
        """Say that they are known here."""
        if self.born_on and not now.year - _OLDEST_YEARS <= self.born_on.year <= now.date().year:
            raise InvalidBirthDate("born_on")
        if self.born_on and self.born_on > now.date():
            raise InvalidBirthDate("born_on")
        self._tell(PatientAdded(subject_id=self.id, occurred_at=now))
