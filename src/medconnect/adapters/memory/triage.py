"""Symptom reports in memory."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime

from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.tries import MemoryTries
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.paging import Page, Window
from medconnect.application.triage.ports import KnownNames, SymptomReports, TriageWork, Tries
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.ids import DoctorId, PatientId, ReportId, VisitorId
from medconnect.domain.triage.report import SymptomReport

_TABLE = "symptom_reports"


class MemoryReports(SymptomReports):
    """All reports."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def get(self, report_id: ReportId) -> SymptomReport | None:
        found: SymptomReport | None = self._work.row(_TABLE, report_id)
        return replace(found) if found else None

    async def save(self, report: SymptomReport) -> None:
        read = report.kept_version

        def unchanged() -> None:
            kept = self._work.store.tables[_TABLE].get(report.id)
            if (kept.version if kept else 0) != read:
                raise Contention

        self._work.check(unchanged)
        report.kept_version = report.version
        self._work.put(_TABLE, report.id, replace(report))
        self._work.saved(report)

    async def of_patient(self, patient_id: PatientId, window: Window) -> Page[SymptomReport]:
        return self._page(lambda report: report.patient_id == patient_id, window)

    async def for_doctor(self, doctor_id: DoctorId, window: Window) -> Page[SymptomReport]:
        return self._page(lambda report: self._brought(doctor_id, report), window)

    async def is_brought_to(self, doctor_id: DoctorId, report: SymptomReport) -> bool:
        return self._brought(doctor_id, report)

    async def of_visitor(self, visitor_id: VisitorId) -> Sequence[SymptomReport]:
        return [replace(report) for report in self._work.rows(_TABLE) if report.visitor_id == visitor_id]

    async def expired(self, now: datetime, limit: int) -> Sequence[ReportId]:
        return [report.id for report in self._work.rows(_TABLE) if report.has_expired(now)][:limit]

    async def forget(self, report_ids: Collection[ReportId], now: datetime) -> Collection[ReportId]:
        rows = self._work.store.tables[_TABLE]
        gone = [each for each in report_ids if each in rows and rows[each].has_expired(now)]
        for report_id in gone:
            self._work.effect(lambda report_id=report_id: rows.pop(report_id, None))  # type: ignore[misc]
        return gone

    def _brought(self, doctor_id: DoctorId, report: SymptomReport) -> bool:
        return any(
            (visit.report_id, visit.patient_id, visit.spot.doctor_id) == (report.id, report.patient_id, doctor_id)
            for visit in self._work.rows("appointments")
        )

    def _page(self, wanted: Callable[[SymptomReport], bool], window: Window) -> Page[SymptomReport]:
        found = sorted(
            (replace(report) for report in self._work.rows(_TABLE) if wanted(report)),
            key=lambda report: (report.analyzed_at, report.id),
            reverse=True,
        )
        return Page(items=found[window.skip : window.skip + window.limit], total=len(found), window=window)


class MemoryKnownNames(KnownNames):
    """Names by id."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def of(self, patient_id: PatientId) -> tuple[str, ...]:
        found = self._work.row("names", patient_id)
        return () if found is None else (found,)


class MemoryTriageWork(MemoryWork, TriageWork):
    """One transaction over reports."""

    def __init__(self, store: MemoryStore, actor: Actor, stack: AsyncExitStack) -> None:
        super().__init__(store, actor, stack)
        self._reports = MemoryReports(self)
        self._tries = MemoryTries(self)
        self._known_names = MemoryKnownNames(self)

    @property
    def reports(self) -> SymptomReports:
        """The reports."""
        return self._reports

    @property
    def tries(self) -> Tries:
        """The counts."""
        return self._tries

    @property
    def known_names(self) -> KnownNames:
        """The names."""
        return self._known_names
