"""Shut a clinic for a while."""

from dataclasses import dataclass

from medconnect.application.scheduling.changing_timetables import Affected
from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import ChangeView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.affected import ground, uncovered
from medconnect.domain.scheduling.clinic import Closure
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import ChangeId, ClinicId
from medconnect.domain.shared.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseClinicCommand:
    """Which clinic and when; a preview changes nothing."""

    actor: Actor
    clinic_id: ClinicId
    period: Period
    reason: str | None = None
    preview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseClinic:
    """Close a clinic; visits in that time stay, and are listed for a decision each (A8)."""

    begin: Begin[SchedulingWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: CloseClinicCommand) -> ChangeView:
        authorize(command.actor, Permission.CLOSE_CLINIC)
        now = self.clock.now()
        closure = Closure(id=ChangeId(self.new_id()), period=command.period, reason=command.reason)
        async with self.begin(command.actor) as work:
            found = await work.clinics.for_change(command.clinic_id)
            if found is None:
                raise NotFound
            clinic, timetables = found
            affected = await Affected.to_come(work, now, clinic_id=clinic.id)
            groups = [(affected.spots(timetable.doctor_id), timetable) for timetable in timetables]
            before = [ground(spots, timetable, {clinic.id: clinic}) for spots, timetable in groups]
            clinic.close(closure, now=now)
            after = [ground(spots, timetable, {clinic.id: clinic}) for spots, timetable in groups]
            hit = [one for old, new in zip(before, after, strict=True) for one in uncovered(old, new)]
            if not command.preview:
                await work.clinics.save(clinic)
                await work.commit()
        return affected.view(hit, closure.id, command.preview, now)
