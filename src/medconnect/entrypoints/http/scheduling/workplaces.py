"""Whose working time, and at which clinic."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from medconnect.application.scheduling.read_timetable import ReadTimetable, ReadTimetableQuery
from medconnect.application.scheduling.views import TimetableView
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.permissions import Permission
from medconnect.domain.shared.errors import Forbidden, Invalid, Unauthenticated
from medconnect.domain.shared.ids import ClinicId, DoctorId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided


class ClinicMissing(Invalid):
    """A doctor at several clinics, or at none, has to say which one."""

    code = "clinic-missing"
    title = "The clinic must be named."


def own_diary(actor: CurrentActor) -> DoctorId:
    """The diary of the doctor who asks."""
    if actor.role is Role.VISITOR:
        raise Unauthenticated
    if actor.doctor_id is None:
        raise Forbidden(permission=Permission.CHANGE_TIMETABLE.value)
    return actor.doctor_id


def named_diary(doctor_id: UUID) -> DoctorId:
    """The diary of the doctor in the address."""
    return DoctorId(doctor_id)


class Workplaces:
    """Knows where a doctor works, for requests that leave it to us."""

    def __init__(
        self,
        actor: CurrentActor,
        read_timetable: Annotated[ReadTimetable, Depends(provided(lambda c: c.read_timetable))],
    ) -> None:
        self._actor = actor
        self._read = read_timetable

    async def timetable(self, doctor_id: DoctorId) -> TimetableView:
        """All of the doctor's working time."""
        return await self._read(ReadTimetableQuery(actor=self._actor, doctor_id=doctor_id))

    async def meant(self, doctor_id: DoctorId, clinic_id: UUID | None) -> ClinicId:
        """The named clinic, or the only one."""
        if clinic_id is not None:
            return ClinicId(clinic_id)
        clinic_ids = (await self.timetable(doctor_id)).clinic_ids
        if len(clinic_ids) != 1:
            raise ClinicMissing("clinic_id")
        return clinic_ids[0]


WorkplacesOf = Annotated[Workplaces, Depends()]
