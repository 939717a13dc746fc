"""What every store of diaries must keep: a new one is done when it passes these, with its own `house` fixture."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Coroutine
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.builders.scheduling import NINE, FrontDesk, House, Practice, weekly

from medconnect.application.scheduling.add_exception import AddExceptionCommand
from medconnect.application.scheduling.add_leave import AddLeaveCommand
from medconnect.application.scheduling.add_opening import AddOpeningCommand
from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.cancel_appointment import CancelAppointmentCommand
from medconnect.application.scheduling.change_status import ChangeStatusCommand
from medconnect.application.scheduling.close_clinic import CloseClinicCommand
from medconnect.application.scheduling.confirm_hold import ConfirmHoldCommand
from medconnect.application.scheduling.hold_slot import HoldSlotCommand
from medconnect.application.scheduling.ports import DiaryAsk
from medconnect.application.scheduling.release_hold import ReleaseHoldCommand
from medconnect.application.scheduling.reschedule_appointment import RescheduleAppointmentCommand
from medconnect.application.scheduling.tidy_diaries import TidyDiariesCommand
from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.handling import Contention, Retrying
from medconnect.domain.identity.actor import SYSTEM, VISITOR, Actor
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Resource
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Cover
from medconnect.domain.scheduling.errors import AlreadyBusy, HoldExpired, SlotNotOffered, SlotTaken
from medconnect.domain.scheduling.hold import Hold, HoldRules
from medconnect.domain.scheduling.hours import Hours, HoursException
from medconnect.domain.scheduling.life import By, Side, Status
from medconnect.domain.scheduling.policy import Consent, Policy
from medconnect.domain.scheduling.service import Caps, Mode
from medconnect.domain.scheduling.wish import Intake, Wish
from medconnect.domain.shared.errors import NotFound, Refusal
from medconnect.domain.shared.ids import AppointmentId, InsurancePlanId, PatientId, ReportId, RoomId, VisitorId
from medconnect.domain.shared.money import Money
from medconnect.domain.shared.period import Period

HOUR = timedelta(hours=1)
BY = By(user_id=None, role="patient", side=Side.PATIENT)


@pytest.fixture
def desk(house: House) -> FrontDesk:
    """The front desk of the store under test."""
    return FrontDesk(house)


def patient_id(actor: Actor) -> PatientId:
    """Who they are as a patient."""
    assert actor.patient_id is not None
    return actor.patient_id


def booking(doctor: Practice, patient: Actor, starts_at: Any = NINE, **facts: Any) -> BookAppointmentCommand:
    """A wish to book."""
    return BookAppointmentCommand(actor=patient, doctor_id=doctor.id, starts_at=starts_at, **facts)


async def decided(
    desk: FrontDesk, doctor: Practice, patient: Actor, starts_at: Any = NINE
) -> tuple[Diary, Appointment]:
    """A booking that is decided on what everybody could read, without a lock, and not yet kept."""
    ask = DiaryAsk.around(starts_at, HOUR, doctor_id=doctor.id, patient_ids=(patient_id(patient),))
    async with desk.house.read(patient) as work:
        diary = await work.diaries.look(ask)
    visit = diary.book(
        Wish(starts_at=starts_at, asker=diary.asker(patient_id=patient_id(patient))),
        Intake(patient_id=patient_id(patient)),
        new_id=AppointmentId(desk.new_id()),
        by=BY,
        now=desk.clock.now(),
    )
    return diary, visit


async def keep(desk: FrontDesk, patient: Actor, *diaries: Diary) -> None:
    """Keep what was decided."""
    async with desk.house.begin(patient) as work:
        await work.diaries.save(*diaries)
        await work.commit()


async def claims_of(desk: FrontDesk, doctor: Practice, *people: Actor, at: Any = NINE) -> set[Any]:
    """All claims that a diary around that time reads."""
    ask = DiaryAsk.around(at, HOUR, doctor_id=doctor.id, patient_ids=tuple(patient_id(each) for each in people))
    async with desk.house.read(SYSTEM) as work:
        return set((await work.diaries.look(ask)).claims)


async def outcomes(*calls: Coroutine[Any, Any, object] | Awaitable[object]) -> Counter[str]:
    """What became of several calls at once: `ok`, or the code of a refusal. Anything else is a failure."""
    found: Counter[str] = Counter()
    for result in await asyncio.gather(*calls, return_exceptions=True):
        if isinstance(result, BaseException) and not isinstance(result, Refusal):
            raise result
        found[result.code if isinstance(result, Refusal) else "ok"] += 1
    return found


class ClaimsContract:
    """The store is the arbiter of claims (X1-X4)."""

    async def test_claims_come_back_as_they_were_made(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(services=({"before": HOUR / 6, "after": HOUR / 12},)), await desk.patient()
        diary, visit = await decided(desk, doctor, patient)
        await keep(desk, patient, diary)

        assert await claims_of(desk, doctor, patient) == set(visit.claims())
        held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE + 2 * HOUR))
        mine = {c for c in await claims_of(desk, doctor, patient) if c.subject_id == held.id}
        assert {(c.resource, c.holder_id, c.expires, c.anonymous) for c in mine} == {
            (resource, patient.patient_id, int(held.expires_at.timestamp()), False)
            for resource in (Resource.DOCTOR, Resource.PATIENT)
        }

    async def test_overlap_is_refused_by_the_store_and_nothing_of_it_is_kept(self, desk: FrontDesk) -> None:
        doctor, first, second = await desk.doctor(), await desk.patient(), await desk.patient()
        one, visit = await decided(desk, doctor, first)
        other, lost = await decided(desk, doctor, second)
        await keep(desk, first, one)

        with pytest.raises(SlotTaken):
            await keep(desk, second, other)

        assert await claims_of(desk, doctor, first, second) == set(visit.claims())
        async with desk.house.read(SYSTEM) as work:
            assert await work.appointments.get(lost.id) is None
            assert await work.appointments.history(lost.id) in ((), [])

    async def test_a_long_visit_and_a_later_short_one_conflict(self, desk: FrontDesk) -> None:
        doctor = await desk.doctor(services=({"length": HOUR},))
        short = replace(doctor, services=(replace(doctor.service, length=HOUR / 2),))
        first, second = await desk.patient(), await desk.patient()
        one, _ = await decided(desk, doctor, first)
        await short.keep(short.doctor)
        other, _ = await decided(desk, doctor, second, NINE + HOUR / 2)
        await keep(desk, first, one)
        with pytest.raises(SlotTaken):
            await keep(desk, second, other)

    async def test_times_that_touch_are_both_kept(self, desk: FrontDesk) -> None:
        doctor, first, second = await desk.doctor(), await desk.patient(), await desk.patient()
        decisions = [await decided(desk, doctor, first), await decided(desk, doctor, second, NINE + HOUR / 2)]
        for diary, _ in decisions:
            await keep(desk, first, diary)
        assert len(await claims_of(desk, doctor)) == 2

    async def test_a_patient_is_in_one_place_across_all_doctors(self, desk: FrontDesk) -> None:
        doctor, colleague, patient = await desk.doctor(), await desk.doctor(), await desk.patient()
        one, visit = await decided(desk, doctor, patient)
        other, _ = await decided(desk, colleague, patient)
        await keep(desk, patient, one)
        with pytest.raises(AlreadyBusy) as refused:
            await keep(desk, patient, other)
        assert refused.value.facts["appointment_id"] == visit.id

    async def test_a_room_is_used_by_one_doctor_at_a_time(self, desk: FrontDesk) -> None:
        room = RoomId(desk.new_id())
        clinic = await desk.clinic()
        doctors = [await desk.doctor(clinic), await desk.doctor(clinic)]
        await desk.house.add_clinic(replace(clinic, rooms={doctor.service.id: (room,) for doctor in doctors}))
        first, second = await desk.patient(), await desk.patient()
        one, _ = await decided(desk, doctors[0], first)
        other, _ = await decided(desk, doctors[1], second)
        await keep(desk, first, one)
        with pytest.raises(SlotTaken):
            await keep(desk, second, other)

    async def test_an_overbooked_visit_does_not_block_until_it_is_promoted(self, desk: FrontDesk) -> None:
        doctor, first, second, clerk = (
            await desk.doctor(),
            await desk.patient(),
            await desk.patient(),
            desk.receptionist(),
        )
        visit = await desk.book(booking(doctor, first))
        squeezed = await desk.book(booking(doctor, clerk, patient_id=second.patient_id, override="in pain"))
        blocking = {c.subject_id: c.blocking for c in await claims_of(desk, doctor)}
        assert blocking == {visit.id: True, squeezed.id: False}

        await desk.cancel(CancelAppointmentCommand(actor=first, appointment_id=visit.id))

        assert {c.subject_id: c.blocking for c in await claims_of(desk, doctor)} == {squeezed.id: True}
        with pytest.raises(SlotTaken):
            await desk.book(booking(doctor, first))

    async def test_an_expired_hold_is_swept_by_the_claim_that_needs_its_time(self, desk: FrontDesk) -> None:
        doctor, first, second = await desk.doctor(), await desk.patient(), await desk.patient()
        held = await desk.hold(HoldSlotCommand(actor=first, doctor_id=doctor.id, starts_at=NINE))
        desk.clock.advance(desk.rules.lasts)
        visit = await desk.book(booking(doctor, second))

        assert {c.subject_id for c in await claims_of(desk, doctor, first, second)} == {visit.id}
        assert await desk.tidy(TidyDiariesCommand(actor=SYSTEM)) == 1
        with pytest.raises(HoldExpired):
            await desk.confirm(ConfirmHoldCommand(actor=first, hold_id=held.id))

    async def test_leaving_without_commit_keeps_nothing(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        diary, visit = await decided(desk, doctor, patient)
        async with desk.house.begin(patient) as work:
            await work.diaries.save(diary)

        assert await claims_of(desk, doctor, patient) == set()
        async with desk.house.read(patient) as work:
            assert await work.appointments.get(visit.id) is None

    async def test_only_claims_of_the_asked_window_are_read(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        near = await desk.book(booking(doctor, patient))
        far = await desk.book(booking(doctor, patient, NINE + timedelta(days=7)))

        assert {c.subject_id for c in await claims_of(desk, doctor, patient)} == {near.id}
        assert {c.subject_id for c in await claims_of(desk, doctor, patient, at=far.starts_at)} == {far.id}

    async def test_a_window_is_read_up_to_its_very_edges(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        visit = await desk.book(booking(doctor, patient))
        for edge, seen in ((visit.ends_at, False), (visit.ends_at - timedelta(seconds=1), True)):
            assert bool(await claims_of(desk, doctor, at=edge + timedelta(hours=50))) is seen
        for edge, seen in ((visit.starts_at, False), (visit.starts_at + timedelta(seconds=1), True)):
            assert bool(await claims_of(desk, doctor, at=edge - timedelta(hours=50))) is seen


class RoundTripContract:
    """What is kept comes back as it was."""

    async def test_a_visit_with_everything(self, desk: FrontDesk) -> None:
        room, consent = RoomId(desk.new_id()), Consent(kind="treatment", version="3")
        fee = Money(amount=Decimal("80.50"), currency="EUR")
        clinic = await desk.clinic(policy=Policy(late_fee=fee, consents=(consent,), free_cancel=HOUR))
        doctor = await desk.doctor(
            clinic,
            services=({"fee": fee, "mode": Mode.IN_PERSON, "specialty": "dermatology", "requires_confirmation": True},),
        )
        await desk.house.add_clinic(replace(clinic, rooms={doctor.service.id: (room,)}))
        patient = await desk.patient()
        command = booking(
            doctor,
            patient,
            cover=Cover(plan_id=InsurancePlanId(desk.new_id())),
            state="NY",
            consents=frozenset({consent}),
            notes="ramp needed",
            symptoms="itch",
            report_id=ReportId(desk.new_id()),
        )
        visit = await desk.book(command)
        for kept, made in ((await self._kept(desk, visit, patient), visit),):
            assert kept == replace(made, warnings=())
            assert (kept.cover, kept.notes, kept.symptoms, kept.report_id, kept.fee, kept.room_id) == (
                command.cover,
                "ramp needed",
                "itch",
                command.report_id,
                fee,
                room,
            )
        cancelled = await desk.cancel(CancelAppointmentCommand(actor=patient, appointment_id=visit.id, note="better"))
        assert await self._kept(desk, cancelled, patient) == cancelled
        squeezed = await desk.book(
            replace(command, actor=desk.receptionist(), patient_id=patient.patient_id, override="asked for it")
        )
        assert await self._kept(desk, squeezed, patient) == replace(squeezed, warnings=())
        async with desk.house.read(patient) as work:
            history = await work.appointments.history(visit.id)
        assert [(e.version, e.old_status, e.new_status) for e in history] == [
            (1, None, Status.PENDING),
            (2, Status.PENDING, Status.CANCELLED),
        ]

    async def _kept(self, desk: FrontDesk, visit: AppointmentView, actor: Actor) -> AppointmentView:
        async with desk.house.read(actor) as work:
            found = await work.appointments.get(visit.id)
        assert found is not None
        return AppointmentView.of(found, desk.clock.now())

    async def test_a_hold_with_everything(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        cover = Cover(plan_id=InsurancePlanId(desk.new_id()))
        ask = DiaryAsk.around(NINE, HOUR, doctor_id=doctor.id, patient_ids=(patient_id(patient),))
        view = await desk.hold(
            HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE, cover=cover, state="NY")
        )
        async with desk.house.read(patient) as work:
            hold = await work.holds.get(view.id)
            (unfinished,) = (await work.diaries.look(ask)).holds
        assert hold is not None
        assert (hold.cover, hold.patient_state, hold.expires_at, hold.version) == (cover, "NY", view.expires_at, 1)
        assert _facts(unfinished) == _facts(hold)
        cookie = VisitorId(desk.new_id())
        anonymous = await desk.hold(
            HoldSlotCommand(actor=VISITOR, doctor_id=doctor.id, starts_at=NINE + HOUR, visitor_id=cookie)
        )
        async with desk.house.read(VISITOR) as work:
            look = await work.diaries.look(DiaryAsk.around(NINE, HOUR, doctor_id=doctor.id, visitor_id=cookie))
        assert [(h.id, h.visitor_id, h.patient_id) for h in look.holds] == [(anonymous.id, cookie, None)]

    async def test_working_time_with_everything(self, desk: FrontDesk) -> None:
        doctor = await desk.doctor(hours=weekly(("09:00", "12:00"), ("22:00", "02:00"), days=(0, 6)))
        who: dict[str, Any] = {"actor": doctor.actor, "doctor_id": doctor.id}
        clinic_id = doctor.clinic_ids[0]
        evening = HoursException(on=date(2026, 3, 3), hours=(Hours.read("18:00", "24:00"),), reason="course")
        await desk.add_exception(AddExceptionCommand(**who, clinic_id=clinic_id, exception=evening))
        await desk.add_opening(AddOpeningCommand(**who, clinic_id=clinic_id, period=Period.lasting(NINE, HOUR)))
        await desk.add_leave(AddLeaveCommand(**who, period=Period.lasting(NINE + HOUR, HOUR), reason="ill"))
        closed = CloseClinicCommand(actor=desk.admin(), clinic_id=clinic_id, period=Period.lasting(NINE, HOUR))
        await desk.close_clinic(closed)
        async with desk.house.read(doctor.actor) as work:
            timetable, (clinic,) = await work.timetables.get(doctor.id), await work.clinics.of(doctor.id)
            diary = await work.diaries.look(DiaryAsk.around(NINE, HOUR, doctor_id=doctor.id))
        assert timetable is not None
        schedule = timetable.schedules[clinic_id]
        assert diary.timetable.schedules == timetable.schedules
        assert diary.timetable.leave == timetable.leave
        assert schedule.weekly == doctor.hours
        assert [dated.exception for dated in schedule.exceptions.values()] == [evening]
        assert [opening.period for opening in schedule.openings] == [Period.lasting(NINE, HOUR)]
        assert [(leave.period.starts_at, leave.reason) for leave in timetable.leave] == [(NINE + HOUR, "ill")]
        assert [closure.period for closure in clinic.closures] == [closed.period]
        assert [closure.period for closure in diary.clinics[clinic_id].closures] == [closed.period]

    async def test_the_unknown_is_not_found(self, desk: FrontDesk) -> None:
        doctor = await desk.doctor()
        stranger = PatientId(desk.new_id())
        async with desk.house.begin(SYSTEM) as work:
            with pytest.raises(NotFound):
                await work.diaries.look(DiaryAsk.around(NINE, HOUR, doctor_id=doctor.id, patient_ids=(stranger,)))
            assert await work.appointments.for_change(AppointmentId(desk.new_id())) == ()

    async def test_of_two_changes_to_one_reading_one_is_kept(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        visit = await desk.book(booking(doctor, patient))
        async with desk.house.read(patient) as work:
            copies = [await work.appointments.get(visit.id), await work.appointments.get(visit.id)]
        kept = []
        for note, copy in zip(("one", "two"), copies, strict=True):
            assert copy is not None
            copy.edit(BY, desk.clock.now(), notes=note, symptoms=None)
            try:
                async with desk.house.begin(patient) as work:
                    await work.appointments.save(copy)
                    await work.commit()
                kept.append(note)
            except Contention:
                assert note == "two"
        assert kept == ["one"]


def _facts(hold: Hold) -> dict[str, object]:
    return {field.name: getattr(hold, field.name) for field in fields(hold)}


class RacingContract:
    """Everyone reads before anyone writes; whatever the store does, only the legal outcomes remain."""

    async def test_of_many_who_decided_on_one_time_exactly_one_gets_it(self, desk: FrontDesk) -> None:
        doctor = await desk.doctor()
        decisions = []
        for _ in range(20):
            patient = await desk.patient()
            decisions.append((patient, (await decided(desk, doctor, patient))[0]))
        found = await outcomes(*(keep(desk, patient, diary) for patient, diary in decisions))
        assert found == {"ok": 1, "slot-taken": 19}

    async def test_of_many_who_ask_at_once_one_books_and_the_others_see_other_times(self, desk: FrontDesk) -> None:
        doctor = await desk.doctor()
        patients = [await desk.patient() for _ in range(20)]
        book = Retrying(desk.book)
        assert await outcomes(*(book(booking(doctor, p)) for p in patients)) == {"ok": 1, "slot-taken": 19}
        assert len(await claims_of(desk, doctor)) == 1

    async def test_back_to_back_times_are_all_booked(self, desk: FrontDesk) -> None:
        doctor = await desk.doctor()
        book = Retrying(desk.book)
        calls = [book(booking(doctor, await desk.patient(), NINE + n * HOUR / 2)) for n in range(8)]
        assert await outcomes(*calls) == {"ok": 8}

    async def test_one_patient_books_one_of_several_doctors(self, desk: FrontDesk) -> None:
        patient, book = await desk.patient(), Retrying(desk.book)
        doctors = [await desk.doctor() for _ in range(6)]
        assert await outcomes(*(book(booking(d, patient)) for d in doctors)) == {"ok": 1, "already-busy": 5}

    async def test_a_cap_holds_against_a_crowd(self, desk: FrontDesk) -> None:
        doctor = await desk.doctor(services=({"caps": Caps(doctor_daily=3)},))
        book = Retrying(desk.book)
        calls = [book(booking(doctor, await desk.patient(), NINE + n * HOUR / 2)) for n in range(10)]
        assert await outcomes(*calls) == {"ok": 3, "slot-not-offered": 7}

    async def test_a_patients_cap_holds_across_doctors(self, desk: FrontDesk) -> None:
        patient, book = await desk.patient(), Retrying(desk.book)
        doctors = [await desk.doctor(services=({"caps": Caps(patient_daily=2)},)) for _ in range(5)]
        calls = [book(booking(d, patient, NINE + n * HOUR)) for n, d in enumerate(doctors)]
        assert await outcomes(*calls) == {"ok": 2, "slot-not-offered": 3}

    async def test_a_leave_and_a_booking_never_both_pass_unseen(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        leave = AddLeaveCommand(actor=doctor.actor, doctor_id=doctor.id, period=Period.lasting(NINE, HOUR))
        booked, saved = await asyncio.gather(
            Retrying(desk.book)(booking(doctor, patient)), Retrying(desk.add_leave)(leave), return_exceptions=True
        )
        assert not isinstance(saved, BaseException)
        if isinstance(booked, BaseException):
            assert isinstance(booked, SlotNotOffered)
            assert saved.affected == ()
        else:
            assert [hit.appointment.id for hit in saved.affected] == [booked.id]

    async def test_two_confirmations_make_one_visit(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
        confirm = Retrying(desk.confirm)
        calls = [confirm(ConfirmHoldCommand(actor=patient, hold_id=held.id)) for _ in range(4)]
        assert await outcomes(*calls) == {"ok": 1, "already-busy": 3}

    async def test_of_release_and_confirm_one_wins(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
        await outcomes(
            Retrying(desk.release)(ReleaseHoldCommand(actor=patient, hold_id=held.id)),
            Retrying(desk.confirm)(ConfirmHoldCommand(actor=patient, hold_id=held.id)),
        )
        left = {c.subject_id for c in await claims_of(desk, doctor)}
        assert held.id not in left
        assert len(left) <= 1

    async def test_of_expire_and_confirm_the_clock_decides(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        held = await desk.hold(HoldSlotCommand(actor=patient, doctor_id=doctor.id, starts_at=NINE))
        desk.clock.advance(desk.rules.lasts)
        found = await outcomes(
            Retrying(desk.tidy)(TidyDiariesCommand(actor=SYSTEM)),
            Retrying(desk.confirm)(ConfirmHoldCommand(actor=patient, hold_id=held.id)),
        )
        assert found == {"ok": 1, "hold-expired": 1}
        assert await claims_of(desk, doctor, patient) == set()

    async def test_of_cancel_and_check_in_the_loser_is_told_the_state(self, desk: FrontDesk) -> None:
        doctor, patient = await desk.doctor(), await desk.patient()
        visit = await desk.book(booking(doctor, patient))
        check_in = ChangeStatusCommand(
            actor=doctor.actor, appointment_id=visit.id, status=Status.CHECKED_IN, version=visit.version
        )
        cancel = CancelAppointmentCommand(actor=patient, appointment_id=visit.id, version=visit.version)
        found = await outcomes(Retrying(desk.change_status)(check_in), Retrying(desk.cancel)(cancel))
        assert found == {"ok": 1, "stale-version": 1}

    async def test_reschedules_across_two_doctors_in_opposite_directions_do_not_lock_each_other(
        self, desk: FrontDesk
    ) -> None:
        one, two = await desk.doctor(), await desk.doctor()
        visits = [
            (await desk.book(booking(doctor, patient, NINE + n * HOUR)), patient, other)
            for n, (doctor, other, patient) in enumerate(
                [(one, two, await desk.patient()), (two, one, await desk.patient())]
            )
        ]
        calls = [
            Retrying(desk.reschedule)(
                RescheduleAppointmentCommand(
                    actor=patient, appointment_id=visit.id, starts_at=visit.starts_at, doctor_id=other.id
                )
            )
            for visit, patient, other in visits
        ]
        assert await outcomes(*calls) == {"ok": 2}
        assert len(await claims_of(desk, one)) == len(await claims_of(desk, two)) == 1

    async def test_cancel_book_and_move_at_once_leave_one_visit_in_each_time(self, desk: FrontDesk) -> None:
        doctor = await desk.doctor()
        first, second, third = await desk.patient(), await desk.patient(), await desk.patient()
        visit, mover = await desk.book(booking(doctor, first)), await desk.book(booking(doctor, second, NINE + HOUR))
        await outcomes(
            Retrying(desk.cancel)(CancelAppointmentCommand(actor=first, appointment_id=visit.id)),
            Retrying(desk.book)(booking(doctor, third)),
            Retrying(desk.reschedule)(
                RescheduleAppointmentCommand(actor=second, appointment_id=mover.id, starts_at=NINE)
            ),
        )
        claims = await claims_of(desk, doctor)
        assert not any(a.overlaps(b) for a in claims for b in claims if a.subject_id != b.subject_id)
        assert visit.id not in {c.subject_id for c in claims}

    async def test_holds_of_one_patient_taken_at_once_leave_one(self, desk: FrontDesk) -> None:
        patient, hold = await desk.patient(), Retrying(desk.hold)
        doctors = [await desk.doctor() for _ in range(4)]
        calls = [
            hold(HoldSlotCommand(actor=patient, doctor_id=d.id, starts_at=NINE + n * HOUR))
            for n, d in enumerate(doctors)
        ]
        await outcomes(*calls)
        live = [c for d in doctors for c in await claims_of(desk, d) if c.resource is Resource.DOCTOR]
        assert len(live) == 1


class AnonymousContract:
    """People who have not signed in."""

    async def test_a_crowd_without_names_cannot_empty_a_day(self, house: House) -> None:
        desk = FrontDesk(house, rules=HoldRules(anonymous_daily=3))
        doctor, hold = await desk.doctor(), Retrying(desk.hold)
        calls = [
            hold(
                HoldSlotCommand(
                    actor=VISITOR,
                    doctor_id=doctor.id,
                    starts_at=NINE + n * HOUR / 2,
                    visitor_id=VisitorId(desk.new_id()),
                )
            )
            for n in range(8)
        ]
        assert await outcomes(*calls) == {"ok": 3, "too-many-holds": 5}


class SchedulingContract(ClaimsContract, RoundTripContract, RacingContract, AnonymousContract):
    """All of it."""


__all__ = ["SchedulingContract", "desk"]
