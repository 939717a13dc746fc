"""Two patients change places: spots as they are, agreements as they were."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Claim
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Cover, Doctor, Insurance, Licence, Patient
from medconnect.domain.scheduling.errors import AlreadyBusy, CannotReschedule, InsuranceNotAccepted, NotLicensed
from medconnect.domain.scheduling.hold import Hold, HoldStatus
from medconnect.domain.scheduling.life import By, Side, Status
from medconnect.domain.scheduling.policy import Terms
from medconnect.domain.scheduling.service import Mode, Service
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.scheduling.swap import swap
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.shared.ids import (
    AppointmentId,
    ClinicId,
    DoctorId,
    HoldId,
    InsurancePlanId,
    PatientId,
    ServiceId,
)
from medconnect.domain.shared.period import Period

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NINE = datetime(2026, 3, 3, 14, tzinfo=UTC)
HALF, HOUR, MINUTE = timedelta(minutes=30), timedelta(hours=1), timedelta(minutes=1)
ONE, TWO = DoctorId(UUID(int=1)), DoctorId(UUID(int=2))
CLINIC, PLAN = ClinicId(UUID(int=3)), InsurancePlanId(UUID(int=4))
ANN, BOB = PatientId(UUID(int=5)), PatientId(UUID(int=6))
BY = By(user_id=None, role="receptionist", side=Side.CLINIC)


def visit(number: int, who: PatientId, doctor: DoctorId = ONE, at: datetime = NINE, **facts: Any) -> Appointment:
    terms = {
        "before": number * MINUTE,
        "after": 2 * number * MINUTE,
        "free_cancel": number * HOUR,
        **facts.pop("terms", {}),
    }
    return Appointment(
        **{
            "id": AppointmentId(UUID(int=100 + number)),
            "patient_id": who,
            "spot": Spot(
                doctor_id=doctor,
                clinic_id=CLINIC,
                service_id=ServiceId(UUID(int=200 + number)),
                period=Period.lasting(at, facts.pop("length", HALF)),
                zone="America/New_York",
            ),
            "terms": Terms(**terms),
            "status": Status.BOOKED,
            "status_at": NOW,
            "booked_at": NOW,
            **facts,
        }
    )


def diary(doctor: DoctorId, *claims: Claim, holds: tuple[Hold, ...] = (), **facts: Any) -> Diary:
    return Diary(
        doctor=Doctor(**{"id": doctor, "licences": (Licence(state="NY", valid_from=date(2026, 3, 3)),), **facts}),
        timetable=Timetable(doctor_id=doctor),
        clinics={CLINIC: Clinic(id=CLINIC, zone="America/New_York", state="NY")},
        service=Service(id=ServiceId(UUID(int=9)), doctor_id=doctor, name="Visit"),
        known=Period.lasting(NINE, HOUR),
        claims=claims,
        patients={who: Patient(id=who) for who in (ANN, BOB)},
        holds=holds,
    )


def exchange(first: Appointment, second: Appointment, *diaries: Diary) -> None:
    swap(first, second, diaries={d.doctor.id: d for d in diaries}, by=BY, now=NOW)


def test_with_one_doctor_each_takes_the_others_time_and_keeps_their_own_service() -> None:
    ann, bob = visit(1, ANN), visit(2, BOB, at=NINE + HOUR)
    services = ann.spot.service_id, bob.spot.service_id
    page = diary(ONE, *ann.claims(), *bob.claims())

    exchange(ann, bob, page)

    assert (ann.period.starts_at, bob.period.starts_at) == (NINE + HOUR, NINE)
    assert (ann.spot.service_id, bob.spot.service_id) == services
    assert (ann.terms.before, ann.terms.after, ann.terms.free_cancel) == (2 * MINUTE, 4 * MINUTE, HOUR)
    assert (bob.terms.before, bob.terms.after, bob.terms.free_cancel) == (MINUTE, 2 * MINUTE, 2 * HOUR)
    assert page.changes.removed == {ann.id, bob.id}
    assert page.changes.added == [*ann.claims(), *bob.claims()]
    assert page.changes.appointments == [ann, bob]
    assert [entry.by for entry in (*ann.take_history(), *bob.take_history())] == [BY, BY]


def test_between_two_doctors_each_also_takes_the_others_service() -> None:
    ann, bob = visit(1, ANN), visit(2, BOB, TWO, NINE + HOUR)
    services = ann.spot.service_id, bob.spot.service_id
    one, two = diary(ONE, *ann.claims()), diary(TWO, *bob.claims())

    exchange(ann, bob, one, two)

    assert (ann.spot.doctor_id, bob.spot.doctor_id) == (TWO, ONE)
    assert (bob.spot.service_id, ann.spot.service_id) == services
    assert (one.changes.removed, two.changes.removed) == ({ann.id}, {bob.id})
    assert (one.changes.added, two.changes.added) == (list(bob.claims()), list(ann.claims()))


@pytest.mark.parametrize(
    "facts", [{"length": HOUR}, {"terms": {"mode": Mode.VIDEO}}, {"who": ANN}, {"status": Status.CHECKED_IN}]
)
def test_visits_that_differ_in_kind_are_not_swapped(facts: dict[str, Any]) -> None:
    ann, bob = visit(1, ANN), visit(2, **{"who": BOB, "at": NINE + HOUR, **facts})
    page = diary(ONE)
    with pytest.raises(CannotReschedule) as refused:
        exchange(ann, bob, page)
    if bob.status is Status.BOOKED:
        assert refused.value.facts == {"first_id": ann.id, "second_id": bob.id}
    assert (ann.version, bob.version, page.changes.added) == (1, 1, [])


def test_the_law_of_the_new_day_and_place_is_asked() -> None:
    ann, bob = visit(1, ANN), visit(2, BOB, TWO, NINE + HOUR)
    for licences in (
        (),
        (Licence(state="NY", valid_from=date(2026, 3, 4)),),
        (Licence(state="CA", valid_from=date(2020, 1, 1)),),
    ):
        with pytest.raises(NotLicensed):
            exchange(ann, bob, diary(ONE), diary(TWO, licences=licences))
    video: dict[str, Any] = {"terms": {"mode": Mode.VIDEO}}
    for state, allowed in (("NY", True), ("CA", False), (None, False)):
        ann, bob = (
            visit(1, ANN, patient_state=state, **video),
            visit(2, BOB, at=NINE + HOUR, patient_state="NY", **video),
        )
        if allowed:
            exchange(ann, bob, diary(ONE))
        else:
            with pytest.raises(NotLicensed):
                exchange(ann, bob, diary(ONE))


def test_a_plan_that_the_other_doctor_does_not_take_refuses_the_swap() -> None:
    ann, bob = visit(1, ANN, cover=Cover(plan_id=PLAN)), visit(2, BOB, TWO, NINE + HOUR)
    other = Insurance(plan_id=InsurancePlanId(UUID(int=99)), clinic_id=CLINIC)
    late = Insurance(plan_id=PLAN, clinic_id=CLINIC, valid_from=date(2026, 3, 4))
    for insurances in ((other,), (late,)):
        with pytest.raises(InsuranceNotAccepted):
            exchange(ann, bob, diary(ONE), diary(TWO, insurances=insurances))
    exchange(ann, bob, diary(ONE), diary(TWO, insurances=(replace(late, valid_from=date(2026, 3, 3)),)))


def test_a_patient_who_is_elsewhere_at_that_time_refuses_the_swap() -> None:
    ann, bob = visit(1, ANN), visit(2, BOB, at=NINE + HOUR)
    elsewhere = visit(3, ANN, TWO, NINE + HOUR)
    page = diary(ONE, *ann.claims(), *bob.claims(), *elsewhere.claims())
    with pytest.raises(AlreadyBusy) as refused:
        exchange(ann, bob, page)
    assert refused.value.facts == {"appointment_id": elsewhere.id}
    assert (ann.version, page.changes.added, page.changes.removed) == (1, [], set())


def test_times_that_overlap_can_be_swapped() -> None:
    ann, bob = visit(1, ANN), visit(2, BOB, TWO, NINE + HALF / 2)
    exchange(ann, bob, diary(ONE, *ann.claims(), *bob.claims()), diary(TWO, *ann.claims(), *bob.claims()))
    assert (ann.period.starts_at, bob.period.starts_at) == (NINE + HALF / 2, NINE)


def test_what_the_two_were_holding_is_given_back_once() -> None:
    ann, bob = visit(1, ANN), visit(2, BOB, TWO, NINE + HOUR)
    held = Hold(
        id=HoldId(UUID(int=50)),
        spot=replace(ann.spot, period=Period.lasting(NINE + HOUR, HALF)),
        terms=Terms(),
        expires_at=NOW + MINUTE,
        patient_id=ANN,
    )
    one, two = diary(ONE, *held.claims(), holds=(held,)), diary(TWO, *held.claims(), holds=(replace(held),))
    exchange(ann, bob, one, two)
    assert held.status is HoldStatus.RELEASED
    assert (one.changes.holds, two.changes.holds) == ([held], [])
