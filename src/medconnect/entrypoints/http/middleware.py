"""What happens to every request, before and around the routes.

From the outside in: `Envelope` gives the request its id, the answer its headers and the log its line, and turns the
unexpected into a bare 500. `Body` measures what comes in while it comes in.
"""

import asyncio
import time
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from medconnect.application.shared.identifiers import NewId
from medconnect.entrypoints.http.metrics import REQUESTS, SECONDS
from medconnect.entrypoints.http.problems import problem_of_status
from medconnect.entrypoints.http.strict_json import NotStrict, require_clean_text
from medconnect.entrypoints.logs import log, where_it_broke

_API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_PREFIX = "/api/v1"
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_CLIENT_LEFT = 499
_LONGEST_LENGTH = 18
_HSTS = "max-age=63072000; includeSubDomains"


class Envelope:
    """Request id, security headers, access log, metrics, and the last resort."""

    def __init__(self, app: ASGIApp, *, new_id: NewId, over_tls: bool) -> None:
        self._app = app
        self._new_id = new_id
        self._headers = {**_ALWAYS, **({"Strict-Transport-Security": _HSTS} if over_tls else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        request_id = str(self._new_id())
        # A copy: the server below still has to know that it was asked for HEAD.
        scope = {**_settled(scope), "request_id": request_id}
        began = time.perf_counter()
        status = 0

        async def send_dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                headers.setdefault("Content-Security-Policy", _API_POLICY)
                headers.setdefault("Cache-Control", "no-store")
                headers.update(self._headers)
            if method == "HEAD" and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            require_clean_text(scope["query_string"])
            require_clean_text(scope.get("raw_path") or b"")
            await self._app(scope, receive, send_dressed)
        except NotStrict:
            await problem_of_status(request_id, 422)(scope, receive, send_dressed)
        except ClientDisconnect:
            status = status or _CLIENT_LEFT
        except Exception as error:  # noqa: BLE001 - the last resort: nothing about it may reach the client
            log("request.failed", level="error", request_id=request_id, **where_it_broke(error))
            if status == 0:
                answer = problem_of_status(request_id, 500)
                await answer(scope, receive, send_dressed)
        finally:
            seconds = time.perf_counter() - began
            route = _pattern(scope)
            counted = method if method in _METHODS else "other"
            REQUESTS.labels(counted, route, str(status)).inc()
            SECONDS.labels(counted, route).observe(seconds)
            log(
                "request.answered",
                request_id=request_id,
                method=counted,
                route=route,
                status=status,
                milliseconds=round(seconds * 1000, 1),
            )


class Body:
    """A limit in bytes and in time on what a client sends, kept while it streams."""

    def __init__(self, app: ASGIApp, *, limit: int, seconds: float, larger: Iterable[tuple[str, int]] = ()) -> None:
        self._app = app
        self._limit = limit
        self._seconds = seconds
        self._larger = dict(larger)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._larger.get(scope["path"], self._limit)
        if _announced(scope) > limit:
            await problem_of_status(scope["request_id"], 413, headers={"Connection": "close"})(scope, receive, send)
            return
        deadline = asyncio.get_running_loop().time() + self._seconds
        taken = 0
        complete = False

        async def measured() -> Message:
            nonlocal taken, complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, headers={"Connection": "close"}) from None
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, headers={"Connection": "close"})
            complete = not message.get("more_body", False)
            return message

        await self._app(scope, measured, send)


def _settled(scope: Scope) -> Scope:
    """HEAD is GET without its body, and a slash at the end of an API address means nothing."""
    path: str = scope["path"]
    return {
        **scope,
        "method": "GET" if scope["method"] == "HEAD" else scope["method"],
        "path": path.rstrip("/") if path.startswith("/api/") and path.strip("/") != "api" else path,
    }


def _pattern(scope: Scope) -> str:
    """The route's pattern and never the address itself, which may hold a secret or a name. A route does not know the
    prefix that its router was included with."""
    pattern: str = getattr(scope.get("route"), "path", "other")
    prefixed = pattern.startswith("/") and scope["path"].startswith(_PREFIX) and not pattern.startswith(_PREFIX)
    return _PREFIX + pattern if prefixed else pattern


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            if not value.isdigit():
                return 0
            return int(value) if len(value) <= _LONGEST_LENGTH else int("9" * _LONGEST_LENGTH)
    return 0
