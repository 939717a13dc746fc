"""List reports."""

from dataclasses import dataclass, field

from medconnect.application.shared.clock import Clock
from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.application.triage.ports import EmergencyContacts, TriageWork
from medconnect.application.triage.views import ReportView
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.triage.report import ReportRead


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReportsQuery:
    """Which part of the list."""

    actor: Actor
    window: Window = field(default_factory=Window)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReports:
    """Patients see their own; doctors what patients brought to their visits, and that they read it is audited."""

    read: Read[TriageWork]
    begin: Begin[TriageWork]
    clock: Clock
    contacts: EmergencyContacts

    async def __call__(self, query: ListReportsQuery) -> Page[ReportView]:
        actor = query.actor
        authorize(actor, Permission.READ_REPORT, owner=actor.patient_id or actor.doctor_id)
        async with self.read(actor) as work:
            if actor.patient_id is not None:
                page = await work.reports.of_patient(actor.patient_id, query.window)
            elif actor.doctor_id is not None:
                page = await work.reports.for_doctor(actor.doctor_id, query.window)
            else:
                raise NotFound
        if actor.patient_id is None and page.items:
            now = self.clock.now()
            async with self.begin(actor) as work:
                work.tell(
                    *(
                        ReportRead(subject_id=report.id, occurred_at=now, doctor_id=actor.doctor_id)
                        for report in page.items
                        if actor.doctor_id is not None
                    )
                )
                await work.commit()
        return page.of(lambda report: ReportView.of(report, self.contacts))
