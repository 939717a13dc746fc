"""Delete the reports that nobody made theirs in time."""

from dataclasses import dataclass

from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.application.triage.ports import TriageWork
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.triage.report import ReportExpired

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyReportsCommand:
    """The system asks for it now and then."""

    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyReports:
    """Nothing waits for this: a report whose day is over is shown to nobody and adopted by nobody."""

    begin: Begin[TriageWork]
    read: Read[TriageWork]
    clock: Clock

    async def __call__(self, command: TidyReportsCommand) -> bool:
        """Answers whether there may be more."""
        authorize(command.actor, Permission.TIDY_REPORTS)
        now = self.clock.now()
        async with self.read(command.actor) as work:
            found = await work.reports.expired(now, _BATCH)
        if not found:
            return False
        async with self.begin(command.actor) as work:
            gone = await work.reports.forget(found, now)
            work.tell(*(ReportExpired(subject_id=each, occurred_at=now) for each in gone))
            await work.commit()
        return len(found) == _BATCH
