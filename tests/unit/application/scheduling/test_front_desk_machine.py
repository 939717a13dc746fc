"""The front desk through the use cases: patients, doctors, clinics, time passing, and everybody changing their mind."""

import asyncio
from collections.abc import Coroutine
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import NINE, FixedClock, FrontDesk, Practice, weekly

from medconnect.adapters.memory.claims import ClaimTable
from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.cancel_appointment import CancelAppointmentCommand
from medconnect.application.scheduling.change_status import ChangeStatusCommand
from medconnect.application.scheduling.confirm_hold import ConfirmHoldCommand
from medconnect.application.scheduling.find_slots import FindSlotsQuery
from medconnect.application.scheduling.hold_slot import HoldSlotCommand
from medconnect.application.scheduling.reschedule_appointment import RescheduleAppointmentCommand
from medconnect.application.scheduling.tidy_diaries import TidyDiariesCommand
from medconnect.application.scheduling.views import AppointmentView, HoldView
from medconnect.domain.identity.actor import SYSTEM, Actor
from medconnect.domain.scheduling.claim import Claim
from medconnect.domain.scheduling.errors import HoldExpired, IllegalTransition
from medconnect.domain.scheduling.hold import HoldRules
from medconnect.domain.scheduling.life import BLOCKING, NEXT, Status
from medconnect.domain.scheduling.service import Caps
from medconnect.domain.shared.errors import Refusal
from medconnect.domain.shared.period import instant_of, second_of

T = TypeVar("T")
TUESDAY = date(2026, 3, 3)
STEP = timedelta(minutes=30)
steps = st.integers(-1, 8)


