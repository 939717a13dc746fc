"""Booking a visit, and changing one."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from medconnect.application.scheduling.book_appointment import BookAppointment
from medconnect.application.scheduling.cancel_appointment import CancelAppointment
from medconnect.application.scheduling.confirm_hold import ConfirmHold
from medconnect.application.scheduling.get_appointment import GetAppointment, GetAppointmentQuery
from medconnect.application.scheduling.reschedule_appointment import (
    RescheduleAppointment,
    RescheduleAppointmentCommand,
)
from medconnect.application.shared.handling import Contention
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.scheduling.errors import (
    AlreadyBusy,
    CannotReschedule,
    ConsentMissing,
    HoldExpired,
    IllegalTransition,
    InsuranceNotAccepted,
    NotLicensed,
    SlotNotOffered,
    SlotTaken,
    StaleVersion,
    TooLateToCancel,
)
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated
from medconnect.domain.shared.ids import AppointmentId, ClinicId, DoctorId, ServiceId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.idempotency import IdempotencyKey, mark_replay, once
from medconnect.entrypoints.http.scheduling.appointment_schemas import AppointmentResponse
from medconnect.entrypoints.http.scheduling.booking_schemas import (
    Booking,
    Cancel,
    Reschedule,
)
from medconnect.entrypoints.http.scheduling.moments import Wall
from medconnect.entrypoints.http.scheduling.naming import Names
from medconnect.entrypoints.http.scheduling.visitors import KnownVisitor
from medconnect.entrypoints.http.schemas import refuses, router

booking = router(tags=["Booking"])

WHO = (Unauthenticated, SessionOver, Forbidden, NotFound, Contention)
TIME = (SlotTaken, SlotNotOffered, AlreadyBusy, NotLicensed, InsuranceNotAccepted)


@booking.post(
    "/appointments", status_code=201, responses=refuses(*WHO, *TIME, ConsentMissing, HoldExpired, invalid=True)
)
async def book_appointment(
    request: Request,
    response: Response,
    body: Booking,
    actor: CurrentActor,
    visitor_id: KnownVisitor,
    wall: Wall,
    book_appointment: Annotated[BookAppointment, Depends(provided(lambda c: c.book_appointment))],
    confirm_hold: Annotated[ConfirmHold, Depends(provided(lambda c: c.confirm_hold))],
    names: Names,
    idempotency_key: IdempotencyKey = None,
) -> AppointmentResponse:
    """Confirm a held time, or book a free one directly."""
    repeated = await once(request, idempotency_key, actor)
    confirmation = body.to_confirmation(actor, visitor_id, repeated)
    if confirmation is not None:
        view = await confirm_hold(confirmation)
    else:
        view = await book_appointment(await body.to_booking(actor, visitor_id, wall, repeated))
    mark_replay(response, view)
    return await names.visit(view)


@booking.post(
    "/appointments/{appointment_id}/reschedule",
    responses=refuses(*WHO, *TIME, CannotReschedule, StaleVersion, invalid=True),
)
async def reschedule_appointment(
    request: Request,
    response: Response,
    appointment_id: UUID,
    body: Reschedule,
    actor: CurrentActor,
    wall: Wall,
    get_appointment: Annotated[GetAppointment, Depends(provided(lambda c: c.get_appointment))],
    reschedule_appointment: Annotated[RescheduleAppointment, Depends(provided(lambda c: c.reschedule_appointment))],
    names: Names,
    idempotency_key: IdempotencyKey = None,
) -> AppointmentResponse:
    """Give a visit another time, maybe with another doctor. It keeps its id, its reference and its fee."""
    doctor_id = DoctorId(body.doctor_id) if body.doctor_id else None
    clinic_id = here = ClinicId(body.clinic_id) if body.clinic_id else None
    if body.on_the_wall and doctor_id is None and here is None:
        visit = await get_appointment(GetAppointmentQuery(actor=actor, appointment_id=AppointmentId(appointment_id)))
        here = visit.clinic_id
    command = RescheduleAppointmentCommand(
        actor=actor,
        appointment_id=AppointmentId(appointment_id),
        starts_at=await body.start(wall, doctor_id, here),
        doctor_id=doctor_id,
        service_id=ServiceId(body.service_id) if body.service_id else None,
        clinic_id=clinic_id,
        reason=body.reason,
        version=body.version,
        once=await once(request, idempotency_key, actor),
    )
    view = await reschedule_appointment(command)
    mark_replay(response, view)
    return await names.visit(view)


@booking.post(
    "/appointments/{appointment_id}/cancel",
    responses=refuses(*WHO, IllegalTransition, TooLateToCancel, StaleVersion, invalid=True),
)
async def cancel_appointment(
    request: Request,
    response: Response,
    appointment_id: UUID,
    actor: CurrentActor,
    cancel_appointment: Annotated[CancelAppointment, Depends(provided(lambda c: c.cancel_appointment))],
    names: Names,
    body: Cancel | None = None,
    idempotency_key: IdempotencyKey = None,
) -> AppointmentResponse:
    """Call a visit off and free its time. Doing so again is no error."""
    repeated = await once(request, idempotency_key, actor)
    view = await cancel_appointment((body or Cancel()).to_command(actor, appointment_id, repeated))
    mark_replay(response, view)
    return await names.visit(view)
