"""Symptom reports in the database, sealed as a whole: what was told, and what was answered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, and_, delete, exists, func, insert, select, update

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.scheduling import AppointmentRow, PatientRow
from medconnect.adapters.persistence.models.triage import SymptomReportRow
from medconnect.adapters.persistence.tries import SqlTries
from medconnect.adapters.persistence.unit_of_work import SqlWork, Tools
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.paging import Page, Window
from medconnect.application.triage.ports import KnownNames, SymptomReports, TriageWork, Tries
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.ids import DoctorId, PatientId, ReportId, VisitorId
from medconnect.domain.triage.assessment import Assessment
from medconnect.domain.triage.report import SymptomReport
from medconnect.domain.triage.symptoms import Symptoms

_REPORTS = table_of(SymptomReportRow)
_VISITS = table_of(AppointmentRow)
_PATIENTS = table_of(PatientRow)
_TABLE = "symptom_reports"
_SYMPTOMS = TypeAdapter(Symptoms)
_ASSESSMENT = TypeAdapter(Assessment)


class SqlReports(SymptomReports):
    """All reports."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def get(self, report_id: ReportId) -> SymptomReport | None:
        found = (await self._work.rows.run(select(_REPORTS).where(_REPORTS.c.id == report_id))).first()
        return self._report(found) if found else None

    async def save(self, report: SymptomReport) -> None:
        values = self._row(report)
        if report.kept_version == 0:
            await self._work.rows.run(insert(_REPORTS), values)
        else:
            was = and_(_REPORTS.c.id == report.id, _REPORTS.c.version == report.kept_version)
            if (await self._work.rows.run(update(_REPORTS).where(was).values(**values))).rowcount != 1:
                raise Contention
        report.kept_version = report.version
        self._work.saved(report)

    async def of_patient(self, patient_id: PatientId, window: Window) -> Page[SymptomReport]:
        return await self._page(_REPORTS.c.patient_id == patient_id, window)

    async def for_doctor(self, doctor_id: DoctorId, window: Window) -> Page[SymptomReport]:
        return await self._page(_brought_to(doctor_id), window)

    async def is_brought_to(self, doctor_id: DoctorId, report: SymptomReport) -> bool:
        query = select(_REPORTS.c.id).where(_REPORTS.c.id == report.id, _brought_to(doctor_id))
        return (await self._work.rows.run(query)).first() is not None

    async def of_visitor(self, visitor_id: VisitorId) -> Sequence[SymptomReport]:
        query = select(_REPORTS).where(_REPORTS.c.visitor_id == visitor_id).order_by(_REPORTS.c.id)
        return [self._report(row) for row in await self._work.rows.run(query)]

    async def expired(self, now: datetime, limit: int) -> Sequence[ReportId]:
        query = select(_REPORTS.c.id).where(_REPORTS.c.expires_at <= now).order_by(_REPORTS.c.expires_at).limit(limit)
        return [ReportId(each) for each in (await self._work.rows.run(query)).scalars()]

    async def forget(self, report_ids: Collection[ReportId], now: datetime) -> Collection[ReportId]:
        over = and_(_REPORTS.c.id.in_(list(report_ids)), _REPORTS.c.expires_at <= now)
        gone = await self._work.rows.run(delete(_REPORTS).where(over).returning(_REPORTS.c.id))
        return [ReportId(each) for each in gone.scalars()]

    async def _page(self, wanted: ColumnElement[bool], window: Window) -> Page[SymptomReport]:
        total = (await self._work.rows.run(select(func.count()).select_from(_REPORTS).where(wanted))).scalar_one()
        newest = _REPORTS.c.analyzed_at.desc(), _REPORTS.c.id.desc()
        part = select(_REPORTS).where(wanted).order_by(*newest).offset(window.skip).limit(window.limit)
        return Page(items=[self._report(row) for row in await self._work.rows.run(part)], total=total, window=window)

    def _row(self, report: SymptomReport) -> dict[str, Any]:
        written = {
            "symptoms": _SYMPTOMS.dump_json(report.symptoms).decode(),
            "assessment": _ASSESSMENT.dump_json(report.assessment).decode(),
        }
        return {
            "id": report.id,
            "version": report.version,
            "patient_id": report.patient_id,
            "visitor_id": report.visitor_id,
            **{column: self._work.sealed(_TABLE, column, report.id, text) for column, text in written.items()},
            "analyzed_at": report.analyzed_at,
            "expires_at": report.expires_at,
        }

    def _report(self, row: Row[Any]) -> SymptomReport:
        symptoms = self._work.keyring.open(_TABLE, "symptoms", row.id, row.symptoms)
        assessment = self._work.keyring.open(_TABLE, "assessment", row.id, row.assessment)
        return SymptomReport(
            id=ReportId(row.id),
            version=row.version,
            kept_version=row.version,
            patient_id=PatientId(row.patient_id) if row.patient_id else None,
            visitor_id=VisitorId(row.visitor_id) if row.visitor_id else None,
            symptoms=_SYMPTOMS.validate_json(symptoms),
            assessment=_ASSESSMENT.validate_json(assessment),
            analyzed_at=row.analyzed_at,
            expires_at=row.expires_at,
        )


def _brought_to(doctor_id: DoctorId) -> ColumnElement[bool]:
    """Its own patient attached it to a visit of this doctor: naming somebody else's report shows it to nobody."""
    return exists().where(
        _VISITS.c.patient_id == _REPORTS.c.patient_id,
        _VISITS.c.report_id == _REPORTS.c.id,
        _VISITS.c.doctor_id == doctor_id,
    )


class SqlKnownNames(KnownNames):
    """What patients are called."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def of(self, patient_id: PatientId) -> tuple[str, ...]:
        query = select(_PATIENTS.c.full_name).where(_PATIENTS.c.id == patient_id)
        sealed = (await self._work.rows.run(query)).scalar()
        return () if sealed is None else (self._work.keyring.open("patients", "full_name", patient_id, sealed),)


class SqlTriageWork(SqlWork, TriageWork):
    """One transaction over reports."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        self._reports = SqlReports(self)
        self._tries = SqlTries(self)
        self._known_names = SqlKnownNames(self)

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
