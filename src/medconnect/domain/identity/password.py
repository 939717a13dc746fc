"""What a password must be: long, and not the person's own name. Composition is nobody's safety."""

from collections.abc import Iterable

from medconnect.domain.shared.errors import Invalid

SHORTEST = 12
LONGEST = 128
_TELLING_LENGTH = 4


class PasswordTooShort(Invalid):
    """Length is what makes a password hard to guess."""

    code = "password-too-short"
    title = f"The password needs at least {SHORTEST} characters."


class PasswordTooLong(Invalid):
    """A limit, so that nobody makes us hash a book."""

    code = "password-too-long"
    title = f"The password may have at most {LONGEST} characters."


class PasswordTellsName(Invalid):
    """The first things that anyone tries."""

    code = "password-tells-name"
    title = "The password must not contain your name or e-mail address."


def check_password(password: str, *, personal: Iterable[str]) -> None:
    """Refuse what is easy to guess. `personal` are the person's own words: name, e-mail address."""
    if len(password) < SHORTEST:
        raise PasswordTooShort("password")
    if len(password) > LONGEST:
        raise PasswordTooLong("password")
    lowered = password.casefold()
    words = {word for text in personal for word in text.casefold().replace("@", " ").replace(".", " ").split()}
    if any(len(word) >= _TELLING_LENGTH and word in lowered for word in words):
        raise PasswordTellsName("password")
