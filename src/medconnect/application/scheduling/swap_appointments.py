"""Two patients change places."""

from dataclasses import dataclass, replace

from medconnect.application.scheduling.asking import by
from medconnect.application.scheduling.ports import DiaryAsk, SchedulingWork, ask_about_visit, clipped
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.swap import swap
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import AppointmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapAppointmentsCommand:
    """Which two, and as which versions they were seen."""

    actor: Actor
    first_id: AppointmentId
    second_id: AppointmentId
    first_version: int | None = None
    second_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapAppointments:
    """Swap the times of two visits: both or neither (L4)."""

    begin: Begin[SchedulingWork]
    clock: Clock

    async def __call__(self, command: SwapAppointmentsCommand) -> tuple[AppointmentView, AppointmentView]:
        authorize(command.actor, Permission.SWAP_APPOINTMENTS)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            visits = await work.appointments.for_change(command.first_id, command.second_id)
            if len(visits) != 2:
                raise NotFound
            first, second = visits
            first.ensure_version(command.first_version)
            second.ensure_version(command.second_version)
            diaries = {diary.doctor.id: diary for diary in await work.diaries.open(*_asks(first, second))}
            swap(first, second, diaries=diaries, by=by(command.actor), now=now)
            await work.diaries.save(*diaries.values())
            await work.commit()
        return AppointmentView.of(first, now), AppointmentView.of(second, now)


def _asks(first: Appointment, second: Appointment) -> tuple[DiaryAsk, ...]:
    """Both diaries, or the one, each as far as both visits and with both patients."""
    starts = min(first.period.starts_at, second.period.starts_at)
    whole = clipped(starts, max(first.period.ends_at, second.period.ends_at))
    patients = (first.patient_id, second.patient_id)
    asks = (replace(ask_about_visit(visit), period=whole, patient_ids=patients) for visit in (first, second))
    return tuple({ask.doctor_id: ask for ask in asks}.values())
