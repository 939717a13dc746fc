"""The diaries in memory: facts put together from rows and claims, and decisions kept behind the arbiter."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from medconnect.adapters.memory.claims import ClaimTable
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.scheduling.ports import Diaries, DiaryAsk
from medconnect.application.shared.handling import Contention
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Claim
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Doctor, Patient
from medconnect.domain.scheduling.hold import Hold, HoldStatus
from medconnect.domain.scheduling.life import MOVABLE
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import PatientId
from medconnect.domain.shared.period import second_of

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class PeopleIndex:
    """Whose unfinished holds and visits there are, so that nobody searches for them."""

    holds: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    visits: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))


class MemoryDiaries(Diaries):
    """The diaries of all doctors."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work
        self._claims = work.store.part(ClaimTable)
        self._people = work.store.part(PeopleIndex)

    async def open(self, *asks: DiaryAsk) -> tuple[Diary, ...]:
        await self._work.lock(*(ask.doctor_id for ask in asks))
        await self._work.lock(*(patient_id for ask in asks for patient_id in ask.patient_ids))
        return tuple([await self.look(ask) for ask in asks])

    async def look(self, ask: DiaryAsk) -> Diary:
        doctor: Doctor = _known(self._work.row("doctors", ask.doctor_id))
        services: tuple[Service, ...] = self._work.row("services", ask.doctor_id)
        service = _known(next((s for s in services if ask.service_id in (None, s.id)), None))
        timetable = self._work.row("timetables", ask.doctor_id) or Timetable(doctor_id=ask.doctor_id)
        places: list[Clinic] = [self._work.row("clinics", each) for each in self._work.row("workplaces", ask.doctor_id)]
        rooms = [room for clinic in places for room in clinic.rooms.get(service.id, ())]
        return Diary(
            doctor=doctor,
            timetable=replace(timetable),
            clinics={clinic.id: clinic for clinic in places},
            service=service,
            known=ask.period,
            claims=self._read_claims(ask, rooms),
            patients={each: self._patient(each) for each in ask.patient_ids},
            holds=self._unfinished(ask),
            version=self._work.row("diaries", ask.doctor_id) or 0,
        )

    async def save(self, *diaries: Diary) -> None:
        changes = [diary.changes for diary in diaries]
        for diary in diaries:
            for hold in diary.changes.holds:
                self._keep_hold(hold)
            for visit in diary.changes.appointments:
                keep_visit(self._work, visit)
                self._work.effect(partial(self._people.visits[visit.patient_id].add, visit.id))
            self._work.put("diaries", diary.doctor.id, diary.version + 1)
        self._work.check(lambda: self._claims.ensure_apart(changes))
        self._work.effect(lambda: self._claims.apply(changes))

    def _read_claims(self, ask: DiaryAsk, rooms: list[Any]) -> tuple[Claim, ...]:
        since, until = second_of(ask.window.starts_at), second_of(ask.window.ends_at)
        resources = (ask.doctor_id, *ask.patient_ids, *dict.fromkeys(rooms))
        return tuple(c for resource in resources for c in self._claims.between(resource, since, until))

    def _patient(self, patient_id: PatientId) -> Patient:
        patient: Patient = _known(self._work.row("patients", patient_id))
        visits = (self._work.row("appointments", each) for each in self._people.visits[patient_id])
        upcoming = tuple((v.terms.specialty, v.period.starts_at) for v in visits if v.status in MOVABLE)
        return replace(patient, upcoming=upcoming)

    def _unfinished(self, ask: DiaryAsk) -> tuple[Hold, ...]:
        holders = [*ask.patient_ids, ask.visitor_id] if ask.visitor_id else ask.patient_ids
        return tuple(
            replace(self._work.row("holds", each)) for holder in holders for each in sorted(self._people.holds[holder])
        )

    def _keep_hold(self, hold: Hold) -> None:
        work, kept = self._work, hold.kept_version
        work.check(lambda: _ensure_kept(work.store.tables["holds"].get(hold.id), kept))
        work.saved(hold)
        hold.kept_version = hold.version
        work.put("holds", hold.id, replace(hold))
        work.effect(lambda: self._note_holder(hold))

    def _note_holder(self, hold: Hold) -> None:
        for holder in (hold.patient_id, hold.visitor_id):
            if holder is not None and hold.status is HoldStatus.HELD:
                self._people.holds[holder].add(hold.id)
            elif holder is not None:
                self._people.holds[holder].discard(hold.id)


def copy_of_visit(visit: Appointment) -> Appointment:
    """A copy that can be changed without touching the row."""
    return replace(visit)


def keep_visit(work: MemoryWork, visit: Appointment) -> None:
    """Stage a visit and its new steps; compared at commit with the version it was read in."""
    kept = visit.kept_version
    work.check(lambda: _ensure_kept(work.store.tables["appointments"].get(visit.id), kept))
    work.saved(visit)
    visit.kept_version = visit.version
    work.put("history", visit.id, (*(work.row("history", visit.id) or ()), *visit.take_history()))
    work.put("appointments", visit.id, replace(visit))


def _ensure_kept(stored: Appointment | Hold | None, kept: int) -> None:
    if (stored.version if stored else 0) != kept:
        raise Contention


def _known(found: T | None) -> T:
    if found is None:
        raise NotFound
    return found