class FrontDeskMachine(RuleBasedStateMachine):
    """Two doctors, one of them at two clinics; three patients; one morning."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()

    def teardown(self) -> None:
        """Leave nothing open."""
        self.loop.close()

    def run(self, call: Coroutine[Any, Any, T]) -> T:
        """Do it now."""
        return self.loop.run_until_complete(call)

    @initialize()
    def open(self) -> None:
        """The clinics open."""
        self.house = MemoryHouse()
        clock = FixedClock(NINE - timedelta(hours=1))
        self.desk = FrontDesk(self.house, clock=clock, rules=HoldRules(lasts=timedelta(minutes=4)))
        self.run(self._move_in())
        self.held: dict[Any, HoldView] = {}
        self.visits: list[AppointmentView] = []
        self.versions: dict[UUID, int] = {}

    async def _move_in(self) -> None:
        hours = weekly(("09:00", "13:00"))
        here, there = await self.desk.clinic(), await self.desk.clinic()
        one = await self.desk.doctor(here, there, hours=hours)
        asked = {"requires_confirmation": True, "caps": Caps(doctor_daily=3)}
        two = await self.desk.doctor(there, hours=hours, services=(asked,))
        self.doctors = [one, two]
        self.patients = [await self.desk.patient() for _ in range(3)]

    def listed(self, who: Actor, doctor: Practice) -> set[datetime]:
        """What that patient is shown."""
        query = FindSlotsQuery(actor=who, doctor_id=doctor.id, since=TUESDAY, until=TUESDAY)
        return {instant_of(start) for day in self.run(self.desk.find(query)).days for start in day.starts}

    def kept(self) -> tuple[object, ...]:
        """Everything that a refusal must leave alone."""
        tables = self.house.store.tables
        return (
            len(self.house.store.outbox),
            {visit.id: (visit.version, visit.status) for visit in tables["appointments"].values()},
            {hold.id: (hold.version, hold.status) for hold in tables["holds"].values()},
            sorted(self.claims()),
        )

    def claims(self) -> list[tuple[Any, ...]]:
        """All claims, comparable."""
        found: list[Claim] = []
        table = self.house.store.part(ClaimTable)
        for who in [doctor.id for doctor in self.doctors] + [patient.patient_id for patient in self.patients]:
            assert who is not None
            found += table.between(who, second_of(NINE) - 86400, second_of(NINE) + 86400)
        return [(c.resource_id, c.starts, c.ends, c.subject_id, c.blocking, c.expires or 0) for c in found]

    def attempt(self, call: Coroutine[Any, Any, T]) -> T | Refusal:
        """The answer, or the refusal, which has changed nothing."""
        before = self.kept()
        try:
            return self.run(call)
        except Refusal as refusal:
            assert self.kept() == before
            return refusal

    def forget_hold_of(self, who: Actor) -> None:
        """One thing in hand at a time."""
        self.held.pop(who.patient_id, None)

    @rule(data=st.data(), step=steps)
    def hold(self, data: st.DataObject, step: int) -> None:
        """What is listed can be held, and nothing else."""
        who, doctor = data.draw(st.sampled_from(self.patients)), data.draw(st.sampled_from(self.doctors))
        at = NINE + step * STEP
        listed = at in self.listed(who, doctor)
        answer = self.attempt(self.desk.hold(HoldSlotCommand(actor=who, doctor_id=doctor.id, starts_at=at)))
        assert isinstance(answer, HoldView) is listed
        if isinstance(answer, HoldView):
            self.held[who.patient_id] = answer

    @rule(data=st.data(), step=steps)
    def book(self, data: st.DataObject, step: int) -> None:
        """What is listed can be booked, and nothing else."""
        who, doctor = data.draw(st.sampled_from(self.patients)), data.draw(st.sampled_from(self.doctors))
        at = NINE + step * STEP
        listed = at in self.listed(who, doctor)
        answer = self.attempt(self.desk.book(BookAppointmentCommand(actor=who, doctor_id=doctor.id, starts_at=at)))
        assert isinstance(answer, AppointmentView) is listed
        if isinstance(answer, AppointmentView):
            self.forget_hold_of(who)
            self.visits.append(answer)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        """A live hold always confirms; from its last moment on it never does."""
        who = data.draw(st.sampled_from([p for p in self.patients if p.patient_id in self.held]))
        held = self.held.pop(who.patient_id)
        answer = self.attempt(self.desk.confirm(ConfirmHoldCommand(actor=who, hold_id=held.id)))
        if self.desk.clock.now() < held.expires_at:
            assert isinstance(answer, AppointmentView)
            self.visits.append(answer)
        else:
            assert isinstance(answer, HoldExpired)

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), step=steps)
    def reschedule(self, data: st.DataObject, step: int) -> None:
        """To another time, maybe of another doctor."""
        visit, doctor = data.draw(st.sampled_from(self.visits)), data.draw(st.sampled_from(self.doctors))
        command = RescheduleAppointmentCommand(
            actor=self.desk.receptionist(),
            appointment_id=visit.id,
            starts_at=NINE + step * STEP,
            doctor_id=doctor.id,
        )
        if isinstance(self.attempt(self.desk.reschedule(command)), AppointmentView):
            self.held.pop(visit.patient_id, None)

    @precondition(lambda self: self.visits)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """By the clinic."""
        visit = data.draw(st.sampled_from(self.visits))
        self.attempt(self.desk.cancel(CancelAppointmentCommand(actor=self.desk.admin(), appointment_id=visit.id)))

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), status=st.sampled_from(Status))
    def change_status(self, data: st.DataObject, status: Status) -> None:
        """What the table does not know is refused, naming both states."""
        visit = data.draw(st.sampled_from(self.visits))
        present = self.house.store.tables["appointments"][visit.id].status_by(self.desk.clock.now())
        command = ChangeStatusCommand(
            actor=self.desk.admin(), appointment_id=visit.id, status=status, reason="as the desk sees it"
        )
        answer = self.attempt(self.desk.change_status(command))
        if status not in NEXT[present] and not (present is status and status in {Status.CANCELLED, Status.EXPIRED}):
            assert isinstance(answer, IllegalTransition)
            assert answer.facts == {"old_status": present.value, "new_status": status.value}

    @rule()
    def tidy(self) -> None:
        """Changes nothing that anybody can see."""
        before = [self.listed(who, doctor) for who in self.patients for doctor in self.doctors]
        self.run(self.desk.tidy(TidyDiariesCommand(actor=SYSTEM)))
        assert before == [self.listed(who, doctor) for who in self.patients for doctor in self.doctors]

    @rule(minutes=st.sampled_from([1, 2, 5, 45]))
    def time_passes(self, minutes: int) -> None:
        """Holds run out, visits begin."""
        self.desk.clock.advance(timedelta(minutes=minutes))

    @invariant()
    def nobody_is_ever_in_two_places(self) -> None:
        """Of one resource no two blocking claims overlap, and no patient has two visits at once."""
        claims = self.claims()
        for n, (who, starts, ends, subject, blocking, _) in enumerate(claims):
            for other, other_starts, other_ends, other_subject, other_blocking, _ in claims[:n]:
                same = who == other and starts < other_ends and other_starts < ends and subject != other_subject
                assert not (same and blocking and other_blocking)
        now = self.desk.clock.now()
        for patient in self.patients:
            periods = sorted(
                visit.period
                for visit in self.house.store.tables["appointments"].values()
                if visit.patient_id == patient.patient_id and visit.status_by(now) in BLOCKING
            )
            assert not any(a.overlaps(b) for a, b in pairwise(periods))

    @invariant()
    def versions_only_grow_and_everything_is_written_down_once(self) -> None:
        """One audit entry for each event, one history step for each version."""
        store = self.house.store
        assert [told.event for told in store.outbox] == [entry.event for entry in store.audit]
        for visit in store.tables["appointments"].values():
            assert visit.version >= self.versions.get(visit.id, 1)
            self.versions[visit.id] = visit.version
            assert [entry.version for entry in store.tables["history"][visit.id]] == list(range(1, visit.version + 1))


TestFrontDesk = FrontDeskMachine.TestCase
TestFrontDesk.settings = settings(settings(), stateful_step_count=30)
