"""Forgotten, reset and changed passwords."""

from typing import Annotated

from fastapi import Depends
from pydantic import AliasChoices, Field

from medconnect.application.identity.ask_for_letter import AskForLetter, AskForLetterCommand
from medconnect.application.identity.change_password import ChangePassword, ChangePasswordCommand
from medconnect.application.identity.reset_password import ResetPassword, ResetPasswordCommand
from medconnect.domain.identity.errors import SessionOver, WrongPassword
from medconnect.domain.identity.mailed_key import KeyPurpose
from medconnect.domain.identity.throttle import TooManyTries
from medconnect.domain.shared.errors import Unauthenticated
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.identity.reading import Address
from medconnect.entrypoints.http.identity.schemas import Email, MailedToken, Password
from medconnect.entrypoints.http.schemas import RequestBody, refuses, router

passwords = router(tags=["Accounts"])

_NEW = AliasChoices("new_password", "password")


class ForgottenPassword(RequestBody):
    """Whose."""

    email: Email


class PasswordReset(RequestBody):
    """The key from the mail, and the new password."""

    token: MailedToken
    new_password: Password = Field(validation_alias=_NEW)


class PasswordChange(RequestBody):
    """The present password proves who asks."""

    current_password: Password
    new_password: Password


@passwords.post("/auth/password/forgot", status_code=202, responses=refuses(TooManyTries, invalid=True))
async def forgot_password(
    body: ForgottenPassword,
    actor: CurrentActor,
    address: Address,
    ask_for_letter: Annotated[AskForLetter, Depends(provided(lambda c: c.ask_for_letter))],
) -> None:
    """Mail a link to choose a new password, if there is such an account. The answer is always the same."""
    await ask_for_letter(AskForLetterCommand(actor=actor, email=body.email, purpose=KeyPurpose.RESET, address=address))


@passwords.post("/auth/password/reset", status_code=204, responses=refuses(TooManyTries, invalid=True))
async def reset_password(
    body: PasswordReset,
    actor: CurrentActor,
    address: Address,
    reset_password: Annotated[ResetPassword, Depends(provided(lambda c: c.reset_password))],
) -> None:
    """Choose a new password with the key from the mail. Every session ends."""
    await reset_password(
        ResetPasswordCommand(actor=actor, token=body.token, password=body.new_password, address=address)
    )


@passwords.post(
    "/auth/password/change",
    status_code=204,
    responses=refuses(Unauthenticated, SessionOver, WrongPassword, TooManyTries, invalid=True),
)
async def change_password(
    body: PasswordChange,
    actor: CurrentActor,
    change_password: Annotated[ChangePassword, Depends(provided(lambda c: c.change_password))],
) -> None:
    """Change the password. Every other session ends."""
    await change_password(ChangePasswordCommand(actor=actor, current=body.current_password, new=body.new_password))
