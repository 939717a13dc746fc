"""Services as rows."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Row

from medconnect.adapters.persistence.scheduling.plain import money_of, plain_money
from medconnect.domain.scheduling.service import Caps, Mode, Service
from medconnect.domain.shared.ids import DoctorId, ServiceId

_MINUTE = timedelta(minutes=1)


def row_of_service(service: Service) -> dict[str, Any]:
    """A service as the table holds it, in the minutes that people set."""
    return {
        "id": service.id,
        "doctor_id": service.doctor_id,
        "name": service.name,
        "is_active": True,
        "duration_minutes": service.length // _MINUTE,
        "buffer_before_minutes": service.before // _MINUTE,
        "buffer_after_minutes": service.after // _MINUTE,
        "step_minutes": service.step // _MINUTE,
        "notice_minutes": service.notice // _MINUTE,
        "horizon_days": service.horizon_days,
        "doctor_daily": service.caps.doctor_daily,
        "service_daily": service.caps.service_daily,
        "patient_daily": service.caps.patient_daily,
        "mode": service.mode.value,
        "min_age": service.min_age,
        "max_age": service.max_age,
        "fee": plain_money(service.fee),
        "requires_confirmation": service.requires_confirmation,
        "specialty": service.specialty,
    }


def service_of(row: Row[Any]) -> Service:
    """The service that a row holds."""
    return Service(
        id=ServiceId(row.id),
        doctor_id=DoctorId(row.doctor_id),
        name=row.name,
        length=timedelta(minutes=row.duration_minutes),
        before=timedelta(minutes=row.buffer_before_minutes),
        after=timedelta(minutes=row.buffer_after_minutes),
        step=timedelta(minutes=row.step_minutes),
        notice=timedelta(minutes=row.notice_minutes),
        horizon_days=row.horizon_days,
        caps=Caps(doctor_daily=row.doctor_daily, service_daily=row.service_daily, patient_daily=row.patient_daily),
        mode=Mode(row.mode),
        min_age=row.min_age,
        max_age=row.max_age,
        fee=money_of(row.fee),
        requires_confirmation=row.requires_confirmation,
        specialty=row.specialty,
    )
