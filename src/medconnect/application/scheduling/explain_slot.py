"""Why a time is offered or not."""

from dataclasses import dataclass

from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import ExplanationView
from medconnect.application.scheduling.wanted import WantedSlot
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainSlotQuery(WantedSlot):
    """Which time, and for whom if it matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainSlot:
    """Say everything that stands against a time, from the same rules that list and book (A9)."""

    read: Read[SchedulingWork]
    clock: Clock

    async def __call__(self, query: ExplainSlotQuery) -> ExplanationView:
        authorize(query.actor, Permission.EXPLAIN_SLOT, owner=query.doctor_id)
        async with self.read(query.actor) as work:
            diary = await work.diaries.look(query.ask())
        clinic, period, reasons = diary.explain(query.wish(diary), now=self.clock.now())
        return ExplanationView(
            doctor_id=query.doctor_id,
            clinic_id=clinic.id,
            service_id=diary.service.id,
            starts_at=period.starts_at,
            ends_at=period.ends_at,
            time_zone=clinic.zone,
            reasons=reasons,
        )
