"""Read what happened to a visit."""

from dataclasses import dataclass, replace

from medconnect.application.scheduling.asking import authorize_party
from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.permissions import Permission
from medconnect.domain.scheduling.history import HistoryEntry
from medconnect.domain.scheduling.life import Side
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadHistoryQuery:
    """Of which visit."""

    actor: Actor
    appointment_id: AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadHistory:
    """Show every step of a visit to its parties and the desk, oldest first; patients' own words not to the desk."""

    read: Read[SchedulingWork]

    async def __call__(self, query: ReadHistoryQuery) -> tuple[HistoryEntry, ...]:
        async with self.read(query.actor) as work:
            visit = await work.appointments.get(query.appointment_id)
            authorize_party(query.actor, Permission.READ_APPOINTMENT, visit)
            if visit is None:
                raise NotFound
            steps = await work.appointments.history(query.appointment_id)
        if query.actor.role in (Role.PATIENT, Role.DOCTOR):
            return tuple(steps)
        return tuple(replace(step, reason=None) if step.by.side is Side.PATIENT else step for step in steps)
