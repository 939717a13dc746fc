"""The API's documentation as plain pages, made from the OpenAPI document: no script, no outside address."""

from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from medconnect.domain.shared.errors import Refusal
from medconnect.entrypoints.http.problems import BY_STATUS, status_of

_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
_HEADERS = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 6rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
details { border-top: 1px solid var(--line); padding: .6rem 0; } summary { cursor: pointer; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { overflow-x: auto; padding: .8rem; border: 1px solid var(--line); border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; }
th, td { border-top: 1px solid var(--line); padding: .35rem .8rem .35rem 0; }
.method { display: inline-block; min-width: 4.2rem; font-weight: 700; }
"""


def docs_router() -> APIRouter:
    """`/docs` for the operations, `/docs/problems` for every code that a refusal can have."""
    router = APIRouter(prefix="/docs", include_in_schema=False)

    @router.get("")
    async def operations(request: Request) -> HTMLResponse:
        return _page("MedConnect API", _operations(request.app.openapi()))

    @router.get("/problems")
    async def problems() -> HTMLResponse:
        return _page("Problems", _problems())

    @router.get("/style.css")
    async def style() -> HTMLResponse:
        return HTMLResponse(_STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})

    return router


def every_refusal(family: type[Refusal] = Refusal) -> list[type[Refusal]]:
    """All kinds of refusal that this program knows."""
    found = [kind for below in family.__subclasses__() for kind in (below, *every_refusal(below))]
    return sorted(set(found), key=lambda kind: kind.code)


def _page(title: str, body: str) -> HTMLResponse:
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{title}</title><link rel="stylesheet" href="/docs/style.css">'
        f"<main><h1>{title}</h1>{body}</main></html>",
        headers=_HEADERS,
    )


def _problems() -> str:
    known = {kind.code: (status_of(kind), kind.title) for kind in every_refusal()}
    bare = {code: (status, title) for status, (code, title) in BY_STATUS.items() if code not in known}
    rows = "".join(
        f'<tr id="{code}"><td><code>{code}</code></td><td>{status}</td><td>{escape(title)}</td></tr>'
        for code, (status, title) in sorted({**known, **bare}.items())
    )
    return f"<table><tr><th>Code</th><th>Status</th><th>Meaning</th></tr>{rows}</table>"


def _operations(document: dict[str, Any]) -> str:
    by_tag: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            tag = operation.get("tags", ["Other"])[0]
            by_tag.setdefault(tag, []).append(_operation(path, method, operation, document))
    intro = "".join(f"<p>{escape(line)}</p>" for line in document["info"]["description"].split("\n\n"))
    links = '<p><a href="/openapi.json">openapi.json</a> · <a href="/docs/problems">all problems</a></p>'
    return intro + links + "".join(f"<h2>{escape(tag)}</h2>{''.join(parts)}" for tag, parts in by_tag.items())


def _operation(path: str, method: str, operation: dict[str, Any], document: dict[str, Any]) -> str:
    parameters = "".join(
        f"<tr><td><code>{escape(each['name'])}</code></td><td>{escape(each['in'])}</td>"
        f"<td>{_shape(each.get('schema', {}), document)}</td></tr>"
        for each in operation.get("parameters", [])
    )
    bodies = "".join(
        f"<p><code>{escape(kind)}</code></p><pre>{_shape(content.get('schema', {}), document)}</pre>"
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
    )
    answers = "".join(
        f"<tr><td>{escape(status)}</td><td>{escape(answer['description'])}</td>"
        f"<td>{''.join(_shape(c.get('schema', {}), document) for c in answer.get('content', {}).values())}</td></tr>"
        for status, answer in operation["responses"].items()
    )
    return (
        f'<details><summary><span class="method">{method.upper()}</span> <code>{escape(path)}</code> '
        f"{escape(operation.get('summary', ''))}</summary><p>{escape(operation.get('description', ''))}</p>"
        + (f"<table>{parameters}</table>" if parameters else "")
        + bodies
        + f"<table>{answers}</table></details>"
    )


def _shape(schema: dict[str, Any], document: dict[str, Any], depth: int = 0) -> str:
    """A schema in a line or a few: names and types, references followed four deep."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        known = document["components"]["schemas"].get(name, {})
        return escape(name) if depth > 3 or name == "Problem" else _shape(known, document, depth)
    if "enum" in schema:
        return escape(" | ".join(json_word(each) for each in schema["enum"]))
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return " or ".join(_shape(each, document, depth) for each in schema[choice])
    if schema.get("type") == "array":
        return f"[{_shape(schema.get('items', {}), document, depth)}]"
    if "properties" in schema:
        pad = "  " * (depth + 1)
        required = schema.get("required", [])
        lines = [
            f"{pad}{escape(name)}{'' if name in required else '?'}: {_shape(each, document, depth + 1)}"
            for name, each in schema["properties"].items()
        ]
        return "{\n" + ",\n".join(lines) + "\n" + "  " * depth + "}"
    return escape(str(schema.get("format") or schema.get("const") or schema.get("type", "any")))


def json_word(value: object) -> str:
    """An allowed value as it stands in JSON."""
    return f'"{value}"' if isinstance(value, str) else str(value)
