"""News: what happened, said once by the thing it happened to."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, named in the past tense. It holds ids, instants and codes, never health data."""

    name: ClassVar[str]

    subject_id: UUID
    occurred_at: datetime

    def facts(self) -> dict[str, object]:
        """Everything beyond subject and time, as it is told to others."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in {"subject_id", "occurred_at"}}


class Newsworthy:
    """An aggregate that keeps its news until the unit of work takes it at commit."""

    __slots__ = ("_news",)

    _news: list[Event]

    def __new__(cls, *_: object, **__: object) -> Self:
        self = super().__new__(cls)
        self._news = []
        return self

    def _tell(self, event: Event) -> None:
        self._news.append(event)

    def take_news(self) -> tuple[Event, ...]:
        """Hand over the news gathered since the last call."""
        news = tuple(self._news)
        self._news.clear()
        return news
