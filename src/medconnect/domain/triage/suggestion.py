"""What an analyser may say: how urgent it seems, who could treat it, what it would still like to know."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.urgency import Urgency

MOST_SUGGESTIONS: Final = 3
MOST_QUESTIONS: Final = 2


class AnalyzerKind(StrEnum):
    """Who speaks."""

    LLM = "llm"
    OFFLINE = "offline"


class Notice(StrEnum):
    """What the patient should know about how we understood them."""

    ADMINISTRATIVE = "administrative"
    UNREADABLE = "unreadable"
    ABUSIVE = "abusive"
    OTHER_PERSON = "other-person"
    PARTLY_UNDERSTOOD = "partly-understood"
    WITHOUT_MODEL = "without-model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A specialty from the closed list, how sure we are, and why, in the patient's own words."""

    specialty: SpecialtyCode
    confidence: float
    reason: str

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One analyser's answer. It is advice to the merge, never the last word on urgency."""

    urgency: Urgency
    suggestions: tuple[Suggestion, ...]
    analyzer: str
    kind: AnalyzerKind
    questions: tuple[str, ...] = ()
    notices: frozenset[Notice] = frozenset()

    def __post_init__(self) -> None:
        codes = [suggestion.specialty for suggestion in self.suggestions]
        if not 1 <= len(codes) <= MOST_SUGGESTIONS or len(set(codes)) != len(codes):
            raise ValueError(codes)
        if len(self.questions) > MOST_QUESTIONS:
            raise ValueError(self.questions)

    def raised_to(self, urgency: Urgency) -> "Opinion":
        """The same opinion, at least that urgent."""
        return replace(self, urgency=self.urgency.at_least(urgency))
