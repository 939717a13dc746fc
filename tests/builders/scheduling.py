"""A small world of clinics, doctors and patients, and a front desk that serves it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from medconnect.application.scheduling.add_exception import AddException
from medconnect.application.scheduling.add_leave import AddLeave
from medconnect.application.scheduling.add_opening import AddOpening
from medconnect.application.scheduling.book_appointment import BookAppointment
from medconnect.application.scheduling.cancel_appointment import CancelAppointment
from medconnect.application.scheduling.change_status import ChangeStatus
from medconnect.application.scheduling.close_clinic import CloseClinic
from medconnect.application.scheduling.confirm_hold import ConfirmHold
from medconnect.application.scheduling.edit_appointment import EditAppointment
from medconnect.application.scheduling.explain_slot import ExplainSlot
from medconnect.application.scheduling.find_slots import FindSlots
from medconnect.application.scheduling.get_appointment import GetAppointment
from medconnect.application.scheduling.hold_slot import HoldSlot
from medconnect.application.scheduling.list_appointments import ListAppointments
from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.read_history import ReadHistory
from medconnect.application.scheduling.read_timetable import ReadTimetable
from medconnect.application.scheduling.release_hold import ReleaseHold
from medconnect.application.scheduling.renew_hold import RenewHold
from medconnect.application.scheduling.reopen_clinic import ReopenClinic
from medconnect.application.scheduling.reschedule_appointment import RescheduleAppointment
from medconnect.application.scheduling.set_schedule import SetSchedule
from medconnect.application.scheduling.swap_appointments import SwapAppointments
from medconnect.application.scheduling.take_back_change import TakeBackChange
from medconnect.application.scheduling.tidy_diaries import TidyDiaries
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.doctor import Doctor, Licence, Patient
from medconnect.domain.scheduling.hold import HoldRules
from medconnect.domain.scheduling.hours import Hours, WeeklyHours
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Schedule, Timetable
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId, UserId

NEW_YORK = "America/New_York"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday, 07:00 in New York."""
NINE = datetime(2026, 3, 3, 14, tzinfo=UTC)
"""Tuesday, 09:00 in New York: the first time of an ordinary day."""


@dataclass
class Ids:
    """Fresh ids in ascending order."""

    last: int = 0

    def __call__(self) -> UUID:
        self.last += 1
        return UUID(int=self.last)


@dataclass
class FixedClock:
    """A clock that moves when it is told to."""

    present: datetime = NOW

    def now(self) -> datetime:
        """What time it is."""
        return self.present

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.present += by


def weekly(*spans: tuple[str, str], days: Iterable[int] = range(5)) -> WeeklyHours:
    """The same hours on several weekdays."""
    return WeeklyHours.of((day, Hours.read(opens, closes)) for day in days for opens, closes in spans)


def a_timetable(doctor_id: DoctorId, clinics: Iterable[ClinicId], hours: WeeklyHours | None = None) -> Timetable:
    """The same weekly hours at each clinic; 09:00 to 17:00 from Monday to Friday if nothing else is said."""
    schedule = Schedule(weekly=hours if hours is not None else weekly(("09:00", "17:00")))
    return Timetable(doctor_id=doctor_id, schedules=dict.fromkeys(clinics, schedule))


class House(Protocol):
    """A place to keep things, on whatever store."""

    begin: Begin[SchedulingWork]
    read: Read[SchedulingWork]

    async def add_clinic(self, clinic: Clinic) -> None: ...

    async def add_doctor(
        self, doctor: Doctor, services: tuple[Service, ...], clinic_ids: tuple[ClinicId, ...], timetable: Timetable
    ) -> None:
        """Also what somebody has changed about a doctor since."""
        ...

    async def add_patient(self, patient: Patient) -> None: ...


