"""Two patients change places (L4)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Resource
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Asker
from medconnect.domain.scheduling.errors import CannotReschedule
from medconnect.domain.scheduling.life import By
from medconnect.domain.scheduling.refusing import ensure_clear, ensure_insured, ensure_licensed
from medconnect.domain.scheduling.service import Mode
from medconnect.domain.shared.ids import DoctorId


def swap(first: Appointment, second: Appointment, *, diaries: Mapping[DoctorId, Diary], by: By, now: datetime) -> None:
    """Each takes the other's spot as it is, so nothing but law, insurance and the patients' own days can object.

    Both visits must be of one length and mode. Between two doctors each also takes the other's service.
    """
    for visit in (first, second):
        visit.ensure_movable(now)
    if first.patient_id == second.patient_id or _shape(first) != _shape(second):
        raise CannotReschedule(first_id=first.id, second_id=second.id)
    spots, terms = (first.spot, second.spot), (first.terms, second.terms)
    pairs = ((first, spots[1], terms[1]), (second, spots[0], terms[0]))
    for visit, spot, theirs in pairs:
        diary = diaries[spot.doctor_id]
        state = diary.clinics[spot.clinic_id].state if theirs.mode is Mode.IN_PERSON else visit.patient_state
        ensure_licensed(diary.doctor, state or "", spot.local.on)
        ensure_insured(diary.doctor, visit.cover, spot.clinic_id, spot.local.on)
        asker = Asker(patient_id=visit.patient_id)
        others = diary.availability(asker, now, ignoring=frozenset({first.id, second.id})).question.counted
        wanted = (c for c in spot.claims(visit.id, visit.patient_id, theirs) if c.resource is Resource.PATIENT)
        ensure_clear(wanted, others)
    home = diaries[first.spot.doctor_id]
    for visit, spot, theirs in pairs:
        home.give_up_holds(Asker(patient_id=visit.patient_id), now)
        diaries[visit.spot.doctor_id].changes.removed.add(visit.id)
        service_id = visit.spot.service_id if visit.spot.doctor_id == spot.doctor_id else spot.service_id
        buffers = replace(visit.terms, before=theirs.before, after=theirs.after)
        visit.move(replace(spot, service_id=service_id), buffers, by, now)
    for visit in (first, second):
        diary = diaries[visit.spot.doctor_id]
        diary.changes.appointments.append(visit)
        diary.changes.added += visit.claims()
    for diary in diaries.values():
        diary.changes.settle(diary.claims, now.timestamp())


def _shape(visit: Appointment) -> tuple[object, ...]:
    return visit.period.length, visit.terms.mode
