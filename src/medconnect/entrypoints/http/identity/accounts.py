"""An account as administrators see it: contact data and standing, nothing clinical."""

from datetime import datetime
from uuid import UUID

from medconnect.application.identity.views import AccountView, ApplicationView
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.user import Approval, Status
from medconnect.entrypoints.http.schemas import ResponseBody


class FeeResponse(ResponseBody):
    """An amount of money."""

    amount: str
    currency: str


class ApplicationResponse(ResponseBody):
    """What an applicant tells of their practice, and what became of it."""

    doctor_id: UUID
    state: Approval
    license_number: str | None
    license_state: str | None
    experience_years: int | None
    consultation_fee: FeeResponse | None
    specialization: str | None
    available_timeslots: str | None
    submitted_at: datetime
    decided_at: datetime | None
    reason: str | None

    @classmethod
    def of(cls, view: ApplicationView) -> "ApplicationResponse":
        fee = view.fee_amount and view.fee_currency and FeeResponse(amount=view.fee_amount, currency=view.fee_currency)
        return cls(
            doctor_id=view.doctor_id,
            state=view.state,
            license_number=view.license_number,
            license_state=view.license_state,
            experience_years=view.experience_years,
            consultation_fee=fee or None,
            specialization=view.specialization,
            available_timeslots=view.timeslots,
            submitted_at=view.submitted_at,
            decided_at=view.decided_at,
            reason=view.reason,
        )


class AccountResponse(ResponseBody):
    """One account."""

    id: UUID
    role: Role
    full_name: str
    email: str
    mobile: str | None
    is_active: bool
    status: Status
    patient_id: UUID | None
    doctor_id: UUID | None
    second_factor: bool
    registered_at: datetime
    application: ApplicationResponse | None

    @classmethod
    def of(cls, view: AccountView) -> "AccountResponse":
        user = view.user
        return cls(
            id=user.id,
            role=user.role,
            full_name=user.full_name,
            email=user.email,
            mobile=user.profile.mobile,
            is_active=view.is_active,
            status=user.status,
            patient_id=user.patient_id,
            doctor_id=user.doctor_id,
            second_factor=user.has_second_factor,
            registered_at=user.registered_at,
            application=ApplicationResponse.of(view.application) if view.application else None,
        )