@dataclass
class FrontDesk:
    """All use cases over one house, and the people who use them."""

    house: House
    clock: FixedClock = field(default_factory=FixedClock)
    new_id: NewId = field(default_factory=Ids)
    rules: HoldRules = field(default_factory=HoldRules)

    def __post_init__(self) -> None:
        begin, read, clock, new_id = self.house.begin, self.house.read, self.clock, self.new_id
        self.find = FindSlots(read=read, clock=clock)
        self.explain = ExplainSlot(read=read, clock=clock)
        self.hold = HoldSlot(begin=begin, read=read, clock=clock, new_id=new_id, rules=self.rules)
        self.renew = RenewHold(begin=begin, clock=clock, rules=self.rules)
        self.release = ReleaseHold(begin=begin, clock=clock)
        self.confirm = ConfirmHold(begin=begin, clock=clock, new_id=new_id)
        self.book = BookAppointment(begin=begin, read=read, clock=clock, new_id=new_id)
        self.reschedule = RescheduleAppointment(begin=begin, read=read, clock=clock)
        self.swap = SwapAppointments(begin=begin, clock=clock)
        self.cancel = CancelAppointment(begin=begin, clock=clock)
        self.change_status = ChangeStatus(begin=begin, clock=clock)
        self.edit = EditAppointment(begin=begin, clock=clock)
        self.tidy = TidyDiaries(begin=begin, read=read, clock=clock)
        self.set_schedule = SetSchedule(begin=begin, clock=clock)
        self.add_exception = AddException(begin=begin, clock=clock, new_id=new_id)
        self.add_opening = AddOpening(begin=begin, clock=clock, new_id=new_id)
        self.add_leave = AddLeave(begin=begin, clock=clock, new_id=new_id)
        self.take_back = TakeBackChange(begin=begin, clock=clock)
        self.close_clinic = CloseClinic(begin=begin, clock=clock, new_id=new_id)
        self.reopen_clinic = ReopenClinic(begin=begin, clock=clock)
        self.get = GetAppointment(read=read, clock=clock)
        self.history = ReadHistory(read=read)
        self.list = ListAppointments(read=read, clock=clock)
        self.timetable = ReadTimetable(read=read)

    async def clinic(self, **facts: Any) -> Clinic:
        """A clinic in New York."""
        clinic = Clinic(**{"id": ClinicId(self.new_id()), "zone": NEW_YORK, "state": "NY", **facts})
        await self.house.add_clinic(clinic)
        return clinic

    async def doctor(
        self, *clinics: Clinic, hours: WeeklyHours | None = None, services: tuple[dict[str, Any], ...] = ({},)
    ) -> "Practice":
        """A doctor who works at these clinics, or at a new one. The first service is the default."""
        places = clinics or (await self.clinic(),)
        doctor_id = DoctorId(self.new_id())
        doctor = Doctor(id=doctor_id, licences=(Licence(state="NY", valid_from=date(2020, 1, 1)),))
        offered = tuple(
            Service(
                **{
                    "id": ServiceId(self.new_id()),
                    "doctor_id": doctor_id,
                    "name": "Visit",
                    "length": timedelta(minutes=30),
                    **facts,
                }
            )
            for facts in services
        )
        clinic_ids = tuple(clinic.id for clinic in places)
        practice = Practice(desk=self, doctor=doctor, services=offered, clinic_ids=clinic_ids, hours=hours)
        await practice.keep(doctor)
        return practice

    async def patient(self, **facts: Any) -> Actor:
        """A patient who has signed in."""
        patient = Patient(**{"id": PatientId(self.new_id()), "state": "NY", **facts})
        await self.house.add_patient(patient)
        return Actor(role=Role.PATIENT, user_id=UserId(self.new_id()), patient_id=patient.id)

    def receptionist(self) -> Actor:
        """Somebody at the desk."""
        return Actor(role=Role.RECEPTIONIST, user_id=UserId(self.new_id()))

    def admin(self) -> Actor:
        """Somebody who may set the house in order."""
        return Actor(role=Role.ADMIN, user_id=UserId(self.new_id()))


@dataclass
class Practice:
    """A doctor with services and workplaces."""

    desk: FrontDesk
    doctor: Doctor
    services: tuple[Service, ...]
    clinic_ids: tuple[ClinicId, ...]
    hours: WeeklyHours | None = None

    @property
    def id(self) -> DoctorId:
        """The doctor's id."""
        return self.doctor.id

    @property
    def service(self) -> Service:
        """The default service."""
        return self.services[0]

    @property
    def actor(self) -> Actor:
        """The doctor, signed in."""
        return Actor(role=Role.DOCTOR, doctor_id=self.id, user_id=UserId(self.id))

    async def keep(self, doctor: Doctor) -> None:
        """Keep the doctor as they are now."""
        self.doctor = doctor
        timetable = a_timetable(doctor.id, self.clinic_ids, self.hours)
        await self.desk.house.add_doctor(doctor, self.services, self.clinic_ids, timetable)
