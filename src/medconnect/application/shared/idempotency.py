"""A request that acts once, however often it is sent (rule I1).

A command that may be repeated carries a `Once`. Its use case looks for the kept answer as soon as it holds the lock
that every repetition has to wait for, and keeps its own answer in the transaction of the change. A refusal keeps
nothing, so it does not burn the key.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol, TypeVar

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


class Repeatable(Protocol):
    """A view that may be kept: a dataclass that says whether it was given before."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def replayed(self) -> bool: ...


V = TypeVar("V", bound=Repeatable)


class Answers(Protocol):
    """The answers kept for requests that are sent again."""

    async def find(self, once: Once, kind: type[V], now: datetime) -> V | None:
        """The view that was given, if it was; `KeyReused` when it was given to another request."""
        ...

    async def keep(self, once: Once, view: Repeatable, now: datetime) -> None:
        """Keep the answer with the change. Of two in flight one commits; the other meets `Contention`, and asked
        again it finds the answer."""
        ...


async def given_before(answers: Answers, once: Once | None, kind: type[V], now: datetime) -> V | None:
    """What this very request was answered with, marked as a repetition; none if it is new or carries no key."""
    kept = await answers.find(once, kind, now) if once is not None else None
    return None if kept is None else replace(kept, replayed=True)


async def keep_answer(answers: Answers, once: Once | None, view: Repeatable, now: datetime) -> None:
    """Keep what is about to be answered, if the request may come again."""
    if once is not None:
        await answers.keep(once, view, now)
