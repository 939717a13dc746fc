"""What scheduling needs from outside.

One booking is: `diaries.open` (lock, then read), a decision, `diaries.save` (one batch of writes), `commit`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from medconnect.application.scheduling.views import AppointmentView
from medconnect.application.shared.idempotency import Answers
from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Work
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.history import HistoryEntry
from medconnect.domain.scheduling.hold import Hold
from medconnect.domain.scheduling.life import Status
from medconnect.domain.scheduling.service import LONGEST, Service
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.shared.ids import (
    AppointmentId,
    ClinicId,
    DoctorId,
    HoldId,
    PatientId,
    ServiceId,
    VisitorId,
)
from medconnect.domain.shared.period import EARLIEST, LATEST, Period, checked

REACH = 2 * LONGEST + timedelta(hours=1)
"""How far beyond a start the claims lie that can matter to it: visit and buffers, and its whole local day for caps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryAsk:
    """Which diary, for starts in which period, for whom. Without a service the doctor's default one is meant."""

    doctor_id: DoctorId
    period: Period
    service_id: ServiceId | None = None
    patient_ids: tuple[PatientId, ...] = ()
    visitor_id: VisitorId | None = None

    @classmethod
    def around(
        cls,
        starts_at: datetime,
        beside: timedelta,
        *,
        doctor_id: DoctorId,
        service_id: ServiceId | None = None,
        patient_ids: tuple[PatientId, ...] = (),
        visitor_id: VisitorId | None = None,
    ) -> "DiaryAsk":
        """For one wanted start, and its neighbours as alternatives."""
        starts_at = checked(starts_at, "starts_at")
        return cls(
            doctor_id=doctor_id,
            period=clipped(starts_at - beside, starts_at + beside),
            service_id=service_id,
            patient_ids=patient_ids,
            visitor_id=visitor_id,
        )

    @property
    def window(self) -> Period:
        """Claims that overlap this are to be read, and no others: history costs nothing."""
        return clipped(self.period.starts_at - REACH, self.period.ends_at + REACH)


def clipped(since: datetime, until: datetime) -> Period:
    """A period cut to the years that we serve."""
    return Period(starts_at=max(since, EARLIEST), ends_at=min(until, LATEST - timedelta(seconds=1)))


class Diaries(Protocol):
    """The diaries of all doctors. The store is the arbiter of claims; a diary only explains."""

    async def open(self, *asks: DiaryAsk) -> tuple[Diary, ...]:
        """Lock the diary rows in ascending order, after them the patients' rows likewise, then read.

        A time that is plainly taken may be refused before any lock, with `SlotTaken`. Patients are locked because
        caps and "one live hold" are theirs across doctors.

        Read are the claims of the doctor, of the rooms of the service and of the patients that overlap the window,
        and the unfinished holds of those who ask, wherever they are. `NotFound` for an unknown doctor, service or
        patient. The answer has the order of the question.
        """
        ...

    async def look(self, ask: DiaryAsk) -> Diary:
        """The same without a lock, for those who only look."""
        ...

    async def save(self, *diaries: Diary) -> None:
        """Keep what the diaries decided: of all of them first what goes, then promotions, then what comes.

        `SlotTaken` when a blocking claim of the doctor or the room overlaps another, `AlreadyBusy` when one of the
        patient does; `Contention` when a hold or a visit is not what was read. At the latest `commit` says so.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFilter:
    """Which visits; what is not given does not restrict. `since` and `until` speak of starts, half-open; `first_day`
    and `last_day` of the clinic-local dates that were agreed, both included (T6)."""

    patient_id: PatientId | None = None
    doctor_id: DoctorId | None = None
    clinic_id: ClinicId | None = None
    statuses: frozenset[Status] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None


class Appointments(Protocol):
    """All visits."""

    async def get(self, appointment_id: AppointmentId) -> Appointment | None: ...

    async def for_change(self, *appointment_ids: AppointmentId) -> tuple[Appointment, ...]:
        """Lock in ascending order, before any diary, and read. The unknown are left out; the order is as asked."""
        ...

    async def save(self, appointment: Appointment) -> None:
        """Keep a change that touches no claim; `Contention` when it is not what was read."""
        ...

    async def page(self, wanted: AppointmentFilter, window: Window) -> Page[Appointment]:
        """In order of start, then id."""
        ...

    async def history(self, appointment_id: AppointmentId) -> Sequence[HistoryEntry]:
        """Every step, oldest first."""
        ...

    async def to_come(
        self, now: datetime, *, doctor_id: DoctorId | None = None, clinic_id: ClinicId | None = None
    ) -> Sequence[Appointment]:
        """Visits that still take their time and have not ended: those whom a change of hours may affect."""
        ...

    async def unanswered(self, now: datetime, limit: int) -> Sequence[AppointmentId]:
        """Requests that are pending beyond their time."""
        ...


class Holds(Protocol):
    """All holds."""

    async def get(self, hold_id: HoldId) -> Hold | None:
        """As it was last kept; the diary has the truth."""
        ...

    async def to_come(
        self, now: datetime, *, doctor_id: DoctorId | None = None, clinic_id: ClinicId | None = None
    ) -> Sequence[Hold]:
        """Live holds: they may still become visits."""
        ...

    async def run_out(self, now: datetime, limit: int) -> Sequence[Hold]:
        """Holds that the clock has ended and nobody has noted."""
        ...


class Timetables(Protocol):
    """When doctors work."""

    async def get(self, doctor_id: DoctorId) -> Timetable | None: ...

    async def for_change(self, doctor_id: DoctorId) -> Timetable | None:
        """Lock the doctor's diary, so that a leave and a booking never both pass, and read."""
        ...

    async def save(self, timetable: Timetable) -> None: ...


