"""Forms as strictly as JSON: every field once, in UTF-8, without NUL; files in memory and counted.

The framework's own reader takes broken UTF-8 for Latin-1 and repeated fields for one. What is read here is already
bounded, because the body limit holds while it streams in.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from fastapi import Request
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.exceptions import HTTPException

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
_MOST_PARTS = 60
_LONGEST_FIELD = 65_536


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. What its sender calls it is never used."""

    content: bytes


@dataclass(slots=True)
class _Part:
    headers: dict[bytes, bytes]
    content: bytearray


def content_type_of(request: Request) -> str:
    """What kind of content the request says it carries."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_form(request: Request) -> dict[str, Any]:
    """The fields of a form: texts and `Upload`s by name. A field that was left empty counts as not sent."""
    body = await request.body()
    try:
        if content_type_of(request) == URLENCODED:
            return _once_each(_urlencoded(body))
        return _once_each(_multipart(body, request.headers["content-type"].encode("latin-1")))
    except (ValueError, FormParserError) as error:
        raise HTTPException(422) from error


def _urlencoded(body: bytes) -> list[tuple[str, str | Upload]]:
    fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARTS)
    return [(_text(name), _text(value)) for name, value in fields]


def _multipart(body: bytes, content_type: bytes) -> list[tuple[str, str | Upload]]:
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    parts: list[_Part] = []
    name, value = bytearray(), bytearray()
    ended = False

    def part_begins() -> None:
        if len(parts) >= _MOST_PARTS:
            raise ValueError
        parts.append(_Part({}, bytearray()))

    def header_ends() -> None:
        parts[-1].headers[bytes(name).lower()] = bytes(value)
        name.clear()
        value.clear()

    def end() -> None:
        nonlocal ended
        ended = True

    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": part_begins,
            "on_part_data": lambda data, start, stop: parts[-1].content.extend(data[start:stop]),
            "on_header_field": lambda data, start, stop: name.extend(data[start:stop]),
            "on_header_value": lambda data, start, stop: value.extend(data[start:stop]),
            "on_header_end": header_ends,
            "on_end": end,
        },
    )
    parser.write(body)
    parser.finalize()
    if not ended:
        raise ValueError
    return [_field(part) for part in parts]


def _field(part: _Part) -> tuple[str, str | Upload]:
    disposition, options = parse_options_header(part.headers.get(b"content-disposition", b""))
    if disposition != b"form-data" or b"name" not in options:
        raise ValueError
    name = _text(options[b"name"].decode("utf-8"))
    if b"filename" in options:
        return name, Upload(bytes(part.content))
    if len(part.content) > _LONGEST_FIELD:
        raise ValueError
    return name, _text(bytes(part.content).decode("utf-8"))


def _once_each(fields: list[tuple[str, str | Upload]]) -> dict[str, Any]:
    if len({name for name, _ in fields}) != len(fields):
        raise ValueError
    return {name: value for name, value in fields if value not in ("", Upload(b""))}


def _text(text: str) -> str:
    if "\x00" in text:
        raise ValueError
    return text
