"""One page of a diary at one clinic in New York, with Ann and Bob, and short ways to ask it for things."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Claim
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Doctor, Licence, Patient
from medconnect.domain.scheduling.hold import Hold, HoldRules
from medconnect.domain.scheduling.hours import Hours, WeeklyHours
from medconnect.domain.scheduling.life import By, Side
from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Schedule, Timetable
from medconnect.domain.scheduling.wish import Intake, Wish
from medconnect.domain.shared.ids import (
    AppointmentId,
    ClinicId,
    DoctorId,
    HoldId,
    InsurancePlanId,
    PatientId,
    RoomId,
    ServiceId,
    VisitorId,
)
from medconnect.domain.shared.period import Period

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NINE = datetime(2026, 3, 3, 14, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
HALF = 30 * MINUTE
DOCTOR, CLINIC, SERVICE = DoctorId(UUID(int=1)), ClinicId(UUID(int=2)), ServiceId(UUID(int=3))
ANN, BOB, VISITOR = PatientId(UUID(int=4)), PatientId(UUID(int=5)), VisitorId(UUID(int=6))
ROOM, OTHER_ROOM, PLAN = RoomId(UUID(int=7)), RoomId(UUID(int=8)), InsurancePlanId(UUID(int=9))
BY = By(user_id=None, role="receptionist", side=Side.CLINIC)
RULES = HoldRules(lasts=5 * MINUTE, renewals=1, anonymous_daily=2)
HOURS = WeeklyHours.of((day, Hours.read("09:00", "17:00")) for day in range(5))
CONSENT = Consent(kind="treatment", version="2")


def a_diary(*claims: Claim, holds: tuple[Hold, ...] = (), patient: dict[str, Any] | None = None, **facts: Any) -> Diary:
    clinic = Clinic(**{"id": CLINIC, "zone": "America/New_York", "state": "NY", **facts.pop("clinic", {})})
    service = Service(
        **{"id": SERVICE, "doctor_id": DOCTOR, "name": "Visit", "length": HALF, **facts.pop("service", {})}
    )
    doctor = Doctor(
        **{"id": DOCTOR, "licences": (Licence(state="NY", valid_from=date(2026, 1, 1)),), **facts.pop("doctor", {})}
    )
    schedule = Schedule(weekly=facts.pop("weekly", HOURS))
    return Diary(
        doctor=doctor,
        timetable=Timetable(doctor_id=DOCTOR, schedules={clinic.id: schedule}, **facts.pop("timetable", {})),
        clinics={clinic.id: clinic},
        service=service,
        known=Period(starts_at=NINE - 12 * HOUR, ends_at=NINE + 12 * HOUR),
        claims=claims,
        patients={who: Patient(id=who, **(patient or {})) for who in (ANN, BOB)},
        holds=holds,
        **facts,
    )


def book(
    diary: Diary, starts_at: datetime = NINE, patient: PatientId = ANN, number: int = 100, **wish: Any
) -> Appointment:
    intake = Intake(patient_id=patient, consents=wish.pop("consents", frozenset()))
    asker = diary.asker(patient_id=patient, state=wish.pop("state", None), cover=wish.pop("cover", None))
    now = wish.pop("now", NOW)
    wanted = Wish(starts_at=starts_at, asker=asker, **wish)
    return diary.book(wanted, intake, new_id=AppointmentId(UUID(int=number)), by=BY, now=now)


def hold(diary: Diary, starts_at: datetime = NINE, number: int = 200, now: datetime = NOW, **who: Any) -> Hold:
    asker = diary.asker(**(who or {"patient_id": ANN}))
    return diary.hold(Wish(starts_at=starts_at, asker=asker), new_id=HoldId(UUID(int=number)), rules=RULES, now=now)


def confirm(diary: Diary, held: Hold, patient: PatientId = ANN, now: datetime = NOW, **who: Any) -> Appointment:
    intake = Intake(patient_id=patient, consents=who.pop("consents", frozenset()))
    asker = diary.asker(patient_id=patient, **who)
    return diary.confirm(held, intake, asker=asker, new_id=AppointmentId(UUID(int=300)), by=BY, now=now)


def visit_at(starts_at: datetime, patient: PatientId = BOB, number: int = 500, **wish: Any) -> Appointment:
    return book(a_diary(), starts_at, patient, number, **wish)
