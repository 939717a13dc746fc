"""Visits and their history in the database. What people wrote is sealed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, insert, select, update

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.scheduling import AppointmentRow, HistoryRow
from medconnect.adapters.persistence.scheduling.holds import spot_columns, spot_of
from medconnect.adapters.persistence.scheduling.plain import (
    cover_of,
    money_of,
    plain_cover,
    plain_money,
    plain_terms,
    terms_of,
)
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.scheduling.ports import AppointmentFilter, Appointments
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.scheduling.agreement import Cancellation, CancelReason, Override
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Resource
from medconnect.domain.scheduling.history import HistoryEntry
from medconnect.domain.scheduling.life import BLOCKING, By, Side, Status
from medconnect.domain.scheduling.zones import midnight
from medconnect.domain.shared.ids import AppointmentId, ClinicId, DoctorId, PatientId, ReportId, UserId
from medconnect.domain.shared.period import Period

VISITS = table_of(AppointmentRow)
_HISTORY = table_of(HistoryRow)
_ZONES = timedelta(hours=15)
_SEALED = ("notes", "symptoms", "override_reason", "cancel_note")


class SqlAppointments(Appointments):
    """All visits."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def get(self, appointment_id: AppointmentId) -> Appointment | None:
        found = await self._visits(select(VISITS).where(VISITS.c.id == appointment_id))
        return found[0] if found else None

    async def for_change(self, *appointment_ids: AppointmentId) -> tuple[Appointment, ...]:
        wanted = list(dict.fromkeys(appointment_ids))
        query = select(VISITS).where(VISITS.c.id.in_(wanted)).order_by(VISITS.c.id).with_for_update(key_share=True)
        found = {visit.id: visit for visit in await self._visits(query)}
        return tuple(found[each] for each in wanted if each in found)

    async def save(self, appointment: Appointment) -> None:
        values = self._row(appointment)
        if appointment.kept_version == 0:
            await self._work.rows.run(insert(VISITS), values)
        else:
            was = and_(VISITS.c.id == appointment.id, VISITS.c.version == appointment.kept_version)
            if (await self._work.rows.run(update(VISITS).where(was).values(**values))).rowcount != 1:
                raise Contention
        appointment.kept_version = appointment.version
        steps = appointment.take_history()
        if steps:
            await self._work.rows.run(insert(_HISTORY), [self._step(appointment.id, step) for step in steps])
        self._work.saved(appointment)

    async def page(self, wanted: AppointmentFilter, window: Window) -> Page[Appointment]:
        restricted = and_(True, *_restrictions(wanted))
        total = (await self._work.rows.run(select(func.count()).select_from(VISITS).where(restricted))).scalar_one()
        part = select(VISITS).where(restricted).order_by(VISITS.c.starts_at, VISITS.c.id)
        items = await self._visits(part.offset(window.skip).limit(window.limit))
        return Page(items=items, total=total, window=window)

    async def history(self, appointment_id: AppointmentId) -> Sequence[HistoryEntry]:
        query = select(_HISTORY).where(_HISTORY.c.appointment_id == appointment_id).order_by(_HISTORY.c.version)
        return [self._entry(row) for row in await self._work.rows.run(query)]

    async def to_come(
        self, now: datetime, *, doctor_id: DoctorId | None = None, clinic_id: ClinicId | None = None
    ) -> Sequence[Appointment]:
        wanted = AppointmentFilter(doctor_id=doctor_id, clinic_id=clinic_id, statuses=BLOCKING)
        query = select(VISITS).where(and_(VISITS.c.ends_at > now, *_restrictions(wanted)))
        return [visit for visit in await self._visits(query) if visit.status_by(now) in BLOCKING]

    async def unanswered(self, now: datetime, limit: int) -> Sequence[AppointmentId]:
        overdue = and_(VISITS.c.status == Status.PENDING.value, VISITS.c.pending_until <= now)
        query = select(VISITS.c.id).where(overdue).order_by(VISITS.c.pending_until).limit(limit)
        return [AppointmentId(each) for each in (await self._work.rows.run(query)).scalars()]

    async def _visits(self, query: Select[Any]) -> list[Appointment]:
        return [self._visit(row) for row in await self._work.rows.run(query)]

    def _row(self, visit: Appointment) -> dict[str, Any]:
        """A visit as the table holds it."""
        called_off = visit.cancellation
        written = {
            "notes": visit.notes,
            "symptoms": visit.symptoms,
            "override_reason": visit.override.reason if visit.override else None,
            "cancel_note": called_off.note if called_off else None,
        }
        return {
            "id": visit.id,
            "version": visit.version,
            "reference": visit.reference,
            "patient_id": visit.patient_id,
            **spot_columns(visit.spot),
            "local_date": visit.spot.local.on,
            "local_time": f"{visit.spot.local.wall:%H:%M} {visit.spot.local.abbreviation}",
            "sharing": sorted(visit.spot.sharing),
            "terms": plain_terms(visit.terms),
            "status": visit.status.value,
            "status_at": visit.status_at,
            "booked_at": visit.booked_at,
            "pending_until": visit.pending_until,
            "patient_state": visit.patient_state,
            "cover": plain_cover(visit.cover),
            "override_codes": list(visit.override.codes) if visit.override else None,
            "cancellation": None
            if called_off is None
            else {
                "side": called_off.side.value,
                "reason": called_off.reason.value,
                "late": called_off.late,
                "fee": plain_money(called_off.fee),
            },
            "report_id": visit.report_id,
            **{name: self._work.sealed("appointments", name, visit.id, written[name]) for name in _SEALED},
        }

    def _visit(self, row: Row[Any]) -> Appointment:
        """The visit that a row holds."""
        written = {n: self._work.opened("appointments", n, row.id, getattr(row, n)) for n in _SEALED}
        override = None
        if row.override_codes is not None:
            override = Override(reason=written["override_reason"] or "", codes=tuple(row.override_codes))
        called_off = None
        if row.cancellation is not None:
            called_off = Cancellation(
                side=Side(row.cancellation["side"]),
                reason=CancelReason(row.cancellation["reason"]),
                late=row.cancellation["late"],
                fee=money_of(row.cancellation["fee"]),
                note=written["cancel_note"],
            )
        return Appointment(
            id=AppointmentId(row.id),
            version=row.version,
            kept_version=row.version,
            patient_id=PatientId(row.patient_id),
            spot=replace(spot_of(row), sharing=frozenset(Resource(each) for each in row.sharing)),
            terms=terms_of(row.terms),
            status=Status(row.status),
            status_at=row.status_at,
            booked_at=row.booked_at,
            pending_until=row.pending_until,
            patient_state=row.patient_state,
            cover=cover_of(row.cover),
            override=override,
            cancellation=called_off,
            notes=written["notes"],
            symptoms=written["symptoms"],
            report_id=ReportId(row.report_id) if row.report_id else None,
        )

    def _step(self, appointment_id: AppointmentId, step: HistoryEntry) -> dict[str, Any]:
        step_id = self._work.new_id()
        return {
            "id": step_id,
            "appointment_id": appointment_id,
            "version": step.version,
            "at": step.at,
            "by_user_id": step.by.user_id,
            "by_role": step.by.role,
            "by_side": step.by.side.value,
            "old_status": step.old_status.value if step.old_status else None,
            "new_status": step.new_status.value,
            "old_starts_at": step.old_period.starts_at if step.old_period else None,
            "old_ends_at": step.old_period.ends_at if step.old_period else None,
            "new_starts_at": step.new_period.starts_at,
            "new_ends_at": step.new_period.ends_at,
            "old_doctor_id": step.old_doctor_id,
            "new_doctor_id": step.new_doctor_id,
            "reason": self._work.sealed("appointment_history", "reason", step_id, step.reason),
        }

    def _entry(self, row: Row[Any]) -> HistoryEntry:
        old = None
        if row.old_starts_at is not None:
            old = Period(starts_at=row.old_starts_at, ends_at=row.old_ends_at)
        return HistoryEntry(
            at=row.at,
            by=By(user_id=UserId(row.by_user_id) if row.by_user_id else None, role=row.by_role, side=Side(row.by_side)),
            version=row.version,
            old_status=Status(row.old_status) if row.old_status else None,
            new_status=Status(row.new_status),
            old_period=old,
            new_period=Period(starts_at=row.new_starts_at, ends_at=row.new_ends_at),
            old_doctor_id=DoctorId(row.old_doctor_id) if row.old_doctor_id else None,
            new_doctor_id=DoctorId(row.new_doctor_id),
            reason=self._work.opened("appointment_history", "reason", row.id, row.reason),
        )


