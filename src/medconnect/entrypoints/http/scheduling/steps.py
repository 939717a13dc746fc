"""Other changes of a visit: its status, its notes, and two that change places."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from medconnect.application.scheduling.change_status import ChangeStatus, ChangeStatusCommand
from medconnect.application.scheduling.edit_appointment import EditAppointment, EditAppointmentCommand
from medconnect.application.scheduling.swap_appointments import SwapAppointments, SwapAppointmentsCommand
from medconnect.domain.scheduling.errors import (
    AlreadyBusy,
    CannotReschedule,
    IllegalTransition,
    SlotTaken,
    StaleVersion,
    TooEarlyForNoShow,
)
from medconnect.domain.shared.ids import AppointmentId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.scheduling.appointment_schemas import AppointmentResponse
from medconnect.entrypoints.http.scheduling.booking import TIME, WHO
from medconnect.entrypoints.http.scheduling.booking_schemas import Edit, StatusChange, Swap
from medconnect.entrypoints.http.scheduling.naming import Names
from medconnect.entrypoints.http.schemas import ResponseBody, refuses, router

steps = router(tags=["Booking"])


class SwapResponse(ResponseBody):
    """Both visits after the change."""

    first: AppointmentResponse
    second: AppointmentResponse


@steps.post("/appointments/swap", responses=refuses(*WHO, *TIME, CannotReschedule, StaleVersion, invalid=True))
async def swap_appointments(
    body: Swap,
    actor: CurrentActor,
    swap_appointments: Annotated[SwapAppointments, Depends(provided(lambda c: c.swap_appointments))],
    names: Names,
) -> SwapResponse:
    """Let two patients change places: both visits or neither."""
    command = SwapAppointmentsCommand(
        actor=actor,
        first_id=AppointmentId(body.first_id),
        second_id=AppointmentId(body.second_id),
        first_version=body.first_version,
        second_version=body.second_version,
    )
    first, second = await swap_appointments(command)
    named = await names.of(first, second)
    return SwapResponse(
        first=AppointmentResponse.of(first, named, actor), second=AppointmentResponse.of(second, named, actor)
    )


@steps.patch(
    "/appointments/{appointment_id}/status",
    responses=refuses(*WHO, IllegalTransition, TooEarlyForNoShow, SlotTaken, AlreadyBusy, StaleVersion, invalid=True),
)
async def change_status(
    appointment_id: UUID,
    body: StatusChange,
    actor: CurrentActor,
    change_status: Annotated[ChangeStatus, Depends(provided(lambda c: c.change_status))],
    names: Names,
) -> AppointmentResponse:
    """Take one step in the life of a visit. A no-show that is taken back needs its time to be free still."""
    command = ChangeStatusCommand(
        actor=actor,
        appointment_id=AppointmentId(appointment_id),
        status=body.status,
        reason=body.reason,
        version=body.version,
    )
    return await names.visit(await change_status(command))


@steps.patch("/appointments/{appointment_id}", responses=refuses(*WHO, StaleVersion, invalid=True))
async def edit_appointment(
    appointment_id: UUID,
    body: Edit,
    actor: CurrentActor,
    edit_appointment: Annotated[EditAppointment, Depends(provided(lambda c: c.edit_appointment))],
    names: Names,
) -> AppointmentResponse:
    """Write down notes or symptoms. Past visits can be edited too."""
    command = EditAppointmentCommand(
        actor=actor,
        appointment_id=AppointmentId(appointment_id),
        notes=body.notes,
        symptoms=body.symptoms,
        version=body.version,
    )
    return await names.visit(await edit_appointment(command))
