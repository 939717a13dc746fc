"""What happens in a diary, told once. Ids, instants and codes only."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from medconnect.domain.shared.events import Event
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId, PatientId, ServiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotEvent(Event):
    """Something about one time of one doctor; `subject_id` is the hold or the appointment."""

    doctor_id: DoctorId
    clinic_id: ClinicId
    service_id: ServiceId
    starts_at: datetime
    ends_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotHeld(SlotEvent):
    """A time is kept for somebody for a short while."""

    name: ClassVar[str] = "slot.held"
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRenewed(SlotEvent):
    """A hold lasts longer."""

    name: ClassVar[str] = "hold.renewed"
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReleased(SlotEvent):
    """A hold was given back."""

    name: ClassVar[str] = "hold.released"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRanOut(SlotEvent):
    """A hold ended by the clock."""

    name: ClassVar[str] = "hold.ran-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldConfirmed(SlotEvent):
    """A hold became an appointment."""

    name: ClassVar[str] = "hold.confirmed"
    appointment_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEvent(SlotEvent):
    """Something about one appointment; who hears of it is decided by those who listen."""

    patient_id: PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentBooked(AppointmentEvent):
    """A visit is agreed."""

    name: ClassVar[str] = "appointment.booked"
    overridden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRequested(AppointmentEvent):
    """A visit is asked for and waits for the clinic's word."""

    name: ClassVar[str] = "appointment.requested"
    pending_until: datetime
    overridden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRescheduled(AppointmentEvent):
    """A visit has another time, and maybe another doctor."""

    name: ClassVar[str] = "appointment.rescheduled"
    old_doctor_id: DoctorId
    old_starts_at: datetime
    old_ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCancelled(AppointmentEvent):
    """A visit will not take place."""

    name: ClassVar[str] = "appointment.cancelled"
    side: str
    reason: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentStatusChanged(AppointmentEvent):
    """Any other step in a visit's life."""

    name: ClassVar[str] = "appointment.status-changed"
    old_status: str
    new_status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEdited(AppointmentEvent):
    """Notes or symptoms were written; which fields, never what."""

    name: ClassVar[str] = "appointment.edited"
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableChanged(Event):
    """A doctor's working time changed; `subject_id` is the doctor."""

    name: ClassVar[str] = "timetable.changed"
    what: str
    clinic_id: ClinicId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicClosed(Event):
    """A clinic is shut for a while."""

    name: ClassVar[str] = "clinic.closed"
    closure_id: ChangeId
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicReopened(Event):
    """A closure was taken back."""

    name: ClassVar[str] = "clinic.reopened"
    closure_id: ChangeId


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOffered(Event):
    """A doctor offers a kind of visit."""

    name: ClassVar[str] = "service.offered"
    doctor_id: DoctorId
