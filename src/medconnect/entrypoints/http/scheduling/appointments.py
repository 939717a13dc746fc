"""Looking at visits."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response
from pydantic import BeforeValidator, Field

from medconnect.application.scheduling.export_appointment import ExportAppointment, ExportAppointmentQuery
from medconnect.application.scheduling.get_appointment import GetAppointment, GetAppointmentQuery
from medconnect.application.scheduling.list_appointments import ListAppointments, ListAppointmentsQuery
from medconnect.application.scheduling.ports import AppointmentFilter
from medconnect.application.scheduling.read_history import ReadHistory, ReadHistoryQuery
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated
from medconnect.domain.shared.ids import AppointmentId, ClinicId, DoctorId, PatientId
from medconnect.entrypoints.http.dependencies import CurrentActor, Paging, PagingQuery, provided
from medconnect.entrypoints.http.scheduling.appointment_schemas import AppointmentResponse, StepResponse
from medconnect.entrypoints.http.scheduling.moments import DayOrMoment, Wall, WallReader
from medconnect.entrypoints.http.scheduling.naming import Names
from medconnect.entrypoints.http.scheduling.wanted import StatusName
from medconnect.entrypoints.http.schemas import PageResponse, refuses, router

appointments = router(tags=["Booking"])

WHO = (Unauthenticated, SessionOver, Forbidden, NotFound)


def _parts(value: Any) -> Any:
    """`status=booked&status=pending` and `status=booked,pending` mean the same."""
    return [part for each in value for part in each.split(",")] if isinstance(value, list) else value


class AppointmentsQuery(Paging):
    """Which visits. Days are days of the visit's clinic, both included; instants are half-open."""

    status: Annotated[list[StatusName], BeforeValidator(_parts)] = Field(default_factory=list, max_length=20)
    since: DayOrMoment | None = Field(None, alias="from")
    until: DayOrMoment | None = Field(None, alias="to")
    doctor_id: UUID | None = None
    patient_id: UUID | None = None
    clinic_id: UUID | None = None

    async def to_query(self, actor: Actor, wall: WallReader, *, of_everyone: bool) -> ListAppointmentsQuery:
        """The same, in the application's words."""
        clinic_id = ClinicId(self.clinic_id) if self.clinic_id else None
        since = await wall.day_or_instant(self.since, "from", clinic_id=clinic_id)
        until = await wall.day_or_instant(self.until, "to", clinic_id=clinic_id)
        wanted = AppointmentFilter(
            patient_id=PatientId(self.patient_id) if self.patient_id else None,
            doctor_id=DoctorId(self.doctor_id) if self.doctor_id else None,
            clinic_id=clinic_id,
            statuses=frozenset(self.status),
            since=since if isinstance(since, datetime) else None,
            until=until if isinstance(until, datetime) else None,
            first_day=_day(since),
            last_day=_day(until),
        )
        return ListAppointmentsQuery(actor=actor, wanted=wanted, window=self.window(), of_everyone=of_everyone)


def _day(moment: date | datetime | None) -> date | None:
    return None if isinstance(moment, datetime) else moment


List = Annotated[ListAppointments, Depends(provided(lambda c: c.list_appointments))]


@appointments.get("/appointments", responses=refuses(*WHO, invalid=True))
async def list_appointments(
    query: Annotated[AppointmentsQuery, Query()], actor: CurrentActor, wall: Wall, list_visits: List, names: Names
) -> PageResponse[AppointmentResponse]:
    """List visits in order of time: one's own, at the desk everyone's."""
    return await names.page(await list_visits(await query.to_query(actor, wall, of_everyone=False)))


@appointments.get("/admin/appointments", tags=["Administration"], responses=refuses(*WHO, invalid=True))
async def list_all_appointments(
    query: Annotated[AppointmentsQuery, Query()], actor: CurrentActor, wall: Wall, list_visits: List, names: Names
) -> PageResponse[AppointmentResponse]:
    """List everyone's visits in order of time."""
    return await names.page(await list_visits(await query.to_query(actor, wall, of_everyone=True)))


@appointments.get("/appointments/{appointment_id}", responses=refuses(*WHO, invalid=True))
async def get_appointment(
    appointment_id: UUID,
    actor: CurrentActor,
    get_appointment: Annotated[GetAppointment, Depends(provided(lambda c: c.get_appointment))],
    names: Names,
) -> AppointmentResponse:
    """Show one visit to its patient, its doctor or the desk."""
    query = GetAppointmentQuery(actor=actor, appointment_id=AppointmentId(appointment_id))
    return await names.visit(await get_appointment(query))


@appointments.get("/appointments/{appointment_id}/history", responses=refuses(*WHO, invalid=True))
async def read_history(
    appointment_id: UUID,
    paging: PagingQuery,
    actor: CurrentActor,
    read_history: Annotated[ReadHistory, Depends(provided(lambda c: c.read_history))],
) -> PageResponse[StepResponse]:
    """Show every step in the life of a visit, oldest first."""
    steps = await read_history(ReadHistoryQuery(actor=actor, appointment_id=AppointmentId(appointment_id)))
    told = [StepResponse.of(step, with_person=actor.role is not Role.PATIENT) for step in steps]
    return PageResponse.part_of(told, paging.window())


@appointments.get(
    "/appointments/{appointment_id}/calendar.ics",
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}, "description": "An iCalendar file."},
        **refuses(*WHO, invalid=True),
    },
)
async def export_appointment(
    appointment_id: UUID,
    actor: CurrentActor,
    export_appointment: Annotated[ExportAppointment, Depends(provided(lambda c: c.export_appointment))],
) -> Response:
    """Give a visit as a calendar file. Its UID stays, its SEQUENCE rises, and it never says why."""
    query = ExportAppointmentQuery(actor=actor, appointment_id=AppointmentId(appointment_id))
    return Response(
        await export_appointment(query),
        media_type="text/calendar",
        headers={"Content-Disposition": 'attachment; filename="appointment.ics"'},
    )
