"""What those in an answer are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from medconnect.application.scheduling.ports import Named, NamesAsk, SchedulingWork
from medconnect.application.scheduling.views import AppointmentView, HoldView
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.ids import ClinicId


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePartiesQuery:
    """Whose names. Those of patients come only with a visit that somebody was shown."""

    actor: Actor
    wanted: NamesAsk

    @classmethod
    def of_visits(cls, actor: Actor, visits: Iterable[AppointmentView]) -> Self:
        """Everyone who takes part in these visits."""
        visits = tuple(visits)
        wanted = NamesAsk(
            doctors=frozenset(visit.doctor_id for visit in visits),
            patients=frozenset(visit.patient_id for visit in visits),
            clinics=frozenset(visit.clinic_id for visit in visits),
            services=frozenset(visit.service_id for visit in visits),
        )
        return cls(actor=actor, wanted=wanted)

    @classmethod
    def of_hold(cls, actor: Actor, hold: HoldView) -> Self:
        """Doctor, clinic and service of a held time."""
        wanted = NamesAsk(
            doctors=frozenset({hold.doctor_id}),
            clinics=frozenset({hold.clinic_id}),
            services=frozenset({hold.service_id}),
        )
        return cls(actor=actor, wanted=wanted)

    @classmethod
    def of_clinics(cls, actor: Actor, clinic_ids: Iterable[ClinicId]) -> Self:
        """Clinics alone."""
        return cls(actor=actor, wanted=NamesAsk(clinics=frozenset(clinic_ids)))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParties:
    """Name those in an answer. Who may see the answer was decided by the use case that gave it."""

    read: Read[SchedulingWork]

    async def __call__(self, query: NamePartiesQuery) -> Named:
        if query.wanted.patients:
            authorize(query.actor, Permission.NAME_PATIENT)
        else:
            authorize(query.actor, Permission.FIND_SLOTS)
        async with self.read(query.actor) as work:
            return await work.names.of(query.wanted)
