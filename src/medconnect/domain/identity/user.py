"""Someone who can sign in."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.errors import ApplicationOpen, NothingToDecide
from medconnect.domain.identity.events import (
    DoctorApproved,
    DoctorRejected,
    EmailVerified,
    PasswordChanged,
    PictureChanged,
    ProfileChanged,
    RoleChanged,
    SecondFactorRemoved,
    UserDisabled,
    UserEnabled,
    UserRegistered,
)
from medconnect.domain.identity.profile import Profile
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import DoctorId, PatientId, UserId


class Approval(StrEnum):
    """How far the application of someone who wants to be a doctor here has come."""

    AWAITING = "awaiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class Status(StrEnum):
    """Whether an account can be used, and if not, why."""

    ACTIVE = "active"
    AWAITING_APPROVAL = "awaiting_approval"
    AWAITING_VERIFICATION = "awaiting_verification"
    REJECTED = "rejected"
    DISABLED = "disabled"


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
    profile: Profile = field(default_factory=Profile)
    verified_at: datetime | None = None
    disabled_at: datetime | None = None
    approval: Approval | None = None
    has_second_factor: bool = False
    has_picture: bool = False
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
        profile: Profile | None = None,
        verified: bool = True,
        approval: Approval | None = None,
        now: datetime,
    ) -> "User":
        """A new account, which says so. `verified` when somebody we trust gave the address, or none is asked for."""
        user = cls(
            id=id,
            role=role,
            full_name=full_name,
            email=email,
            password_hash=password_hash,
            patient_id=patient_id,
            doctor_id=doctor_id,
            profile=profile or Profile(),
            verified_at=now if verified else None,
            approval=approval,
            registered_at=now,
        )
        user._tell(UserRegistered(subject_id=id, occurred_at=now, role=role))
        return user

    @property
    def status(self) -> Status:
        """Whether the account can be used: the reason that no other step would cure comes first."""
        if self.disabled_at is not None:
            return Status.DISABLED
        if self.approval is Approval.REJECTED:
            return Status.REJECTED
        if self.verified_at is None:
            return Status.AWAITING_VERIFICATION
        return Status.AWAITING_APPROVAL if self.approval is Approval.AWAITING else Status.ACTIVE

    @property
    def is_active(self) -> bool:
        """Whether anyone may act as this person."""
        return self.status is Status.ACTIVE

    def verify_email(self, now: datetime) -> None:
        """A mailed key came back."""
        if self.verified_at is None:
            self.verified_at = now
            self._tell(EmailVerified(subject_id=self.id, occurred_at=now))

    def set_password(self, password_hash: str, how: str, now: datetime) -> None:
        """Another password."""
        self.password_hash = password_hash
        self._tell(PasswordChanged(subject_id=self.id, occurred_at=now, how=how))

    def describe(self, *, full_name: str, profile: Profile, now: datetime) -> None:
        """Take over what the person says of themselves."""
        changed = (*(() if full_name == self.full_name else ("full_name",)), *profile.differs_in(self.profile))
        self.full_name, self.profile = full_name, profile
        if changed:
            self._tell(ProfileChanged(subject_id=self.id, occurred_at=now, fields=changed))

    def picture(self, *, present: bool, now: datetime) -> None:
        """They have another picture, or none."""
        self.has_picture = present
        self._tell(PictureChanged(subject_id=self.id, occurred_at=now, present=present))

    def drop_second_factor(self, now: datetime) -> None:
        """The password alone opens the account again."""
        self.has_second_factor = False
        self._tell(SecondFactorRemoved(subject_id=self.id, occurred_at=now))

    def disable(self, now: datetime) -> bool:
        """Close the account; whether that changed anything."""
        if self.disabled_at is not None:
            return False
        self.disabled_at = now
        self._tell(UserDisabled(subject_id=self.id, occurred_at=now))
        return True

    def enable(self, now: datetime) -> None:
        """Open it again. An application that was not accepted stays what it is."""
        if self.approval in {Approval.AWAITING, Approval.REJECTED}:
            raise ApplicationOpen
        if self.disabled_at is not None:
            self.disabled_at = None
            self._tell(UserEnabled(subject_id=self.id, occurred_at=now))

    def give_role(self, role: Role, *, patient_id: PatientId, doctor_id: DoctorId, now: datetime) -> bool:
        """Another role; the ids are for a person who becomes a patient or a doctor for the first time."""
        if role is self.role:
            return False
        if self.approval in {Approval.AWAITING, Approval.REJECTED}:
            raise ApplicationOpen
        before, self.role = self.role, role
        if role is Role.PATIENT:
            self.patient_id = self.patient_id or patient_id
        if role is Role.DOCTOR:
            self.doctor_id = self.doctor_id or doctor_id
        self._tell(RoleChanged(subject_id=self.id, occurred_at=now, before=before, after=role))
        return True

    def decide(self, *, doctor_id: DoctorId, approved: bool, now: datetime) -> None:
        """Accept or turn down the application. Only an accepted one makes a doctor."""
        if self.approval is not Approval.AWAITING:
            raise NothingToDecide
        if approved:
            self.approval, self.doctor_id = Approval.APPROVED, doctor_id
            self._tell(DoctorApproved(subject_id=self.id, occurred_at=now, doctor_id=doctor_id))
        else:
            self.approval = Approval.REJECTED
            self._tell(DoctorRejected(subject_id=self.id, occurred_at=now, doctor_id=doctor_id))
