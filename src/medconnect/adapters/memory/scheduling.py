"""Scheduling in memory: the collections beside the diaries."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime

from medconnect.adapters.memory.answers import MemoryAnswers
from medconnect.adapters.memory.diaries import MemoryDiaries, copy_of_visit, keep_visit
from medconnect.adapters.memory.names import MemoryNames
from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.scheduling.ports import (
    AppointmentFilter,
    Appointments,
    Clinics,
    Diaries,
    Holds,
    Names,
    SchedulingWork,
    Services,
    Timetables,
)
from medconnect.application.shared.idempotency import Answers
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.history import HistoryEntry
from medconnect.domain.scheduling.hold import Hold, HoldStatus
from medconnect.domain.scheduling.life import BLOCKING
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.shared.ids import AppointmentId, ClinicId, DoctorId, HoldId


class MemoryAppointments(Appointments):
    """All visits."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def get(self, appointment_id: AppointmentId) -> Appointment | None:
        found: Appointment | None = self._work.row("appointments", appointment_id)
        return copy_of_visit(found) if found else None

    async def for_change(self, *appointment_ids: AppointmentId) -> tuple[Appointment, ...]:
        await self._work.lock(*appointment_ids)
        found = [await self.get(each) for each in dict.fromkeys(appointment_ids)]
        return tuple(visit for visit in found if visit is not None)

    async def save(self, appointment: Appointment) -> None:
        keep_visit(self._work, appointment)

    async def page(self, wanted: AppointmentFilter, window: Window) -> Page[Appointment]:
        found = sorted(
            (visit for visit in self._work.rows("appointments") if _matches(visit, wanted)),
            key=lambda visit: (visit.period.starts_at, visit.id),
        )
        items = [copy_of_visit(visit) for visit in found[window.skip : window.skip + window.limit]]
        return Page(items=items, total=len(found), window=window)

    async def history(self, appointment_id: AppointmentId) -> Sequence[HistoryEntry]:
        entries: tuple[HistoryEntry, ...] = self._work.row("history", appointment_id) or ()
        return entries

    async def to_come(
        self, now: datetime, *, doctor_id: DoctorId | None = None, clinic_id: ClinicId | None = None
    ) -> Sequence[Appointment]:
        wanted = AppointmentFilter(doctor_id=doctor_id, clinic_id=clinic_id, statuses=BLOCKING)
        return [
            copy_of_visit(visit)
            for visit in self._work.rows("appointments")
            if _matches(visit, wanted) and visit.period.ends_at > now and visit.status_by(now) in BLOCKING
        ]

    async def unanswered(self, now: datetime, limit: int) -> Sequence[AppointmentId]:
        overdue = (v for v in self._work.rows("appointments") if v.status is not v.status_by(now))
        return [visit.id for visit in sorted(overdue, key=lambda visit: visit.id)][:limit]


class MemoryHolds(Holds):
    """All holds."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def get(self, hold_id: HoldId) -> Hold | None:
        found: Hold | None = self._work.row("holds", hold_id)
        return replace(found) if found else None

    async def to_come(
        self, now: datetime, *, doctor_id: DoctorId | None = None, clinic_id: ClinicId | None = None
    ) -> Sequence[Hold]:
        return [
            replace(hold)
            for hold in self._work.rows("holds")
            if hold.live_at(now)
            and doctor_id in (None, hold.spot.doctor_id)
            and clinic_id in (None, hold.spot.clinic_id)
        ]

    async def run_out(self, now: datetime, limit: int) -> Sequence[Hold]:
        ended = (h for h in self._work.rows("holds") if h.status is HoldStatus.HELD and not h.live_at(now))
        return [replace(hold) for hold in sorted(ended, key=lambda hold: hold.id)][:limit]


class MemoryTimetables(Timetables):
    """When doctors work."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def get(self, doctor_id: DoctorId) -> Timetable | None:
        if self._work.row("doctors", doctor_id) is None:
            return None
        found: Timetable | None = self._work.row("timetables", doctor_id)
        return replace(found) if found else Timetable(doctor_id=doctor_id)

    async def for_change(self, doctor_id: DoctorId) -> Timetable | None:
        await self._work.lock(doctor_id)
        return await self.get(doctor_id)

    async def save(self, timetable: Timetable) -> None:
        self._work.saved(timetable)
        self._work.put("timetables", timetable.doctor_id, replace(timetable))


class MemoryServices(Services):
    """What can be booked."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def add(self, service: Service) -> None:
        offered: tuple[Service, ...] = self._work.row("services", service.doctor_id) or ()
        self._work.put("services", service.doctor_id, (*offered, service))
        self._work.put("names", service.id, service.name)


class MemoryClinics(Clinics):
    """Clinics as far as diaries care."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def of(self, doctor_id: DoctorId) -> Sequence[Clinic]:
        return [replace(self._work.row("clinics", each)) for each in self._work.row("workplaces", doctor_id) or ()]

    async def for_change(self, clinic_id: ClinicId) -> tuple[Clinic, Sequence[Timetable]] | None:
        found: Clinic | None = self._work.row("clinics", clinic_id)
        if found is None:
            return None
        doctors = [doctor.id for doctor in self._work.rows("doctors")]
        there = [each for each in doctors if clinic_id in self._work.row("workplaces", each)]
        await self._work.lock(*there)
        timetables = MemoryTimetables(self._work)
        found_timetables = [await timetables.get(doctor_id) for doctor_id in sorted(there)]
        clinic: Clinic = self._work.row("clinics", clinic_id)
        return replace(clinic), [timetable for timetable in found_timetables if timetable is not None]

    async def save(self, clinic: Clinic) -> None:
        self._work.saved(clinic)
        self._work.put("clinics", clinic.id, replace(clinic))


class MemorySchedulingWork(MemoryWork, SchedulingWork):
    """One transaction over diaries."""

    def __init__(self, store: MemoryStore, actor: Actor, stack: AsyncExitStack) -> None:
        super().__init__(store, actor, stack)
        self.diaries: Diaries = MemoryDiaries(self)
        self.appointments: Appointments = MemoryAppointments(self)
        self.holds: Holds = MemoryHolds(self)
        self.timetables: Timetables = MemoryTimetables(self)
        self.clinics: Clinics = MemoryClinics(self)
        self.services: Services = MemoryServices(self)
        self.names: Names = MemoryNames(self)
        self.answers: Answers = MemoryAnswers(self)


def _matches(visit: Appointment, wanted: AppointmentFilter) -> bool:
    return (
        wanted.patient_id in (None, visit.patient_id)
        and wanted.doctor_id in (None, visit.spot.doctor_id)
        and wanted.clinic_id in (None, visit.spot.clinic_id)
        and (not wanted.statuses or visit.status in wanted.statuses)
        and (wanted.since is None or wanted.since <= visit.period.starts_at)
        and (wanted.until is None or visit.period.starts_at < wanted.until)
        and (wanted.first_day is None or wanted.first_day <= visit.spot.local.on)
        and (wanted.last_day is None or visit.spot.local.on <= wanted.last_day)
    )
