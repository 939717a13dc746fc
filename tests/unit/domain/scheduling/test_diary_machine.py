"""The pure diary against sets of ticks: whatever is held, booked, moved and cancelled, nobody is in two places."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from medconnect.domain.scheduling.agreement import CancelReason
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Claim, Resource, is_dead
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Doctor, Licence, Patient
from medconnect.domain.scheduling.hold import Hold, HoldRules
from medconnect.domain.scheduling.hours import Hours, WeeklyHours
from medconnect.domain.scheduling.life import By, Side
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Schedule, Timetable
from medconnect.domain.scheduling.wish import Intake, Wish
from medconnect.domain.shared.errors import Refusal
from medconnect.domain.shared.ids import AppointmentId, ClinicId, DoctorId, HoldId, PatientId, ServiceId
from medconnect.domain.shared.period import Period

DAWN = datetime(2026, 3, 3, 14, tzinfo=UTC)
TICK = timedelta(minutes=15)
TICKS = 8
LENGTH, BUFFER = 2, 1
DOCTOR, CLINIC, SERVICE = DoctorId(UUID(int=1)), ClinicId(UUID(int=2)), ServiceId(UUID(int=3))
PEOPLE = tuple(PatientId(UUID(int=10 + n)) for n in range(3))
BY = By(user_id=None, role="patient", side=Side.PATIENT)
RULES = HoldRules(lasts=timedelta(minutes=4), renewals=1)

ticks, people = st.integers(0, TICKS - LENGTH), st.sampled_from(PEOPLE)


@dataclass
class Taken:
    """What the model knows of one visit or hold: its ticks, whose it is, and until when."""

    start: int
    who: PatientId
    until: datetime | None = None

    def stretched(self) -> set[int]:
        """With the buffer after it."""
        return set(range(self.start, self.start + LENGTH + BUFFER))


@dataclass
class Book:
    """The claims as a store would keep them."""

    claims: list[Claim] = field(default_factory=list)

    def keep(self, diary: Diary) -> None:
        """In the order that the changes ask for."""
        changes = diary.changes
        self.claims = [c for c in self.claims if c.subject_id not in changes.removed]
        promoted = {(c.subject_id, c.resource_id) for c in changes.promoted}
        self.claims = [
            c._replace(blocking=True) if (c.subject_id, c.resource_id) in promoted else c for c in self.claims
        ]
        self.claims += changes.added


class DiaryMachine(RuleBasedStateMachine):
    """One doctor from nine to eleven, a visit of half an hour with a quarter after it, three patients."""

    @initialize()
    def begin(self) -> None:
        """An empty day."""
        self.now = DAWN - timedelta(hours=1)
        self.book_of_claims = Book()
        self.model: dict[UUID, Taken] = {}
        self.holds: dict[UUID, Hold] = {}
        self.visits: dict[UUID, Appointment] = {}
        self.versions: dict[UUID, int] = {}
        self.last = 1000

    def fresh(self) -> UUID:
        """A new id."""
        self.last += 1
        return UUID(int=self.last)

    def diary(self) -> Diary:
        """The page as it stands."""
        return Diary(
            doctor=Doctor(id=DOCTOR, licences=(Licence(state="NY", valid_from=date(2020, 1, 1)),)),
            timetable=Timetable(
                doctor_id=DOCTOR,
                schedules={CLINIC: Schedule(weekly=WeeklyHours.of([(1, Hours.read("09:00", "11:00"))]))},
            ),
            clinics={CLINIC: Clinic(id=CLINIC, zone="America/New_York", state="NY")},
            service=Service(
                id=SERVICE, doctor_id=DOCTOR, name="Visit", length=LENGTH * TICK, step=TICK, after=BUFFER * TICK
            ),
            known=Period.lasting(DAWN, TICKS * TICK),
            claims=tuple(self.book_of_claims.claims),
            patients={who: Patient(id=who) for who in PEOPLE},
            holds=tuple(self.holds.values()),
        )

    def living(self, who: PatientId | None = None, but: UUID | None = None) -> dict[UUID, Taken]:
        """What counts against a wish of that person: everything but their own hold."""
        return {
            id_: taken
            for id_, taken in self.model.items()
            if (taken.until is None or self.now < taken.until)
            and not (taken.until is not None and taken.who == who)
            and id_ != but
        }

    def is_free(self, tick: int, who: PatientId, but: UUID | None = None) -> bool:
        """By sets of ticks."""
        wanted = Taken(start=tick, who=who).stretched()
        others = self.living(who, but).values()
        return DAWN + tick * TICK > self.now and not any(wanted & other.stretched() for other in others)

    def forget_holds_of(self, who: PatientId) -> None:
        """One thing in hand at a time."""
        for id_ in [i for i, taken in self.model.items() if taken.who == who and taken.until is not None]:
            if self.now < (self.model[id_].until or self.now):
                del self.model[id_]
                self.holds.pop(id_, None)

    def attempt(self, diary: Diary, call: Any) -> bool:
        """Whether the diary agreed; what it refused has changed nothing."""
        try:
            call()
        except Refusal:
            assert not diary.changes.added
            assert not diary.changes.appointments
            return False
        self.book_of_claims.keep(diary)
        return True

    def wish(self, diary: Diary, tick: int, who: PatientId) -> Wish:
        """A time for somebody."""
        return Wish(starts_at=DAWN + tick * TICK, asker=diary.asker(patient_id=who))

    @rule(tick=ticks, who=people)
    def hold(self, tick: int, who: PatientId) -> None:
        """Succeeds exactly if the ticks are free."""
        diary, id_ = self.diary(), HoldId(self.fresh())
        expected, made = self.is_free(tick, who), list[Hold]()
        agreed = self.attempt(
            diary, lambda: made.append(diary.hold(self.wish(diary, tick, who), new_id=id_, rules=RULES, now=self.now))
        )
        assert agreed is expected
        for hold in made:
            self.forget_holds_of(who)
            self.holds[id_] = hold
            self.model[id_] = Taken(start=tick, who=who, until=hold.expires_at)

    @rule(tick=ticks, who=people)
    def book(self, tick: int, who: PatientId) -> None:
        """Succeeds exactly if the ticks are free."""
        diary, id_ = self.diary(), AppointmentId(self.fresh())
        expected, made = self.is_free(tick, who), list[Appointment]()
        intake = Intake(patient_id=who)
        agreed = self.attempt(
            diary,
            lambda: made.append(diary.book(self.wish(diary, tick, who), intake, new_id=id_, by=BY, now=self.now)),
        )
        assert agreed is expected
        for visit in made:
            self.forget_holds_of(who)
            self.visits[id_] = visit
            self.model[id_] = Taken(start=tick, who=who)

    @precondition(lambda self: self.holds)
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        """A live hold always confirms, another never does."""
        held = data.draw(st.sampled_from(list(self.holds.values())))
        diary, id_ = self.diary(), AppointmentId(self.fresh())
        expected, made = self.now < held.expires_at, list[Appointment]()
        who = held.patient_id
        assert who is not None
        intake, asker = Intake(patient_id=who), diary.asker(patient_id=who)
        agreed = self.attempt(
            diary,
            lambda: made.append(diary.confirm(held, intake, asker=asker, new_id=id_, by=BY, now=self.now)),
        )
        assert agreed is expected
        for visit in made:
            start = self.model.pop(held.id).start
            del self.holds[held.id]
            self.visits[id_] = visit
            self.model[id_] = Taken(start=start, who=who)

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), tick=ticks)
    def move(self, data: st.DataObject, tick: int) -> None:
        """Onto free ticks, its own old ones included."""
        visit = data.draw(st.sampled_from(list(self.visits.values())))
        diary, who, started = self.diary(), visit.patient_id, visit.period.starts_at <= self.now
        expected = not started and self.is_free(tick, who, but=visit.id)
        agreed = self.attempt(diary, lambda: diary.move(visit, self.wish(diary, tick, who), by=BY, now=self.now))
        assert agreed is expected
        if agreed:
            self.forget_holds_of(who)
            self.model[visit.id] = Taken(start=tick, who=who)

    @precondition(lambda self: self.visits)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """Frees its ticks at once."""
        visit = data.draw(st.sampled_from(list(self.visits.values())))
        diary, expected = self.diary(), visit.period.starts_at > self.now
        agreed = self.attempt(
            diary,
            lambda: diary.cancel(visit, by=BY, now=self.now, side=Side.PATIENT, reason=CancelReason.OTHER),
        )
        assert agreed is expected
        if agreed:
            del self.visits[visit.id], self.model[visit.id]

    @precondition(lambda self: self.holds)
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        """Frees its ticks at once."""
        held = data.draw(st.sampled_from(list(self.holds.values())))
        diary = self.diary()
        diary.release(held, now=self.now)
        self.book_of_claims.keep(diary)
        del self.holds[held.id], self.model[held.id]

    @precondition(lambda self: self.holds)
    @rule(data=st.data())
    def renew(self, data: st.DataObject) -> None:
        """A live hold lasts longer, once."""
        held = data.draw(st.sampled_from(list(self.holds.values())))
        diary, expected = self.diary(), self.now < held.expires_at and held.renewals < 1
        agreed = self.attempt(diary, lambda: diary.renew(held, rules=RULES, now=self.now))
        assert agreed is expected
        if agreed:
            self.model[held.id].until = held.expires_at

    @rule(minutes=st.sampled_from([1, 2, 5]))
    def time_passes(self, minutes: int) -> None:
        """Holds run out by the clock."""
        self.now += timedelta(minutes=minutes)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        """The store's rule holds, and the living claims are exactly what the model knows."""
        claims = self.book_of_claims.claims
        for n, claim in enumerate(claims):
            assert not any(claim.overlaps(other) for other in claims[:n] if other.subject_id != claim.subject_id)
        living = {
            c.subject_id for c in claims if not is_dead(c, self.now.timestamp()) and c.resource is Resource.DOCTOR
        }
        assert living == set(self.living())

    @invariant()
    def versions_only_grow(self) -> None:
        """Of holds and visits alike."""
        versions: dict[UUID, int] = {visit.id: visit.version for visit in self.visits.values()}
        versions |= {hold.id: hold.version for hold in self.holds.values()}
        assert all(version >= self.versions.get(id_, 1) for id_, version in versions.items())
        self.versions |= versions

    @invariant()
    def what_is_listed_is_what_is_free(self) -> None:
        """For each of the patients."""
        diary = self.diary()
        for who in PEOPLE:
            days = diary.availability(diary.asker(patient_id=who), self.now).free_days(diary.known)
            listed = {(start - int(DAWN.timestamp())) // 900 for day in days for start in day.starts}
            assert listed == {tick for tick in range(TICKS - LENGTH + 1) if self.is_free(tick, who)}


TestDiary = DiaryMachine.TestCase
TestDiary.settings = settings(settings(), stateful_step_count=40)
