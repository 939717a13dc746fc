"""Turn a hold into a visit."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import by, own_hold
from medconnect.application.scheduling.ports import SchedulingWork, ask_about_hold
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.idempotency import Once, given_before, keep_answer
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.doctor import Cover
from medconnect.domain.scheduling.errors import PatientMissing
from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.scheduling.wish import Intake
from medconnect.domain.shared.ids import AppointmentId, HoldId, PatientId, ReportId, VisitorId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmHoldCommand:
    """Which hold, and what the patient brings along. The visitor's session proves an anonymous hold theirs."""

    actor: Actor
    hold_id: HoldId
    patient_id: PatientId | None = None
    visitor_id: VisitorId | None = None
    state: str | None = None
    cover: Cover | None = None
    consents: frozenset[Consent] = frozenset()
    notes: str | None = None
    symptoms: str | None = None
    report_id: ReportId | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmHold:
    """Confirm a live hold; a visitor's hold is adopted by the patient who has signed in meanwhile."""

    begin: Begin[SchedulingWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: ConfirmHoldCommand) -> AppointmentView:
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            hold = await own_hold(work, command.actor, command.hold_id, command.visitor_id)
            patient_id = hold.patient_id or command.patient_id or command.actor.patient_id
            authorize(command.actor, Permission.BOOK_APPOINTMENT, owner=patient_id)
            if patient_id is None:
                raise PatientMissing("patient_id")
            (diary,) = await work.diaries.open(ask_about_hold(hold, patient_id))
            if (given := await given_before(work.answers, command.once, AppointmentView, now)) is not None:
                return given
            asker = diary.asker(
                patient_id=patient_id, visitor_id=command.visitor_id, state=command.state, cover=command.cover
            )
            intake = Intake(
                patient_id=patient_id,
                consents=command.consents,
                notes=command.notes,
                symptoms=command.symptoms,
                report_id=command.report_id,
            )
            visit = diary.confirm(
                hold, intake, asker=asker, new_id=AppointmentId(self.new_id()), by=by(command.actor), now=now
            )
            await work.diaries.save(diary)
            view = AppointmentView.of(visit, now, diary.warnings(visit, now))
            await keep_answer(work.answers, command.once, view, now)
            await work.commit()
        return view
