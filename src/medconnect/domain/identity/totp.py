"""Time-based one-time codes (RFC 6238), as every authenticator app makes them."""

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import quote

STEP_SECONDS = 30
_DIGITS = 6
SECRET_BYTES = 20


def step_at(now: datetime) -> int:
    """The number of the thirty seconds that `now` lies in."""
    return int(now.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int) -> str:
    """The code that an app shows during that step."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**_DIGITS).zfill(_DIGITS)


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The step whose code this is: the present one, or one before or after for clocks that are a little off."""
    present = step_at(now)
    given = code.encode()
    return next(
        (
            step
            for step in range(present - 1, present + 2)
            if hmac.compare_digest(code_at(secret, step).encode(), given)
        ),
        None,
    )


def written(secret: bytes) -> str:
    """The secret as a person types it into an app."""
    return base64.b32encode(secret).decode().rstrip("=")


def app_link(secret: bytes, account: str) -> str:
    """What the square code on the screen says."""
    return f"otpauth://totp/MedConnect:{quote(account)}?secret={written(secret)}&issuer=MedConnect&digits=6&period=30"
