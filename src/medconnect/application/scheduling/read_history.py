"""Read what happened to a visit."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import authorize_party
from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission
from medconnect.domain.scheduling.history import HistoryEntry
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadHistoryQuery:
    """Of which visit."""

    actor: Actor
    appointment_id: AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadHistory:
    """Show every step of a visit to its parties and the desk, oldest first."""

    read: Read[SchedulingWork]

    async def __call__(self, query: ReadHistoryQuery) -> tuple[HistoryEntry, ...]:
        async with self.read(query.actor) as work:
            visit = await work.appointments.get(query.appointment_id)
            authorize_party(query.actor, Permission.READ_APPOINTMENT, visit)
            if visit is None:
                raise NotFound
            return tuple(await work.appointments.history(query.appointment_id))
