"""A request that acts once, however often it is sent (rule I1).

A command that may be repeated carries a `Once`. Its use case looks for the kept answer first, and keeps its own in the
transaction of the change. A refusal keeps nothing, so it does not burn the key.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from medconnect.domain.shared.errors import Invalid

KEPT_FOR = timedelta(hours=25)
"""A day, and an hour for clocks that differ."""


class KeyReused(Invalid):
    """The same key came with another request: one of the two is a mistake."""

    code = "idempotency-key-reused"
    title = "This key was used for another request already."

    def __init__(self) -> None:
        super().__init__("Idempotency-Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """One intention of one asker: `scope` is who asks and for what, `key` is theirs, the hash is of all they sent."""

    scope: str
    key: str
    request_hash: bytes


class Answers(Protocol):
    """The answers kept for requests that are sent again."""

    async def find(self, once: Once, now: datetime) -> str | None:
        """The answer that was given, if it was; `KeyReused` when it was given to another request."""
        ...

    async def keep(self, once: Once, answer: str, now: datetime) -> None:
        """Keep the answer with the change. Of two in flight one commits; the other meets `Contention`, and asked
        again it finds the answer."""
        ...
