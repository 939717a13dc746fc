"""Bodies of signing in and out, and a person as they see themselves."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from medconnect.application.identity.views import SessionView, TokenPair, UserView
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.profile import Sex
from medconnect.domain.identity.user import Status
from medconnect.entrypoints.http.schemas import RequestBody, ResponseBody


def _only_text(value: object) -> object:
    """A date is written as one: the framework would also take a number of seconds."""
    if value is None or isinstance(value, date) or (isinstance(value, str) and len(value) == len("2000-01-01")):
        return value
    raise ValueError


# Passwords keep their spaces; longer than we accept is refused unread, shorter is simply wrong.
Password = Annotated[str, StringConstraints(min_length=1, max_length=512, strip_whitespace=False)]
Email = Annotated[str, StringConstraints(min_length=1, max_length=254)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=32)]
MailedToken = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Day = Annotated[date, BeforeValidator(_only_text)]


class Login(RequestBody):
    """E-mail address and password. A client without cookies says `native` and gets the refresh token in the body."""

    email: Email
    password: Password
    otp: Code | None = None
    client: Literal["web", "native"] = "web"


class LoginForm(RequestBody):
    """The same as OAuth2's password flow sends it."""

    grant_type: Literal["password"] = "password"
    username: Email
    password: Password
    otp: Code | None = None
    client: Literal["web", "native"] = "web"
    scope: str = Field("", max_length=512)
    client_id: str | None = Field(None, max_length=512)
    client_secret: str | None = Field(None, max_length=512)


class Refresh(RequestBody):
    """A refresh token, from a client that keeps no cookies."""

    refresh_token: str = Field(min_length=1, max_length=512)


class UserResponse(ResponseBody):
    """A person as they see themselves."""

    id: UUID
    role: Role
    full_name: str
    email: str
    patient_id: UUID | None
    doctor_id: UUID | None
    mobile: str | None
    date_of_birth: date | None
    sex: Sex | None
    time_zone: str
    language: str
    state: str | None
    division_id: int | None
    district_id: int | None
    thana_id: int | None
    insurance_plan_id: UUID | None
    status: Status
    second_factor: bool
    avatar_url: str | None
    registered_at: datetime

    @classmethod
    def of(cls, view: UserView) -> "UserResponse":
        profile = view.profile
        return cls(
            id=view.id,
            role=view.role,
            full_name=view.full_name,
            email=view.email,
            patient_id=view.patient_id,
            doctor_id=view.doctor_id,
            mobile=profile.mobile,
            date_of_birth=profile.date_of_birth,
            sex=profile.sex,
            time_zone=profile.time_zone,
            language=profile.language,
            state=profile.state,
            division_id=profile.division_id,
            district_id=profile.district_id,
            thana_id=profile.thana_id,
            insurance_plan_id=profile.insurance_plan_id,
            status=view.status,
            second_factor=view.has_second_factor,
            avatar_url="/api/v1/me/avatar" if view.has_picture else None,
            registered_at=view.registered_at,
        )


class TokenResponse(ResponseBody):
    """Access for ten minutes. The refresh token travels in a cookie, or here for a native client."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme's name
    expires_in: int
    refresh_token: str | None = None
    user: UserResponse

    @classmethod
    def of(cls, pair: TokenPair, *, with_refresh: bool) -> "TokenResponse":
        return cls(
            access_token=pair.access_token,
            expires_in=pair.expires_in,
            refresh_token=pair.refresh_token if with_refresh else None,
            user=UserResponse.of(pair.user),
        )


class SessionResponse(ResponseBody):
    """One sign-in: where, since when, last used when, and whether it is this one."""

    id: UUID
    device: str
    started_at: datetime
    used_at: datetime
    ends_at: datetime
    current: bool

    @classmethod
    def of(cls, view: SessionView) -> "SessionResponse":
        return cls(
            id=view.id,
            device=view.device,
            started_at=view.started_at,
            used_at=view.used_at,
            ends_at=view.ends_at,
            current=view.is_current,
        )