def _restrictions(wanted: AppointmentFilter) -> list[ColumnElement[bool]]:
    """A filter as conditions; what is not given does not restrict."""
    restrictions: list[ColumnElement[bool]] = []
    if wanted.patient_id is not None:
        restrictions.append(VISITS.c.patient_id == wanted.patient_id)
    if wanted.doctor_id is not None:
        restrictions.append(VISITS.c.doctor_id == wanted.doctor_id)
    if wanted.clinic_id is not None:
        restrictions.append(VISITS.c.clinic_id == wanted.clinic_id)
    if wanted.statuses:
        restrictions.append(VISITS.c.status.in_([status.value for status in wanted.statuses]))
    if wanted.since is not None:
        restrictions.append(VISITS.c.starts_at >= wanted.since)
    if wanted.until is not None:
        restrictions.append(VISITS.c.starts_at < wanted.until)
    # The local date decides; the instants, wide enough for every zone, let an index find it.
    if wanted.first_day is not None:
        earliest = midnight("UTC", wanted.first_day) - _ZONES
        restrictions += [VISITS.c.local_date >= wanted.first_day, VISITS.c.starts_at >= earliest]
    if wanted.last_day is not None:
        latest = midnight("UTC", wanted.last_day, 1) + _ZONES
        restrictions += [VISITS.c.local_date <= wanted.last_day, VISITS.c.starts_at < latest]
    return restrictions
