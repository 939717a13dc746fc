"""The diary: it decides from given facts, and keeps what it decided for the store.

Hold, book and move find their spot through the same function that lists and explains (A9). Confirming does not ask
again, because a hold was asked when it was taken (H3).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from medconnect.domain.scheduling.agreement import CancelReason
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Resource
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.diary_page import DiaryPage
from medconnect.domain.scheduling.doctor import Acceptance, Asker
from medconnect.domain.scheduling.errors import (
    AlreadyBusy,
    CannotReschedule,
    HoldExpired,
    PatientStateMissing,
    SlotNotOffered,
    TooManyHolds,
)
from medconnect.domain.scheduling.hold import Hold, HoldRules
from medconnect.domain.scheduling.life import By, Side, Status
from medconnect.domain.scheduling.policy import Terms
from medconnect.domain.scheduling.reasons import Reason, ReasonCode
from medconnect.domain.scheduling.refusing import ensure_clear, ensure_consents, ensure_insured, ensure_licensed
from medconnect.domain.scheduling.service import Mode
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.scheduling.wish import Intake, Wish
from medconnect.domain.shared.ids import AppointmentId, HoldId, PatientId
from medconnect.domain.shared.period import Period, second_of


@dataclass(slots=True, kw_only=True, eq=False)
class Diary(DiaryPage):
    """What can be asked of one doctor's diary. Nothing changes when it refuses."""

    def explain(self, wish: Wish, *, now: datetime) -> tuple[Clinic, Period, tuple[Reason, ...]]:
        """Everything that stands against a wish."""
        availability = self.availability(wish.asker, now)
        clinic = self._clinic(wish, availability)
        period = Period.lasting(wish.starts_at, self.service.length)
        return clinic, period, availability.why_not(clinic.id, period)

    def hold(self, wish: Wish, *, new_id: HoldId, rules: HoldRules, now: datetime) -> Hold:
        """Keep a time for a short while, never beyond its start. It replaces the asker's earlier hold (H4)."""
        spot, _ = self._find(wish, self.availability(wish.asker, now))
        if wish.asker.patient_id is None:
            self._ensure_few_anonymous(spot, wish.asker, rules, now)
        self.give_up_holds(wish.asker, now)
        hold = Hold(
            id=new_id,
            spot=spot,
            terms=Terms.of(self.service, self.clinics[spot.clinic_id].policy),
            expires_at=min(rules.end_from(now), spot.period.starts_at),
            patient_id=wish.asker.patient_id,
            visitor_id=wish.asker.visitor_id,
            cover=wish.asker.cover,
            patient_state=wish.asker.state,
        )
        hold.taken(now)
        self._keep(hold, now)
        return hold

    def renew(self, hold: Hold, *, rules: HoldRules, now: datetime) -> Hold:
        """Let a live hold last longer."""
        hold = self._held(hold)
        hold.renew(rules, now)
        self._keep(hold, now)
        return hold

    def release(self, hold: Hold, *, now: datetime) -> None:
        """Give a hold back; one that has ended stays as it ended."""
        for held in self._still(hold):
            held.release(now)
            self._keep(held, now)

    def run_out(self, hold: Hold, *, now: datetime) -> None:
        """Note that the clock has ended a hold. The owner may have been faster."""
        for held in self._still(hold):
            if not held.live_at(now):
                held.run_out(now)
                self._keep(held, now)

    def confirm(
        self,
        hold: Hold,
        intake: Intake,
        *,
        asker: Asker,
        new_id: AppointmentId,
        by: By,
        now: datetime,
    ) -> Appointment:
        """Turn a live hold into a visit; law, consents, and for a visitor's hold the patient's life may refuse (H3)."""
        hold = self._held(hold, intake.patient_id)
        hold.ensure_live(now)
        clinic, on = self.clinics[hold.spot.clinic_id], hold.spot.local.on
        cover, state = asker.cover or hold.cover, asker.state or hold.patient_state
        ensure_licensed(self.doctor, _whereabouts(hold.terms.mode, clinic, state), on)
        if cover != hold.cover:
            ensure_insured(self.doctor, cover, clinic.id, on)
        ensure_consents(hold.terms.consents, self._patient(intake.patient_id), intake.consents)
        if hold.patient_id is None:
            self._ensure_adoptable(hold, asker, now)
        self.give_up_holds(asker, now, but=hold)
        hold.confirm(new_id, now)
        self._keep(hold, now)
        asker = replace(asker, cover=cover, state=state)
        return self._agree(hold.spot, hold.terms, intake, new_id=new_id, asker=asker, override=None, by=by, now=now)

    def book(
        self,
        wish: Wish,
        intake: Intake,
        *,
        new_id: AppointmentId,
        by: By,
        now: datetime,
    ) -> Appointment:
        """Agree on a free time directly."""
        patient = self._patient(intake.patient_id)
        if self.service.mode is Mode.VIDEO and wish.asker.state is None:
            raise PatientStateMissing("patient_state")
        spot, override = self._find(wish, self.availability(wish.asker, now))
        terms = Terms.of(self.service, self.clinics[spot.clinic_id].policy)
        ensure_consents(terms.consents, patient, intake.consents)
        self.give_up_holds(wish.asker, now)
        return self._agree(spot, terms, intake, new_id=new_id, asker=wish.asker, override=override, by=by, now=now)

    def move(
        self,
        appointment: Appointment,
        wish: Wish,
        *,
        by: By,
        now: datetime,
        reason: str | None = None,
        old: "Diary | None" = None,
    ) -> None:
        """Give a visit another time, here or from the `old` doctor's diary; it may overlap its own old time (L3)."""
        appointment.ensure_movable(now)
        service, terms = self.service, appointment.terms
        if old is None:
            service = replace(service, length=appointment.period.length, before=terms.before, after=terms.after)
        elif service.mode is terms.mode:
            terms = terms.with_buffers_of(service)
        else:
            raise CannotReschedule(mode=terms.mode.value)
        availability = self.availability(wish.asker, now, ignoring=frozenset({appointment.id}), service=service)
        spot, _ = self._find(wish, availability)
        self.give_up_holds(wish.asker, now)
        appointment.move(spot, terms, by, now, reason)
        if old is not None:
            old.clear(appointment.id, now)
        self._keep(appointment, now)

    def cancel(
        self,
        appointment: Appointment,
        *,
        by: By,
        now: datetime,
        side: Side,
        reason: CancelReason,
        note: str | None = None,
    ) -> None:
        """Call a visit off and free its time (L5)."""
        if appointment.cancel(by, now, side=side, reason=reason, note=note):
            self._keep(appointment, now)

    def change_status(
        self, appointment: Appointment, status: Status, *, by: By, now: datetime, reason: str | None = None
    ) -> None:
        """One step of L1. A no-show taken back needs its time to be free still."""
        appointment.ensure_legal(status, now)
        if not appointment.claims():
            moment = frozenset({appointment.id})
            counted = self.availability(Asker(), now, ignoring=moment).question.counted
            ensure_clear(appointment.claims(status), counted)
        appointment.change_status(status, by, now, reason)
        self._keep(appointment, now)

    def warnings(self, appointment: Appointment, now: datetime) -> tuple[str, ...]:
        """What the patient should know but may decide: a second visit to come in the same specialty (P2), a plan that
        nobody has confirmed (P5)."""
        specialty = appointment.terms.specialty
        upcoming = self._patient(appointment.patient_id).upcoming
        second = specialty is not None and any(other == specialty and at > now for other, at in upcoming)
        warnings = ["second-visit-in-specialty"] if second else []
        cover, spot = appointment.cover, appointment.spot
        if cover and self.doctor.accepts(cover, spot.clinic_id, spot.local.on) is Acceptance.NOT_CONFIRMED:
            warnings.append("insurance-not-confirmed")
        return tuple(warnings)

    def _still(self, hold: Hold) -> tuple[Hold, ...]:
        """The hold as it stands now that the diary is ours; nothing, if it has ended."""
        return tuple(held for held in self.holds if held.id == hold.id)

    def _held(self, hold: Hold, patient_id: PatientId | None = None) -> Hold:
        """The hold as it stands now, or why not: the second of two confirmations is shown what the first one made."""
        for held in self._still(hold):
            return held
        starts = second_of(hold.spot.period.starts_at)
        for c in self.claims:
            if patient_id == c.resource_id and c.visit_starts == starts and c.holder_id is None:
                raise AlreadyBusy(appointment_id=c.subject_id)
        raise HoldExpired(expires_at=hold.expires_at)

    def _ensure_few_anonymous(self, spot: Spot, asker: Asker, rules: HoldRules, now: datetime) -> None:
        """People who have not signed in cannot empty a doctor's day."""
        day = spot.local.on.toordinal()
        counted = self.availability(asker, now).question.counted
        if sum(c.anonymous and c.on == day and c.resource is Resource.DOCTOR for c in counted) >= rules.anonymous_daily:
            raise TooManyHolds(int(rules.lasts.total_seconds()))

    def _ensure_adoptable(self, hold: Hold, asker: Asker, now: datetime) -> None:
        """A visitor's hold asked nothing of the patient yet: they must be free then, and of the right age."""
        availability = self.availability(asker, now, ignoring=frozenset({hold.id}))
        personal = (ReasonCode.PATIENT_BUSY, ReasonCode.AGE)
        reasons = availability.why_not(hold.spot.clinic_id, hold.spot.period)
        against: list[Reason] = [reason for reason in reasons if reason.code in personal]
        busy = next((r for r in against if r.code is ReasonCode.PATIENT_BUSY), None)
        if busy:
            raise AlreadyBusy(**busy.facts)
        if against:
            raise SlotNotOffered(reasons=tuple(against), alternatives=())


def _whereabouts(mode: Mode, clinic: Clinic, state: str | None) -> str:
    """Where the patient will be, which decides about the licence (P4)."""
    if mode is Mode.IN_PERSON:
        return clinic.state
    if state is None:
        raise PatientStateMissing("patient_state")
    return state
