"""A part of a long list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from medconnect.domain.shared.errors import Invalid

LONGEST_PAGE = 100

T = TypeVar("T")
V = TypeVar("V")


class InvalidWindow(Invalid):
    """Before the beginning, or more than a page may hold."""

    code = "invalid-page"
    title = f"A page starts at 0 or later and holds 1 to {LONGEST_PAGE} items."


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for."""

    skip: int = 0
    limit: int = 20

    def __post_init__(self) -> None:
        if self.skip < 0:
            raise InvalidWindow("skip")
        if not 1 <= self.limit <= LONGEST_PAGE:
            raise InvalidWindow("limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """The part that was asked for, and how many there are in all."""

    items: Sequence[T]
    total: int
    window: Window

    def of(self, view: Callable[[T], V]) -> "Page[V]":
        """The same part, each item seen through `view`."""
        return Page(items=[view(item) for item in self.items], total=self.total, window=self.window)
