"""Someone who can sign in."""

from dataclasses import dataclass
from datetime import datetime

from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.events import UserRegistered
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import DoctorId, PatientId, UserId


@dataclass(eq=False, kw_only=True, slots=True)
class User(Newsworthy):
    """An account. The person behind it is a patient or a doctor of their own right; staff are only users."""

    id: UserId
    role: Role
    full_name: str
    email: EmailAddress
    password_hash: str
    registered_at: datetime
    patient_id: PatientId | None = None
    doctor_id: DoctorId | None = None
    is_active: bool = True
    version: int = 0

    @classmethod
    def register(
        cls,
        *,
        id: UserId,  # noqa: A002 - the field's name
        role: Role,
        full_name: str,
        email: EmailAddress,
        password_hash: str,
        patient_id: PatientId | None = None,
        doctor_id: DoctorId | None = None,
        now: datetime,
    ) -> "User":
        """A new account, which says so."""
        user = cls(
            id=id,
            role=role,
            full_name=full_name,
            email=email,
            password_hash=password_hash,
            patient_id=patient_id,
            doctor_id=doctor_id,
            registered_at=now,
        )
        user._tell(UserRegistered(subject_id=id, occurred_at=now, role=role))
        return user
