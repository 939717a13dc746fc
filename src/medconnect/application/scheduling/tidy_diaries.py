"""Note what the clock has ended."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import by
from medconnect.application.scheduling.ports import SchedulingWork, ask_about_hold, ask_about_visit
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.life import Status

_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyDiariesCommand:
    """The system asks for it now and then."""

    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyDiaries:
    """Sweep holds and requests that have run out, and say so. Nothing waits for this: expiry is the clock's (H2)."""

    begin: Begin[SchedulingWork]
    read: Read[SchedulingWork]
    clock: Clock

    async def __call__(self, command: TidyDiariesCommand) -> int:
        """Answers how many things it found; each is its own small transaction."""
        authorize(command.actor, Permission.TIDY_DIARIES)
        now = self.clock.now()
        async with self.read(command.actor) as work:
            holds = await work.holds.run_out(now, _BATCH)
            requests = await work.appointments.unanswered(now, _BATCH)
        for hold in holds:
            async with self.begin(command.actor) as work:
                (diary,) = await work.diaries.open(ask_about_hold(hold))
                diary.run_out(hold, now=now)
                await work.diaries.save(diary)
                await work.commit()
        for appointment_id in requests:
            async with self.begin(command.actor) as work:
                for visit in await work.appointments.for_change(appointment_id):
                    if visit.status is not Status.PENDING:
                        continue
                    (diary,) = await work.diaries.open(ask_about_visit(visit))
                    diary.change_status(visit, Status.EXPIRED, by=by(command.actor), now=now)
                    await work.diaries.save(diary)
                    await work.commit()
        return len(holds) + len(requests)
