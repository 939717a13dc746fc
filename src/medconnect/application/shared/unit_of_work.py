"""One transaction, opened and committed in plain sight.

A use case that changes something takes `begin: Begin[XWork]`; one that only looks takes `read: Read[XWork]`.
Leaving without `commit` throws everything away. Commit writes the news of all saved aggregates to the outbox and
to the audit trail in the same transaction, so nobody can change something and forget to tell or to audit it.
"""

from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.events import Event

W_co = TypeVar("W_co", covariant=True)


class Work(Protocol):
    """What every unit of work can do, whatever it holds."""

    def tell(self, *events: Event) -> None:
        """Add news that belongs to no aggregate: a reading, a refusal."""
        ...

    async def commit(self) -> None:
        """Keep everything, or raise and keep nothing."""
        ...


class Begin(Protocol[W_co]):
    """Opens a unit that may change things."""

    def __call__(self, actor: Actor) -> AbstractAsyncContextManager[W_co]: ...


class Read(Protocol[W_co]):
    """Opens a unit that only looks: one consistent view, never waiting for writers."""

    def __call__(self, actor: Actor) -> AbstractAsyncContextManager[W_co]: ...
