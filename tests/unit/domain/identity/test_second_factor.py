"""One-time codes and the factor that counts them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medconnect.domain.identity import totp
from medconnect.domain.identity.second_factor import SecondFactor, SecondFactorPresent
from medconnect.domain.shared.ids import UserId

RFC_SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


# RFC 6238, appendix B, the last six of its eight digits.
@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert totp.code_at(RFC_SECRET, seconds // 30) == code


@given(st.integers(-3, 3))
def test_one_step_early_or_late_is_right(steps: int) -> None:
    code = totp.code_at(RFC_SECRET, totp.step_at(NOW) + steps)
    found = totp.step_of(RFC_SECRET, code, NOW)
    assert found == (totp.step_at(NOW) + steps if abs(steps) <= 1 else None)


@given(st.text(max_size=12))
def test_anything_else_is_wrong_and_breaks_nothing(text: str) -> None:
    right = {totp.code_at(RFC_SECRET, totp.step_at(NOW) + steps) for steps in (-1, 0, 1)}
    assert (totp.step_of(RFC_SECRET, text, NOW) is not None) == (text in right)


def factor() -> SecondFactor:
    return SecondFactor(user_id=UserId(UUID(int=1)), secret=RFC_SECRET, begun_at=NOW)


def test_a_code_counts_once_and_none_before_it() -> None:
    present = totp.step_at(NOW)
    counted = factor()
    assert counted.enable(totp.code_at(RFC_SECRET, present), frozenset(), NOW)
    assert not counted.accept(totp.code_at(RFC_SECRET, present), b"", NOW)
    assert not counted.accept(totp.code_at(RFC_SECRET, present - 1), b"", NOW)
    assert counted.accept(totp.code_at(RFC_SECRET, present + 1), b"", NOW)


def test_a_paper_code_counts_once_and_says_how_many_are_left() -> None:
    counted = factor()
    counted.enable(totp.code_at(RFC_SECRET, totp.step_at(NOW)), frozenset({b"one", b"two"}), NOW)
    counted.take_news()
    assert counted.accept("paper", b"one", NOW)
    (news,) = counted.take_news()
    assert news.facts() == {"codes_left": 1}
    assert not counted.accept("paper", b"one", NOW)


def test_it_is_begun_again_only_before_it_counts() -> None:
    counted = factor()
    counted.begin_again(b"another", NOW + timedelta(minutes=1))
    assert counted.secret == b"another"
    assert not counted.enable("000000", frozenset(), NOW)
    counted.enable(totp.code_at(b"another", totp.step_at(NOW)), frozenset(), NOW)
    with pytest.raises(SecondFactorPresent):
        counted.begin_again(b"third", NOW)
    with pytest.raises(SecondFactorPresent):
        counted.enable("000000", frozenset(), NOW)


def test_the_app_is_told_whose_secret_it_is() -> None:
    link = totp.app_link(RFC_SECRET, "ann+x@y.example")
    assert link.startswith("otpauth://totp/MedConnect:ann%2Bx%40y.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&")
