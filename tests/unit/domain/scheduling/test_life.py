"""The life of a visit: every move from every state."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from medconnect.domain.scheduling.agreement import Cancellation, CancelReason, Override, reference_of
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Resource
from medconnect.domain.scheduling.errors import (
    CannotReschedule,
    IllegalTransition,
    ReasonMissing,
    StaleVersion,
    TooEarlyForNoShow,
    TooLateToCancel,
)
from medconnect.domain.scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentEdited,
    AppointmentRequested,
    AppointmentRescheduled,
    AppointmentStatusChanged,
)
from medconnect.domain.scheduling.life import NEXT, By, Side, Status
from medconnect.domain.scheduling.policy import Terms
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.shared.ids import AppointmentId, ClinicId, DoctorId, PatientId, RoomId, ServiceId, UserId
from medconnect.domain.shared.money import Money
from medconnect.domain.shared.period import Period, second_of

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NINE = datetime(2026, 3, 3, 14, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
STAFF = By(user_id=UserId(UUID(int=1)), role="receptionist", side=Side.CLINIC)
PATIENT = By(user_id=UserId(UUID(int=2)), role="patient", side=Side.PATIENT)
SPOT = Spot(
    doctor_id=DoctorId(UUID(int=3)),
    clinic_id=ClinicId(UUID(int=4)),
    service_id=ServiceId(UUID(int=5)),
    period=Period.lasting(NINE, 30 * MINUTE),
    zone="America/New_York",
)
LEGAL = {
    "pending": {"booked", "declined", "expired", "cancelled"},
    "booked": {"cancelled", "checked_in", "no_show"},
    "checked_in": {"in_progress", "cancelled", "left"},
    "in_progress": {"completed"},
    "no_show": {"booked"},
}


def a_visit(status: Status = Status.BOOKED, **facts: Any) -> Appointment:
    return Appointment(
        **{
            "id": AppointmentId(UUID(int=6)),
            "patient_id": PatientId(UUID(int=7)),
            "spot": SPOT,
            "terms": Terms(free_cancel=24 * HOUR, no_show_grace=15 * MINUTE),
            "status": status,
            "status_at": NOW,
            "booked_at": NOW,
            "pending_until": NINE if status is Status.PENDING else None,
            **facts,
        }
    )


def fingerprint(visit: Appointment) -> tuple[object, ...]:
    return (
        visit.status,
        visit.version,
        visit.spot,
        visit.pending_until,
        visit.cancellation,
        visit.take_news(),
        visit.take_history(),
    )


@pytest.mark.parametrize(("old", "new"), list(itertools.product(Status, Status)))
def test_every_move_is_allowed_by_the_table_or_refused_and_changes_nothing(old: Status, new: Status) -> None:
    visit = a_visit(old)
    before = fingerprint(visit)
    now = NOW if old is Status.NO_SHOW else NINE + 15 * MINUTE
    if old is Status.PENDING:
        now = NINE if new is Status.EXPIRED else NOW
    legal = new.value in LEGAL.get(old.value, set()) or (new is Status.ENTERED_IN_ERROR and old is not new)
    assert (new in NEXT[old]) is legal

    if legal:
        visit.change_status(new, STAFF, now, "written down")
        assert visit.status is new
        assert visit.version == 2
        assert visit.pending_until is None
        (event,) = visit.take_news()
        assert isinstance(event, AppointmentStatusChanged)
        assert (event.old_status, event.new_status, event.version) == (old.value, new.value, 2)
        (entry,) = visit.take_history()
        assert (entry.old_status, entry.new_status, entry.reason, entry.version) == (old, new, "written down", 2)
        assert (entry.at, entry.by, entry.old_period, entry.new_period) == (now, STAFF, SPOT.period, SPOT.period)
    else:
        with pytest.raises(IllegalTransition) as refused:
            visit.change_status(new, STAFF, now, "written down")
        assert refused.value.facts == {"old_status": old.value, "new_status": new.value}
        assert fingerprint(visit) == before


def test_a_request_expires_by_the_clock_and_not_before() -> None:
    visit = a_visit(Status.PENDING, pending_until=NOW + HOUR)

    with pytest.raises(IllegalTransition):
        visit.change_status(Status.EXPIRED, STAFF, NOW + HOUR - MINUTE)
    assert visit.status_by(NOW + HOUR - MINUTE) is Status.PENDING
    assert visit.status_by(NOW + HOUR) is Status.EXPIRED
    with pytest.raises(IllegalTransition) as refused:
        visit.change_status(Status.BOOKED, STAFF, NOW + HOUR)
    assert refused.value.facts["old_status"] == "expired"
    with pytest.raises(IllegalTransition):
        visit.cancel(PATIENT, NOW + HOUR, side=Side.PATIENT, reason=CancelReason.OTHER)
    visit.change_status(Status.EXPIRED, STAFF, NOW + HOUR)
    assert visit.status is Status.EXPIRED


def test_a_visit_that_was_never_a_request_does_not_expire() -> None:
    assert a_visit().status_by(NINE + HOUR) is Status.BOOKED
    assert a_visit(Status.PENDING, pending_until=None).status_by(NINE + HOUR) is Status.PENDING


def test_nobody_is_a_no_show_before_start_and_grace() -> None:
    visit = a_visit()
    with pytest.raises(TooEarlyForNoShow) as refused:
        visit.change_status(Status.NO_SHOW, STAFF, NINE + 15 * MINUTE - timedelta(seconds=1))
    assert refused.value.facts == {"possible_at": NINE + 15 * MINUTE}
    visit.change_status(Status.NO_SHOW, STAFF, NINE + 15 * MINUTE)
    assert visit.status_at == NINE + 15 * MINUTE


def test_a_no_show_is_taken_back_within_a_day_and_with_a_reason() -> None:
    visit = a_visit(Status.NO_SHOW)
    for silence in (None, "", "  "):
        with pytest.raises(ReasonMissing) as refused:
            visit.change_status(Status.BOOKED, STAFF, NOW + HOUR, silence)
        assert refused.value.field == "reason"
    with pytest.raises(IllegalTransition):
        visit.change_status(Status.BOOKED, STAFF, NOW + 24 * HOUR, "was waiting next door")
    visit.change_status(Status.BOOKED, STAFF, NOW + 24 * HOUR - MINUTE, "was waiting next door")
    assert visit.status is Status.BOOKED


def test_an_error_is_explained() -> None:
    with pytest.raises(ReasonMissing):
        a_visit(Status.COMPLETED).change_status(Status.ENTERED_IN_ERROR, STAFF, NOW)


def test_other_steps_need_no_reason() -> None:
    visit = a_visit()
    visit.change_status(Status.CHECKED_IN, STAFF, NOW)
    (entry,) = visit.take_history()
    assert entry.reason is None


def test_cancelling_in_time_is_free_and_says_so() -> None:
    visit = a_visit(terms=Terms(free_cancel=24 * HOUR, late_fee=Money(amount=Decimal(20))))
    changed = visit.cancel(
        PATIENT, NINE - 24 * HOUR - MINUTE, side=Side.PATIENT, reason=CancelReason.UNWELL, note="flu"
    )

    assert changed
    assert visit.cancellation == Cancellation(side=Side.PATIENT, reason=CancelReason.UNWELL, late=False, note="flu")
    (event,) = visit.take_news()
    assert isinstance(event, AppointmentCancelled)
    assert (event.side, event.reason, event.late) == ("patient", "unwell", False)
    assert visit.take_history()[0].reason == "unwell"


def test_from_the_deadline_on_a_patient_cancels_late_and_pays() -> None:
    fee = Money(amount=Decimal(20))
    visit = a_visit(terms=Terms(free_cancel=24 * HOUR, late_fee=fee))
    assert visit.cancel_free_until == NINE - 24 * HOUR
    visit.cancel(PATIENT, NINE - 24 * HOUR, side=Side.PATIENT, reason=CancelReason.OTHER)

    assert visit.cancellation == Cancellation(side=Side.PATIENT, reason=CancelReason.OTHER, late=True, fee=fee)


def test_the_clinic_is_never_late() -> None:
    visit = a_visit(terms=Terms(free_cancel=24 * HOUR, late_cancel_allowed=False))
    visit.cancel(STAFF, NINE + HOUR, side=Side.CLINIC, reason=CancelReason.DOCTOR_UNAVAILABLE)

    assert visit.cancellation is not None
    assert not visit.cancellation.late


def test_where_the_policy_allows_no_late_cancellation_it_is_refused() -> None:
    visit = a_visit(terms=Terms(free_cancel=24 * HOUR, late_cancel_allowed=False))
    with pytest.raises(TooLateToCancel) as refused:
        visit.cancel(PATIENT, NINE - HOUR, side=Side.PATIENT, reason=CancelReason.OTHER)
    assert refused.value.facts == {"cancel_free_until": NINE - 24 * HOUR}
    assert visit.status is Status.BOOKED
    visit.cancel(PATIENT, NINE - 25 * HOUR, side=Side.PATIENT, reason=CancelReason.OTHER)


def test_a_visit_that_has_begun_is_not_cancelled_by_its_patient() -> None:
    with pytest.raises(TooLateToCancel):
        a_visit().cancel(PATIENT, NINE, side=Side.PATIENT, reason=CancelReason.OTHER)
    assert a_visit().cancel(PATIENT, NINE - MINUTE, side=Side.PATIENT, reason=CancelReason.OTHER)


def test_cancelling_twice_is_no_error_and_no_news() -> None:
    visit = a_visit()
    visit.cancel(PATIENT, NOW, side=Side.PATIENT, reason=CancelReason.OTHER)
    before = visit.version
    visit.take_news()

    assert not visit.cancel(STAFF, NOW, side=Side.CLINIC, reason=CancelReason.OTHER)
    assert (visit.version, visit.take_news()) == (before, ())


@pytest.mark.parametrize("status", [s for s in Status if s not in {Status.PENDING, Status.BOOKED}])
def test_what_is_over_or_under_way_keeps_its_time(status: Status) -> None:
    with pytest.raises(CannotReschedule) as refused:
        a_visit(status).ensure_movable(NOW)
    assert refused.value.facts == {"old_status": status.value, "starts_at": NINE}


def test_a_visit_that_has_begun_keeps_its_time() -> None:
    with pytest.raises(CannotReschedule):
        a_visit().ensure_movable(NINE)
    a_visit().ensure_movable(NINE - MINUTE)


def test_moving_keeps_who_and_what_was_agreed() -> None:
    visit = a_visit(Status.PENDING)
    reference, elsewhere = (
        visit.reference,
        replace(SPOT, doctor_id=DoctorId(UUID(int=33)), period=Period.lasting(NINE - HOUR, HOUR)),
    )
    visit.move(elsewhere, visit.terms, STAFF, NOW, "earlier")

    assert (visit.reference, visit.version, visit.status, visit.spot) == (reference, 2, Status.PENDING, elsewhere)
    assert visit.pending_until == NINE - HOUR
    (event,) = visit.take_news()
    assert isinstance(event, AppointmentRescheduled)
    assert (event.old_doctor_id, event.old_starts_at, event.old_ends_at) == (SPOT.doctor_id, NINE, NINE + 30 * MINUTE)
    assert (event.doctor_id, event.starts_at, event.patient_id) == (elsewhere.doctor_id, NINE - HOUR, visit.patient_id)
    (entry,) = visit.take_history()
    assert (entry.old_status, entry.new_status, entry.reason) == (Status.PENDING, Status.PENDING, "earlier")
    assert (entry.old_doctor_id, entry.new_doctor_id) == (SPOT.doctor_id, elsewhere.doctor_id)


def test_a_new_visit_says_what_it_is() -> None:
    booked = a_visit(override=Override(reason="urgent", codes=("taken",)))
    booked.agreed(STAFF, NOW)
    (event,) = booked.take_news()
    assert isinstance(event, AppointmentBooked)
    assert (event.overridden, event.occurred_at) == (("taken",), NOW)
    assert booked.take_history()[0].reason == "urgent"

    requested = a_visit(Status.PENDING)
    requested.agreed(PATIENT, NOW)
    (asked,) = requested.take_news()
    assert isinstance(asked, AppointmentRequested)
    assert (asked.pending_until, asked.overridden) == (NINE, ())
    (entry,) = requested.take_history()
    assert (entry.old_status, entry.old_period, entry.old_doctor_id, entry.reason) == (None, None, None, None)
    assert requested.take_history() == ()


def test_editing_says_which_fields_and_never_what() -> None:
    visit = a_visit(notes="old")
    visit.edit(PATIENT, NOW, notes="old", symptoms=None)
    assert (visit.version, visit.take_news(), visit.take_history()) == (1, (), ())

    visit.edit(PATIENT, NOW, notes="new", symptoms="cough")
    (event,) = visit.take_news()
    assert isinstance(event, AppointmentEdited)
    assert event.changed == ("notes", "symptoms")
    assert (visit.notes, visit.symptoms, visit.version) == ("new", "cough", 2)
    visit.edit(PATIENT, NOW, notes=None, symptoms="fever")
    assert (visit.notes, visit.symptoms) == ("new", "fever")
    assert len(visit.take_history()) == 2


def test_of_two_who_act_on_what_they_saw_one_is_told() -> None:
    a_visit().ensure_version(None)
    a_visit().ensure_version(1)
    with pytest.raises(StaleVersion) as refused:
        a_visit().ensure_version(2)
    assert refused.value.facts == {"version": 1}


@pytest.mark.parametrize("status", Status)
def test_a_visit_claims_its_time_until_it_is_called_off(status: Status) -> None:
    blocking = {"pending", "booked", "checked_in", "in_progress", "completed", "left"}
    assert bool(a_visit(status).claims()) is (status.value in blocking)


def test_claims_carry_buffers_for_doctor_and_room_and_none_for_the_patient() -> None:
    terms = Terms(before=10 * MINUTE, after=5 * MINUTE)
    visit = a_visit(
        Status.PENDING, terms=terms, spot=replace(SPOT, room_id=RoomId(UUID(int=1)), sharing=frozenset({Resource.ROOM}))
    )
    room, doctor, patient = visit.claims()

    assert [c.resource for c in (room, doctor, patient)] == [Resource.ROOM, Resource.DOCTOR, Resource.PATIENT]
    for claim in (room, doctor):
        assert (claim.starts, claim.ends) == (second_of(NINE) - 600, second_of(NINE) + 2100)
    assert (patient.starts, patient.ends) == (second_of(NINE), second_of(NINE) + 1800)
    assert (doctor.blocking, patient.blocking, room.blocking) == (True, True, False)
    assert {c.expires for c in visit.claims()} == {second_of(NINE)}
    assert {(c.visit_starts, c.visit_ends, c.on) for c in visit.claims()} == {
        (second_of(NINE), second_of(NINE) + 1800, datetime(2026, 3, 3, tzinfo=UTC).toordinal())
    }
    assert not any(c.anonymous or c.holder_id for c in visit.claims())


def test_a_reference_can_be_said_over_the_telephone() -> None:
    assert reference_of(UUID(int=0)) == "00000-00000"
    assert reference_of(UUID(int=33)) == "11000-00000"
    assert reference_of(UUID(int=2**50 - 1)) == "ZZZZZ-ZZZZZ"
    assert reference_of(UUID(int=2**50)) == "00000-00000"
