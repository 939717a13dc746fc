"""Every refusal as an RFC 9457 problem document. The only file that knows which status a family has."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from medconnect.domain.shared.errors import (
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    NotFound,
    Refusal,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from medconnect.entrypoints.http.facts import told

# The first family that fits decides, so a narrower one stands before a wider one.
_STATUS: Sequence[tuple[type[Refusal], int]] = (
    (Invalid, 422),
    (Unauthenticated, 401),
    (Forbidden, 403),
    (NotFound, 404),
    (Gone, 410),
    (Conflict, 409),
    (TooMany, 429),
    (Unavailable, 503),
)
INVALID_REQUEST = "invalid-request"
_INVALID_TITLE = "The request has values that cannot be used."
_UNREADABLE = 422
BY_STATUS = {
    400: ("bad-request", "The request could not be read."),
    401: (Unauthenticated.code, Unauthenticated.title),
    403: (Forbidden.code, Forbidden.title),
    404: (NotFound.code, NotFound.title),
    405: ("method-not-allowed", "This address does not take that method."),
    408: ("request-timeout", "The request took too long to arrive."),
    413: ("body-too-large", "The request is larger than this server takes."),
    415: ("unsupported-media-type", "This address does not take that kind of content."),
    422: (INVALID_REQUEST, _INVALID_TITLE),
    500: ("internal", "Something went wrong on our side."),
}
# What a value must be, by pydantic's error type. Its own messages may repeat the value, so they are never sent.
_DETAILS = {
    "missing": "This is required.",
    "extra_forbidden": "This field is not known here.",
    "string_too_short": "This is too short.",
    "string_too_long": "This is too long.",
    "greater_than_equal": "This is too small.",
    "greater_than": "This is too small.",
    "less_than_equal": "This is too large.",
    "less_than": "This is too large.",
    "json_invalid": "This is not valid JSON.",
}
_DETAIL = "This value cannot be used here."


def status_of(family: type[Refusal]) -> int:
    """The HTTP status of a refusal's family."""
    return next(status for base, status in _STATUS if issubclass(family, base))


def problem(
    request_id: str,
    status: int,
    code: str,
    title: str,
    /,
    *,
    headers: Mapping[str, str] | None = None,
    **facts: Any,
) -> Response:
    """One problem document."""
    # A fact never takes the place of a member that every problem has.
    document = {
        **facts,
        "type": f"/docs/problems#{code}",
        "title": title,
        "status": status,
        "detail": title,
        "code": code,
        "request_id": request_id,
    }
    return Response(
        orjson.dumps(document), status_code=status, media_type="application/problem+json", headers=dict(headers or {})
    )


def problem_of_status(
    request_id: str, status: int, *, headers: Mapping[str, str] | None = None, **facts: Any
) -> Response:
    """The problem for a bare status, as the framework raises it."""
    code, title = BY_STATUS.get(status, ("bad-request", "The request could not be answered."))
    return problem(request_id, status, code, title, headers=headers, **facts)


def problem_of_refusal(request_id: str, refusal: Refusal) -> Response:
    """The problem that states a refusal's fact."""
    status = status_of(type(refusal))
    facts = told(refusal.facts)
    if isinstance(refusal, Invalid):
        pointer = "/" + refusal.field.replace(".", "/")
        error = {"pointer": pointer, "detail": refusal.title, "code": refusal.code, **facts}
        return problem(request_id, status, INVALID_REQUEST, _INVALID_TITLE, errors=[error])
    headers = {}
    if isinstance(refusal, TooMany | Unavailable):
        headers["Retry-After"] = str(max(1, refusal.retry_after))
    if isinstance(refusal, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    return problem(request_id, status, refusal.code, refusal.title, headers=headers, **facts)


def install_problems(app: FastAPI) -> None:
    """Answer every refusal of the core and of the framework with a problem document."""

    async def refusal(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)  # noqa: S101 - registered for this class
        return problem_of_refusal(request.scope["request_id"], error)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
        errors = [
            {"pointer": _pointer(each["loc"]), "detail": _DETAILS.get(each["type"], _DETAIL)} for each in error.errors()
        ]
        return problem_of_status(request.scope["request_id"], 422, errors=errors)

    async def framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
        facts = {"errors": [{"pointer": "", "detail": error.detail}]} if error.status_code == _UNREADABLE else {}
        return problem_of_status(request.scope["request_id"], error.status_code, headers=error.headers, **facts)

    app.add_exception_handler(Refusal, refusal)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, framework)


def _pointer(location: Sequence[str | int]) -> str:
    """Where in the request: the body's own path, or the name of the parameter."""
    return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in location[1:])
