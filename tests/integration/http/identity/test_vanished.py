"""Who asks for an account that is not there any more, or never was, gets a plain refusal from every use case."""

from uuid import UUID

import httpx
import pytest
from tests.integration.identity_support import API, field_codes

from medconnect.application.identity.ask_for_letter import AskForLetterCommand
from medconnect.application.identity.change_password import ChangePasswordCommand
from medconnect.application.identity.change_profile import ChangeProfileCommand
from medconnect.application.identity.decide_application import DecideApplicationCommand
from medconnect.application.identity.own_picture import PutPictureCommand
from medconnect.application.identity.own_second_factor import SecondFactorCommand
from medconnect.application.identity.sign_out import SignOutCommand
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.identity.mailed_key import KeyPurpose
from medconnect.domain.shared.errors import NotFound, Unauthenticated
from medconnect.domain.shared.ids import SessionId, UserId
from medconnect.entrypoints.container import Container

GONE = Actor(role=Role.PATIENT, user_id=UserId(UUID(int=9)), session_id=SessionId(UUID(int=8)))


async def test_an_account_that_is_gone_can_change_nothing(house: Container) -> None:
    with pytest.raises(SessionOver):
        await house.who_am_i()(GONE)
    with pytest.raises(SessionOver):
        await house.change_profile()(ChangeProfileCommand(actor=GONE, changes={}))
    with pytest.raises(SessionOver):
        await house.change_password()(ChangePasswordCommand(actor=GONE, current="x", new="x"))
    with pytest.raises(SessionOver):
        await house.put_picture()(PutPictureCommand(actor=GONE, upload=None))
    with pytest.raises(SessionOver):
        await house.begin_second_factor()(GONE)
    with pytest.raises(SessionOver):
        await house.enable_second_factor()(SecondFactorCommand(actor=GONE, code="1"))
    with pytest.raises(NotFound):
        await house.show_picture()(GONE)


async def test_signing_out_of_what_is_over_is_no_failure(house: Container) -> None:
    await house.sign_out()(SignOutCommand(actor=GONE))
    await house.sign_out_everywhere()(GONE)
    with pytest.raises(Unauthenticated):
        await house.sign_out()(SignOutCommand(actor=Actor(role=Role.PATIENT, user_id=GONE.user_id)))


async def test_keys_letters_and_decisions_for_nobody(house: Container, client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{API}/auth/verify-email", json={"token": "x" * 43})
    assert field_codes(answer) == [("/token", "link-spent")]
    admin = Actor(role=Role.ADMIN, user_id=GONE.user_id)
    with pytest.raises(NotFound):
        await house.decide_application()(DecideApplicationCommand(actor=admin, doctor=UUID(int=7), approved=True))
    asked = AskForLetterCommand(actor=GONE, email="not an address", purpose=KeyPurpose.VERIFICATION)
    await house.ask_for_letter()(asked)
