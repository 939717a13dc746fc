"""When doctors work, and when clinics are shut."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import ClinicRow, DoctorClinicRow
from medconnect.adapters.persistence.models.timetables import (
    ClosureRow,
    HoursExceptionRow,
    LeaveRow,
    OpeningRow,
    WeeklyHoursRow,
)
from medconnect.adapters.persistence.scheduling.locks import lock_diaries, rules_version_of
from medconnect.adapters.persistence.scheduling.rules import RulesReader, fresh
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.scheduling.ports import Clinics, Timetables
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.shared.ids import ClinicId, DoctorId

_WEEKLY = table_of(WeeklyHoursRow)
_EXCEPTIONS = table_of(HoursExceptionRow)
_OPENINGS = table_of(OpeningRow)
_LEAVE = table_of(LeaveRow)
_CLOSURES = table_of(ClosureRow)
_CLINICS = table_of(ClinicRow)
_WORKS_AT = table_of(DoctorClinicRow)


class SqlTimetables(Timetables):
    """Hours, exceptions, openings and leave of all doctors."""

    def __init__(self, work: SqlWork, rules: RulesReader) -> None:
        self._work = work
        self._rules = rules

    async def get(self, doctor_id: DoctorId) -> Timetable | None:
        if await rules_version_of(self._work.rows, doctor_id) is None:
            return None
        return await self._rules.timetable(doctor_id)

    async def for_change(self, doctor_id: DoctorId) -> Timetable | None:
        if not await lock_diaries(self._work.rows, [doctor_id]):
            return None
        return await self._rules.timetable(doctor_id)

    async def save(self, timetable: Timetable) -> None:
        doctor_id, rows = timetable.doctor_id, self._work.rows
        for table in (_WEEKLY, _EXCEPTIONS, _OPENINGS, _LEAVE):
            await rows.run(delete(table).where(table.c.doctor_id == doctor_id))
        schedules = timetable.schedules.items()
        weekly = [
            {
                "doctor_id": doctor_id,
                "clinic_id": clinic_id,
                "weekday": weekday,
                "opens": hours.opens,
                "closes": hours.closes,
            }
            for clinic_id, schedule in schedules
            for weekday, hours in schedule.weekly.entries
        ]
        exceptions = [
            {
                "id": dated.id,
                "doctor_id": doctor_id,
                "clinic_id": clinic_id,
                "on_date": on,
                "hours": [[hours.opens, hours.closes] for hours in dated.exception.hours],
                "reason": self._work.sealed("hours_exceptions", "reason", dated.id, dated.exception.reason),
            }
            for clinic_id, schedule in schedules
            for on, dated in schedule.exceptions.items()
        ]
        openings = [
            {
                "id": opening.id,
                "doctor_id": doctor_id,
                "clinic_id": clinic_id,
                "starts_at": opening.period.starts_at,
                "ends_at": opening.period.ends_at,
                "reason": self._work.sealed("openings", "reason", opening.id, opening.reason),
            }
            for clinic_id, schedule in schedules
            for opening in schedule.openings
        ]
        leave = [
            {
                "id": each.id,
                "doctor_id": doctor_id,
                "starts_at": each.period.starts_at,
                "ends_at": each.period.ends_at,
                "reason": self._work.sealed("leave", "reason", each.id, each.reason),
            }
            for each in timetable.leave
        ]
        parts: list[tuple[Any, list[dict[str, Any]]]] = [
            (_WEEKLY, weekly),
            (_EXCEPTIONS, exceptions),
            (_OPENINGS, openings),
            (_LEAVE, leave),
        ]
        for table, values in parts:
            if values:
                await rows.run(insert(table), values)
        await self._rules.changed([doctor_id])
        self._work.saved(timetable)


class SqlClinics(Clinics):
    """Clinics as far as diaries care."""

    def __init__(self, work: SqlWork, rules: RulesReader) -> None:
        self._work = work
        self._rules = rules

    async def of(self, doctor_id: DoctorId) -> Sequence[Clinic]:
        version = await rules_version_of(self._work.rows, doctor_id)
        if version is None:
            return ()
        return fresh((await self._rules.of(doctor_id, version)).clinics.values())

    async def for_change(self, clinic_id: ClinicId) -> tuple[Clinic, Sequence[Timetable]] | None:
        rows = self._work.rows
        working = select(_WORKS_AT.c.doctor_id).where(_WORKS_AT.c.clinic_id == clinic_id)
        doctor_ids = [DoctorId(each) for each in (await rows.run(working)).scalars()]
        await lock_diaries(rows, doctor_ids)
        found = (await rows.run(select(_CLINICS).where(_CLINICS.c.id == clinic_id))).all()
        if not found:
            return None
        (clinic,) = await self._rules.clinics_of(found)
        return clinic, [await self._rules.timetable(doctor_id) for doctor_id in sorted(doctor_ids)]

    async def save(self, clinic: Clinic) -> None:
        rows = self._work.rows
        await rows.run(delete(_CLOSURES).where(_CLOSURES.c.clinic_id == clinic.id))
        closures = [
            {
                "id": closure.id,
                "clinic_id": clinic.id,
                "starts_at": closure.period.starts_at,
                "ends_at": closure.period.ends_at,
                "reason": self._work.sealed("closures", "reason", closure.id, closure.reason),
            }
            for closure in clinic.closures
        ]
        if closures:
            await rows.run(insert(_CLOSURES), closures)
        working = select(_WORKS_AT.c.doctor_id).where(_WORKS_AT.c.clinic_id == clinic.id)
        await self._rules.changed((await rows.run(working)).scalars())
        self._work.saved(clinic)
