"""What scheduling answers with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from medconnect.domain.scheduling.affected import Choice
from medconnect.domain.scheduling.agreement import Cancellation, Override
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.availability import FreeDay
from medconnect.domain.scheduling.doctor import Cover
from medconnect.domain.scheduling.hold import Hold
from medconnect.domain.scheduling.hours import WeeklyHours
from medconnect.domain.scheduling.life import Status
from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.scheduling.reasons import Reason, ReasonCode
from medconnect.domain.scheduling.service import Mode
from medconnect.domain.scheduling.timetable import DatedHours, Leave, Opening, Timetable
from medconnect.domain.scheduling.zones import LocalTime
from medconnect.domain.shared.ids import (
    AppointmentId,
    ChangeId,
    ClinicId,
    DoctorId,
    HoldId,
    PatientId,
    ReportId,
    RoomId,
    ServiceId,
)
from medconnect.domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """A visit as its parties see it."""

    id: AppointmentId
    reference: str
    status: Status
    patient_id: PatientId
    doctor_id: DoctorId
    clinic_id: ClinicId
    service_id: ServiceId
    room_id: RoomId | None
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local: LocalTime
    mode: Mode
    specialty: str | None
    patient_state: str | None
    cover: Cover | None
    fee: Money | None
    cancel_free_until: datetime
    late_cancel_allowed: bool
    late_fee: Money | None
    booked_at: datetime
    pending_until: datetime | None
    cancellation: Cancellation | None
    override: Override | None
    notes: str | None
    symptoms: str | None
    report_id: ReportId | None
    version: int
    warnings: tuple[str, ...] = ()
    replayed: bool = False

    @classmethod
    def of(cls, visit: Appointment, now: datetime, warnings: tuple[str, ...] = ()) -> "AppointmentView":
        return cls(
            id=visit.id,
            reference=visit.reference,
            status=visit.status_by(now),
            patient_id=visit.patient_id,
            doctor_id=visit.spot.doctor_id,
            clinic_id=visit.spot.clinic_id,
            service_id=visit.spot.service_id,
            room_id=visit.spot.room_id,
            starts_at=visit.period.starts_at,
            ends_at=visit.period.ends_at,
            time_zone=visit.spot.zone,
            local=visit.spot.local,
            mode=visit.terms.mode,
            specialty=visit.terms.specialty,
            patient_state=visit.patient_state,
            cover=visit.cover,
            fee=visit.terms.fee,
            cancel_free_until=visit.cancel_free_until,
            late_cancel_allowed=visit.terms.late_cancel_allowed,
            late_fee=visit.terms.late_fee,
            booked_at=visit.booked_at,
            pending_until=visit.pending_until,
            cancellation=visit.cancellation,
            override=visit.override,
            notes=visit.notes,
            symptoms=visit.symptoms,
            report_id=visit.report_id,
            version=visit.version,
            warnings=warnings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A time that is kept for the asker."""

    id: HoldId
    doctor_id: DoctorId
    clinic_id: ClinicId
    service_id: ServiceId
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local: LocalTime
    expires_at: datetime
    renewals: int
    fee: Money | None
    cancel_free_until: datetime
    consents: tuple[Consent, ...]
    """What has to be agreed to before this becomes a visit."""
    replayed: bool = False

    @classmethod
    def of(cls, hold: Hold) -> "HoldView":
        return cls(
            id=hold.id,
            doctor_id=hold.spot.doctor_id,
            clinic_id=hold.spot.clinic_id,
            service_id=hold.spot.service_id,
            starts_at=hold.spot.period.starts_at,
            ends_at=hold.spot.period.ends_at,
            time_zone=hold.spot.zone,
            local=hold.spot.local,
            expires_at=hold.expires_at,
            renewals=hold.renewals,
            fee=hold.terms.fee,
            cancel_free_until=hold.terms.cancel_free_until(hold.spot.period.starts_at),
            consents=hold.terms.consents,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTimesView:
    """The free starts of one service, by clinic and day, in seconds since 1970; `held` are the asker's own."""

    doctor_id: DoctorId
    zone: str
    service_id: ServiceId
    length: timedelta
    days: tuple[FreeDay, ...]
    held: frozenset[int]
    diary_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationView:
    """Everything that stands against one time; nothing means that it is offered."""

    doctor_id: DoctorId
    clinic_id: ClinicId
    service_id: ServiceId
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    reasons: tuple[Reason, ...]

    @property
    def offered(self) -> bool:
        """Whether it can be had."""
        return not self.reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedView:
    """A visit that a change leaves without ground, why, and what may be decided."""

    appointment: AppointmentView
    codes: tuple[ReasonCode, ...]
    choices: tuple[Choice, ...] = tuple(Choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change of working time: what it is called, and whom it affects. A preview has changed nothing."""

    id: ChangeId | None
    preview: bool
    affected: tuple[AffectedView, ...]
    held: tuple[HoldView, ...]
    """Live holds that lie there too: they may still become visits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableView:
    """A doctor's working time as it stands, at the clinics where they may have hours."""

    doctor_id: DoctorId
    clinic_ids: tuple[ClinicId, ...]
    weekly: Mapping[ClinicId, WeeklyHours]
    exceptions: tuple[DatedHours, ...]
    openings: tuple[Opening, ...]
    leave: tuple[Leave, ...]

    @classmethod
    def of(cls, timetable: Timetable, clinic_ids: Iterable[ClinicId]) -> "TimetableView":
        schedules = timetable.schedules.values()
        exceptions = (dated for schedule in schedules for dated in schedule.exceptions.values())
        openings = (opening for schedule in schedules for opening in schedule.openings)
        return cls(
            doctor_id=timetable.doctor_id,
            clinic_ids=tuple(sorted(clinic_ids)),
            weekly={clinic_id: schedule.weekly for clinic_id, schedule in timetable.schedules.items()},
            exceptions=tuple(sorted(exceptions, key=lambda dated: (dated.exception.on, dated.clinic_id))),
            openings=tuple(sorted(openings, key=lambda opening: opening.period)),
            leave=tuple(sorted(timetable.leave, key=lambda leave: leave.period)),
        )
