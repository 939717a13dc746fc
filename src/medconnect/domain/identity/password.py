"""What a password must be: long, not among the first that anyone tries, and not the person's own name.

Composition is nobody's safety; a clinic that must ask for it all the same has a policy for that.
"""

import re
from collections.abc import Callable, Iterable
from enum import StrEnum

from medconnect.domain.shared.errors import Invalid

LONGEST = 128
_TELLING_LENGTH = 4
_SHORT_PERIOD = 4
_SHORT_PADDING = 6
_ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
)
_LEET = str.maketrans("@4301$5!7", "aaeoissit")
_CORE = re.compile(r"(?P<before>[\W\d_]*)(?P<word>.*?)(?P<after>[\W\d_]*)", re.DOTALL)


class PasswordPolicy(StrEnum):
    """Which rule for the form of a password an installation chose."""

    DEFAULT = "default"
    NIST = "nist"
    COMPOSITION = "composition"


SHORTEST = {PasswordPolicy.DEFAULT: 12, PasswordPolicy.NIST: 15, PasswordPolicy.COMPOSITION: 8}


class PasswordTooShort(Invalid):
    """Length is what makes a password hard to guess."""

    code = "password-too-short"
    title = "The password is too short."


class PasswordTooLong(Invalid):
    """A limit, so that nobody makes us hash a book."""

    code = "password-too-long"
    title = f"The password may have at most {LONGEST} characters."


class PasswordTooPlain(Invalid):
    """Only where the policy asks for composition."""

    code = "password-too-plain"
    title = "The password needs an upper-case letter, a digit and another character."


class PasswordCommon(Invalid):
    """Whoever tries passwords tries these first."""

    code = "password-common"
    title = "Many people use this password or one very much like it; choose another."


class PasswordTellsName(Invalid):
    """The first things that anyone tries."""

    code = "password-tells-name"
    title = "The password must not contain your name or e-mail address."


def check_password(
    password: str,
    *,
    personal: Iterable[str],
    policy: PasswordPolicy = PasswordPolicy.DEFAULT,
    is_common: Callable[[str], bool] = lambda _: False,
    field: str = "password",
) -> None:
    """Refuse what is easy to guess. `personal` are the person's own words: name, e-mail address; `field` is where it
    was typed."""
    if len(password) < SHORTEST[policy]:
        raise PasswordTooShort(field, shortest=SHORTEST[policy])
    if len(password) > LONGEST:
        raise PasswordTooLong(field)
    if policy is PasswordPolicy.COMPOSITION and not _is_composed(password):
        raise PasswordTooPlain(field)
    lowered = password.casefold()
    words = {word for text in personal for word in text.casefold().replace("@", " ").replace(".", " ").split()}
    if any(len(word) >= _TELLING_LENGTH and word in lowered for word in words):
        raise PasswordTellsName(field)
    if any(_is_guessed_first(text, is_common) for text in (lowered, lowered.translate(_LEET))):
        raise PasswordCommon(field)


def _is_composed(password: str) -> bool:
    return (
        any(character.isupper() for character in password)
        and any(character.isdigit() for character in password)
        and any(not character.isalnum() for character in password)
    )


def _is_guessed_first(text: str, is_common: Callable[[str], bool]) -> bool:
    """A common password, one repeated, one with a little around it, or keys in a row."""
    if is_common(text) or _is_row(text):
        return True
    repeated = text[: _period(text)]
    if repeated != text and (len(repeated) <= _SHORT_PERIOD or is_common(repeated)):
        return True
    parts = _CORE.fullmatch(text)
    if not parts or not is_common(parts["word"]):
        return False
    padding = parts["before"] + parts["after"]
    return len(padding) <= _SHORT_PADDING or _is_row(padding) or _period(padding) == 1


def _is_row(text: str) -> bool:
    return any(text in row or text[::-1] in row for row in _ROWS)


def _period(text: str) -> int:
    """The length of the piece that the text is a repetition of; its own length when it is none."""
    return (text + text).find(text, 1) if text else 0
