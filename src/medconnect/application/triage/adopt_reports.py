"""Make the reports of a browser those of the patient who signed in with it."""

from dataclasses import dataclass

from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.application.triage.ports import TriageWork
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.ids import VisitorId


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptReportsCommand:
    """The patient, and the browser they came with."""

    actor: Actor
    visitor_id: VisitorId


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptReports:
    """Look before writing: nearly always there is nothing to adopt, and who only looks waits for nobody."""

    begin: Begin[TriageWork]
    read: Read[TriageWork]
    clock: Clock

    async def __call__(self, command: AdoptReportsCommand) -> int:
        """Answers how many there were."""
        actor = command.actor
        authorize(actor, Permission.READ_REPORT, owner=actor.patient_id)
        if actor.patient_id is None:
            return 0
        async with self.read(actor) as work:
            if not await work.reports.of_visitor(command.visitor_id):
                return 0
        now = self.clock.now()
        async with self.begin(actor) as work:
            theirs = [each for each in await work.reports.of_visitor(command.visitor_id) if not each.has_expired(now)]
            for report in theirs:
                report.adopt(actor.patient_id, now)
                await work.reports.save(report)
            await work.commit()
        return len(theirs)
