"""Book a free time with a doctor for a patient."""

from dataclasses import dataclass

from medconnect.application.scheduling.asking import by
from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.scheduling.wanted import TIME_REFUSED, WantedSlot, with_alternatives
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.idempotency import Once, given_before, keep_answer
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.errors import PatientMissing
from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.scheduling.wish import Intake
from medconnect.domain.shared.ids import AppointmentId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class BookAppointmentCommand(WantedSlot):
    """A time, and what the patient brings along. `override` is the written reason of staff who overrule a rule."""

    consents: frozenset[Consent] = frozenset()
    notes: str | None = None
    symptoms: str | None = None
    report_id: ReportId | None = None
    override: str | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookAppointment:
    """Book a time directly, without a hold."""

    begin: Begin[SchedulingWork]
    read: Read[SchedulingWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: BookAppointmentCommand) -> AppointmentView:
        patient_id = command.person
        authorize(command.actor, Permission.BOOK_APPOINTMENT, owner=patient_id)
        if patient_id is None:
            raise PatientMissing("patient_id")
        if command.override is not None:
            authorize(command.actor, Permission.OVERBOOK)
        now = self.clock.now()
        intake = Intake(
            patient_id=patient_id,
            consents=command.consents,
            notes=command.notes,
            symptoms=command.symptoms,
            report_id=command.report_id,
        )
        try:
            async with self.begin(command.actor) as work:
                (diary,) = await work.diaries.open(command.ask())
                if (given := await given_before(work.answers, command.once, AppointmentView, now)) is not None:
                    return given
                wish = command.wish(diary, command.override)
                visit = diary.book(wish, intake, new_id=AppointmentId(self.new_id()), by=by(command.actor), now=now)
                await work.diaries.save(diary)
                view = AppointmentView.of(visit, now, diary.warnings(visit, now))
                await keep_answer(work.answers, command.once, view, now)
                await work.commit()
        except TIME_REFUSED as refusal:
            raise await with_alternatives(refusal, self.read, command, now) from None
        return view
