"""What the symptom analyser needs from outside."""

from dataclasses import dataclass
from typing import Protocol

from medconnect.application.shared.unit_of_work import Work
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

    async def save(self, report: SymptomReport) -> None:
        """Keep a new report."""
        ...


class TriageWork(Work, Protocol):
    """The unit of work of this context."""

    @property
    def reports(self) -> SymptomReports:
        """The reports."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyContacts:
    """The numbers to call where this clinic is, from settings."""

    ambulance: str = "911"
    crisis_line: str = "988"
    poison_centre: str = "1-800-222-1222"
