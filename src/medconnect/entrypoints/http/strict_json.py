"""JSON as it was meant: one meaning for every reader, or refused.

Python's reader takes NaN, repeated keys, endless numbers and half surrogates. Each of them means something else to the
next program, so none comes in. A refusal never repeats what was sent.
"""

import json
import math
import re
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import unquote_to_bytes

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

_DEEPEST = 32
_LONGEST_INTEGER = 18
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_FORM = "application/x-www-form-urlencoded"
_JSON_TYPE = re.compile(r"application/(?:[\w.+-]+\+)?json\s*(?:;.*)?", re.IGNORECASE)


class NotStrict(ValueError):
    """The bytes are not JSON with one meaning."""


def strict_json(body: bytes) -> Any:
    """Read JSON, or raise `NotStrict`."""
    if body.count(b"[") + body.count(b"{") > _DEEPEST and _depth(body) > _DEEPEST:
        raise NotStrict
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_once_each,
            parse_constant=_refuse,
            parse_int=_integer,
            parse_float=_float,
        )
    except (ValueError, RecursionError) as error:
        raise NotStrict from error
    if b"\\u" in body or b"\x00" in body:
        _require_text(value)
    return value


def require_clean_text(encoded: bytes) -> None:
    """Refuse percent-encoded text (a query, a form, a path) that is not UTF-8 or hides a NUL."""
    if b"%" not in encoded and encoded.isascii():
        return
    raw = unquote_to_bytes(encoded)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotStrict from error
    if b"\x00" in raw:
        raise NotStrict


class StrictRequest(Request):
    """A request whose JSON and forms are read strictly."""

    async def json(self) -> Any:
        try:
            return strict_json(await self.body())
        except NotStrict as error:
            raise HTTPException(422, "This is not valid JSON.") from error

    async def _get_form(self, **limits: Any) -> FormData:
        try:
            if self.headers.get("content-type", "").lower().startswith(_FORM):
                require_clean_text(await self.body())
            form = await super()._get_form(**limits)
            if len(form.multi_items()) != len(form) or any(
                "\x00" in str(part) for pair in form.items() for part in pair
            ):
                raise NotStrict
        except NotStrict as error:
            raise HTTPException(422, "This is not a valid form.") from error
        return form


class StrictRoute(APIRoute):
    """A route that takes strict JSON and nothing that only looks like it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        takes_json = self.body_field is not None and not self._takes_form()

        async def strictly(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            if takes_json and not _JSON_TYPE.fullmatch(request.headers.get("content-type", "application/json")):
                raise HTTPException(415)
            return await handle(strict)

        return strictly

    def _takes_form(self) -> bool:
        return any(type(parameter.field_info).__name__ in {"Form", "File"} for parameter in self.dependant.body_params)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotStrict
    return members


def _refuse(_: str) -> Any:
    raise NotStrict


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_INTEGER:
        raise NotStrict
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise NotStrict
    return number


def _require_text(value: Any) -> None:
    """Escapes can spell a NUL or half a character."""
    text = json.dumps(value, ensure_ascii=False)
    if "\\u0000" in text:
        raise NotStrict
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotStrict from error


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for byte in _STRING.sub(b"", body):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest
