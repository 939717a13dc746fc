"""A time is found, held, booked and given back, through the use cases."""

from datetime import date, timedelta

import pytest
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import NINE, FrontDesk

from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.cancel_appointment import CancelAppointmentCommand
from medconnect.application.scheduling.confirm_hold import ConfirmHoldCommand
from medconnect.application.scheduling.find_slots import FindSlotsQuery
from medconnect.application.scheduling.hold_slot import HoldSlotCommand
from medconnect.domain.identity.actor import VISITOR, Actor
from medconnect.domain.scheduling.errors import HoldExpired, SlotTaken
from medconnect.domain.scheduling.life import Status
from medconnect.domain.shared.ids import DoctorId
from medconnect.domain.shared.period import second_of


@pytest.fixture
def house() -> MemoryHouse:
    return MemoryHouse()


@pytest.fixture
def desk(house: MemoryHouse) -> FrontDesk:
    return FrontDesk(house)


async def free_starts(desk: FrontDesk, actor: Actor, doctor_id: DoctorId) -> list[int]:
    on = date(2026, 3, 3)
    found = await desk.find(FindSlotsQuery(actor=actor, doctor_id=doctor_id, since=on, until=on))
    return [start for day in found.days for start in day.starts]


async def test_a_patient_holds_a_time_and_confirms_it(desk: FrontDesk, house: MemoryHouse) -> None:
    doctor, patient, other = await desk.doctor(), await desk.patient(), await desk.patient()

    held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
    assert second_of(NINE) in await free_starts(desk, patient, doctor.id)
    assert second_of(NINE) not in await free_starts(desk, other, doctor.id)
    assert second_of(NINE) not in await free_starts(desk, VISITOR, doctor.id)

    visit = await desk.confirm(ConfirmHoldCommand(actor=patient, hold_id=held.id))

    assert visit.status is Status.BOOKED
    assert second_of(NINE) not in await free_starts(desk, patient, doctor.id)
    assert house.told() == ["slot.held", "hold.confirmed", "appointment.booked"]


async def test_a_hold_that_has_expired_cannot_be_confirmed(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))

    desk.clock.advance(desk.rules.lasts)

    with pytest.raises(HoldExpired):
        await desk.confirm(ConfirmHoldCommand(actor=patient, hold_id=held.id))


async def test_whoever_comes_second_is_shown_the_nearest_free_times(desk: FrontDesk) -> None:
    doctor, first, second = await desk.doctor(), await desk.patient(), await desk.patient()
    await desk.book(BookAppointmentCommand(actor=first, doctor_id=doctor.id, starts_at=NINE))

    with pytest.raises(SlotTaken) as refused:
        await desk.book(BookAppointmentCommand(actor=second, doctor_id=doctor.id, starts_at=NINE))

    nearest = refused.value.facts["alternatives"]
    assert isinstance(nearest, tuple)
    assert nearest[0].starts_at == NINE + timedelta(minutes=30)


async def test_a_cancelled_visit_frees_its_time(desk: FrontDesk) -> None:
    doctor, first, second = await desk.doctor(), await desk.patient(), await desk.patient()
    visit = await desk.book(BookAppointmentCommand(actor=first, doctor_id=doctor.id, starts_at=NINE))

    cancelled = await desk.cancel(CancelAppointmentCommand(actor=first, appointment_id=visit.id))
    again = await desk.book(BookAppointmentCommand(actor=second, doctor_id=doctor.id, starts_at=NINE))

    assert cancelled.status is Status.CANCELLED
    assert again.status is Status.BOOKED
