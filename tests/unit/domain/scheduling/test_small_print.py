"""What is easily lost on the way: news, frozen terms, the order and the facts of alternatives."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.builders.diary import (
    ANN,
    BOB,
    BY,
    CLINIC,
    CONSENT,
    DOCTOR,
    HALF,
    HOUR,
    MINUTE,
    NINE,
    NOW,
    OTHER_ROOM,
    PLAN,
    ROOM,
    RULES,
    SERVICE,
    VISITOR,
    a_diary,
    book,
    confirm,
    hold,
    visit_at,
)

from medconnect.domain.scheduling.availability import Slot
from medconnect.domain.scheduling.claim import Claim, Resource
from medconnect.domain.scheduling.clinic import Clinic, Closure
from medconnect.domain.scheduling.doctor import Asker, Cover, Insurance, Licence, age_on
from medconnect.domain.scheduling.errors import NotLicensed, SlotNotOffered, SlotTaken
from medconnect.domain.scheduling.events import (
    ClinicClosed,
    ClinicReopened,
    HoldConfirmed,
    HoldRanOut,
    HoldReleased,
    HoldRenewed,
    SlotHeld,
    TimetableChanged,
)
from medconnect.domain.scheduling.hours import Hours, HoursException, WeeklyHours
from medconnect.domain.scheduling.life import Status
from medconnect.domain.scheduling.policy import Policy, Terms
from medconnect.domain.scheduling.reasons import ReasonCode
from medconnect.domain.scheduling.service import Caps, Mode
from medconnect.domain.scheduling.timetable import DatedHours, Leave, Opening, Schedule, Timetable
from medconnect.domain.scheduling.wish import Intake, Wish
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import AppointmentId, ChangeId, ClinicId, ReportId
from medconnect.domain.shared.money import Money
from medconnect.domain.shared.period import Period, second_of

FEE, LATE = Money(amount=Decimal(100)), Money(amount=Decimal(30))
CHANGE, OTHER = ChangeId(UUID(int=70)), ChangeId(UUID(int=71))


def test_all_terms_are_frozen_when_a_visit_is_booked() -> None:
    service: dict[str, Any] = {
        "fee": FEE,
        "before": 5 * MINUTE,
        "after": 10 * MINUTE,
        "mode": Mode.VIDEO,
        "specialty": "skin",
        "requires_confirmation": True,
    }
    policy = Policy(
        free_cancel=3 * HOUR,
        late_cancel_allowed=False,
        late_fee=LATE,
        no_show_grace=7 * MINUTE,
        pending_for=5 * HOUR,
        consents=(CONSENT,),
    )
    diary = a_diary(service=service, clinic={"policy": policy})
    report = ReportId(UUID(int=66))
    intake = Intake(patient_id=ANN, consents=frozenset({CONSENT}), notes="ramp", symptoms="itch", report_id=report)
    wish = Wish(starts_at=NINE, asker=diary.asker(patient_id=ANN, state="NY", cover=Cover(plan_id=PLAN)))
    visit = diary.book(wish, intake, new_id=AppointmentId(UUID(int=1)), by=BY, now=NOW)

    assert visit.terms == Terms(
        fee=FEE,
        free_cancel=3 * HOUR,
        late_cancel_allowed=False,
        late_fee=LATE,
        no_show_grace=7 * MINUTE,
        pending_for=5 * HOUR,
        before=5 * MINUTE,
        after=10 * MINUTE,
        consents=(CONSENT,),
        mode=Mode.VIDEO,
        specialty="skin",
        requires_confirmation=True,
    )
    assert (visit.notes, visit.symptoms, visit.report_id, visit.cover) == ("ramp", "itch", report, Cover(plan_id=PLAN))
    assert (visit.booked_at, visit.status_at, visit.pending_until) == (NOW, NOW, NOW + 5 * HOUR)
    (entry,) = visit.take_history()
    assert (entry.at, entry.by) == (NOW, BY)
    assert visit.take_news()[0].occurred_at == NOW
    assert visit.cancel_free_until == NINE - 3 * HOUR


def test_every_step_of_a_hold_is_told_with_its_time() -> None:
    held = hold(a_diary(service={"mode": Mode.VIDEO}), patient_id=ANN, state="NY")
    (taken,) = held.take_news()
    assert isinstance(taken, SlotHeld)
    assert (taken.expires_at, taken.occurred_at, taken.version, taken.starts_at, taken.ends_at) == (
        NOW + 5 * MINUTE,
        NOW,
        1,
        NINE,
        NINE + HALF,
    )
    assert (taken.subject_id, taken.doctor_id, taken.clinic_id, taken.service_id) == (held.id, DOCTOR, CLINIC, SERVICE)
    page = a_diary(*held.claims(), holds=(held,), service={"mode": Mode.VIDEO})
    page.renew(held, rules=RULES, now=NOW + MINUTE)
    (renewed,) = held.take_news()
    assert isinstance(renewed, HoldRenewed)
    assert (renewed.expires_at, renewed.occurred_at, renewed.version) == (NOW + 6 * MINUTE, NOW + MINUTE, 2)
    visit = confirm(page, held)
    (confirmed,) = held.take_news()
    assert isinstance(confirmed, HoldConfirmed)
    assert (confirmed.appointment_id, confirmed.occurred_at, confirmed.version) == (visit.id, NOW, 3)
    assert visit.patient_state == "NY"
    assert visit.take_history()[0].by == BY
    assert visit.status_at == visit.booked_at == NOW

    released, ended = hold(a_diary()), hold(a_diary())
    a_diary(holds=(released,)).release(released, now=NOW)
    a_diary(holds=(ended,)).run_out(ended, now=NOW + HOUR)
    gone, over = released.take_news()[-1], ended.take_news()[-1]
    assert isinstance(gone, HoldReleased)
    assert isinstance(over, HoldRanOut)
    assert (gone.occurred_at, over.occurred_at, gone.version, over.version) == (NOW, NOW + HOUR, 2, 2)


def test_replaced_holds_are_released_now() -> None:
    mine = hold(a_diary())
    mine.take_news()
    book(a_diary(*mine.claims(), holds=(mine,)), NINE + HOUR)
    assert mine.take_news()[0].occurred_at == NOW


def test_changes_of_working_time_are_told() -> None:
    timetable = Timetable(doctor_id=DOCTOR)
    period = Period.lasting(NINE, HOUR)
    dated = DatedHours(id=CHANGE, clinic_id=CLINIC, exception=HoursException(on=date(2026, 3, 3)))
    timetable.set_weekly(CLINIC, WeeklyHours.of([(1, Hours.read("09:00", "10:00"))]), now=NOW)
    timetable.add_exception(dated, now=NOW)
    timetable.add_opening(Opening(id=OTHER, clinic_id=CLINIC, period=period), now=NOW)
    timetable.add_leave(Leave(id=ChangeId(UUID(int=72)), period=period), now=NOW)
    kept = timetable.schedules[CLINIC]
    assert kept.weekly.entries
    assert (len(kept.exceptions), len(kept.openings), len(timetable.leave)) == (1, 1, 1)
    with pytest.raises(NotFound):
        timetable.take_back(ChangeId(UUID(int=99)), now=NOW)
    timetable.take_back(OTHER, now=NOW)
    kept = timetable.schedules[CLINIC]
    assert (len(kept.exceptions), len(kept.openings), len(timetable.leave)) == (1, 0, 1)
    timetable.take_back(CHANGE, now=NOW)
    assert (timetable.schedules[CLINIC].exceptions, len(timetable.leave)) == ({}, 1)
    timetable.take_back(ChangeId(UUID(int=72)), now=NOW)
    assert timetable.leave == ()
    news = timetable.take_news()
    assert [(n.what, n.clinic_id) for n in news if isinstance(n, TimetableChanged)] == [
        ("weekly", CLINIC),
        ("exception", CLINIC),
        ("opening", CLINIC),
        ("leave", None),
        ("taken_back", None),
        ("taken_back", None),
        ("taken_back", None),
    ]
    assert {(n.subject_id, n.occurred_at) for n in news} == {(DOCTOR, NOW)}


def test_closing_and_reopening_are_told() -> None:
    clinic = Clinic(id=CLINIC, zone="America/New_York", state="NY")
    first, second = (Closure(id=each, period=Period.lasting(NINE, HOUR)) for each in (CHANGE, OTHER))
    clinic.close(first, now=NOW)
    clinic.close(second, now=NOW)
    clinic.reopen(CHANGE, now=NOW + HOUR)
    assert clinic.closures == (second,)
    closed, _, reopened = clinic.take_news()
    assert isinstance(closed, ClinicClosed)
    assert (closed.closure_id, closed.starts_at, closed.ends_at) == (CHANGE, NINE, NINE + HOUR)
    assert isinstance(reopened, ClinicReopened)
    assert (reopened.subject_id, reopened.closure_id, reopened.occurred_at) == (CLINIC, CHANGE, NOW + HOUR)


def test_alternatives_are_the_nearest_in_order_of_time() -> None:
    wanted = NINE + 2 * HOUR
    with pytest.raises(SlotTaken) as refused:
        book(a_diary(*visit_at(wanted).claims()), wanted)
    assert refused.value.facts["alternatives"] == tuple(
        Slot(
            doctor_id=DOCTOR,
            clinic_id=CLINIC,
            service_id=SERVICE,
            starts_at=at,
            ends_at=at + HALF,
            zone="America/New_York",
        )
        for at in (wanted + n * HALF for n in (-3, -2, -1, 1, 2, 3))
    )


def test_refusals_by_law_and_by_cap_offer_times_too() -> None:
    tomorrow = Licence(state="NY", valid_from=date(2026, 3, 4))
    diary = a_diary(doctor={"licences": (tomorrow,)})
    diary.known = Period.lasting(NINE, timedelta(days=2))
    with pytest.raises(NotLicensed) as unlicensed:
        book(diary)
    assert unlicensed.value.facts["alternatives"][0].starts_at == NINE + timedelta(days=1)  # type: ignore[index]
    capped = a_diary(*visit_at(NINE + HOUR).claims(), service={"caps": Caps(doctor_daily=1)})
    capped.known = diary.known
    with pytest.raises(SlotNotOffered) as full:
        book(capped)
    assert full.value.facts["alternatives"][0].starts_at == NINE + timedelta(days=1)  # type: ignore[index]
    with pytest.raises(SlotNotOffered) as early:
        book(a_diary(), NINE - HOUR)
    assert early.value.facts["alternatives"][0].starts_at == NINE  # type: ignore[index]


def test_a_doctor_who_was_suspended_confirms_nothing() -> None:
    held = hold(a_diary())
    with pytest.raises(SlotNotOffered) as refused:
        confirm(a_diary(*held.claims(), holds=(held,), doctor={"active": False}), held)
    assert [reason.code for reason in refused.value.facts["reasons"]] == [ReasonCode.DEACTIVATED]  # type: ignore[attr-defined]
    assert refused.value.facts["alternatives"] == ()


def test_a_plan_named_when_confirming_is_asked_about_for_the_day_of_the_visit() -> None:
    held = hold(a_diary())
    ended = (Insurance(plan_id=PLAN, clinic_id=CLINIC, valid_from=date(2026, 3, 3), valid_until=date(2026, 3, 3)),)
    visit = confirm(
        a_diary(*held.claims(), holds=(held,), doctor={"insurances": ended}), held, cover=Cover(plan_id=PLAN)
    )
    assert visit.cover == Cover(plan_id=PLAN)


def test_times_of_two_clinics_are_told_apart() -> None:
    diary = a_diary()
    there = Clinic(id=ClinicId(UUID(int=22)), zone="America/Chicago", state="NY")
    schedule = Schedule(weekly=WeeklyHours.of([(1, Hours.read("09:00", "10:00"))]))
    diary.timetable = replace(diary.timetable, schedules={**diary.timetable.schedules, there.id: schedule})
    diary.clinics = {**diary.clinics, there.id: there}
    availability = diary.availability(Asker(), NOW)
    both, here = availability.free_days(diary.known), availability.free_days(diary.known, CLINIC)

    assert [(day.clinic_id, day.zone, len(day.starts)) for day in both] == [
        (CLINIC, "America/New_York", 16),
        (there.id, "America/Chicago", 2),
    ]
    assert [day.clinic_id for day in here] == [CLINIC]
    assert both[1].starts[0] == second_of(NINE + HOUR)


def test_a_moved_visit_takes_its_own_buffers_along() -> None:
    buffers = {"before": 10 * MINUTE, "after": 20 * MINUTE, "step": 5 * MINUTE}
    visit = book(a_diary(service=buffers), NINE + 5 * HOUR)
    other = visit_at(NINE + 2 * HOUR, BOB, 501)
    today = {"step": 5 * MINUTE}
    for minutes, free in ((-50, True), (-45, False), (35, False), (40, True)):
        moving = replace(visit)
        diary = a_diary(*visit.claims(), *other.claims(), service=today)
        wish = Wish(starts_at=NINE + 2 * HOUR + minutes * MINUTE, asker=diary.asker(patient_id=ANN))
        if free:
            diary.move(moving, wish, by=BY, now=NOW, reason="school")
            (entry,) = moving.take_history()
            assert (entry.by, entry.at, entry.reason) == (BY, NOW, "school")
            assert moving.take_news()[0].occurred_at == NOW
        else:
            with pytest.raises(SlotTaken):
                diary.move(moving, wish, by=BY, now=NOW)


def test_moving_gives_the_patients_own_hold_back() -> None:
    mine, visit = hold(a_diary(), NINE + HOUR), visit_at(NINE, ANN)
    diary = a_diary(*mine.claims(), *visit.claims(), holds=(mine,))
    diary.move(visit, Wish(starts_at=NINE + HOUR, asker=diary.asker(patient_id=ANN)), by=BY, now=NOW)
    assert not mine.live_at(NOW)
    assert diary.changes.removed == {mine.id, visit.id}


def a_room_claim(room: UUID, starts_at: Any, length: timedelta) -> Claim:
    starts, ends = second_of(starts_at), second_of(starts_at + length)
    return Claim(
        resource_id=room,
        resource=Resource.ROOM,
        subject_id=UUID(int=999),
        starts=starts,
        ends=ends,
        visit_starts=starts,
        visit_ends=ends,
        service_id=SERVICE,
        on=1,
    )


@pytest.mark.parametrize(
    ("starts_at", "length", "free"),
    [
        (NINE - HOUR, HOUR, True),
        (NINE + HALF, HOUR, True),
        (NINE - HOUR, HOUR + MINUTE, False),
        (NINE + 29 * MINUTE, HOUR, False),
    ],
)
def test_a_room_is_free_up_to_the_minute_it_is_needed(starts_at: Any, length: timedelta, free: bool) -> None:
    diary = a_diary(a_room_claim(ROOM, starts_at, length), clinic={"rooms": {SERVICE: (ROOM, OTHER_ROOM)}})
    assert book(diary).spot.room_id == (ROOM if free else OTHER_ROOM)


def test_a_no_show_that_was_squeezed_in_comes_back_blocking_when_it_is_alone() -> None:
    squeezed = book(a_diary(*visit_at(NINE, BOB, 501).claims()), override="in pain")
    squeezed.change_status(Status.NO_SHOW, BY, NINE + HOUR)
    diary = a_diary()
    diary.change_status(squeezed, Status.BOOKED, by=BY, now=NINE + HOUR, reason="was here")
    assert all(claim.blocking for claim in diary.changes.added)
    assert diary.changes.promoted == []


def test_taken_and_buffer_are_told_apart_to_the_second() -> None:
    buffers = {"before": 10 * MINUTE, "after": 10 * MINUTE, "step": 30 * MINUTE}
    other = book(a_diary(service=buffers), NINE + 2 * HOUR, BOB)
    diary = a_diary(*other.claims(), service=buffers)
    for at in (NINE + 2 * HOUR - HALF, NINE + 2 * HOUR + HALF):
        assert [r.code for r in diary.explain(Wish(starts_at=at, asker=Asker()), now=NOW)[2]] == [ReasonCode.BUFFER]


def test_somebody_elses_hold_for_the_patient_is_not_pointed_to() -> None:
    stranger = UUID(int=12345)
    claim = a_room_claim(ANN, NINE, HOUR)._replace(resource=Resource.PATIENT, holder_id=stranger, expires=2**33)
    diary = a_diary(claim)
    reasons = diary.explain(Wish(starts_at=NINE, asker=diary.asker(patient_id=ANN)), now=NOW)[2]
    assert [(reason.code, dict(reason.facts)) for reason in reasons] == [(ReasonCode.PATIENT_BUSY, {})]


def test_people_grow_older_on_their_birthday() -> None:
    assert [age_on(date(2000, 2, 29), on) for on in (date(2018, 2, 28), date(2018, 3, 1))] == [17, 18]
    assert age_on(date(2000, 5, 5), date(2018, 5, 5)) == 18


def test_steps_are_anchored_on_the_merged_opening_and_not_on_what_is_taken() -> None:
    hours = WeeklyHours.of([(1, Hours.read("09:00", "10:00")), (1, Hours.read("10:00", "12:00"))])
    away = Leave(id=CHANGE, period=Period.lasting(NINE + HOUR / 4, HALF))
    diary = a_diary(weekly=hours, timetable={"leave": (away,)}, service={"step": 50 * MINUTE})
    (day,) = diary.availability(Asker(), NOW).free_days(diary.known)
    assert [start - second_of(NINE) for start in day.starts] == [3000, 6000, 9000]


def test_unbroken_hours_are_anchored_anew_every_monday() -> None:
    always = WeeklyHours(days=((Hours(opens=0, closes=1440),),) * 7)
    step = {"step": 50 * MINUTE, "length": 50 * MINUTE}
    diary = a_diary(weekly=always, service=step)
    monday = NOW.replace(day=9, hour=4)  # midnight in New York, in summer time
    before = Period.lasting(monday - timedelta(hours=2), timedelta(hours=4))
    starts = [s for d in diary.availability(Asker(), NOW).free_days(before) for s in d.starts]
    assert second_of(monday) in starts
    assert [s - second_of(monday) for s in starts if s >= second_of(monday)] == [0, 3000, 6000]
    assert all(s + 3000 <= second_of(monday) for s in starts if s < second_of(monday))


def test_a_visitor_is_nobody_in_particular() -> None:
    asker = Asker(visitor_id=VISITOR, patient_id=ANN)
    assert [asker.owns(each) for each in (ANN, VISITOR, BOB, None)] == [True, True, False, False]
    assert not Asker().owns(None)


def test_a_week_that_began_late_on_monday_is_not_a_whole_one() -> None:
    always = WeeklyHours(days=((Hours(opens=0, closes=1440),),) * 7)
    first = date(2026, 4, 6)
    dated = DatedHours(
        id=CHANGE, clinic_id=CLINIC, exception=HoursException(on=first, hours=(Hours.read("08:00", "24:00"),))
    )
    diary = a_diary(weekly=always, service={"step": 55 * MINUTE, "length": 55 * MINUTE})
    schedule = replace(diary.timetable.schedules[CLINIC], exceptions={first: dated})
    diary.timetable = replace(diary.timetable, schedules={CLINIC: schedule})

    def anchored_at(monday: int, anchor: int) -> bool:
        midnight = NOW.replace(month=4, day=monday, hour=4)
        days = diary.availability(Asker(), NOW).free_days(Period.lasting(midnight, timedelta(days=1)))
        start = second_of(NOW.replace(month=4, day=6, hour=anchor)) if anchor else second_of(midnight)
        return all((s - start) % 3300 == 0 for day in days for s in day.starts)

    assert anchored_at(13, 12)
    assert not anchored_at(13, 0)
    assert anchored_at(20, 0)