class Clinics(Protocol):
    """Clinics as far as diaries care."""

    async def of(self, doctor_id: DoctorId) -> Sequence[Clinic]:
        """Those where the doctor works or may be given hours."""
        ...

    async def for_change(self, clinic_id: ClinicId) -> tuple[Clinic, Sequence[Timetable]] | None:
        """Lock the diaries of all who work there, in ascending order, and read the clinic and their timetables."""
        ...

    async def save(self, clinic: Clinic) -> None: ...


class Services(Protocol):
    """What can be booked."""

    async def add(self, service: Service) -> None:
        """Keep a new service of a doctor whose diary this unit has locked; the first one becomes the default."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesAsk:
    """Whose names are wanted."""

    doctors: frozenset[DoctorId] = frozenset()
    patients: frozenset[PatientId] = frozenset()
    clinics: frozenset[ClinicId] = frozenset()
    services: frozenset[ServiceId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A clinic as people find it."""

    name: str
    city: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What those who were asked for are called. The unknown are left out."""

    doctors: Mapping[DoctorId, str] = field(default_factory=dict)
    patients: Mapping[PatientId, str] = field(default_factory=dict)
    clinics: Mapping[ClinicId, Place] = field(default_factory=dict)
    services: Mapping[ServiceId, str] = field(default_factory=dict)


class Names(Protocol):
    """What people, clinics and services are called. Diaries decide by ids; only answers need names."""

    async def of(self, wanted: NamesAsk) -> Named: ...


class CalendarFiles(Protocol):
    """Writes visits as calendar programs read them."""

    def of_visit(self, visit: AppointmentView, place: Place, now: datetime) -> bytes: ...


class SchedulingWork(Work, Protocol):
    """One transaction over diaries."""

    diaries: Diaries
    appointments: Appointments
    holds: Holds
    timetables: Timetables
    clinics: Clinics
    services: Services
    names: Names
    answers: Answers


def ask_about_hold(hold: Hold, patient_id: PatientId | None = None) -> DiaryAsk:
    """The diary in which a hold stands, for its holder, and for the patient who adopts it."""
    patients = {hold.patient_id, patient_id} - {None}
    return DiaryAsk(
        doctor_id=hold.spot.doctor_id,
        period=hold.spot.period,
        service_id=hold.spot.service_id,
        patient_ids=tuple(p for p in patients if p is not None),
        visitor_id=hold.visitor_id,
    )


def ask_about_visit(visit: Appointment) -> DiaryAsk:
    """The diary in which a visit stands."""
    return DiaryAsk(
        doctor_id=visit.spot.doctor_id,
        period=visit.period,
        service_id=visit.spot.service_id,
        patient_ids=(visit.patient_id,),
    )
