"""What one page of a diary decides: overruling, rooms, promotion, adoption, refusals."""

from dataclasses import replace
from datetime import date, datetime, timedelta
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

from medconnect.domain.scheduling.agreement import CancelReason
from medconnect.domain.scheduling.claim import Resource
from medconnect.domain.scheduling.clinic import Clinic, Closure
from medconnect.domain.scheduling.doctor import SELF_PAY, Acceptance, Asker, Cover, Doctor, Insurance, Licence
from medconnect.domain.scheduling.errors import (
    AlreadyBusy,
    CannotReschedule,
    ConsentMissing,
    HoldExpired,
    HoldNotRenewable,
    InsuranceNotAccepted,
    NotLicensed,
    PatientStateMissing,
    ReasonMissing,
    SlotNotOffered,
    SlotTaken,
    TooManyHolds,
)
from medconnect.domain.scheduling.hold import HoldStatus
from medconnect.domain.scheduling.hours import WeeklyHours
from medconnect.domain.scheduling.life import Side, Status
from medconnect.domain.scheduling.policy import Consent, Policy
from medconnect.domain.scheduling.reasons import ReasonCode
from medconnect.domain.scheduling.service import Caps, Mode
from medconnect.domain.scheduling.timetable import Leave
from medconnect.domain.scheduling.wish import Wish
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import (
    ChangeId,
    ClinicId,
    DoctorId,
    InsurancePlanId,
    PatientId,
    VisitorId,
)
from medconnect.domain.shared.period import Period, second_of


def codes(refused: pytest.ExceptionInfo[Any]) -> set[str]:
    return {reason.code.value for reason in refused.value.facts["reasons"]}


# --- overruling (L10) ---


def test_staff_overrule_a_taken_time_in_writing_and_the_visit_does_not_block() -> None:
    diary = a_diary(*visit_at(NINE).claims())
    visit = book(diary, override=" fits between two ")

    assert visit.override is not None
    assert (visit.override.reason, visit.override.codes) == ("fits between two", ("taken",))
    assert {c.resource: c.blocking for c in diary.changes.added} == {Resource.DOCTOR: False, Resource.PATIENT: True}
    assert diary.changes.promoted == []


def test_overruling_needs_a_reason() -> None:
    with pytest.raises(ReasonMissing) as refused:
        book(a_diary(), override="  ")
    assert refused.value.field == "override"


