"""What a person tells of themselves: how to reach them, where they live, when and how they speak to us."""

import re
import zoneinfo
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache

from medconnect.domain.shared.contact import MobileNumber
from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.ids import InsurancePlanId

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_OLDEST_YEARS = 130


@cache
def _time_zones() -> frozenset[str]:
    """Read once: the list is spread over hundreds of files."""
    return frozenset(zoneinfo.available_timezones())


class Sex(StrEnum):
    """Administrative sex, as FHIR counts it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class UnknownTimeZone(Invalid):
    """Not a zone of the IANA list."""

    code = "unknown-time-zone"
    title = "This is not a time zone such as America/New_York."


class UnknownLanguage(Invalid):
    """Not the form of a language tag."""

    code = "unknown-language"
    title = "This is not a language tag such as en or pt-BR."


class ImpossibleBirthDate(Invalid):
    """In the future, or longer ago than anyone lives."""

    code = "impossible-birth-date"
    title = "Nobody who is alive was born on this day."


class UnknownArea(Invalid):
    """Not in the list of areas, or not inside the area it is said to be in."""

    code = "unknown-area"
    title = "This area is not in the list, or lies elsewhere."


class UnknownState(Invalid):
    """Not in the list of states."""

    code = "unknown-state"
    title = "This state is not in the list."


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All of it is optional; a zone and a language there always are."""

    mobile: MobileNumber | None = None
    date_of_birth: date | None = None
    sex: Sex | None = None
    time_zone: str = "UTC"
    language: str = "en"
    state: str | None = None
    division_id: int | None = None
    district_id: int | None = None
    thana_id: int | None = None
    insurance_plan_id: InsurancePlanId | None = None

    def __post_init__(self) -> None:
        if self.time_zone not in _time_zones():
            raise UnknownTimeZone("time_zone")
        if not _LANGUAGE.fullmatch(self.language):
            raise UnknownLanguage("language")

    def check_birth(self, today: date) -> None:
        """A date of birth must be one that a living person can have."""
        if self.date_of_birth and not today.year - _OLDEST_YEARS <= self.date_of_birth.year <= today.year:
            raise ImpossibleBirthDate("date_of_birth")
        if self.date_of_birth and self.date_of_birth > today:
            raise ImpossibleBirthDate("date_of_birth")

    def differs_in(self, other: "Profile") -> tuple[str, ...]:
        """The names of the fields that are not the same."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))
