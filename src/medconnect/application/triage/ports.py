"""What the symptom analyser needs from outside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Work
from medconnect.domain.identity.throttle import Allowance
from medconnect.domain.shared.ids import DoctorId, PatientId, ReportId, VisitorId
from medconnect.domain.triage.report import SymptomReport
from medconnect.domain.triage.suggestion import Opinion
from medconnect.domain.triage.symptoms import Symptoms


class AnalyzerUnavailable(Exception):
    """This analyser cannot answer now; `why` is a code for logs and figures, never text of a patient."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SymptomAnalyzer(Protocol):
    """Forms an opinion on a description. Raises `AnalyzerUnavailable` when it cannot."""

    async def analyze(self, symptoms: Symptoms) -> Opinion:
        """The opinion; within the analyser's own time limit."""
        ...


class SymptomReports(Protocol):
    """The reports that are kept, sealed."""

    async def get(self, report_id: ReportId) -> SymptomReport | None: ...

    async def save(self, report: SymptomReport) -> None:
        """Keep a new or changed report; `Contention` when it is not what was read."""
        ...

    async def of_patient(self, patient_id: PatientId, window: Window) -> Page[SymptomReport]:
        """A patient's own, the newest first."""
        ...

    async def for_doctor(self, doctor_id: DoctorId, window: Window) -> Page[SymptomReport]:
        """Those that patients brought to visits of this doctor, the newest first."""
        ...

    async def is_brought_to(self, doctor_id: DoctorId, report: SymptomReport) -> bool:
        """Whether its patient attached it to a visit of this doctor."""
        ...

    async def of_visitor(self, visitor_id: VisitorId) -> Sequence[SymptomReport]:
        """Those that a browser owns, expired ones included."""
        ...

    async def expired(self, now: datetime, limit: int) -> Sequence[ReportId]:
        """Those whose day is over."""
        ...

    async def forget(self, report_ids: Collection[ReportId], now: datetime) -> Collection[ReportId]:
        """Delete those of them that are still nobody's and expired; says which."""
        ...


class Tries(Protocol):
    """Counts of what may be done only so often, shared by all processes."""

    async def count(self, allowance: Allowance, subject: str, now: datetime) -> None:
        """Use one up, or `TooMany`. Of several at once each sees the one before it."""
        ...


class KnownNames(Protocol):
    """The names we know and must not send out."""

    async def of(self, patient_id: PatientId) -> tuple[str, ...]:
        """What this patient is called."""
        ...


class TriageWork(Work, Protocol):
    """The unit of work of this context."""

    @property
    def reports(self) -> SymptomReports:
        """The reports."""
        ...

    @property
    def tries(self) -> Tries:
        """The counts."""
        ...

    @property
    def known_names(self) -> KnownNames:
        """The names."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas:
    """How often symptoms may be described: by one person, and from one network address."""

    of_person: Allowance
    from_address: Allowance


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyContacts:
    """The numbers to call where this clinic is, from settings."""

    ambulance: str = "911"
    crisis_line: str = "988"
    poison_centre: str = "1-800-222-1222"
