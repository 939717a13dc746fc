"""Facts of the core as JSON says them. A context registers here what it alone can spell."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import singledispatch
from typing import Any
from uuid import UUID


@singledispatch
def told(value: object) -> Any:
    """A value in plain words; one that nobody has taught us is a mistake of ours."""
    raise TypeError(f"{type(value).__name__} is not a plain fact")


@told.register
def _(value: bool | int | str | None) -> Any:
    return value


@told.register
def _(value: Enum) -> Any:
    return value.value


@told.register
def _(value: UUID | Decimal) -> str:
    return str(value)


@told.register
def _(value: date) -> str:
    return value.isoformat()


@told.register
def _(value: datetime) -> str:
    return instant_text(value)


@told.register(Mapping)
def _(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): told(item) for key, item in value.items()}


@told.register(list)
@told.register(tuple)
@told.register(set)
@told.register(frozenset)
def _(value: Iterable[Any]) -> list[Any]:
    return [told(item) for item in value]


def instant_text(instant: datetime) -> str:
    """RFC 3339 in UTC, ending in Z."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
