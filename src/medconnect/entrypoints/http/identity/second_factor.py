"""The person's own second factor."""

from typing import Annotated

from fastapi import Depends
from pydantic import AliasChoices, Field

from medconnect.application.identity.own_second_factor import (
    BeginSecondFactor,
    EnableSecondFactor,
    RemoveSecondFactor,
    SecondFactorCommand,
)
from medconnect.domain.identity.errors import SessionOver, SignInIsOld
from medconnect.domain.identity.second_factor import SecondFactorAbsent, SecondFactorPresent
from medconnect.domain.identity.throttle import TooManyTries
from medconnect.domain.shared.errors import Unauthenticated
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.identity.schemas import Code
from medconnect.entrypoints.http.schemas import RequestBody, ResponseBody, refuses, router

second_factor = router(tags=["My account"])

_CODE = AliasChoices("code", "otp")


class NewSecondFactor(ResponseBody):
    """For the app: the secret as text, and as the link that the square code says."""

    secret: str
    otpauth_uri: str


class CodeFromApp(RequestBody):
    """What the app shows now."""

    code: Code = Field(validation_alias=_CODE)


class CodeIfAny(RequestBody):
    """A code from the app or from paper. Not needed within ten minutes of signing in."""

    code: Code | None = Field(None, validation_alias=_CODE)


class RecoveryCodes(ResponseBody):
    """Each opens the account once without the app. They are never shown again."""

    recovery_codes: list[str]


@second_factor.post(
    "/me/mfa/totp", status_code=201, responses=refuses(Unauthenticated, SessionOver, SecondFactorPresent)
)
async def begin_second_factor(
    actor: CurrentActor,
    begin_second_factor: Annotated[BeginSecondFactor, Depends(provided(lambda c: c.begin_second_factor))],
) -> NewSecondFactor:
    """Begin to set up an authenticator app. It counts only once a code has proven it."""
    made = await begin_second_factor(actor)
    return NewSecondFactor(secret=made.secret, otpauth_uri=made.app_link)


@second_factor.post(
    "/me/mfa/totp/verify",
    responses=refuses(
        Unauthenticated, SessionOver, SecondFactorAbsent, SecondFactorPresent, TooManyTries, invalid=True
    ),
)
async def enable_second_factor(
    body: CodeFromApp,
    actor: CurrentActor,
    enable_second_factor: Annotated[EnableSecondFactor, Depends(provided(lambda c: c.enable_second_factor))],
) -> RecoveryCodes:
    """Prove the app with a code; from now on signing in needs one."""
    codes = await enable_second_factor(SecondFactorCommand(actor=actor, code=body.code))
    return RecoveryCodes(recovery_codes=list(codes))


@second_factor.delete(
    "/me/mfa/totp",
    status_code=204,
    responses=refuses(Unauthenticated, SessionOver, SignInIsOld, SecondFactorAbsent, TooManyTries, invalid=True),
)
async def remove_second_factor(
    actor: CurrentActor,
    remove_second_factor: Annotated[RemoveSecondFactor, Depends(provided(lambda c: c.remove_second_factor))],
    body: CodeIfAny | None = None,
) -> None:
    """Take the second factor off, with a code, or within ten minutes of signing in."""
    await remove_second_factor(SecondFactorCommand(actor=actor, code=body.code if body else None))
