"""What happens to accounts and sessions."""

from dataclasses import dataclass
from typing import ClassVar

from medconnect.domain.identity.actor import Role
from medconnect.domain.shared.events import Event
from medconnect.domain.shared.ids import DoctorId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRegistered(Event):
    """An account was made."""

    name: ClassVar[str] = "user.registered"

    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(Event):
    """Somebody signed in."""

    name: ClassVar[str] = "session.started"

    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """A session ended before its time; `reason` says how."""

    name: ClassVar[str] = "session.ended"

    user_id: UserId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRefused(Event):
    """Somebody was not let in. The subject is the account, or nobody when there is none."""

    name: ClassVar[str] = "sign-in.refused"

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailVerified(Event):
    """A mailed key came back: the address is theirs."""

    name: ClassVar[str] = "user.email-verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChanged(Event):
    """What a person says of themselves changed; only the names of the fields are told."""

    name: ClassVar[str] = "user.profile-changed"

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureChanged(Event):
    """A person has another picture, or none."""

    name: ClassVar[str] = "user.picture-changed"

    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    """`how`: changed by the person, or reset by a mailed key."""

    name: ClassVar[str] = "user.password-changed"

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordResetAsked(Event):
    """A reset link was mailed."""

    name: ClassVar[str] = "user.password-reset-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorEnabled(Event):
    """From now on the password alone does not open this account."""

    name: ClassVar[str] = "user.second-factor-enabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorRemoved(Event):
    """The password alone opens this account again."""

    name: ClassVar[str] = "user.second-factor-removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeUsed(Event):
    """A code on paper stood in for the app."""

    name: ClassVar[str] = "user.recovery-code-used"

    codes_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDisabled(Event):
    """An administrator closed the account."""

    name: ClassVar[str] = "user.disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEnabled(Event):
    """An administrator opened it again."""

    name: ClassVar[str] = "user.enabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """An administrator gave the account another role."""

    name: ClassVar[str] = "user.role-changed"

    before: Role
    after: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersListed(Event):
    """Somebody looked through the accounts. The subject is who looked."""

    name: ClassVar[str] = "users.listed"

    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorApplied(Event):
    """Somebody asks to work here as a doctor."""

    name: ClassVar[str] = "doctor.applied"

    doctor_id: DoctorId


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorApproved(Event):
    """The application was accepted; the directory makes the doctor from it."""

    name: ClassVar[str] = "doctor.approved"

    doctor_id: DoctorId


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorRejected(Event):
    """The application was turned down."""

    name: ClassVar[str] = "doctor.rejected"

    doctor_id: DoctorId
