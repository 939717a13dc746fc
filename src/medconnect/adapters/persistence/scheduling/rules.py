"""What decides the times that a doctor offers: read once for each change of it, and remembered.

Every change of hours, leave, closures, services or licences gives the doctor's diary row another `rules_version`, a
number that is never given twice. So a remembered set of rules is right exactly as long as the row still names it.
"""

import secrets
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, bindparam, select, update

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import (
    ClinicRow,
    DoctorClinicRow,
    DoctorRow,
    InsuranceRow,
    LicenceRow,
    RoomRow,
)
from medconnect.adapters.persistence.models.scheduling import DiaryRow
from medconnect.adapters.persistence.models.timetables import (
    ClosureRow,
    HoursExceptionRow,
    LeaveRow,
    OpeningRow,
    ServiceRoomRow,
    ServiceRow,
    WeeklyHoursRow,
)
from medconnect.adapters.persistence.scheduling.plain import policy_of
from medconnect.adapters.persistence.scheduling.service_rows import service_of
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.domain.scheduling.clinic import Clinic, Closure
from medconnect.domain.scheduling.doctor import Doctor, Insurance, Licence
from medconnect.domain.scheduling.hours import Hours, HoursException, WeeklyHours
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import DatedHours, Leave, Opening, Schedule, Timetable
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId, InsurancePlanId, RoomId, ServiceId
from medconnect.domain.shared.period import Period

DIARIES = table_of(DiaryRow)
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One doctor's rules. The first service is the default one."""

    version: int
    doctor: Doctor
    timetable: Timetable
    clinics: Mapping[ClinicId, Clinic]
    services: Mapping[ServiceId, Service]
    default_service_id: ServiceId | None

    def service(self, service_id: ServiceId | None) -> Service:
        """The named service of this doctor, or the default one."""
        wanted = service_id or self.default_service_id
        if wanted is None or wanted not in self.services:
            raise NotFound
        return self.services[wanted]


@dataclass(slots=True)
class RememberedRules:
    """The rules of the doctors that were asked for last, for one process."""

    by_doctor: OrderedDict[DoctorId, Rules] = field(default_factory=OrderedDict)

    def get(self, doctor_id: DoctorId, version: int) -> Rules | None:
        """The rules, if they are still those."""
        rules = self.by_doctor.get(doctor_id)
        if rules is None or rules.version != version:
            return None
        self.by_doctor.move_to_end(doctor_id)
        return rules

    def put(self, rules: Rules) -> None:
        """Remember, and forget whoever was asked for longest ago."""
        self.by_doctor[rules.doctor.id] = rules
        if len(self.by_doctor) > _REMEMBERED:
            self.by_doctor.popitem(last=False)


