"""Who asks: part of every question."""

from dataclasses import dataclass
from enum import StrEnum

from medconnect.domain.shared.ids import DoctorId, PatientId, SessionId, UserId


class Role(StrEnum):
    """The kinds of asker. A visitor has not signed in; the system is the clinic itself (worker, command line)."""

    VISITOR = "visitor"
    PATIENT = "patient"
    DOCTOR = "doctor"
    RECEPTIONIST = "receptionist"
    ADMIN = "admin"
    SYSTEM = "system"


STAFF = frozenset({Role.DOCTOR, Role.RECEPTIONIST, Role.ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One asker in one request. `patient_id` and `doctor_id` are what this person owns, if anything. Who is
    `confined` must set up a second factor first and can do nothing else."""

    role: Role
    user_id: UserId | None = None
    patient_id: PatientId | None = None
    doctor_id: DoctorId | None = None
    session_id: SessionId | None = None
    request_id: str = ""
    confined: bool = False


VISITOR = Actor(role=Role.VISITOR)
SYSTEM = Actor(role=Role.SYSTEM)
