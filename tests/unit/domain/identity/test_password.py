"""What a password must be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medconnect.adapters.security.common_passwords import ZxcvbnCommonPasswords
from medconnect.domain.identity.password import (
    PasswordCommon,
    PasswordPolicy,
    PasswordTellsName,
    PasswordTooLong,
    PasswordTooPlain,
    PasswordTooShort,
    check_password,
)
from medconnect.domain.shared.errors import Invalid

COMMON = ZxcvbnCommonPasswords()


def refusal(password: str, policy: PasswordPolicy = PasswordPolicy.DEFAULT, personal: tuple[str, ...] = ()) -> object:
    try:
        check_password(password, personal=personal, policy=policy, is_common=lambda text: text in COMMON)
    except Invalid as refused:
        return type(refused)
    return None


def test_the_list_is_long_and_local() -> None:
    assert len(COMMON) >= 10_000


@pytest.mark.parametrize(
    "password",
    [
        "SecurePass123!",
        "green-river-morning",
        "a quiet place by the sea",
        "пароль от моего дома",
        "🐘🌧️🏠 elephants",
        " " * 3 + "spaces count too",
    ],
)
def test_good_passwords_pass_by_default(password: str) -> None:
    assert refusal(password) is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevenchars", PasswordTooShort),
        ("x" * 129, PasswordTooLong),
        ("1qaz2wsx3edc", PasswordCommon),
        ("QWERTY123456", PasswordCommon),
        ("Password1234!", PasswordCommon),
        ("P@ssw0rd1234", PasswordCommon),
        ("12345password", PasswordCommon),
        ("letmeinletmein", PasswordCommon),
        ("abcabcabcabc", PasswordCommon),
        ("aaaaaaaaaaaaaaaa", PasswordCommon),
        ("123456789012", PasswordCommon),
        ("zyxwvutsrqponm", PasswordCommon),
        ("qwertyuiopasdfg", PasswordCommon),
        ("monkey1234567890", PasswordCommon),
        ("dragon00000000", PasswordCommon),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, why: type[Invalid]) -> None:
    assert refusal(password) is why


@pytest.mark.parametrize(
    ("policy", "password", "why"),
    [
        (PasswordPolicy.NIST, "SecurePass123!", PasswordTooShort),
        (PasswordPolicy.NIST, "SecurePass123!!", None),
        (PasswordPolicy.COMPOSITION, "Blue-7x", PasswordTooShort),
        (PasswordPolicy.COMPOSITION, "Blue-7xy", None),
        (PasswordPolicy.COMPOSITION, "blue-7xyz", PasswordTooPlain),
        (PasswordPolicy.COMPOSITION, "Blue-xyzw", PasswordTooPlain),
        (PasswordPolicy.COMPOSITION, "Blue7xyzw", PasswordTooPlain),
    ],
)
def test_other_policies_ask_for_other_forms(policy: PasswordPolicy, password: str, why: type[Invalid] | None) -> None:
    assert refusal(password, policy) is why


@pytest.mark.parametrize("personal", [("Maya Chen", ""), ("", "maya.chen@clinic.example"), ("MAYA", "")])
def test_ones_own_name_and_address_are_refused(personal: tuple[str, ...]) -> None:
    assert refusal("i-am-maya-and-well", personal=personal) is PasswordTellsName


@given(st.text(max_size=140))
def test_any_text_gets_an_answer(password: str) -> None:
    refusal(password)
