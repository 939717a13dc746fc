"""What the patient tells us."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from medconnect.domain.shared.errors import Invalid

SHORTEST_TEXT = 3
LONGEST_TEXT = 4000
LONGEST_HISTORY = 4000
LONGEST_DURATION = 200
OLDEST = 130


class InvalidSymptoms(Invalid):
    """Too short to mean anything, too long to read, or not text at all."""

    code = "invalid-symptoms"
    title = "The description cannot be used."


class Sex(StrEnum):
    """Sex at birth, asked only because some dangers depend on it."""

    FEMALE = "female"
    MALE = "male"


class Language(StrEnum):
    """The languages whose danger signs we know."""

    ENGLISH = "en"
    SPANISH = "es"
    BENGALI = "bn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptoms:
    """One description in the patient's own words, with what else they chose to tell."""

    text: str
    age_years: float | None = None
    sex: Sex | None = None
    duration: str = ""
    history: str = ""
    language: Language | None = None

    def __post_init__(self) -> None:
        for field, longest in (("text", LONGEST_TEXT), ("history", LONGEST_HISTORY), ("duration", LONGEST_DURATION)):
            value = _readable(getattr(self, field))
            object.__setattr__(self, field, value)
            if len(value) > longest:
                raise InvalidSymptoms(field, longest=longest)
        if len(self.text) < SHORTEST_TEXT:
            raise InvalidSymptoms("text", shortest=SHORTEST_TEXT)
        if self.age_years is not None and not 0 <= self.age_years <= OLDEST:
            raise InvalidSymptoms("age_years", highest=OLDEST)

    @property
    def is_child(self) -> bool:
        """Under 18, as far as we were told."""
        return self.age_years is not None and self.age_years < 18


def _readable(text: str) -> str:
    """The text without invisible characters: they would hide words from the rules and mean nothing to people."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return "".join(kept).strip()
