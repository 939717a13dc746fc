"""A report: one description with its answer, kept for the patient and, once attached to a visit, for its doctor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from medconnect.domain.shared.events import Event, Newsworthy
from medconnect.domain.shared.ids import DoctorId, PatientId, ReportId, VisitorId
from medconnect.domain.triage.assessment import Assessment
from medconnect.domain.triage.symptoms import Symptoms

KEEP_ANONYMOUS: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomsAnalyzed(Event):
    """Somebody described symptoms and got an answer. What they said is not news."""

    name: ClassVar[str] = "symptoms-analyzed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAdopted(Event):
    """Whoever described symptoms without a name has signed in, and the report is theirs."""

    name: ClassVar[str] = "report.adopted"

    patient_id: PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRead(Event):
    """A doctor read the report that came with a visit."""

    name: ClassVar[str] = "report.read"

    doctor_id: DoctorId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportExpired(Event):
    """A report that nobody made theirs was deleted."""

    name: ClassVar[str] = "report.expired"


@dataclass(kw_only=True)
class SymptomReport(Newsworthy):
    """Owned by a patient; or by a browser, and then gone after a day unless a patient signs in with it."""

    id: ReportId
    patient_id: PatientId | None
    visitor_id: VisitorId | None = None
    symptoms: Symptoms
    assessment: Assessment
    analyzed_at: datetime
    expires_at: datetime | None
    version: int = 1
    kept_version: int = 0

    @classmethod
    def of(
        cls,
        report_id: ReportId,
        *,
        patient_id: PatientId | None,
        visitor_id: VisitorId | None = None,
        symptoms: Symptoms,
        assessment: Assessment,
        now: datetime,
    ) -> "SymptomReport":
        """A new report, made now. A patient's belongs to no browser."""
        report = cls(
            id=report_id,
            patient_id=patient_id,
            visitor_id=None if patient_id else visitor_id,
            symptoms=symptoms,
            assessment=assessment,
            analyzed_at=now,
            expires_at=None if patient_id else now + KEEP_ANONYMOUS,
        )
        report._tell(SymptomsAnalyzed(subject_id=report_id, occurred_at=now))
        return report

    def adopt(self, patient_id: PatientId, now: datetime) -> None:
        """Give it to the patient who signed in; from then on the browser owns nothing, and it does not expire."""
        if self.patient_id is not None or self.has_expired(now):
            return
        self.patient_id, self.visitor_id, self.expires_at = patient_id, None, None
        self.version += 1
        self._tell(ReportAdopted(subject_id=self.id, occurred_at=now, patient_id=patient_id))

    def has_expired(self, now: datetime) -> bool:
        """Whether its day is over, deleted or not."""
        return self.expires_at is not None and self.expires_at <= now
