"""Read one report."""

from dataclasses import dataclass
from uuid import UUID

from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.application.triage.ports import EmergencyContacts, TriageWork
from medconnect.application.triage.views import ReportView
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import ReportId
from medconnect.domain.triage.report import ReportRead, SymptomReport


@dataclass(frozen=True, slots=True, kw_only=True)
class GetReportQuery:
    """Which report."""

    actor: Actor
    report_id: ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class GetReport:
    """Show a report to its patient, and to a doctor to whose visit they brought it. What a doctor reads is audited in
    the same transaction: if that cannot be written, nothing is shown."""

    read: Read[TriageWork]
    begin: Begin[TriageWork]
    clock: Clock
    contacts: EmergencyContacts

    async def __call__(self, query: GetReportQuery) -> ReportView:
        actor = query.actor
        async with self.read(actor) as work:
            report = await work.reports.get(query.report_id)
            authorize(actor, Permission.READ_REPORT, owner=await _owner(work, actor, report))
        if report is None:
            raise NotFound
        if actor.doctor_id is not None:
            async with self.begin(actor) as work:
                work.tell(
                    ReportRead(subject_id=report.id, occurred_at=self.clock.now(), doctor_id=actor.doctor_id),
                )
                await work.commit()
        return ReportView.of(report, self.contacts)


async def _owner(work: TriageWork, actor: Actor, report: SymptomReport | None) -> UUID | None:
    """Whom the report belongs to, seen by this asker."""
    if report is None or actor.role is not Role.DOCTOR or actor.doctor_id is None:
        return report.patient_id if report else None
    return actor.doctor_id if await work.reports.is_brought_to(actor.doctor_id, report) else None
