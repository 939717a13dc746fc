"""A report: one description with its answer, kept for the patient and, once attached to a visit, for its doctor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from medconnect.domain.shared.events import Event, Newsworthy
from medconnect.domain.shared.ids import PatientId, ReportId
from medconnect.domain.triage.assessment import Assessment
from medconnect.domain.triage.symptoms import Symptoms

KEEP_ANONYMOUS: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomsAnalyzed(Event):
    """Somebody described symptoms and got an answer. What they said is not news."""

    name: ClassVar[str] = "symptoms-analyzed"


@dataclass(kw_only=True)
class SymptomReport(Newsworthy):
    """Owned by a patient, or by nobody and then gone after a day."""

    id: ReportId
    patient_id: PatientId | None
    symptoms: Symptoms
    assessment: Assessment
    analyzed_at: datetime
    expires_at: datetime | None

    @classmethod
    def of(
        cls,
        report_id: ReportId,
        *,
        patient_id: PatientId | None,
        symptoms: Symptoms,
        assessment: Assessment,
        now: datetime,
    ) -> "SymptomReport":
        """A new report, made now."""
        report = cls(
            id=report_id,
            patient_id=patient_id,
            symptoms=symptoms,
            assessment=assessment,
            analyzed_at=now,
            expires_at=None if patient_id else now + KEEP_ANONYMOUS,
        )
        report._tell(SymptomsAnalyzed(subject_id=report_id, occurred_at=now))
        return report
