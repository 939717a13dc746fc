"""Give a visit another time, maybe with another doctor."""

from dataclasses import dataclass
from datetime import datetime

from medconnect.application.scheduling.asking import by, visit_for_change
from medconnect.application.scheduling.ports import SchedulingWork, ask_about_visit
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.scheduling.wanted import TIME_REFUSED, WantedSlot, with_alternatives
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.idempotency import Once, given_before, keep_answer
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.shared.ids import AppointmentId, ClinicId, DoctorId, ServiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleAppointmentCommand:
    """Which visit, and when instead. Another doctor brings their own service: the named one, or the default."""

    actor: Actor
    appointment_id: AppointmentId
    starts_at: datetime
    doctor_id: DoctorId | None = None
    service_id: ServiceId | None = None
    clinic_id: ClinicId | None = None
    reason: str | None = None
    version: int | None = None
    once: Once | None = None

    def wanted(self, visit: Appointment) -> WantedSlot:
        """The new time, for the same patient under the same agreement."""
        stays = self.doctor_id in (None, visit.spot.doctor_id)
        return WantedSlot(
            actor=self.actor,
            doctor_id=self.doctor_id or visit.spot.doctor_id,
            starts_at=self.starts_at,
            service_id=visit.spot.service_id if stays else self.service_id,
            clinic_id=self.clinic_id,
            patient_id=visit.patient_id,
            state=visit.patient_state,
            cover=visit.cover,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleAppointment:
    """Move a visit in one transaction: old claims out, new claims in, or everything stays as it was (L3)."""

    begin: Begin[SchedulingWork]
    read: Read[SchedulingWork]
    clock: Clock

    async def __call__(self, command: RescheduleAppointmentCommand) -> AppointmentView:
        now = self.clock.now()
        try:
            async with self.begin(command.actor) as work:
                visit = await visit_for_change(
                    work, command.actor, Permission.CHANGE_APPOINTMENT, command.appointment_id
                )
                if (given := await given_before(work.answers, command.once, AppointmentView, now)) is not None:
                    return given
                visit.ensure_version(command.version)
                wanted = command.wanted(visit)
                asks = [wanted.ask()]
                if wanted.doctor_id != visit.spot.doctor_id:
                    asks.append(ask_about_visit(visit))
                new, *others = await work.diaries.open(*asks)
                old = next(iter(others), None)
                wish = wanted.wish(new)
                new.move(visit, wish, by=by(command.actor), now=now, reason=command.reason, old=old)
                await work.diaries.save(new, *others)
                view = AppointmentView.of(visit, now)
                await keep_answer(work.answers, command.once, view, now)
                await work.commit()
        except TIME_REFUSED as refusal:
            raise await with_alternatives(refusal, self.read, wanted, now) from None
        return view
