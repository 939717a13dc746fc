"""How often something may be tried before it takes a pause. Nobody is locked out for good: every window ends."""

from dataclasses import dataclass
from datetime import timedelta

from medconnect.domain.shared.errors import TooMany


class TooManyTries(TooMany):
    """Wait, then try again."""

    code = "too-many-requests"
    title = "Too many attempts; wait a little and try again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """At most `limit` of one kind for one subject (an account, a network address) within `per` of the first."""

    kind: str
    limit: int
    per: timedelta
