"""One shape for every change of working time: change it, see whom that affects, keep it unless it is a preview (A8)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import AffectedView, AppointmentView, ChangeView, HoldView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.affected import Uncovered, ground, uncovered
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.hold import Hold
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableCommand:
    """Whose working time; a preview answers whom it would affect and changes nothing."""

    actor: Actor
    doctor_id: DoctorId
    preview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """Visits and live holds that lie in the time that a change is about."""

    visits: Mapping[UUID, Appointment]
    holds: Mapping[UUID, Hold]

    @classmethod
    async def to_come(
        cls,
        work: SchedulingWork,
        now: datetime,
        *,
        doctor_id: DoctorId | None = None,
        clinic_id: ClinicId | None = None,
    ) -> "Affected":
        """All that a change of this doctor, or at this clinic, may touch."""
        visits = await work.appointments.to_come(now, doctor_id=doctor_id, clinic_id=clinic_id)
        holds = await work.holds.to_come(now, doctor_id=doctor_id, clinic_id=clinic_id)
        return cls(visits={visit.id: visit for visit in visits}, holds={hold.id: hold for hold in holds})

    def spots(self, doctor_id: DoctorId) -> dict[UUID, Spot]:
        """Where they lie in one doctor's diary."""
        spots: dict[UUID, Spot] = {visit.id: visit.spot for visit in self.visits.values()}
        spots |= {hold.id: hold.spot for hold in self.holds.values()}
        return {id_: spot for id_, spot in spots.items() if spot.doctor_id == doctor_id}

    def view(self, found: list[Uncovered], change_id: ChangeId | None, preview: bool, now: datetime) -> ChangeView:
        """Those that lost their ground, in order of time."""
        visits = sorted(
            ((self.visits[u.id], u.codes) for u in found if u.id in self.visits), key=lambda pair: pair[0].period
        )
        return ChangeView(
            id=change_id,
            preview=preview,
            affected=tuple(AffectedView(appointment=AppointmentView.of(v, now), codes=codes) for v, codes in visits),
            held=tuple(HoldView.of(self.holds[u.id]) for u in found if u.id in self.holds),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangingTimetables:
    """What the use cases that change working time are made of."""

    begin: Begin[SchedulingWork]
    clock: Clock

    async def _change(
        self,
        command: TimetableCommand,
        change: Callable[[Timetable, datetime], None],
        *,
        clinic_id: ClinicId | None = None,
        change_id: ChangeId | None = None,
    ) -> ChangeView:
        authorize(command.actor, Permission.CHANGE_TIMETABLE, owner=command.doctor_id)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            timetable = await work.timetables.for_change(command.doctor_id)
            clinics: dict[ClinicId, Clinic] = {c.id: c for c in await work.clinics.of(command.doctor_id)}
            if timetable is None or (clinic_id is not None and clinic_id not in clinics):
                raise NotFound
            affected = await Affected.to_come(work, now, doctor_id=command.doctor_id)
            spots = affected.spots(command.doctor_id)
            before = ground(spots, timetable, clinics)
            change(timetable, now)
            found = uncovered(before, ground(spots, timetable, clinics))
            if not command.preview:
                await work.timetables.save(timetable)
                await work.commit()
        return affected.view(list(found), change_id, command.preview, now)
