"""Visits are moved, swapped, cancelled, lived through and read, each by those who may."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import NINE, NOW, FrontDesk, Practice

from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.cancel_appointment import CancelAppointmentCommand
from medconnect.application.scheduling.change_status import ChangeStatusCommand
from medconnect.application.scheduling.confirm_hold import ConfirmHoldCommand
from medconnect.application.scheduling.edit_appointment import EditAppointmentCommand
from medconnect.application.scheduling.get_appointment import GetAppointmentQuery
from medconnect.application.scheduling.hold_slot import HoldSlotCommand
from medconnect.application.scheduling.list_appointments import ListAppointmentsQuery
from medconnect.application.scheduling.ports import AppointmentFilter, SchedulingWork
from medconnect.application.scheduling.read_history import ReadHistoryQuery
from medconnect.application.scheduling.reschedule_appointment import RescheduleAppointmentCommand
from medconnect.application.scheduling.swap_appointments import SwapAppointmentsCommand
from medconnect.application.scheduling.tidy_diaries import TidyDiaries, TidyDiariesCommand
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.paging import Window
from medconnect.domain.identity.actor import SYSTEM, VISITOR, Actor
from medconnect.domain.scheduling.agreement import CancelReason
from medconnect.domain.scheduling.doctor import Licence
from medconnect.domain.scheduling.errors import (
    AlreadyBusy,
    CannotReschedule,
    HoldExpired,
    IllegalTransition,
    NotLicensed,
    SlotTaken,
    StaleVersion,
)
from medconnect.domain.scheduling.life import Side, Status
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated
from medconnect.domain.shared.ids import AppointmentId

HOUR = timedelta(hours=1)


async def booked(desk: FrontDesk, doctor: Practice, patient: Actor, at: Any = NINE, **facts: Any) -> AppointmentView:
    return await desk.book(BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=at, **facts))


async def test_a_visit_moves_and_keeps_its_name(desk: FrontDesk, house: MemoryHouse) -> None:
    doctor, patient, other = await desk.doctor(), await desk.patient(), await desk.patient()
    visit = await booked(desk, doctor, patient)
    moved = await desk.reschedule(
        RescheduleAppointmentCommand(
            actor=patient, appointment_id=visit.id, starts_at=NINE + HOUR, reason="school", version=1
        )
    )

    assert (moved.id, moved.reference, moved.version, moved.starts_at) == (visit.id, visit.reference, 2, NINE + HOUR)
    await booked(desk, doctor, other)
    history = await desk.history(ReadHistoryQuery(actor=patient, appointment_id=visit.id))
    assert [(entry.version, entry.reason) for entry in history] == [(1, None), (2, "school")]
    assert house.told() == ["appointment.booked", "appointment.rescheduled", "appointment.booked"]


async def test_a_move_that_is_refused_offers_other_times_and_changes_nothing(desk: FrontDesk) -> None:
    doctor, patient, other = await desk.doctor(), await desk.patient(), await desk.patient()
    visit = await booked(desk, doctor, patient)
    await booked(desk, doctor, other, NINE + HOUR)

    with pytest.raises(SlotTaken) as refused:
        await desk.reschedule(
            RescheduleAppointmentCommand(actor=patient, appointment_id=visit.id, starts_at=NINE + HOUR)
        )
    assert refused.value.facts["alternatives"]
    assert await desk.get(GetAppointmentQuery(actor=patient, appointment_id=visit.id)) == visit
    with pytest.raises(StaleVersion):
        await desk.reschedule(
            RescheduleAppointmentCommand(actor=patient, appointment_id=visit.id, starts_at=NINE + 2 * HOUR, version=9)
        )


async def test_a_visit_moves_to_another_doctor(desk: FrontDesk) -> None:
    doctor, colleague, patient, other = (
        await desk.doctor(),
        await desk.doctor(),
        await desk.patient(),
        await desk.patient(),
    )
    visit = await booked(desk, doctor, patient)
    moved = await desk.reschedule(
        RescheduleAppointmentCommand(actor=patient, appointment_id=visit.id, starts_at=NINE, doctor_id=colleague.id)
    )

    assert (moved.doctor_id, moved.service_id, moved.starts_at) == (colleague.id, colleague.service.id, NINE)
    await booked(desk, doctor, other)
    with pytest.raises(SlotTaken):
        await booked(desk, colleague, await desk.patient())


async def test_two_patients_swap_their_times(desk: FrontDesk) -> None:
    doctor, colleague = await desk.doctor(), await desk.doctor()
    first, second, clerk = await desk.patient(), await desk.patient(), desk.receptionist()
    one, two = await booked(desk, doctor, first), await booked(desk, doctor, second, NINE + HOUR)
    swapped = await desk.swap(SwapAppointmentsCommand(actor=clerk, first_id=one.id, second_id=two.id))
    assert [v.starts_at for v in swapped] == [NINE + HOUR, NINE]
    assert [v.version for v in swapped] == [2, 2]

    three = await booked(desk, colleague, second, NINE + 3 * HOUR)
    across = await desk.swap(SwapAppointmentsCommand(actor=clerk, first_id=one.id, second_id=three.id))
    assert [(v.doctor_id, v.service_id) for v in across] == [
        (colleague.id, colleague.service.id),
        (doctor.id, doctor.service.id),
    ]
    with pytest.raises(SlotTaken):
        await booked(desk, doctor, await desk.patient(), NINE)
    await booked(desk, colleague, await desk.patient(), NINE + 4 * HOUR)


async def test_who_held_a_time_gives_it_back_when_swapped_onto_it(desk: FrontDesk) -> None:
    doctor, colleague = await desk.doctor(), await desk.doctor()
    first, second = await desk.patient(), await desk.patient()
    one, two = await booked(desk, doctor, first), await booked(desk, doctor, second, NINE + HOUR)
    held = await desk.hold(HoldSlotCommand(actor=first, doctor_id=colleague.id, starts_at=NINE + HOUR))
    await desk.swap(SwapAppointmentsCommand(actor=desk.admin(), first_id=one.id, second_id=two.id))
    with pytest.raises((HoldExpired, AlreadyBusy)):
        await desk.confirm(ConfirmHoldCommand(actor=first, hold_id=held.id))


async def test_a_swap_is_refused_whole(desk: FrontDesk) -> None:
    doctor = await desk.doctor(services=({}, {"length": HOUR}))
    colleague = await desk.doctor()
    first, second, clerk = await desk.patient(), await desk.patient(), desk.receptionist()
    one, two = await booked(desk, doctor, first), await booked(desk, doctor, second, NINE + HOUR)
    long = await booked(desk, doctor, second, NINE + 3 * HOUR, service_id=doctor.services[1].id)
    mine = await booked(desk, doctor, first, NINE + 5 * HOUR)

    for other in (long, mine):
        with pytest.raises(CannotReschedule):
            await desk.swap(SwapAppointmentsCommand(actor=clerk, first_id=one.id, second_id=other.id))
    with pytest.raises(NotFound):
        await desk.swap(SwapAppointmentsCommand(actor=clerk, first_id=one.id, second_id=AppointmentId(desk.new_id())))
    with pytest.raises(Forbidden):
        await desk.swap(SwapAppointmentsCommand(actor=first, first_id=one.id, second_id=two.id))
    await booked(desk, colleague, first, NINE + HOUR)
    with pytest.raises(AlreadyBusy):
        await desk.swap(SwapAppointmentsCommand(actor=clerk, first_id=one.id, second_id=two.id))
    across = await booked(desk, colleague, second, NINE + 6 * HOUR)
    await colleague.keep(replace(colleague.doctor, licences=(Licence(state="CA", valid_from=date(2020, 1, 1)),)))
    with pytest.raises(NotLicensed):
        await desk.swap(SwapAppointmentsCommand(actor=clerk, first_id=one.id, second_id=across.id))
    desk.clock.advance(NINE - NOW)
    with pytest.raises(CannotReschedule):
        await desk.swap(SwapAppointmentsCommand(actor=clerk, first_id=one.id, second_id=two.id))


async def test_whoever_cancels_names_their_side(desk: FrontDesk) -> None:
    doctor, patient, clerk = await desk.doctor(), await desk.patient(), desk.receptionist()
    sides = []
    for actor, asked in ((patient, False), (doctor.actor, False), (clerk, False), (clerk, True)):
        visit = await booked(desk, doctor, patient)
        command = CancelAppointmentCommand(
            actor=actor, appointment_id=visit.id, reason=CancelReason.UNWELL, note="flu", patient_asked=asked
        )
        cancelled = await desk.cancel(command)
        assert (await desk.cancel(command)) == cancelled
        assert cancelled.cancellation is not None
        sides.append(cancelled.cancellation.side)
    assert sides == [Side.PATIENT, Side.CLINIC, Side.CLINIC, Side.PATIENT]


async def test_a_visit_lives_from_check_in_to_the_end(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    visit = await booked(desk, doctor, patient)
    for status in (Status.CHECKED_IN, Status.IN_PROGRESS, Status.COMPLETED):
        now = await desk.change_status(ChangeStatusCommand(actor=doctor.actor, appointment_id=visit.id, status=status))
        assert now.status is status
    with pytest.raises(IllegalTransition) as refused:
        await desk.change_status(
            ChangeStatusCommand(actor=doctor.actor, appointment_id=visit.id, status=Status.CANCELLED)
        )
    assert refused.value.facts == {"old_status": "completed", "new_status": "cancelled"}
    with pytest.raises(Forbidden):
        await desk.change_status(
            ChangeStatusCommand(actor=doctor.actor, appointment_id=visit.id, status=Status.ENTERED_IN_ERROR, reason="x")
        )
    erased = await desk.change_status(
        ChangeStatusCommand(actor=desk.admin(), appointment_id=visit.id, status=Status.ENTERED_IN_ERROR, reason="twice")
    )
    assert erased.status is Status.ENTERED_IN_ERROR


async def test_cancelling_by_status_is_the_clinics(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    visit = await booked(desk, doctor, patient)
    gone = await desk.change_status(
        ChangeStatusCommand(actor=doctor.actor, appointment_id=visit.id, status=Status.CANCELLED, reason="ill")
    )
    assert gone.cancellation is not None
    assert (gone.cancellation.side, gone.cancellation.note) == (Side.CLINIC, "ill")


async def test_patients_do_not_change_states_and_strangers_see_nothing(desk: FrontDesk) -> None:
    doctor, colleague, patient, other = (
        await desk.doctor(),
        await desk.doctor(),
        await desk.patient(),
        await desk.patient(),
    )
    visit = await booked(desk, doctor, patient)
    with pytest.raises(Forbidden):
        await desk.change_status(ChangeStatusCommand(actor=patient, appointment_id=visit.id, status=Status.CHECKED_IN))
    for stranger in (other, colleague.actor):
        with pytest.raises(NotFound):
            await desk.cancel(CancelAppointmentCommand(actor=stranger, appointment_id=visit.id))
        with pytest.raises(NotFound):
            await desk.get(GetAppointmentQuery(actor=stranger, appointment_id=visit.id))
        with pytest.raises(NotFound):
            await desk.history(ReadHistoryQuery(actor=stranger, appointment_id=visit.id))
    unknown = AppointmentId(desk.new_id())
    with pytest.raises(Unauthenticated):
        await desk.cancel(CancelAppointmentCommand(actor=VISITOR, appointment_id=unknown))
    for question in (
        desk.cancel(CancelAppointmentCommand(actor=desk.admin(), appointment_id=unknown)),
        desk.get(GetAppointmentQuery(actor=desk.admin(), appointment_id=unknown)),
        desk.history(ReadHistoryQuery(actor=desk.admin(), appointment_id=unknown)),
    ):
        with pytest.raises(NotFound):
            await question


async def test_notes_are_edited_and_the_news_say_only_which(desk: FrontDesk, house: MemoryHouse) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    visit = await booked(desk, doctor, patient, notes="first", symptoms="cough")
    edited = await desk.edit(EditAppointmentCommand(actor=patient, appointment_id=visit.id, notes="second", version=1))

    assert (edited.notes, edited.symptoms, edited.version) == ("second", "cough", 2)
    assert house.store.outbox[-1].event.facts()["changed"] == ("notes",)


async def test_lists_show_everyone_their_own(desk: FrontDesk) -> None:
    doctor, colleague, patient, other = (
        await desk.doctor(),
        await desk.doctor(),
        await desk.patient(),
        await desk.patient(),
    )
    late, early = await booked(desk, doctor, patient, NINE + HOUR), await booked(desk, colleague, patient)
    theirs = await booked(desk, doctor, other, NINE + 2 * HOUR)
    await desk.cancel(CancelAppointmentCommand(actor=other, appointment_id=theirs.id))

    async def ids(actor: Actor, window: Window | None = None, **wanted: Any) -> list[AppointmentId]:
        query = ListAppointmentsQuery(actor=actor, wanted=AppointmentFilter(**wanted), window=window or Window())
        return [visit.id for visit in (await desk.list(query)).items]

    assert await ids(patient) == [early.id, late.id]
    assert await ids(patient, doctor_id=doctor.id) == [late.id]
    assert await ids(doctor.actor) == [late.id, theirs.id]
    assert await ids(doctor.actor, statuses=frozenset({Status.CANCELLED})) == [theirs.id]
    assert await ids(desk.receptionist(), Window(skip=1, limit=1)) == [late.id]
    assert await ids(desk.admin(), since=NINE + HOUR, until=NINE + 2 * HOUR) == [late.id]
    assert await ids(desk.admin(), clinic_id=colleague.clinic_ids[0]) == [early.id]
    for actor, wanted in ((patient, {"patient_id": other.patient_id}), (doctor.actor, {"doctor_id": colleague.id})):
        with pytest.raises(NotFound):
            await ids(actor, **wanted)


async def test_what_the_clock_has_ended_is_noted_later(desk: FrontDesk, house: MemoryHouse) -> None:
    doctor = await desk.doctor(services=({"requires_confirmation": True},))
    patient, other = await desk.patient(), await desk.patient()
    visit = await booked(desk, doctor, patient)
    assert visit.status is Status.PENDING
    await desk.hold(HoldSlotCommand(actor=other, doctor_id=doctor.id, starts_at=NINE + HOUR))
    assert await desk.tidy(TidyDiariesCommand(actor=SYSTEM)) == 0

    desk.clock.advance(NINE - NOW)
    assert (await desk.get(GetAppointmentQuery(actor=patient, appointment_id=visit.id))).status is Status.EXPIRED
    assert await desk.tidy(TidyDiariesCommand(actor=SYSTEM)) == 2
    assert await desk.tidy(TidyDiariesCommand(actor=SYSTEM)) == 0
    assert house.told()[2:] == ["hold.ran-out", "appointment.status-changed"]
    with pytest.raises(Forbidden):
        await desk.tidy(TidyDiariesCommand(actor=desk.admin()))


async def test_what_was_answered_while_the_sweeper_looked_stays_answered(desk: FrontDesk, house: MemoryHouse) -> None:
    doctor = await desk.doctor(services=({"requires_confirmation": True},))
    patient = await desk.patient()
    visit = await booked(desk, doctor, patient)
    desk.clock.advance(NINE - NOW)

    @asynccontextmanager
    async def late(actor: Actor) -> AsyncIterator[SchedulingWork]:
        async with house.read(actor) as work:
            yield work
        await desk.tidy(TidyDiariesCommand(actor=SYSTEM))

    slow = TidyDiaries(begin=house.begin, read=late, clock=desk.clock)
    assert await slow(TidyDiariesCommand(actor=SYSTEM)) == 1
    history = await desk.history(ReadHistoryQuery(actor=patient, appointment_id=visit.id))
    assert [entry.new_status for entry in history] == [Status.PENDING, Status.EXPIRED]
