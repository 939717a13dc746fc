"""Changing hours never cancels: it answers whom it affects, and asks (A8)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import NINE, FrontDesk, Practice, weekly

from medconnect.application.scheduling.add_exception import AddExceptionCommand
from medconnect.application.scheduling.add_leave import AddLeaveCommand
from medconnect.application.scheduling.add_opening import AddOpeningCommand
from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.close_clinic import CloseClinicCommand
from medconnect.application.scheduling.get_appointment import GetAppointmentQuery
from medconnect.application.scheduling.hold_slot import HoldSlotCommand
from medconnect.application.scheduling.read_timetable import ReadTimetableQuery
from medconnect.application.scheduling.reopen_clinic import ReopenClinicCommand
from medconnect.application.scheduling.set_schedule import SetScheduleCommand
from medconnect.application.scheduling.take_back_change import TakeBackChangeCommand
from medconnect.application.scheduling.views import AppointmentView, ChangeView
from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.affected import Choice
from medconnect.domain.scheduling.errors import SlotNotOffered
from medconnect.domain.scheduling.hours import Hours, HoursException
from medconnect.domain.scheduling.life import Status
from medconnect.domain.shared.errors import Forbidden, NotFound
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId
from medconnect.domain.shared.period import Period

HOUR = timedelta(hours=1)
TUESDAY = date(2026, 3, 3)


async def booked(desk: FrontDesk, doctor: Practice, patient: Actor, at: Any = NINE) -> AppointmentView:
    return await desk.book(BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=at))


def told(view: ChangeView) -> list[tuple[Any, tuple[str, ...]]]:
    return [(hit.appointment.id, tuple(code.value for code in hit.codes)) for hit in view.affected]


async def test_leave_over_visits_is_saved_and_lists_them_with_their_choices(
    desk: FrontDesk, house: MemoryHouse
) -> None:
    doctor, patient, other = await desk.doctor(), await desk.patient(), await desk.patient()
    late, early = await booked(desk, doctor, patient, NINE + HOUR), await booked(desk, doctor, other)
    await booked(desk, doctor, other, NINE + 3 * HOUR)
    held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE + HOUR / 2))
    leave = AddLeaveCommand(
        actor=doctor.actor, doctor_id=doctor.id, period=Period.lasting(NINE, 2 * HOUR), reason="ill"
    )

    preview = await desk.add_leave(replace(leave, preview=True))
    assert preview.preview
    assert told(preview) == [(early.id, ("on-leave",)), (late.id, ("on-leave",))]
    assert [hold.id for hold in preview.held] == [held.id]
    assert house.told()[-1] == "slot.held"

    saved = await desk.add_leave(leave)
    assert told(saved) == told(preview)
    assert saved.affected[0].choices == (Choice.KEEP, Choice.MOVE, Choice.CANCEL)
    kept = await desk.get(GetAppointmentQuery(actor=other, appointment_id=early.id))
    assert (kept.status, kept.starts_at) == (Status.BOOKED, NINE)
    with pytest.raises(SlotNotOffered):
        await booked(desk, doctor, await desk.patient(), NINE + HOUR)

    assert saved.id is not None
    back = await desk.take_back(TakeBackChangeCommand(actor=doctor.actor, doctor_id=doctor.id, change_id=saved.id))
    assert back.affected == ()
    assert house.told()[-2:] == ["timetable.changed", "timetable.changed"]


async def test_narrower_hours_list_only_what_they_newly_leave_out(desk: FrontDesk) -> None:
    doctor, patient, other = await desk.doctor(), await desk.patient(), await desk.patient()
    early, noon = await booked(desk, doctor, patient), await booked(desk, doctor, patient, NINE + 3 * HOUR)
    await booked(desk, doctor, other, NINE + HOUR)
    leave = await desk.add_leave(
        AddLeaveCommand(actor=doctor.actor, doctor_id=doctor.id, period=Period.lasting(NINE, HOUR / 2))
    )
    assert told(leave) == [(early.id, ("on-leave",))]
    hours = SetScheduleCommand(
        actor=doctor.actor, doctor_id=doctor.id, clinic_id=doctor.clinic_ids[0], weekly=weekly(("10:00", "12:00"))
    )

    changed = await desk.set_schedule(hours)

    assert told(changed) == [(early.id, ("outside-hours",)), (noon.id, ("outside-hours",))]
    assert changed.id is None
    assert (await desk.set_schedule(hours)).affected == ()
    shown = await desk.timetable(ReadTimetableQuery(actor=doctor.actor, doctor_id=doctor.id))
    assert shown.weekly[doctor.clinic_ids[0]] == hours.weekly


async def test_an_exception_replaces_a_date_and_the_next_one_replaces_it(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    visit = await booked(desk, doctor, patient)
    day_off = AddExceptionCommand(
        actor=doctor.actor, doctor_id=doctor.id, clinic_id=doctor.clinic_ids[0], exception=HoursException(on=TUESDAY)
    )
    off = await desk.add_exception(day_off)
    assert told(off) == [(visit.id, ("outside-hours",))]

    evening = replace(day_off, exception=HoursException(on=TUESDAY, hours=(Hours.read("18:00", "20:00"),)))
    assert (await desk.add_exception(evening)).affected == ()
    await booked(desk, doctor, await desk.patient(), NINE + 9 * HOUR)
    shown = await desk.timetable(ReadTimetableQuery(actor=desk.admin(), doctor_id=doctor.id))
    assert [dated.exception for dated in shown.exceptions] == [evening.exception]


async def test_an_opening_adds_time_and_taking_it_back_affects_what_was_booked_there(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    evening = Period.lasting(NINE + 10 * HOUR, HOUR)
    added = await desk.add_opening(
        AddOpeningCommand(actor=doctor.actor, doctor_id=doctor.id, clinic_id=doctor.clinic_ids[0], period=evening)
    )
    visit = await booked(desk, doctor, patient, NINE + 10 * HOUR)
    shown = await desk.timetable(ReadTimetableQuery(actor=doctor.actor, doctor_id=doctor.id))
    assert [(o.id, o.period) for o in shown.openings] == [(added.id, evening)]
    assert added.id is not None
    command = TakeBackChangeCommand(actor=doctor.actor, doctor_id=doctor.id, change_id=added.id)

    assert told(await desk.take_back(command)) == [(visit.id, ("outside-hours",))]
    with pytest.raises(NotFound):
        await desk.take_back(command)


async def test_closing_a_clinic_affects_all_who_work_there_and_nobody_elsewhere(
    desk: FrontDesk, house: MemoryHouse
) -> None:
    shared = await desk.clinic()
    one, two, elsewhere = await desk.doctor(shared), await desk.doctor(shared), await desk.doctor()
    first, second = await desk.patient(), await desk.patient()
    visits = [await booked(desk, one, first), await booked(desk, two, second, NINE + HOUR)]
    await booked(desk, elsewhere, first, NINE + HOUR)
    close = CloseClinicCommand(actor=desk.admin(), clinic_id=shared.id, period=Period.lasting(NINE, 2 * HOUR))

    preview = await desk.close_clinic(replace(close, preview=True))
    closed = await desk.close_clinic(close)

    assert told(preview) == told(closed) == [(visit.id, ("closed",)) for visit in visits]
    with pytest.raises(SlotNotOffered):
        await booked(desk, one, second, NINE + 3 * HOUR / 2)
    assert closed.id is not None
    await desk.reopen_clinic(ReopenClinicCommand(actor=desk.admin(), clinic_id=shared.id, closure_id=closed.id))
    await booked(desk, one, second, NINE + 3 * HOUR / 2)
    assert house.told()[3:] == ["clinic.closed", "clinic.reopened", "appointment.booked"]
    with pytest.raises(NotFound):
        await desk.reopen_clinic(ReopenClinicCommand(actor=desk.admin(), clinic_id=shared.id, closure_id=closed.id))


async def test_only_those_who_may_change_working_time(desk: FrontDesk) -> None:
    doctor, colleague, patient = await desk.doctor(), await desk.doctor(), await desk.patient()
    period = Period.lasting(NINE, HOUR)

    async def leave(actor: Actor, doctor_id: DoctorId = doctor.id) -> None:
        await desk.add_leave(AddLeaveCommand(actor=actor, doctor_id=doctor_id, period=period))

    with pytest.raises(NotFound):
        await leave(colleague.actor)
    with pytest.raises(Forbidden):
        await leave(patient)
    with pytest.raises(NotFound):
        await leave(desk.admin(), DoctorId(desk.new_id()))
    await leave(desk.receptionist())
    foreign = colleague.clinic_ids[0]
    with pytest.raises(NotFound):
        await desk.set_schedule(
            SetScheduleCommand(actor=doctor.actor, doctor_id=doctor.id, clinic_id=foreign, weekly=weekly())
        )
    unknown = ClinicId(desk.new_id())
    with pytest.raises(NotFound):
        await desk.close_clinic(CloseClinicCommand(actor=desk.admin(), clinic_id=unknown, period=period))
    with pytest.raises(NotFound):
        await desk.reopen_clinic(
            ReopenClinicCommand(actor=desk.admin(), clinic_id=unknown, closure_id=ChangeId(desk.new_id()))
        )
    with pytest.raises(Forbidden):
        await desk.close_clinic(CloseClinicCommand(actor=desk.receptionist(), clinic_id=foreign, period=period))
    with pytest.raises(NotFound):
        await desk.timetable(ReadTimetableQuery(actor=desk.admin(), doctor_id=DoctorId(desk.new_id())))
    with pytest.raises(NotFound):
        await desk.timetable(ReadTimetableQuery(actor=colleague.actor, doctor_id=doctor.id))
