"""Registering, and showing that an address is one's own."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import Field
from starlette.exceptions import HTTPException

from medconnect.application.identity.ask_for_letter import AskForLetter, AskForLetterCommand
from medconnect.application.identity.register import Register, RegisterCommand
from medconnect.application.identity.verify_email import VerifyEmail, VerifyEmailCommand
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.application import Practice, Timeslots
from medconnect.domain.identity.errors import RoleNotSelfAssignable
from medconnect.domain.identity.mailed_key import KeyPurpose
from medconnect.domain.identity.profile import Profile, Sex
from medconnect.domain.identity.throttle import TooManyTries
from medconnect.domain.identity.user import Status
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.ids import InsurancePlanId
from medconnect.domain.shared.money import InvalidMoney, Money
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.forms import MULTIPART, URLENCODED, Upload, content_type_of, read_form
from medconnect.entrypoints.http.identity.reading import Address, documented, validated
from medconnect.entrypoints.http.identity.schemas import Day, Email, MailedToken, Password, UserResponse
from medconnect.entrypoints.http.schemas import RequestBody, ResponseBody, refuses, router

registration = router(tags=["Accounts"])

_Area = Annotated[int | None, Field(ge=1, le=1_000_000)]


class Registration(RequestBody):
    """What somebody fills in to register. A doctor's practice is an application."""

    full_name: str = Field(min_length=1, max_length=200)
    email: Email
    mobile: str = Field(min_length=1, max_length=40)
    password: Password
    role: Literal["patient", "doctor", "receptionist", "admin"] = "patient"
    time_zone: str | None = Field(None, max_length=64)
    language: str | None = Field(None, max_length=16)
    state: str | None = Field(None, min_length=1, max_length=60)
    insurance_plan_id: UUID | None = None
    date_of_birth: Day | None = None
    sex: Literal["female", "male", "other", "unknown"] | None = None
    division_id: _Area = None
    district_id: _Area = None
    thana_id: _Area = None
    license_number: str | None = Field(None, min_length=1, max_length=64, pattern=r"^[\w ./-]+$")
    license_state: str | None = Field(None, min_length=1, max_length=60)
    experience_years: int | None = Field(None, ge=0, le=80)
    consultation_fee: Decimal | dict[Literal["amount", "currency"], str] | None = None
    specialization: str | None = Field(None, min_length=1, max_length=80)
    available_timeslots: str | None = Field(None, min_length=1, max_length=300)

    def profile(self) -> Profile:
        """What they tell of themselves; the number is read later."""
        chosen: dict[str, str] = {
            name: value for name in ("time_zone", "language") if (value := getattr(self, name)) is not None
        }
        return Profile(
            **chosen,  # type: ignore[arg-type]
            state=self.state,
            insurance_plan_id=InsurancePlanId(self.insurance_plan_id) if self.insurance_plan_id else None,
            date_of_birth=self.date_of_birth,
            sex=Sex(self.sex) if self.sex else None,
            division_id=self.division_id,
            district_id=self.district_id,
            thana_id=self.thana_id,
        )

    def practice(self) -> Practice | None:
        """What a doctor tells of their practice; of others nothing is kept."""
        if self.role != "doctor":
            return None
        return Practice(
            license_number=self.license_number,
            license_state=self.license_state,
            experience_years=self.experience_years,
            fee=self._fee(),
            specialization=self.specialization,
            timeslots=Timeslots.read(self.available_timeslots) if self.available_timeslots else None,
        )

    def _fee(self) -> Money | None:
        fee = self.consultation_fee
        try:
            match fee:
                case None:
                    return None
                case Decimal():
                    return Money(fee)
            return Money(Decimal(fee["amount"]), fee.get("currency", "USD"))
        except (InvalidMoney, KeyError, ArithmeticError) as error:
            raise InvalidMoney("consultation_fee") from error


class RegistrationForm(Registration):
    """The same as a form, with a picture."""

    profile_image: str | None = Field(None, json_schema_extra={"format": "binary"})


class RegistrationResponse(ResponseBody):
    """The account as it was asked for. The same for an address that somebody has, whose owner gets a mail."""

    user: UserResponse
    status: Status


class AskForVerification(RequestBody):
    """Whose mail should come once more."""

    email: Email


class Verification(RequestBody):
    """The key from the mail."""

    token: MailedToken


@registration.post(
    "/auth/register",
    status_code=201,
    responses={
        202: {"model": RegistrationResponse, "description": "Open the link that we mailed."},
        **refuses(RoleNotSelfAssignable, TooManyTries, invalid=True),
    },
    openapi_extra=documented(json=Registration, multipart=RegistrationForm),
)
async def register(
    request: Request,
    response: Response,
    actor: CurrentActor,
    address: Address,
    register: Annotated[Register, Depends(provided(lambda c: c.register))],
) -> RegistrationResponse:
    """Register as a patient, or apply as a doctor."""
    given, picture = await _read_registration(request)
    view = await register(_command(given, picture, actor, address))
    if view.status is Status.AWAITING_VERIFICATION:
        response.status_code = 202
    return RegistrationResponse(user=UserResponse.of(view), status=view.status)


@registration.post("/auth/verify-email", status_code=204, responses=refuses(TooManyTries, invalid=True))
async def verify_email(
    body: Verification,
    actor: CurrentActor,
    address: Address,
    verify_email: Annotated[VerifyEmail, Depends(provided(lambda c: c.verify_email))],
) -> None:
    """Show, with the key from the mail, that the address is yours."""
    await verify_email(VerifyEmailCommand(actor=actor, token=body.token, address=address))


@registration.post("/auth/verify-email/resend", status_code=202, responses=refuses(TooManyTries, invalid=True))
async def resend_verification(
    body: AskForVerification,
    actor: CurrentActor,
    address: Address,
    ask_for_letter: Annotated[AskForLetter, Depends(provided(lambda c: c.ask_for_letter))],
) -> None:
    """Mail the key once more, if it is still needed. The answer is always the same."""
    await ask_for_letter(
        AskForLetterCommand(actor=actor, email=body.email, purpose=KeyPurpose.VERIFICATION, address=address)
    )


def _command(given: Registration, picture: bytes | None, actor: Actor, address: str) -> RegisterCommand:
    return RegisterCommand(
        actor=actor,
        role=Role(given.role),
        full_name=given.full_name,
        email=EmailAddress(given.email),
        mobile=given.mobile,
        password=given.password,
        profile=given.profile(),
        practice=given.practice(),
        picture=picture,
        address=address,
    )


async def _read_registration(request: Request) -> tuple[Registration, bytes | None]:
    match content_type_of(request):
        case "application/json":
            return validated(Registration, await request.json()), None
        case kind if kind in {MULTIPART, URLENCODED}:
            fields = await read_form(request)
            picture = fields.pop("profile_image", None)
            if any(isinstance(value, Upload) for value in fields.values()) or isinstance(picture, str):
                raise HTTPException(422)
            given = validated(Registration, fields)
            if picture and len(picture.content) > request.app.state.container.settings().upload_limit_bytes:
                raise HTTPException(413)
            return given, picture.content if picture else None
    raise HTTPException(415)