class RulesReader:
    """Reads rules in the transaction of one unit of work."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work
        self._remembered = work.part(RememberedRules)

    async def of(self, doctor_id: DoctorId, version: int) -> Rules:
        """The rules of that version."""
        rules = self._remembered.get(doctor_id, version)
        if rules is None:
            rules = await self._read(doctor_id, version)
            self._remembered.put(rules)
        return rules

    async def changed(self, doctor_ids: Iterable[DoctorId]) -> None:
        """Note, with the change itself, that the rules of these doctors are others now."""
        number = secrets.randbits(62)
        await self._work.rows.run(
            update(DIARIES).where(DIARIES.c.doctor_id.in_(list(doctor_ids))).values(rules_version=number)
        )

    async def _read(self, doctor_id: DoctorId, version: int) -> Rules:
        doctor = await self._one(table_of(DoctorRow), table_of(DoctorRow).c.id == doctor_id)
        clinics = await self._clinics(doctor_id)
        services = await self._all(table_of(ServiceRow), doctor_id)
        known = {ServiceId(row.id): service_of(row) for row in services if row.is_active}
        return Rules(
            version=version,
            doctor=Doctor(
                id=doctor_id,
                active=doctor.is_active,
                licences=tuple(licence_of(row) for row in await self._all(table_of(LicenceRow), doctor_id)),
                insurances=tuple(insurance_of(row) for row in await self._all(table_of(InsuranceRow), doctor_id)),
            ),
            timetable=await self.timetable(doctor_id),
            clinics=clinics,
            services=known,
            default_service_id=ServiceId(doctor.default_service_id) if doctor.default_service_id else None,
        )

    async def timetable(self, doctor_id: DoctorId) -> Timetable:
        """All of a doctor's working time."""
        weekly: dict[ClinicId, list[tuple[int, Hours]]] = defaultdict(list)
        for row in await self._all(table_of(WeeklyHoursRow), doctor_id):
            weekly[ClinicId(row.clinic_id)].append((row.weekday, Hours(opens=row.opens, closes=row.closes)))
        exceptions: dict[ClinicId, dict[Any, DatedHours]] = defaultdict(dict)
        for row in await self._all(table_of(HoursExceptionRow), doctor_id):
            exceptions[ClinicId(row.clinic_id)][row.on_date] = DatedHours(
                id=ChangeId(row.id),
                clinic_id=ClinicId(row.clinic_id),
                exception=HoursException(
                    on=row.on_date,
                    hours=tuple(Hours(opens=opens, closes=closes) for opens, closes in row.hours),
                    reason=self._reason("hours_exceptions", row),
                ),
            )
        openings: dict[ClinicId, list[Opening]] = defaultdict(list)
        for row in await self._all(table_of(OpeningRow), doctor_id):
            openings[ClinicId(row.clinic_id)].append(
                Opening(
                    id=ChangeId(row.id),
                    clinic_id=ClinicId(row.clinic_id),
                    period=_period(row),
                    reason=self._reason("openings", row),
                )
            )
        leave = tuple(
            Leave(id=ChangeId(row.id), period=_period(row), reason=self._reason("leave", row))
            for row in await self._all(table_of(LeaveRow), doctor_id)
        )
        schedules = {
            clinic_id: Schedule(
                weekly=WeeklyHours.of(weekly[clinic_id]),
                exceptions=exceptions[clinic_id],
                openings=tuple(openings[clinic_id]),
            )
            for clinic_id in sorted({*weekly, *exceptions, *openings})
        }
        return Timetable(doctor_id=doctor_id, schedules=schedules, leave=leave)

    async def _clinics(self, doctor_id: DoctorId) -> dict[ClinicId, Clinic]:
        clinics, works_at = table_of(ClinicRow), table_of(DoctorClinicRow)
        found = await self._work.rows.run(
            select(clinics)
            .join(works_at, works_at.c.clinic_id == clinics.c.id)
            .where(works_at.c.doctor_id == doctor_id)
        )
        return {clinic.id: clinic for clinic in await self.clinics_of(found.all())}

    async def clinics_of(self, found: Sequence[Row[Any]]) -> list[Clinic]:
        """Clinics with their closures and rooms, in order of id."""
        ids = [row.id for row in found]
        closures: dict[UUID, list[Closure]] = defaultdict(list)
        closed = table_of(ClosureRow)
        for row in await self._work.rows.run(select(closed).where(closed.c.clinic_id.in_(ids)).order_by(closed.c.id)):
            closures[row.clinic_id].append(
                Closure(id=ChangeId(row.id), period=_period(row), reason=self._reason("closures", row))
            )
        rooms: dict[UUID, dict[ServiceId, list[RoomId]]] = defaultdict(lambda: defaultdict(list))
        room, needs = table_of(RoomRow), table_of(ServiceRoomRow)
        declared = (
            select(room.c.clinic_id, needs.c.service_id, room.c.id)
            .join(needs, needs.c.room_id == room.c.id)
            .where(room.c.clinic_id.in_(ids))
            .order_by(needs.c.rank, room.c.id)
        )
        for row in await self._work.rows.run(declared):
            rooms[row.clinic_id][ServiceId(row.service_id)].append(RoomId(row.id))
        return [
            Clinic(
                id=ClinicId(row.id),
                zone=row.zone,
                state=row.state,
                policy=policy_of(row.policy),
                closures=tuple(closures[row.id]),
                rooms={service_id: tuple(ids) for service_id, ids in rooms[row.id].items()},
            )
            for row in sorted(found, key=lambda row: row.id.int)
        ]

    async def _one(self, table: Table, which: ColumnElement[bool]) -> Row[Any]:
        found = (await self._work.rows.run(select(table).where(which))).first()
        if found is None:
            raise NotFound
        return found

    async def _all(self, table: Table, doctor_id: DoctorId) -> Sequence[Row[Any]]:
        query = select(table).where(table.c.doctor_id == bindparam("doctor")).order_by(*table.primary_key.columns)
        return (await self._work.rows.run(query, {"doctor": doctor_id})).all()

    def _reason(self, table: str, row: Row[Any]) -> str | None:
        return self._work.opened(table, "reason", row.id, row.reason)


def fresh(clinics: Iterable[Clinic]) -> list[Clinic]:
    """Copies of remembered clinics, for those who may change them."""
    return [replace(clinic) for clinic in clinics]


def licence_of(row: Row[Any]) -> Licence:
    """The licence that a row holds."""
    return Licence(state=row.state, valid_from=row.valid_from, valid_until=row.valid_until)


def insurance_of(row: Row[Any]) -> Insurance:
    """The accepted plan that a row holds."""
    return Insurance(
        plan_id=InsurancePlanId(row.plan_id),
        clinic_id=ClinicId(row.clinic_id),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _period(row: Row[Any]) -> Period:
    return Period(starts_at=row.starts_at, ends_at=row.ends_at)
