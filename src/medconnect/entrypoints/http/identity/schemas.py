"""Bodies of the account routes."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from medconnect.application.identity.views import TokenPair, UserView
from medconnect.domain.identity.actor import Role
from medconnect.entrypoints.http.schemas import RequestBody, ResponseBody

# Passwords keep their spaces; longer than we accept is refused unread, shorter is simply wrong.
Password = Annotated[str, StringConstraints(min_length=1, max_length=512, strip_whitespace=False)]


class Login(RequestBody):
    """E-mail address and password. A client without cookies says `native` and gets the refresh token in the body."""

    email: str = Field(min_length=1, max_length=254)
    password: Password
    client: Literal["web", "native"] = "web"


class LoginForm(RequestBody):
    """The same as OAuth2's password flow sends it."""

    grant_type: Literal["password"] = "password"
    username: str = Field(min_length=1, max_length=254)
    password: Password
    scope: str = ""
    client_id: str | None = None
    client_secret: str | None = None


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

    @classmethod
    def of(cls, view: UserView) -> "UserResponse":
        return cls(
            id=view.id,
            role=view.role,
            full_name=view.full_name,
            email=view.email,
            patient_id=view.patient_id,
            doctor_id=view.doctor_id,
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
