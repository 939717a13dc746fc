"""A time is found, held, booked and given back, through the use cases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import NINE, FrontDesk, weekly

from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.cancel_appointment import CancelAppointmentCommand
from medconnect.application.scheduling.confirm_hold import ConfirmHoldCommand
from medconnect.application.scheduling.explain_slot import ExplainSlotQuery
from medconnect.application.scheduling.find_slots import FindSlotsQuery, RangeTooLong
from medconnect.application.scheduling.hold_slot import HoldSlotCommand
from medconnect.application.scheduling.release_hold import ReleaseHoldCommand
from medconnect.application.scheduling.renew_hold import RenewHoldCommand
from medconnect.domain.identity.actor import VISITOR, Actor
from medconnect.domain.scheduling.errors import AlreadyBusy, HoldExpired, PatientMissing, SlotNotOffered, SlotTaken
from medconnect.domain.scheduling.life import Status
from medconnect.domain.scheduling.service import Caps
from medconnect.domain.shared.errors import Forbidden, Invalid, NotFound, Unauthenticated
from medconnect.domain.shared.ids import ClinicId, DoctorId, HoldId, ServiceId, VisitorId
from medconnect.domain.shared.period import second_of


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


async def test_a_wider_look_finds_times_where_the_day_is_full(desk: FrontDesk) -> None:
    doctor = await desk.doctor(hours=weekly(("09:00", "09:30")))
    first, second = await desk.patient(), await desk.patient()
    await desk.book(BookAppointmentCommand(actor=first, doctor_id=doctor.id, starts_at=NINE))

    with pytest.raises(SlotTaken) as refused:
        await desk.hold(HoldSlotCommand(actor=second, doctor_id=doctor.id, starts_at=NINE))

    starts = [slot.starts_at for slot in refused.value.facts["alternatives"]]  # type: ignore[attr-defined]
    assert starts[:2] == [NINE - timedelta(days=1), NINE + timedelta(days=1)]


async def test_a_time_that_is_never_offered_says_why(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()

    with pytest.raises(SlotNotOffered) as refused:
        await desk.book(BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE - timedelta(hours=2)))

    assert [r.code.value for r in refused.value.facts["reasons"]] == ["outside-hours"]  # type: ignore[attr-defined]
    assert refused.value.facts["alternatives"]


async def test_a_double_click_is_shown_the_visit_it_made(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    command = BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE)
    visit = await desk.book(command)

    with pytest.raises(AlreadyBusy) as refused:
        await desk.book(command)

    assert refused.value.facts == {"appointment_id": visit.id}


async def test_a_second_visit_in_the_same_specialty_is_booked_with_a_warning(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(services=({"specialty": "skin"},)), await desk.patient()
    first = await desk.book(BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
    second = await desk.book(
        BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE + timedelta(hours=1))
    )

    assert (first.warnings, second.warnings) == ((), ("second-visit-in-specialty",))


async def test_a_visitor_holds_a_time_signs_in_and_keeps_it(desk: FrontDesk) -> None:
    doctor, patient, thief = await desk.doctor(), await desk.patient(), await desk.patient()
    cookie = VisitorId(desk.new_id())
    held = await desk.hold(HoldSlotCommand(actor=VISITOR, doctor_id=doctor.id, starts_at=NINE, visitor_id=cookie))
    renewed = await desk.renew(RenewHoldCommand(actor=VISITOR, hold_id=held.id, visitor_id=cookie))
    assert renewed.renewals == 1

    with pytest.raises(NotFound):
        await desk.confirm(ConfirmHoldCommand(actor=thief, hold_id=held.id, visitor_id=VisitorId(desk.new_id())))
    with pytest.raises(NotFound):
        await desk.release(ReleaseHoldCommand(actor=VISITOR, hold_id=held.id))
    with pytest.raises(Unauthenticated):
        await desk.confirm(ConfirmHoldCommand(actor=VISITOR, hold_id=held.id, visitor_id=cookie))
    visit = await desk.confirm(ConfirmHoldCommand(actor=patient, hold_id=held.id, visitor_id=cookie))

    assert visit.patient_id == patient.patient_id
    with pytest.raises(AlreadyBusy) as again:
        await desk.confirm(ConfirmHoldCommand(actor=patient, hold_id=held.id, visitor_id=cookie))
    assert again.value.facts == {"appointment_id": visit.id}


async def test_nobody_holds_without_a_name_or_a_session(desk: FrontDesk) -> None:
    doctor = await desk.doctor()
    with pytest.raises(Unauthenticated):
        await desk.hold(HoldSlotCommand(actor=VISITOR, doctor_id=doctor.id, starts_at=NINE))
    with pytest.raises(Forbidden):
        await desk.hold(HoldSlotCommand(actor=doctor.actor, doctor_id=doctor.id, starts_at=NINE))
    with pytest.raises(PatientMissing):
        await desk.hold(HoldSlotCommand(actor=desk.receptionist(), doctor_id=doctor.id, starts_at=NINE))


async def test_the_desk_holds_and_confirms_for_a_patient(desk: FrontDesk) -> None:
    doctor, patient, clerk = await desk.doctor(), await desk.patient(), desk.receptionist()
    held = await desk.hold(
        HoldSlotCommand(actor=clerk, doctor_id=doctor.id, starts_at=NINE, patient_id=patient.patient_id)
    )
    visit = await desk.confirm(ConfirmHoldCommand(actor=clerk, hold_id=held.id))

    assert visit.patient_id == patient.patient_id
    cookie = VisitorId(desk.new_id())
    later = NINE + timedelta(hours=1)
    anonymous = await desk.hold(HoldSlotCommand(actor=VISITOR, doctor_id=doctor.id, starts_at=later, visitor_id=cookie))
    with pytest.raises(PatientMissing):
        await desk.confirm(ConfirmHoldCommand(actor=clerk, hold_id=anonymous.id, visitor_id=cookie))


async def test_somebody_elses_hold_is_as_an_unknown_one(desk: FrontDesk) -> None:
    doctor, patient, other = await desk.doctor(), await desk.patient(), await desk.patient()
    held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))

    for hold_id in (held.id, HoldId(desk.new_id())):
        with pytest.raises(NotFound):
            await desk.renew(RenewHoldCommand(actor=other, hold_id=hold_id))
    with pytest.raises(NotFound):
        await desk.hold(
            HoldSlotCommand(actor=other, doctor_id=doctor.id, starts_at=NINE, patient_id=patient.patient_id)
        )


async def test_a_released_hold_frees_its_time_and_releasing_again_is_no_error(
    desk: FrontDesk, house: MemoryHouse
) -> None:
    doctor, patient, other = await desk.doctor(), await desk.patient(), await desk.patient()
    held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
    for _ in range(2):
        await desk.release(ReleaseHoldCommand(actor=patient, hold_id=held.id))

    assert second_of(NINE) in await free_starts(desk, other, doctor.id)
    assert house.told() == ["slot.held", "hold.released"]


async def test_unknown_doctors_services_and_clinics_are_not_found(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    unknown: list[dict[str, Any]] = [
        {"doctor_id": DoctorId(desk.new_id())},
        {"service_id": ServiceId(desk.new_id())},
        {"clinic_id": ClinicId(desk.new_id())},
    ]
    for facts in unknown:
        with pytest.raises(NotFound):
            await desk.book(
                BookAppointmentCommand(**{"actor": patient, "doctor_id": doctor.id, "starts_at": NINE, **facts})
            )
    with pytest.raises(PatientMissing):
        await desk.book(BookAppointmentCommand(actor=desk.receptionist(), doctor_id=doctor.id, starts_at=NINE))


@pytest.mark.parametrize("starts_at", [NINE.replace(year=9999), NINE.replace(year=1), NINE.replace(tzinfo=None)])
async def test_impossible_times_are_refused_by_the_name_of_their_field(desk: FrontDesk, starts_at: datetime) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    with pytest.raises(Invalid) as refused:
        await desk.book(BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=starts_at))
    assert refused.value.field == "starts_at"


async def test_only_staff_overbook_and_the_reason_is_kept(desk: FrontDesk, house: MemoryHouse) -> None:
    doctor, first, second, clerk = await desk.doctor(), await desk.patient(), await desk.patient(), desk.receptionist()
    await desk.book(BookAppointmentCommand(actor=first, doctor_id=doctor.id, starts_at=NINE))
    with pytest.raises(Forbidden):
        await desk.book(BookAppointmentCommand(actor=second, doctor_id=doctor.id, starts_at=NINE, override="please"))

    visit = await desk.book(
        BookAppointmentCommand(
            actor=clerk, doctor_id=doctor.id, starts_at=NINE, patient_id=second.patient_id, override="in pain"
        )
    )

    assert visit.override is not None
    assert (visit.override.reason, visit.override.codes) == ("in pain", ("taken",))
    event = house.store.audit[-1].event
    assert event.facts()["overridden"] == ("taken",)
    assert house.store.audit[-1].actor == clerk


async def test_both_half_past_ones_of_an_autumn_night_are_two_visits(desk: FrontDesk) -> None:
    doctor = await desk.doctor(hours=weekly(("00:00", "06:00"), days=range(7)))
    first, second = await desk.patient(), await desk.patient()
    half_past = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    one = await desk.book(BookAppointmentCommand(actor=first, doctor_id=doctor.id, starts_at=half_past))
    two = await desk.book(
        BookAppointmentCommand(actor=second, doctor_id=doctor.id, starts_at=half_past + timedelta(hours=1))
    )

    assert one.local.wall == two.local.wall
    assert (one.local.abbreviation, two.local.abbreviation) == ("EDT", "EST")


async def test_times_are_listed_by_the_clinics_days_and_held_ones_are_marked(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
    week = FindSlotsQuery(actor=patient, doctor_id=doctor.id, since=date(2026, 3, 3), until=date(2026, 3, 4))
    found = await desk.find(week)

    assert [(day.on, len(day.starts)) for day in found.days] == [(date(2026, 3, 3), 16), (date(2026, 3, 4), 16)]
    assert found.held == {second_of(NINE)}
    assert (found.service_id, found.length, found.diary_version) == (doctor.service.id, timedelta(minutes=30), 1)
    here = replace(week, clinic_id=doctor.clinic_ids[0], since=NINE, until=NINE + timedelta(hours=1))
    assert [day.starts for day in (await desk.find(here)).days] == [(second_of(NINE), second_of(NINE) + 1800)]
    desk.clock.advance(desk.rules.lasts)
    assert (await desk.find(week)).held == frozenset()
    with pytest.raises(NotFound):
        await desk.find(replace(week, clinic_id=ClinicId(desk.new_id())))
    with pytest.raises(NotFound):
        await desk.find(replace(week, patient_id=(await desk.patient()).patient_id))


async def test_a_hold_elsewhere_is_not_marked_here(desk: FrontDesk) -> None:
    doctor, other, patient = await desk.doctor(services=({}, {})), await desk.doctor(), await desk.patient()
    await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
    on = date(2026, 3, 3)
    query = FindSlotsQuery(actor=patient, doctor_id=other.id, since=on, until=on)

    assert (await desk.find(query)).held == frozenset()
    assert (await desk.find(replace(query, doctor_id=doctor.id, service_id=doctor.services[1].id))).held == frozenset()


async def test_sixty_two_days_can_be_asked_for_and_no_more(desk: FrontDesk) -> None:
    doctor = await desk.doctor()
    ask = FindSlotsQuery(actor=VISITOR, doctor_id=doctor.id, since=date(2026, 3, 1), until=date(2026, 5, 2))
    assert len((await desk.find(ask)).days) == 45
    too_long: list[tuple[date, date]] = [
        (date(2026, 3, 1), date(2026, 5, 3)),
        (NINE, NINE + timedelta(days=62, seconds=1)),
    ]
    for since, until in too_long:
        with pytest.raises(RangeTooLong) as refused:
            await desk.find(replace(ask, since=since, until=until))
        assert refused.value.field == "to"
    await desk.find(replace(ask, since=NINE, until=NINE + timedelta(days=62)))


async def test_the_desk_is_told_why_a_time_is_not_offered(desk: FrontDesk) -> None:
    doctor, patient = await desk.doctor(), await desk.patient()
    await desk.book(BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
    question = ExplainSlotQuery(actor=desk.receptionist(), doctor_id=doctor.id, starts_at=NINE)

    told = await desk.explain(question)
    assert not told.offered
    assert [reason.code.value for reason in told.reasons] == ["taken"]
    assert (told.starts_at, told.ends_at, told.clinic_id) == (NINE, NINE + timedelta(minutes=30), doctor.clinic_ids[0])
    free = await desk.explain(replace(question, actor=doctor.actor, starts_at=NINE + timedelta(hours=1)))
    assert free.offered
    with pytest.raises(Forbidden):
        await desk.explain(replace(question, actor=patient))
    with pytest.raises(NotFound):
        await desk.explain(replace(question, actor=(await desk.doctor()).actor))


async def test_a_day_that_is_full_by_its_cap_says_so(desk: FrontDesk) -> None:
    doctor = await desk.doctor(services=({"caps": Caps(doctor_daily=2, patient_daily=1)},))
    patient, other = await desk.patient(), await desk.patient()
    later = NINE + timedelta(hours=1)
    await desk.book(BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))

    async def refused(actor: Actor) -> list[str]:
        with pytest.raises(SlotNotOffered) as refusal:
            await desk.book(BookAppointmentCommand(actor=actor, doctor_id=doctor.id, starts_at=later))
        return [reason.code.value for reason in refusal.value.facts["reasons"]]  # type: ignore[attr-defined]

    assert await refused(patient) == ["patient-cap-reached"]
    await desk.hold(HoldSlotCommand(actor=other, doctor_id=doctor.id, starts_at=NINE + timedelta(hours=2)))
    assert await refused(await desk.patient()) == ["doctor-cap-reached"]
    assert (
        await desk.book(BookAppointmentCommand(actor=other, doctor_id=doctor.id, starts_at=later))
    ).starts_at == later
