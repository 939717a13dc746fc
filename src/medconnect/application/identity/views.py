"""What identity answers with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.application import DoctorApplication
from medconnect.domain.identity.profile import Profile, Sex
from medconnect.domain.identity.session import Session
from medconnect.domain.identity.user import Approval, Status, User
from medconnect.domain.shared.ids import DoctorId, InsurancePlanId, PatientId, SessionId, UserId

ACCESS_LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """What a person tells of themselves."""

    mobile: str | None
    date_of_birth: date | None
    sex: Sex | None
    time_zone: str
    language: str
    state: str | None
    division_id: int | None
    district_id: int | None
    thana_id: int | None
    insurance_plan_id: InsurancePlanId | None

    @classmethod
    def of(cls, profile: Profile) -> "ProfileView":
        return cls(
            mobile=str(profile.mobile) if profile.mobile else None,
            date_of_birth=profile.date_of_birth,
            sex=profile.sex,
            time_zone=profile.time_zone,
            language=profile.language,
            state=profile.state,
            division_id=profile.division_id,
            district_id=profile.district_id,
            thana_id=profile.thana_id,
            insurance_plan_id=profile.insurance_plan_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UserView:
    """A person as they see themselves."""

    id: UserId
    role: Role
    full_name: str
    email: str
    patient_id: PatientId | None
    doctor_id: DoctorId | None
    profile: ProfileView
    status: Status
    has_second_factor: bool
    has_picture: bool
    registered_at: datetime

    @classmethod
    def of(cls, user: User) -> "UserView":
        return cls(
            id=user.id,
            role=user.role,
            full_name=user.full_name,
            email=str(user.email),
            patient_id=user.patient_id,
            doctor_id=user.doctor_id,
            profile=ProfileView.of(user.profile),
            status=user.status,
            has_second_factor=user.has_second_factor,
            has_picture=user.has_picture,
            registered_at=user.registered_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationView:
    """An application as the administrators who decide see it."""

    doctor_id: DoctorId
    state: Approval
    license_number: str | None
    license_state: str | None
    experience_years: int | None
    fee_amount: str | None
    fee_currency: str | None
    specialization: str | None
    timeslots: str | None
    submitted_at: datetime
    decided_at: datetime | None
    reason: str | None

    @classmethod
    def of(cls, application: DoctorApplication, state: Approval) -> "ApplicationView":
        practice = application.practice
        return cls(
            doctor_id=application.doctor_id,
            state=state,
            license_number=practice.license_number,
            license_state=practice.license_state,
            experience_years=practice.experience_years,
            fee_amount=str(practice.fee.amount) if practice.fee else None,
            fee_currency=practice.fee.currency if practice.fee else None,
            specialization=practice.specialization,
            timeslots=str(practice.timeslots) if practice.timeslots else None,
            submitted_at=application.submitted_at,
            decided_at=application.decided_at,
            reason=application.reason,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account as administrators see it."""

    user: UserView
    is_active: bool
    application: ApplicationView | None

    @classmethod
    def of(cls, user: User, application: DoctorApplication | None = None) -> "AccountView":
        shown = ApplicationView.of(application, user.approval) if application and user.approval else None
        return cls(user=UserView.of(user), is_active=user.is_active, application=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """One sign-in, as its owner sees it in the list."""

    id: SessionId
    device: str
    started_at: datetime
    used_at: datetime
    ends_at: datetime
    is_current: bool

    @classmethod
    def of(cls, session: Session, current: SessionId | None) -> "SessionView":
        return cls(
            id=session.id,
            device=session.device,
            started_at=session.started_at,
            used_at=session.used_at,
            ends_at=min(session.ends_at, session.used_at + session.idle),
            is_current=session.id == current,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPair:
    """A fresh pair of tokens and who they are for."""

    access_token: str
    refresh_token: str
    expires_in: int
    user: UserView
