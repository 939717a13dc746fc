"""The arbiter under fire, in one process: everybody asks at once and exactly one is served."""

import asyncio
from datetime import timedelta

import pytest
from tests.builders.scheduling import NINE, FrontDesk
from tests.builders.sql import SqlHouse

from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.cancel_appointment import CancelAppointmentCommand
from medconnect.application.scheduling.confirm_hold import ConfirmHoldCommand
from medconnect.application.scheduling.hold_slot import HoldSlotCommand
from medconnect.application.scheduling.reschedule_appointment import RescheduleAppointmentCommand
from medconnect.domain.scheduling.errors import AlreadyBusy, SlotTaken
from medconnect.domain.scheduling.life import Status
from medconnect.entrypoints.container import Container


@pytest.fixture
def desk(house: Container) -> FrontDesk:
    return FrontDesk(SqlHouse(house))


async def test_of_thirty_patients_who_want_one_time_exactly_one_gets_it(desk: FrontDesk) -> None:
    doctor = await desk.doctor()
    patients = [await desk.patient() for _ in range(30)]

    answers = await asyncio.gather(
        *(desk.book(BookAppointmentCommand(actor=p, doctor_id=doctor.id, starts_at=NINE)) for p in patients),
        return_exceptions=True,
    )

    refused = [answer for answer in answers if isinstance(answer, SlotTaken)]
    assert len(refused) == 29
    assert all(refusal.facts["alternatives"] for refusal in refused)


async def test_back_to_back_times_are_both_had_at_once(desk: FrontDesk) -> None:
    doctor, first, second = await desk.doctor(), await desk.patient(), await desk.patient()

    visits = await asyncio.gather(
        desk.book(BookAppointmentCommand(actor=first, doctor_id=doctor.id, starts_at=NINE)),
        desk.book(BookAppointmentCommand(actor=second, doctor_id=doctor.id, starts_at=NINE + timedelta(minutes=30))),
    )

    assert {visit.status for visit in visits} == {Status.BOOKED}


async def test_one_patient_is_never_with_two_doctors(desk: FrontDesk) -> None:
    doctors, patient = [await desk.doctor() for _ in range(6)], await desk.patient()

    answers = await asyncio.gather(
        *(desk.book(BookAppointmentCommand(actor=patient, doctor_id=d.id, starts_at=NINE)) for d in doctors),
        return_exceptions=True,
    )

    assert sum(isinstance(answer, AlreadyBusy) for answer in answers) == 5


async def test_a_held_time_becomes_a_visit_that_moves_and_is_called_off(desk: FrontDesk) -> None:
    doctor, patient, other = await desk.doctor(), await desk.patient(), await desk.patient()

    held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
    with pytest.raises(SlotTaken):
        await desk.book(BookAppointmentCommand(actor=other, doctor_id=doctor.id, starts_at=NINE))
    visit = await desk.confirm(ConfirmHoldCommand(actor=patient, hold_id=held.id))
    moved = await desk.reschedule(
        RescheduleAppointmentCommand(actor=patient, appointment_id=visit.id, starts_at=NINE + timedelta(hours=1))
    )
    freed = await desk.book(BookAppointmentCommand(actor=other, doctor_id=doctor.id, starts_at=NINE))
    cancelled = await desk.cancel(CancelAppointmentCommand(actor=patient, appointment_id=visit.id))

    assert (moved.id, moved.version) == (visit.id, visit.version + 1)
    assert (freed.status, cancelled.status) == (Status.BOOKED, Status.CANCELLED)
