"""How a person is reached."""

import re
import unicodedata
from dataclasses import dataclass

from medconnect.domain.shared.errors import Invalid

# Deliverability is proven by a mail that arrives; here only what cannot be an address is refused.
_EMAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")
_LONGEST_EMAIL = 254
_MOBILE = re.compile(r"\+[1-9][0-9]{6,14}")
_LONGEST_NAME = 120
# Joiners that some scripts need stand among the invisible characters that only mislead.
_JOINERS = {"\u200c", "\u200d"}


class InvalidEmail(Invalid):
    """Not the form of an e-mail address."""

    code = "invalid-email"
    title = "This is not an e-mail address."


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """An address, lower-cased: nobody has two accounts by pressing shift."""

    text: str

    def __post_init__(self) -> None:
        text = self.text.strip().lower()
        if len(text) > _LONGEST_EMAIL or not _EMAIL.fullmatch(text):
            raise InvalidEmail("email")
        object.__setattr__(self, "text", text)

    def __str__(self) -> str:
        return self.text


class InvalidMobile(Invalid):
    """No mobile telephone answers there."""

    code = "invalid-mobile"
    title = "This is not a mobile number. Write it with its country code, such as +1 202 555 0123."


@dataclass(frozen=True, slots=True)
class MobileNumber:
    """A number as the whole world dials it (E.164)."""

    text: str

    def __post_init__(self) -> None:
        if not _MOBILE.fullmatch(self.text):
            raise InvalidMobile("mobile")

    def __str__(self) -> str:
        return self.text


class InvalidName(Invalid):
    """Nothing that a person is called."""

    code = "invalid-name"
    title = "This is not a name."


def person_name(text: str) -> str:
    """A name as it is kept: in one form, spaces single, and no character that steers a screen, a mail or a log."""
    name = " ".join(part for part in unicodedata.normalize("NFC", text).split(" ") if part)
    steering = any(unicodedata.category(each)[0] == "C" and each not in _JOINERS for each in name)
    separating = any(unicodedata.category(each) in {"Zl", "Zp"} for each in name)
    if steering or separating or len(name) > _LONGEST_NAME or not any(each.isalpha() for each in name):
        raise InvalidName("full_name")
    return name