def test_overruling_more_than_once_is_all_written_down() -> None:
    diary = a_diary(service={"notice": timedelta(days=3)})
    visit = book(diary, NINE - 2 * HOUR + 5 * MINUTE, override="urgent")
    assert visit.override is not None
    assert visit.override.codes == ("outside-hours", "too-soon")
    assert all(claim.blocking for claim in diary.changes.added)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        (
            {"timetable": {"leave": (Leave(id=ChangeId(UUID(int=1)), period=Period.lasting(NINE, HOUR)),)}},
            SlotNotOffered,
        ),
        (
            {"clinic": {"closures": (Closure(id=ChangeId(UUID(int=1)), period=Period.lasting(NINE, HOUR)),)}},
            SlotNotOffered,
        ),
        ({"doctor": {"active": False}}, SlotNotOffered),
        ({"doctor": {"licences": ()}}, NotLicensed),
        ({"patient": {"born_on": date(2020, 1, 1)}, "service": {"min_age": 18}}, SlotNotOffered),
    ],
)
def test_absence_law_and_age_cannot_be_overruled(facts: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        book(a_diary(**facts), override="please")


def test_nobody_is_in_two_places_whoever_wishes_it() -> None:
    with pytest.raises(AlreadyBusy):
        book(a_diary(*visit_at(NINE, ANN).claims()), override="please")


def test_when_the_blocking_visit_goes_the_overbooked_one_takes_its_place() -> None:
    first = visit_at(NINE)
    second = book(a_diary(*first.claims()), number=501, override="squeezed in")
    diary = a_diary(*first.claims(), *second.claims())

    diary.cancel(first, by=BY, now=NOW, side=Side.CLINIC, reason=CancelReason.OTHER)

    assert diary.changes.removed == {first.id}
    assert [(c.subject_id, c.blocking) for c in diary.changes.promoted] == [(second.id, True)]
    assert diary.changes.added == []


def test_of_two_overbooked_visits_the_earlier_takes_the_place() -> None:
    first = visit_at(NINE)
    second = book(a_diary(*first.claims()), number=502, override="one")
    other = book(a_diary(*first.claims()), NINE + 15 * MINUTE, ANN, 501, override="two")
    diary = a_diary(*first.claims(), *other.claims(), *second.claims())

    diary.cancel(first, by=BY, now=NOW, side=Side.CLINIC, reason=CancelReason.OTHER)

    assert [c.subject_id for c in diary.changes.promoted] == [second.id]


def test_an_overbooked_visit_does_not_block_but_counts_when_its_blocker_has_died() -> None:
    held = hold(a_diary(), number=201, patient_id=BOB)
    squeezed = book(a_diary(*held.claims()), number=501, override="squeezed in")
    later = held.expires_at

    with pytest.raises(SlotTaken):
        hold(a_diary(*held.claims(), *squeezed.claims()), now=later, visitor_id=VISITOR)
    diary = a_diary(*held.claims(), *squeezed.claims())
    book(diary, NINE + HOUR, BOB, 502, now=later)
    assert [c.subject_id for c in diary.changes.promoted] == [squeezed.id]
    assert diary.changes.removed == {held.id}


# --- expired holds, rooms ---


def test_a_new_claim_sweeps_the_expired_holds_it_overlaps_and_no_others() -> None:
    dead, elsewhere = hold(a_diary(), number=201, patient_id=BOB), hold(a_diary(), NINE + HOUR, 202, patient_id=BOB)
    diary = a_diary(*dead.claims(), *elsewhere.claims())

    book(diary, now=dead.expires_at)

    assert diary.changes.removed == {dead.id}


def test_a_visit_takes_the_first_free_room() -> None:
    rooms: dict[str, Any] = {"clinic": {"rooms": {SERVICE: (ROOM, OTHER_ROOM)}}}
    first = book(a_diary(**rooms))
    busy = tuple(c for c in first.claims() if c.resource is Resource.ROOM)
    second = book(a_diary(*busy, **rooms), patient=BOB, number=101)
    full = (*busy, *(c for c in second.claims() if c.resource is Resource.ROOM))

    assert (first.spot.room_id, second.spot.room_id) == (ROOM, OTHER_ROOM)
    with pytest.raises(SlotTaken) as refused:
        book(a_diary(*full, **rooms))
    assert refused.value.facts["alternatives"][0].starts_at == NINE + HALF  # type: ignore[index]
    squeezed_diary = a_diary(*full, **rooms)
    squeezed = book(squeezed_diary, override="in the corridor")
    assert squeezed.spot.room_id == ROOM
    assert squeezed.spot.sharing == {Resource.ROOM}
    assert {c.resource: c.blocking for c in squeezed_diary.changes.added}[Resource.DOCTOR]


def test_buffers_of_two_visits_add_up() -> None:
    service = {"before": 10 * MINUTE, "after": 5 * MINUTE, "step": 5 * MINUTE}
    first = book(a_diary(service=service), NINE + 2 * HOUR, BOB)
    for minutes, free in ((-45, True), (-40, False), (40, False), (45, True)):
        diary = a_diary(*first.claims(), service=service)
        start = NINE + 2 * HOUR + minutes * MINUTE
        found = diary.explain(Wish(starts_at=start, asker=Asker()), now=NOW)[2]
        assert [r.code for r in found] == ([] if free else [ReasonCode.BUFFER])


# --- what is explained ---


def test_everything_that_stands_against_a_time_is_said() -> None:
    first = visit_at(NINE)
    away = Period.lasting(NINE, HOUR)
    diary = a_diary(
        *first.claims(),
        doctor={
            "active": False,
            "licences": (),
            "insurances": (Insurance(plan_id=PLAN, clinic_id=CLINIC, valid_until=date(2026, 3, 2)),),
        },
        service={
            "notice": timedelta(days=2),
            "horizon_days": 0,
            "min_age": 60,
            "caps": Caps(doctor_daily=1, service_daily=1, patient_daily=1),
        },
        timetable={"leave": (Leave(id=ChangeId(UUID(int=1)), period=away),)},
        clinic={"closures": (Closure(id=ChangeId(UUID(int=1)), period=away),), "rooms": {SERVICE: (ROOM,)}},
        patient={"born_on": date(1990, 1, 1)},
    )
    diary.claims = (*diary.claims, first.claims()[0]._replace(resource_id=ROOM, resource=Resource.ROOM))
    asker = diary.asker(patient_id=BOB, cover=Cover(plan_id=PLAN))
    clinic, period, reasons = diary.explain(Wish(starts_at=NINE + 5 * MINUTE, asker=asker), now=NOW)
    facts = {reason.code.value: dict(reason.facts) for reason in reasons}

    assert (clinic.id, period) == (CLINIC, Period.lasting(NINE + 5 * MINUTE, HALF))
    assert facts == {
        "deactivated": {},
        "off-grid": {"anchor": NINE, "step_minutes": 30},
        "too-soon": {"earliest": NOW + timedelta(days=2)},
        "beyond-horizon": {"last_day": date(2026, 3, 2)},
        "closed": {"since": NINE, "until": NINE + HOUR},
        "on-leave": {"since": NINE, "until": NINE + HOUR},
        "taken": {"since": NINE, "until": NINE + HALF},
        "patient-busy": {"appointment_id": first.id},
        "no-room": {},
        "doctor-cap-reached": {"limit": 1},
        "service-cap-reached": {"limit": 1},
        "patient-cap-reached": {"limit": 1},
        "not-licensed": {"state": "NY"},
        "insurance-not-accepted": {"plan_id": PLAN},
        "age-outside-limits": {"min_age": 60, "max_age": None},
    }


@pytest.mark.parametrize("start", [NOW, NOW - HOUR])
def test_past_means_not_after_now(start: datetime) -> None:
    diary = a_diary()
    reasons = diary.explain(Wish(starts_at=start, asker=Asker()), now=NOW)[2]
    assert {r.code for r in reasons} == {ReasonCode.PAST, ReasonCode.OUTSIDE_HOURS}
    later = diary.explain(Wish(starts_at=NINE, asker=Asker()), now=NINE - timedelta(microseconds=1))[2]
    assert later == ()
    sooner = diary.explain(Wish(starts_at=NINE, asker=Asker()), now=NINE)[2]
    assert [r.code for r in sooner] == [ReasonCode.PAST]


def test_notice_is_met_to_the_second() -> None:
    diary = a_diary(service={"notice": HOUR})
    assert diary.explain(Wish(starts_at=NINE, asker=Asker()), now=NINE - HOUR)[2] == ()
    late = diary.explain(Wish(starts_at=NINE, asker=Asker()), now=NINE - HOUR + timedelta(microseconds=1))[2]
    assert [(r.code, dict(r.facts)) for r in late] == [(ReasonCode.TOO_SOON, {"earliest": NINE + timedelta(seconds=1)})]


def test_another_length_than_the_services_is_refused() -> None:
    availability = a_diary().availability(Asker(), NOW)
    assert [r.code for r in availability.why_not(CLINIC, Period.lasting(NINE, HOUR))] == [ReasonCode.WRONG_LENGTH]


def test_without_a_clinic_the_one_whose_hours_contain_the_time_is_meant() -> None:
    diary = a_diary()
    early = Clinic(id=ClinicId(UUID(int=1)), zone="America/New_York", state="NY")
    diary.clinics = {early.id: early, CLINIC: diary.clinics[CLINIC]}
    assert book(diary).spot.clinic_id == CLINIC
    assert diary.explain(Wish(starts_at=NINE - 3 * HOUR, asker=Asker()), now=NOW)[0] is early
    with pytest.raises(NotFound):
        book(a_diary(), clinic_id=ClinicId(UUID(int=77)))
    diary.clinics = {}
    with pytest.raises(NotFound):
        book(diary)
    with pytest.raises(NotFound):
        book(a_diary(), patient=PatientId(UUID(int=77)))


# --- law, insurance, consents, state ---


def test_a_video_visit_asks_where_the_patient_will_be() -> None:
    video = {"mode": Mode.VIDEO}
    with pytest.raises(PatientStateMissing) as refused:
        book(a_diary(service=video))
    assert refused.value.field == "patient_state"
    with pytest.raises(NotLicensed) as unlicensed:
        book(a_diary(service=video), state="CA")
    assert unlicensed.value.facts["state"] == "CA"
    assert book(a_diary(service=video), state="NY").patient_state == "NY"
    assert book(a_diary(service=video, patient={"state": "NY"})).patient_state == "NY"
    with pytest.raises(NotLicensed):
        book(a_diary(service=video, patient={"state": "NY"}), state="CA")


def test_a_licence_counts_on_the_day_of_the_visit() -> None:
    for valid, until in ((date(2026, 3, 4), None), (date(2020, 1, 1), date(2026, 3, 2))):
        with pytest.raises(NotLicensed):
            book(a_diary(doctor={"licences": (Licence(state="NY", valid_from=valid, valid_until=until),)}))
    for valid, until in ((date(2026, 3, 3), None), (date(2020, 1, 1), date(2026, 3, 3))):
        book(a_diary(doctor={"licences": (Licence(state="NY", valid_from=valid, valid_until=until),)}))


def test_a_plan_is_accepted_refused_or_not_confirmed() -> None:
    def doctor(**facts: Any) -> Doctor:
        return Doctor(id=DOCTOR, insurances=(Insurance(plan_id=PLAN, clinic_id=CLINIC, **facts),))

    on, plan = date(2026, 3, 3), Cover(plan_id=PLAN)
    assert doctor().accepts(plan, CLINIC, on) is Acceptance.ACCEPTED
    assert doctor(valid_from=on, valid_until=on).accepts(plan, CLINIC, on) is Acceptance.ACCEPTED
    assert doctor(valid_from=date(2026, 3, 4)).accepts(plan, CLINIC, on) is Acceptance.NOT_ACCEPTED
    assert doctor(valid_until=date(2026, 3, 2)).accepts(plan, CLINIC, on) is Acceptance.NOT_ACCEPTED
    assert doctor().accepts(Cover(plan_id=InsurancePlanId(UUID(int=1))), CLINIC, on) is Acceptance.NOT_ACCEPTED
    assert doctor().accepts(plan, ClinicId(UUID(int=1)), on) is Acceptance.NOT_CONFIRMED
    assert doctor().accepts(SELF_PAY, CLINIC, on) is Acceptance.SELF_PAY
    refusing = {"insurances": doctor(valid_until=date(2026, 3, 2)).insurances}
    with pytest.raises(InsuranceNotAccepted):
        book(a_diary(doctor=refusing), cover=plan)
    assert book(a_diary(doctor=refusing), cover=SELF_PAY).cover == SELF_PAY


def test_a_missing_consent_is_named() -> None:
    asking: dict[str, Any] = {"clinic": {"policy": Policy(consents=(CONSENT,))}}
    with pytest.raises(ConsentMissing) as refused:
        book(a_diary(**asking), consents=frozenset({Consent(kind="treatment", version="1")}))
    assert refused.value.facts == {"kinds": ("treatment",)}
    assert book(a_diary(**asking), consents=frozenset({CONSENT})).terms.consents == (CONSENT,)
    book(a_diary(**asking, patient={"consents": frozenset({CONSENT})}))


def test_a_second_visit_to_come_in_the_same_specialty_is_a_warning() -> None:
    def warnings(*upcoming: tuple[str | None, datetime], specialty: str | None = "skin") -> tuple[str, ...]:
        diary = a_diary(service={"specialty": specialty}, patient={"upcoming": upcoming})
        return diary.warnings(book(diary), NOW)

    assert warnings(("skin", NOW + HOUR)) == ("second-visit-in-specialty",)
    assert warnings(("skin", NOW)) == warnings(("eyes", NOW + HOUR)) == warnings() == ()
    assert warnings((None, NOW + HOUR), specialty=None) == ()


def test_a_request_waits_for_the_clinic_but_never_beyond_its_start() -> None:
    asking: dict[str, Any] = {"service": {"requires_confirmation": True}}
    assert book(a_diary(**asking)).pending_until == NINE
    soon = book(a_diary(**asking, clinic={"policy": Policy(pending_for=HOUR)}))
    assert (soon.status, soon.pending_until) == (Status.PENDING, NOW + HOUR)
    assert book(a_diary(**asking), override="agreed by telephone").status is Status.BOOKED


# --- holds ---


def test_a_hold_ends_at_the_start_of_its_visit_at_the_latest() -> None:
    assert hold(a_diary(), now=NOW + timedelta(microseconds=5)).expires_at == NOW + 5 * MINUTE
    assert hold(a_diary(), now=NINE - 2 * MINUTE).expires_at == NINE


def test_taking_another_hold_gives_the_first_one_back() -> None:
    first = hold(a_diary())
    diary = a_diary(*first.claims(), holds=(first,))
    second = hold(diary, NINE + HOUR, 201)

    assert (first.status, second.status) == (HoldStatus.RELEASED, HoldStatus.HELD)
    assert diary.changes.removed == {first.id}
    assert diary.changes.holds == [first, second]


def test_booking_gives_ones_own_hold_back_and_nobody_elses() -> None:
    mine, dead = hold(a_diary()), hold(a_diary(), number=201, now=NOW - HOUR)
    theirs = hold(a_diary(), NINE + HOUR, 202, patient_id=BOB)
    diary = a_diary(*mine.claims(), *theirs.claims(), holds=(mine, theirs, dead))
    book(diary)

    assert [h.status for h in (mine, theirs, dead)] == [HoldStatus.RELEASED, HoldStatus.HELD, HoldStatus.HELD]


def test_a_hold_is_renewed_a_bounded_number_of_times() -> None:
    held = hold(a_diary())
    renewed = a_diary(*held.claims(), holds=(held,)).renew(held, rules=RULES, now=NOW + MINUTE)
    assert (renewed.expires_at, renewed.renewals, renewed.version) == (NOW + 6 * MINUTE, 1, 2)

    diary = a_diary(*held.claims(), holds=(held,))
    with pytest.raises(HoldNotRenewable):
        diary.renew(held, rules=RULES, now=NOW + 2 * MINUTE)
    with pytest.raises(HoldExpired):
        diary.renew(held, rules=RULES, now=NOW + 6 * MINUTE)
    with pytest.raises(HoldExpired) as gone:
        a_diary().renew(held, rules=RULES, now=NOW)
    assert gone.value.facts == {"expires_at": NOW + 6 * MINUTE}


def test_renewing_never_shortens_a_hold() -> None:
    held = hold(a_diary())
    shorter = replace(RULES, lasts=MINUTE)
    assert a_diary(*held.claims(), holds=(held,)).renew(held, rules=shorter, now=NOW).expires_at == NOW + 5 * MINUTE


def test_a_renewed_hold_claims_its_time_for_longer() -> None:
    held = hold(a_diary())
    diary = a_diary(*held.claims(), holds=(held,))
    diary.renew(held, rules=RULES, now=NOW + MINUTE)
    assert diary.changes.removed == {held.id}
    assert {c.expires for c in diary.changes.added} == {second_of(NOW + 6 * MINUTE)}


def test_a_live_hold_confirms_whatever_has_changed_but_the_law() -> None:
    held = hold(a_diary())
    away = {"leave": (Leave(id=ChangeId(UUID(int=1)), period=Period.lasting(NINE, HOUR)),)}
    diary = a_diary(*held.claims(), holds=(held,), timetable=away, weekly=WeeklyHours())
    visit = confirm(diary, held, now=held.expires_at - timedelta(microseconds=1))

    assert (visit.status, visit.spot, held.status, held.appointment_id) == (
        Status.BOOKED,
        held.spot,
        HoldStatus.CONFIRMED,
        visit.id,
    )
    assert diary.changes.removed == {held.id}
    assert diary.changes.added == list(visit.claims())
    for doctor, error in (({"active": False}, SlotNotOffered), ({"licences": ()}, NotLicensed)):
        other = hold(a_diary())
        with pytest.raises(error):
            confirm(a_diary(*other.claims(), holds=(other,), doctor=doctor), other)


def test_confirming_at_expiry_or_after_is_refused() -> None:
    held = hold(a_diary())
    with pytest.raises(HoldExpired):
        confirm(a_diary(*held.claims(), holds=(held,)), held, now=held.expires_at)
    with pytest.raises(HoldExpired):
        confirm(a_diary(), held)
    with pytest.raises(HoldExpired):
        confirm(a_diary(*visit_at(NINE + HOUR, ANN).claims()), held)
    with pytest.raises(HoldExpired):
        confirm(a_diary(*visit_at(NINE, BOB).claims()), held)


def test_the_second_of_two_confirmations_is_shown_the_visit() -> None:
    held = hold(a_diary())
    visit = confirm(a_diary(*held.claims(), holds=(held,)), held)
    with pytest.raises(AlreadyBusy) as refused:
        confirm(a_diary(*visit.claims()), held)
    assert refused.value.facts == {"appointment_id": visit.id}


def test_a_visitors_hold_is_adopted_by_the_patient_they_turn_out_to_be() -> None:
    held = hold(a_diary(), visitor_id=VISITOR)
    assert held.claims()[0].anonymous
    assert len(held.claims()) == 1
    mine = hold(a_diary(), NINE + HOUR, 201)
    diary = a_diary(*held.claims(), holds=(held, mine))
    visit = confirm(diary, held, visitor_id=VISITOR)

    assert visit.patient_id == ANN
    assert (held.status, mine.status) == (HoldStatus.CONFIRMED, HoldStatus.RELEASED)
    assert len(diary.changes.added) == 2


def test_a_patient_who_is_busy_then_cannot_adopt_a_visitors_hold() -> None:
    held, other = hold(a_diary(), visitor_id=VISITOR), visit_at(NINE, ANN)
    patients_claim = next(c for c in other.claims() if c.resource is Resource.PATIENT)
    with pytest.raises(AlreadyBusy) as refused:
        confirm(a_diary(*held.claims(), patients_claim, holds=(held,)), held, visitor_id=VISITOR)
    assert refused.value.facts == {"appointment_id": other.id}


def test_a_child_cannot_adopt_a_hold_for_grown_ups() -> None:
    facts: dict[str, Any] = {"service": {"min_age": 18}, "patient": {"born_on": date(2008, 3, 4)}}
    held = hold(a_diary(**facts), visitor_id=VISITOR)
    with pytest.raises(SlotNotOffered) as refused:
        confirm(a_diary(*held.claims(), holds=(held,), **facts), held, visitor_id=VISITOR)
    assert codes(refused) == {"age-outside-limits"}
    facts["patient"] = {"born_on": date(2008, 3, 3)}
    confirm(a_diary(*held.claims(), holds=(held,), **facts), held, visitor_id=VISITOR)


def test_a_plan_named_only_when_confirming_is_asked_about() -> None:
    insurances = (Insurance(plan_id=PLAN, clinic_id=CLINIC),)
    other = Cover(plan_id=InsurancePlanId(UUID(int=55)))
    held = hold(a_diary())
    with pytest.raises(InsuranceNotAccepted) as refused:
        confirm(a_diary(*held.claims(), holds=(held,), doctor={"insurances": insurances}), held, cover=other)
    assert refused.value.facts == {"plan_id": other.plan_id}
    agreed = hold(a_diary(), patient_id=ANN, cover=other)
    visit = confirm(a_diary(*agreed.claims(), holds=(agreed,), doctor={"insurances": insurances}), agreed)
    assert visit.cover == other


def test_confirming_asks_for_consents_and_for_the_state_of_a_video_visit() -> None:
    asking: dict[str, Any] = {"clinic": {"policy": Policy(consents=(CONSENT,))}, "service": {"mode": Mode.VIDEO}}
    held = hold(a_diary(**asking))
    diary = a_diary(*held.claims(), holds=(held,), **asking)
    with pytest.raises(PatientStateMissing) as refused:
        confirm(diary, held)
    assert refused.value.field == "patient_state"
    with pytest.raises(ConsentMissing):
        confirm(diary, held, state="NY")
    with pytest.raises(NotLicensed) as unlicensed:
        confirm(diary, held, state="CA")
    assert unlicensed.value.facts == {"state": "CA"}
    assert held.status is HoldStatus.HELD
    assert confirm(diary, held, state="NY", consents=frozenset({CONSENT})).patient_state == "NY"


def test_people_who_have_not_signed_in_cannot_empty_a_day() -> None:
    several = [hold(a_diary(), NINE + n * HOUR, 201 + n, visitor_id=VisitorId(UUID(int=900 + n))) for n in range(2)]
    claims = [claim for held in several for claim in held.claims()]
    with pytest.raises(TooManyHolds) as refused:
        hold(a_diary(*claims), NINE + 3 * HOUR, visitor_id=VISITOR)
    assert refused.value.retry_after == 300
    hold(a_diary(*claims), NINE + 3 * HOUR)
    hold(a_diary(*claims[:1]), NINE + 3 * HOUR, visitor_id=VISITOR)
    hold(a_diary(*claims), NINE + 3 * HOUR, visitor_id=several[0].visitor_id)
    hold(a_diary(*(c._replace(on=c.on + 1) for c in claims)), NINE + 3 * HOUR, visitor_id=VISITOR)


def test_releasing_and_sweeping_touch_only_what_is_still_held() -> None:
    held = hold(a_diary())
    nothing = a_diary()
    nothing.release(held, now=NOW)
    nothing.run_out(held, now=NOW + HOUR)
    early = a_diary(*held.claims(), holds=(held,))
    early.run_out(held, now=NOW)
    assert (nothing.changes.holds, early.changes.holds, held.status) == ([], [], HoldStatus.HELD)

    diary = a_diary(*held.claims(), holds=(held,))
    diary.run_out(held, now=held.expires_at)
    assert (held.status, diary.changes.removed, diary.changes.added) == (HoldStatus.EXPIRED, {held.id}, [])


# --- moving, status ---


def test_a_visit_may_move_onto_its_own_old_time() -> None:
    visit = visit_at(NINE, ANN)
    service = {"step": 15 * MINUTE}
    diary = a_diary(*visit.claims(), service=service)
    diary.move(visit, Wish(starts_at=NINE + 15 * MINUTE, asker=diary.asker(patient_id=ANN)), by=BY, now=NOW)

    assert visit.period == Period.lasting(NINE + 15 * MINUTE, HALF)
    assert (diary.changes.removed, diary.changes.added) == ({visit.id}, list(visit.claims()))


def test_a_moved_visit_keeps_its_length_buffers_and_fee() -> None:
    visit = visit_at(NINE, ANN)
    changed = {"length": HOUR, "before": HALF, "after": HALF}
    diary = a_diary(*visit.claims(), service=changed)
    terms = visit.terms
    diary.move(visit, Wish(starts_at=NINE + HOUR, asker=diary.asker(patient_id=ANN)), by=BY, now=NOW)
    assert (visit.period.length, visit.terms) == (HALF, terms)


def test_a_visit_moves_between_doctors_with_the_new_ones_length_and_buffers() -> None:
    visit = visit_at(NINE, ANN)
    fee = visit.terms.fee
    old, new = a_diary(*visit.claims()), a_diary(service={"length": HOUR, "before": HALF, "after": 15 * MINUTE})
    new.doctor = replace(new.doctor, id=DoctorId(UUID(int=11)))
    new.timetable = replace(new.timetable, doctor_id=new.doctor.id)
    new.move(visit, Wish(starts_at=NINE + HOUR, asker=new.asker(patient_id=ANN)), by=BY, now=NOW, old=old)

    assert (visit.spot.doctor_id, visit.period.length, visit.terms.before, visit.terms.after) == (
        new.doctor.id,
        HOUR,
        HALF,
        15 * MINUTE,
    )
    assert visit.terms.fee == fee
    assert old.changes.removed == {visit.id}
    assert new.changes.added == list(visit.claims())

    video = a_diary(service={"mode": Mode.VIDEO})
    with pytest.raises(CannotReschedule) as refused:
        video.move(visit, Wish(starts_at=NINE, asker=Asker()), by=BY, now=NOW, old=new)
    assert refused.value.facts == {"mode": "in_person"}


def test_a_refused_move_changes_nothing() -> None:
    visit, other = visit_at(NINE, ANN), visit_at(NINE + HOUR, BOB, 501)
    diary = a_diary(*visit.claims(), *other.claims())
    with pytest.raises(SlotTaken):
        diary.move(visit, Wish(starts_at=NINE + HOUR, asker=diary.asker(patient_id=ANN)), by=BY, now=NOW)
    assert (visit.period.starts_at, visit.version, diary.changes.removed) == (NINE, 1, set())


def test_a_no_show_taken_back_needs_its_time_still_to_be_free() -> None:
    later = NINE + HALF
    visit = visit_at(NINE, ANN)
    visit.change_status(Status.NO_SHOW, BY, later)
    taken = a_diary(*visit_at(NINE, BOB, 501).claims())
    with pytest.raises(SlotTaken):
        taken.change_status(visit, Status.BOOKED, by=BY, now=later, reason="was here")
    busy = visit_at(NINE, ANN, 77)
    busy_claims = [c for c in busy.claims() if c.resource is Resource.PATIENT]
    with pytest.raises(AlreadyBusy) as refused:
        a_diary(*busy_claims).change_status(visit, Status.BOOKED, by=BY, now=later, reason="was here")
    assert refused.value.facts == {"appointment_id": busy.id}
    assert visit.status is Status.NO_SHOW
    diary = a_diary()
    diary.change_status(visit, Status.BOOKED, by=BY, now=later, reason="was here")
    assert diary.changes.added == list(visit.claims())


def test_a_confirmed_request_no_longer_runs_out() -> None:
    diary = a_diary(service={"requires_confirmation": True})
    visit = book(diary)
    page = a_diary(*visit.claims())
    page.change_status(visit, Status.BOOKED, by=BY, now=NOW)
    assert page.changes.removed == {visit.id}
    assert {c.expires for c in page.changes.added} == {None}
