"""Holds in the database."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, insert, or_, select, update

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.scheduling import HoldRow
from medconnect.adapters.persistence.scheduling.plain import cover_of, plain_cover, plain_terms, terms_of
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.scheduling.ports import Holds
from medconnect.application.shared.handling import Contention
from medconnect.domain.scheduling.hold import Hold, HoldStatus
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.shared.ids import (
    AppointmentId,
    ClinicId,
    DoctorId,
    HoldId,
    PatientId,
    RoomId,
    ServiceId,
    VisitorId,
)
from medconnect.domain.shared.period import Period

_HOLDS = table_of(HoldRow)


class SqlHolds(Holds):
    """Times that are kept for somebody."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def get(self, hold_id: HoldId) -> Hold | None:
        found = (await self._work.rows.run(select(_HOLDS).where(_HOLDS.c.id == hold_id))).first()
        return hold_of(found) if found else None

    async def to_come(
        self, now: datetime, *, doctor_id: DoctorId | None = None, clinic_id: ClinicId | None = None
    ) -> Sequence[Hold]:
        live = select(_HOLDS).where(_HOLDS.c.status == HoldStatus.HELD.value, _HOLDS.c.expires_at > now)
        if doctor_id is not None:
            live = live.where(_HOLDS.c.doctor_id == doctor_id)
        if clinic_id is not None:
            live = live.where(_HOLDS.c.clinic_id == clinic_id)
        return [hold_of(row) for row in await self._work.rows.run(live)]

    async def run_out(self, now: datetime, limit: int) -> Sequence[Hold]:
        ended = (
            select(_HOLDS)
            .where(_HOLDS.c.status == HoldStatus.HELD.value, _HOLDS.c.expires_at <= now)
            .order_by(_HOLDS.c.expires_at)
            .limit(limit)
        )
        return [hold_of(row) for row in await self._work.rows.run(ended)]

    async def unfinished(self, patient_ids: Collection[PatientId], visitor_id: VisitorId | None) -> tuple[Hold, ...]:
        """The holds of those who ask, also those that the clock has ended and nobody has noted."""
        theirs: list[ColumnElement[bool]] = []
        if patient_ids:
            theirs.append(_HOLDS.c.patient_id.in_(list(patient_ids)))
        if visitor_id is not None:
            theirs.append(_HOLDS.c.visitor_id == visitor_id)
        if not theirs:
            return ()
        query = select(_HOLDS).where(and_(_HOLDS.c.status == HoldStatus.HELD.value, or_(*theirs))).order_by(_HOLDS.c.id)
        return tuple(hold_of(row) for row in await self._work.rows.run(query))

    async def save(self, hold: Hold) -> None:
        """Keep a hold as it is now; `Contention` when it is not what was read."""
        values = row_of_hold(hold)
        if hold.kept_version == 0:
            await self._work.rows.run(insert(_HOLDS), values)
        else:
            was = and_(_HOLDS.c.id == hold.id, _HOLDS.c.version == hold.kept_version)
            if (await self._work.rows.run(update(_HOLDS).where(was).values(**values))).rowcount != 1:
                raise Contention
        hold.kept_version = hold.version
        self._work.saved(hold)


def row_of_hold(hold: Hold) -> dict[str, Any]:
    """A hold as the table holds it."""
    return {
        "id": hold.id,
        "version": hold.version,
        "patient_id": hold.patient_id,
        "visitor_id": hold.visitor_id,
        **spot_columns(hold.spot),
        "terms": plain_terms(hold.terms),
        "patient_state": hold.patient_state,
        "cover": plain_cover(hold.cover),
        "expires_at": hold.expires_at,
        "renewals": hold.renewals,
        "status": hold.status.value,
        "appointment_id": hold.appointment_id,
    }


def hold_of(row: Row[Any]) -> Hold:
    """The hold that a row holds."""
    return Hold(
        id=HoldId(row.id),
        version=row.version,
        kept_version=row.version,
        patient_id=_maybe(PatientId, row.patient_id),
        visitor_id=_maybe(VisitorId, row.visitor_id),
        spot=spot_of(row),
        terms=terms_of(row.terms),
        patient_state=row.patient_state,
        cover=cover_of(row.cover),
        expires_at=row.expires_at,
        renewals=row.renewals,
        status=HoldStatus(row.status),
        appointment_id=_maybe(AppointmentId, row.appointment_id),
    )


def spot_columns(spot: Spot) -> dict[str, Any]:
    """Where and when, in the columns that holds and visits share."""
    return {
        "doctor_id": spot.doctor_id,
        "clinic_id": spot.clinic_id,
        "service_id": spot.service_id,
        "room_id": spot.room_id,
        "starts_at": spot.period.starts_at,
        "ends_at": spot.period.ends_at,
        "zone": spot.zone,
    }


def spot_of(row: Row[Any]) -> Spot:
    """The way back."""
    return Spot(
        doctor_id=DoctorId(row.doctor_id),
        clinic_id=ClinicId(row.clinic_id),
        service_id=ServiceId(row.service_id),
        room_id=_maybe(RoomId, row.room_id),
        period=Period(starts_at=row.starts_at, ends_at=row.ends_at),
        zone=row.zone,
    )


def _maybe(kind: Any, value: UUID | None) -> Any:
    return None if value is None else kind(value)
