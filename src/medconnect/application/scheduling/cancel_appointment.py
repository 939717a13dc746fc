"""Call a visit off."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import by, visit_for_change
from medconnect.application.scheduling.ports import SchedulingWork, ask_about_visit
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.idempotency import Once, given_before, keep_answer
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission
from medconnect.domain.scheduling.agreement import CancelReason
from medconnect.domain.scheduling.life import Side, Status
from medconnect.domain.shared.ids import AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAppointmentCommand:
    """Which visit and why. Staff who cancel because the patient asked them to name the patient's side."""

    actor: Actor
    appointment_id: AppointmentId
    reason: CancelReason = CancelReason.OTHER
    note: str | None = None
    patient_asked: bool = False
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAppointment:
    """Cancel a visit and free its time; once cancelled, doing so again is no error (L5)."""

    begin: Begin[SchedulingWork]
    clock: Clock

    async def __call__(self, command: CancelAppointmentCommand) -> AppointmentView:
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            visit = await visit_for_change(work, command.actor, Permission.CHANGE_APPOINTMENT, command.appointment_id)
            if (given := await given_before(work.answers, command.once, AppointmentView, now)) is not None:
                return given
            if visit.status is not Status.CANCELLED:
                visit.ensure_version(command.version)
            (diary,) = await work.diaries.open(ask_about_visit(visit))
            who = by(command.actor)
            side = Side.PATIENT if command.patient_asked else who.side
            diary.cancel(visit, by=who, now=now, side=side, reason=command.reason, note=command.note)
            await work.diaries.save(diary)
            view = AppointmentView.of(visit, now)
            await keep_answer(work.answers, command.once, view, now)
            await work.commit()
        return view
