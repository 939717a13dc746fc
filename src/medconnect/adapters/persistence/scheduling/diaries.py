"""The diaries of all doctors: facts read around a time, decisions kept behind the arbiter."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.scheduling import PatientRow
from medconnect.adapters.persistence.scheduling.appointments import VISITS, SqlAppointments
from medconnect.adapters.persistence.scheduling.claims import read_claims, write_changes
from medconnect.adapters.persistence.scheduling.holds import SqlHolds
from medconnect.adapters.persistence.scheduling.locks import Versions, lock_diaries, lock_patients, versions_of
from medconnect.adapters.persistence.scheduling.rules import RulesReader
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.scheduling.ports import Diaries, DiaryAsk
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Patient
from medconnect.domain.scheduling.life import MOVABLE
from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import PatientId
from medconnect.domain.shared.period import second_of

_PATIENTS = table_of(PatientRow)


class SqlDiaries(Diaries):
    """What can be asked of them is decided by the domain; who was first is decided by the database."""

    def __init__(self, work: SqlWork, rules: RulesReader) -> None:
        self._work = work
        self._rules = rules
        self._holds = SqlHolds(work)
        self._appointments = SqlAppointments(work)

    async def open(self, *asks: DiaryAsk) -> tuple[Diary, ...]:
        rows = self._work.rows
        locked = await lock_diaries(rows, (ask.doctor_id for ask in asks))
        if len(locked) < len({ask.doctor_id for ask in asks}):
            raise NotFound
        if rows.dialect == "postgresql":
            await lock_patients(rows, (patient_id for ask in asks for patient_id in ask.patient_ids))
        return tuple([await self._diary(ask, locked[ask.doctor_id]) for ask in asks])

    async def look(self, ask: DiaryAsk) -> Diary:
        versions = await versions_of(self._work.rows, ask.doctor_id)
        if versions is None:
            raise NotFound
        return await self._diary(ask, versions)

    async def save(self, *diaries: Diary) -> None:
        await write_changes(self._work.rows, [diary.changes for diary in diaries])
        for diary in diaries:
            for hold in diary.changes.holds:
                await self._holds.save(hold)
            for visit in diary.changes.appointments:
                await self._appointments.save(visit)

    async def _diary(self, ask: DiaryAsk, versions: Versions) -> Diary:
        rules = await self._rules.of(ask.doctor_id, versions.rules)
        service = rules.service(ask.service_id)
        rooms = (room for clinic in rules.clinics.values() for room in clinic.rooms.get(service.id, ()))
        window = ask.window
        return Diary(
            doctor=rules.doctor,
            timetable=replace(rules.timetable),
            clinics=rules.clinics,
            service=service,
            known=ask.period,
            claims=await read_claims(
                self._work.rows,
                (ask.doctor_id, *ask.patient_ids, *rooms),
                second_of(window.starts_at),
                second_of(window.ends_at),
            ),
            patients=await self._patients(ask.patient_ids),
            holds=await self._holds.unfinished(ask.patient_ids, ask.visitor_id),
            version=versions.diary,
        )

    async def _patients(self, patient_ids: Iterable[PatientId]) -> dict[PatientId, Patient]:
        wanted = list(dict.fromkeys(patient_ids))
        if not wanted:
            return {}
        query = select(_PATIENTS).where(_PATIENTS.c.id.in_(wanted))
        found = {row.id: row for row in await self._work.rows.run(query)}
        if len(found) < len(wanted):
            raise NotFound
        coming = select(VISITS.c.patient_id, VISITS.c.terms, VISITS.c.starts_at).where(
            VISITS.c.patient_id.in_(wanted), VISITS.c.status.in_([status.value for status in MOVABLE])
        )
        upcoming: dict[Any, list[tuple[str | None, Any]]] = {each: [] for each in wanted}
        for row in await self._work.rows.run(coming):
            upcoming[row.patient_id].append((row.terms["specialty"], row.starts_at))
        return {each: self._patient(found[each], tuple(upcoming[each])) for each in wanted}

    def _patient(self, row: Row[Any], upcoming: tuple[tuple[str | None, Any], ...]) -> Patient:
        born_on = self._work.opened("patients", "born_on", row.id, row.born_on)
        return Patient(
            id=PatientId(row.id),
            born_on=date.fromisoformat(born_on) if born_on else None,
            state=row.state,
            consents=frozenset(Consent(kind=kind, version=version) for kind, version in row.consents),
            upcoming=upcoming,
        )
