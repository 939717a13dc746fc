"""List visits."""

from dataclasses import dataclass, field, replace

from medconnect.application.scheduling.asking import shown_to
from medconnect.application.scheduling.ports import AppointmentFilter, SchedulingWork
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAppointmentsQuery:
    """Which visits, and which part of the list; `of_everyone` is for those who may see all."""

    actor: Actor
    wanted: AppointmentFilter = field(default_factory=AppointmentFilter)
    window: Window = field(default_factory=Window)
    of_everyone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAppointments:
    """Patients and doctors see their own visits, whatever they ask for; the desk sees all."""

    read: Read[SchedulingWork]
    clock: Clock

    async def __call__(self, query: ListAppointmentsQuery) -> Page[AppointmentView]:
        actor, wanted = query.actor, query.wanted
        if query.of_everyone:
            authorize(actor, Permission.READ_ALL_APPOINTMENTS)
        if actor.role is Role.PATIENT:
            wanted = replace(wanted, patient_id=wanted.patient_id or actor.patient_id)
        elif actor.role is Role.DOCTOR:
            wanted = replace(wanted, doctor_id=wanted.doctor_id or actor.doctor_id)
        owner = wanted.doctor_id if actor.role is Role.DOCTOR else wanted.patient_id
        authorize(actor, Permission.READ_APPOINTMENT, owner=owner)
        async with self.read(actor) as work:
            page = await work.appointments.page(wanted, query.window)
        now = self.clock.now()
        return page.of(lambda visit: shown_to(actor, AppointmentView.of(visit, now)))
