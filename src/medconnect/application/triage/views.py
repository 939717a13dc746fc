"""What the asker gets back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from medconnect.application.triage.ports import EmergencyContacts
from medconnect.domain.shared.ids import PatientId, ReportId
from medconnect.domain.triage.advice import DISCLAIMER, advice, situation
from medconnect.domain.triage.assessment import Assessment
from medconnect.domain.triage.reading import language_of
from medconnect.domain.triage.report import SymptomReport
from medconnect.domain.triage.symptoms import Language, Symptoms
from medconnect.domain.triage.words import read


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlagView:
    """A danger sign and the words that showed it."""

    code: str
    label: str
    matched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """A specialty to be seen by."""

    specialty: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzerView:
    """Who spoke, and whether it stood in for another."""

    name: str
    kind: str
    fallback: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView:
    """The answer as the pages show it."""

    report_id: ReportId
    urgency: str
    situation: str
    red_flags: tuple[RedFlagView, ...]
    suggestions: tuple[SuggestionView, ...]
    questions: tuple[str, ...]
    advice: str
    analyzer: AnalyzerView
    disclaimer: str
    bookable: bool
    emergency_contacts: Mapping[str, str]
    notices: tuple[str, ...]

    @classmethod
    def of(
        cls, report_id: ReportId, assessment: Assessment, *, language: Language, contacts: EmergencyContacts
    ) -> Self:
        """The answer in the patient's language, with the numbers of the place."""
        return cls(
            report_id=report_id,
            urgency=assessment.urgency.value,
            situation=situation(assessment).value,
            red_flags=tuple(RedFlagView(code=f.code, label=f.label, matched=f.matched) for f in assessment.red_flags),
            suggestions=tuple(
                SuggestionView(specialty=s.specialty.value, confidence=round(s.confidence, 2), reason=s.reason)
                for s in assessment.suggestions
            ),
            questions=assessment.questions,
            advice=advice(assessment, language),
            analyzer=AnalyzerView(name=assessment.analyzer, kind=assessment.kind.value, fallback=assessment.fallback),
            disclaimer=DISCLAIMER[language],
            bookable=assessment.bookable,
            emergency_contacts={contact.value: getattr(contacts, contact.value) for contact in assessment.contacts},
            notices=tuple(sorted(notice.value for notice in assessment.notices)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A kept report: what was told, and what was answered."""

    patient_id: PatientId | None
    analyzed_at: datetime
    symptoms: Symptoms
    answer: AssessmentView

    @classmethod
    def of(cls, report: SymptomReport, contacts: EmergencyContacts) -> Self:
        """The report with its answer in the language it was asked in."""
        return cls(
            patient_id=report.patient_id,
            analyzed_at=report.analyzed_at,
            symptoms=report.symptoms,
            answer=AssessmentView.of(
                report.id, report.assessment, language=language_for(report.symptoms), contacts=contacts
            ),
        )


def language_for(symptoms: Symptoms) -> Language:
    """The language to answer in: the one they named, else the one they wrote, else English."""
    return symptoms.language or language_of(symptoms.text, read(symptoms.text)) or Language.ENGLISH
