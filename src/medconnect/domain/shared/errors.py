"""The seven families of refusal.

A refusal states one plain fact. It carries a stable `code` for machines, a `title` for people who read
logs and problem documents, and facts that a client can act on. No sentence has to be parsed, and no fact
ever holds health data. Only the HTTP entry point knows which status a family has.
"""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """Something was asked that cannot be; the subclass says what."""

    code: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"


class Invalid(Refusal):
    """The request makes no sense, whoever asks and whenever. `field` is where to look."""

    code = "invalid"
    title = "The value cannot be used."

    def __init__(self, field: str, **facts: object) -> None:
        super().__init__(**facts)
        self.field = field


class Unauthenticated(Refusal):
    """We do not know who asks."""

    code = "unauthenticated"
    title = "Sign in first."


class Forbidden(Refusal):
    """We know who asks, and they may not."""

    code = "forbidden"
    title = "You are not allowed to do this."


class NotFound(Refusal):
    """There is no such thing, or it is not theirs to know of."""

    code = "not-found"
    title = "There is nothing here."


class Conflict(Refusal):
    """It made sense, but the world is in another state."""

    code = "conflict"
    title = "The present state does not allow this."


class Gone(Conflict):
    """It existed, and its time is over."""

    code = "gone"
    title = "This is over."


class TooMany(Refusal):
    """Come back later; `retry_after` says in how many seconds."""

    code = "too-many-requests"
    title = "Too many requests."

    def __init__(self, retry_after: int, **facts: object) -> None:
        super().__init__(**facts)
        self.retry_after = retry_after


class Unavailable(Refusal):
    """Something we need is out of order for now; `retry_after` is a guess in seconds."""

    code = "unavailable"
    title = "The service cannot answer right now."

    def __init__(self, retry_after: int = 1, **facts: object) -> None:
        super().__init__(**facts)
        self.retry_after = retry_after
