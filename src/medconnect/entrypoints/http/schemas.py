"""Shapes that every router shares."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from medconnect.application.shared.paging import Window
from medconnect.domain.shared.errors import Refusal
from medconnect.entrypoints.http.problems import status_of
from medconnect.entrypoints.http.strict_json import StrictRoute

T = TypeVar("T")


class RequestBody(BaseModel):
    """What a client may send: exactly these fields, of exactly these types."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ResponseBody(BaseModel):
    """What we answer."""

    model_config = ConfigDict(frozen=True)


class PageResponse(ResponseBody, Generic[T]):
    """A part of a list."""

    items: list[T]
    total: int
    skip: int
    limit: int

    @classmethod
    def part_of(cls, everything: Sequence[T], window: Window) -> "PageResponse[T]":
        """The wanted part of something short that is known as a whole."""
        part = everything[window.skip : window.skip + window.limit]
        return cls(items=list(part), total=len(everything), skip=window.skip, limit=window.limit)


class FieldProblem(ResponseBody):
    """One value that cannot be used, by JSON pointer."""

    pointer: str
    detail: str


class Problem(ResponseBody):
    """RFC 9457: why a request was refused. `code` is stable; some codes carry more facts."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: list[FieldProblem] | None = Field(None, description="With `invalid-request`: which values, and why.")


def router(**options: Any) -> APIRouter:
    """A router whose routes read strictly."""
    return APIRouter(route_class=StrictRoute, **options)


def refuses(*refusals: type[Refusal], invalid: bool = False) -> dict[int | str, dict[str, Any]]:
    """The problems an operation can answer, for its documentation: one entry a status, each code with its meaning."""
    by_status: dict[int | str, list[str]] = {}
    if invalid:
        by_status[422] = ["`invalid-request`: The request has values that cannot be used."]
    for refusal in refusals:
        by_status.setdefault(status_of(refusal), []).append(f"`{refusal.code}`: {refusal.title}")
    return {
        status: {
            "description": "\n\n".join(lines),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, lines in by_status.items()
    }
