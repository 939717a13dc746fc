"""How a person is reached."""

import re
from dataclasses import dataclass

from medconnect.domain.shared.errors import Invalid

# Deliverability is proven by a mail that arrives; here only what cannot be an address is refused.
_EMAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")
_LONGEST_EMAIL = 254


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
