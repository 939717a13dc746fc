"""Bodies of symptoms and reports."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from medconnect.application.triage.views import AssessmentView, ReportView
from medconnect.domain.triage.symptoms import (
    LONGEST_DURATION,
    LONGEST_HISTORY,
    LONGEST_TEXT,
    OLDEST,
    SHORTEST_TEXT,
    Language,
    Sex,
    Symptoms,
)
from medconnect.entrypoints.http.scheduling.moments import Instant
from medconnect.entrypoints.http.schemas import RequestBody, ResponseBody

# What the numbers to call are for, in the words of the button.
_CALLS = {
    "ambulance": "Emergency number",
    "crisis_line": "Crisis line",
    "poison_centre": "Poison centre",
}


class Description(RequestBody):
    """What somebody feels, in their own words, and what else they choose to tell."""

    text: str = Field(min_length=SHORTEST_TEXT, max_length=LONGEST_TEXT)
    age_years: float | None = Field(None, ge=0, le=OLDEST, allow_inf_nan=False)
    sex: Literal["female", "male", "other", "unknown"] | None = None
    duration: str | None = Field(None, max_length=LONGEST_DURATION)
    history: str | None = Field(None, max_length=LONGEST_HISTORY)
    language: Annotated[str, Field(max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")] | None = None
    consent_to_external_ai: bool = False

    def to_symptoms(self) -> Symptoms:
        """The same, in the domain's words. A language we do not speak is found out from the text."""
        spoken = (self.language or "").lower().partition("-")[0]
        return Symptoms(
            text=self.text,
            age_years=self.age_years,
            sex=Sex(self.sex) if self.sex in set(Sex) else None,
            duration=self.duration or "",
            history=self.history or "",
            language=Language(spoken) if spoken in set(Language) else None,
        )


class RedFlagResponse(ResponseBody):
    """A danger sign, and the words that showed it."""

    code: str
    label: str
    matched: str


class SuggestionResponse(ResponseBody):
    """A specialty to be seen by, how sure we are, and why."""

    specialty: str
    label: str
    confidence: float
    reason: str


class AnalyzerResponse(ResponseBody):
    """Who spoke, and whether it stood in for another."""

    name: str
    kind: Literal["llm", "offline"]
    fallback: bool


class ContactResponse(ResponseBody):
    """Whom to call now."""

    kind: str
    label: str
    number: str


class AssessmentResponse(ResponseBody):
    """How soon to be seen, and by whom. `situation` says which page fits, `notices` how well we understood."""

    report_id: UUID
    urgency: Literal["emergency", "urgent", "routine", "self_care"]
    situation: str
    bookable: bool
    red_flags: list[RedFlagResponse]
    suggestions: list[SuggestionResponse]
    questions: list[str]
    advice: str
    emergency_contacts: list[ContactResponse]
    analyzer: AnalyzerResponse
    notices: list[str]
    disclaimer: str

    @classmethod
    def of(cls, view: AssessmentView, labels: Mapping[str, str]) -> Self:
        return cls.model_validate(answer_of(view, labels))


class ReportResponse(AssessmentResponse):
    """A kept report: what was told, and what was answered."""

    id: UUID
    patient_id: UUID | None
    analyzed_at: Instant
    text: str
    age_years: float | None
    sex: str | None
    duration: str | None
    history: str | None
    language: str | None

    @classmethod
    def of_report(cls, view: ReportView, labels: Mapping[str, str]) -> Self:
        """The report as its patient and their doctor read it."""
        told = view.symptoms
        return cls.model_validate(
            {
                **answer_of(view.answer, labels),
                "id": view.answer.report_id,
                "patient_id": view.patient_id,
                "analyzed_at": view.analyzed_at,
                "text": told.text,
                "age_years": told.age_years,
                "sex": told.sex,
                "duration": told.duration or None,
                "history": told.history or None,
                "language": told.language,
            }
        )


def answer_of(view: AssessmentView, labels: Mapping[str, str]) -> dict[str, object]:
    """The fields of an answer. The numbers keep their order: the most fitting comes first."""
    return {
        "report_id": view.report_id,
        "urgency": view.urgency,
        "situation": view.situation,
        "bookable": view.bookable,
        "red_flags": [{"code": f.code, "label": f.label, "matched": f.matched} for f in view.red_flags],
        "suggestions": [
            {
                "specialty": each.specialty,
                "label": labels[each.specialty],
                "confidence": each.confidence,
                "reason": each.reason,
            }
            for each in view.suggestions
        ],
        "questions": list(view.questions),
        "advice": view.advice,
        "emergency_contacts": [
            {"kind": kind, "label": _CALLS[kind], "number": number} for kind, number in view.emergency_contacts.items()
        ],
        "analyzer": {"name": view.analyzer.name, "kind": view.analyzer.kind, "fallback": view.analyzer.fallback},
        "notices": list(view.notices),
        "disclaimer": view.disclaimer,
    }
