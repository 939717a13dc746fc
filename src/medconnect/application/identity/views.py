"""What identity answers with."""

from dataclasses import dataclass
from datetime import timedelta

from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.user import User
from medconnect.domain.shared.ids import DoctorId, PatientId, UserId

ACCESS_LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserView:
    """A person as they see themselves."""

    id: UserId
    role: Role
    full_name: str
    email: str
    patient_id: PatientId | None
    doctor_id: DoctorId | None

    @classmethod
    def of(cls, user: User) -> "UserView":
        return cls(
            id=user.id,
            role=user.role,
            full_name=user.full_name,
            email=str(user.email),
            patient_id=user.patient_id,
            doctor_id=user.doctor_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPair:
    """A fresh pair of tokens and who they are for."""

    access_token: str
    refresh_token: str
    expires_in: int
    user: UserView
