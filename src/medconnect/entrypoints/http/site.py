"""The exported pages, served by this process: one origin, one port, no Node at run time.

The folder is read once at start. Pages carry their own content policy, made of the hashes that the build wrote down;
everything under `_next/static` never changes its content under one name; the rest is asked for again each time.
"""

import hashlib
import json
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_NOT_FOUND = "/404.html"


@dataclass(frozen=True, slots=True)
class _File:
    """One file, in every encoding that the build made of it."""

    bodies: dict[str, bytes]
    headers: dict[str, str]

    def answer(self, accepted: str, status: int) -> Response:
        offered = {part.partition(";")[0].strip() for part in accepted.split(",")}
        encoding = next((name for name, _ in _ENCODINGS if name in offered and name in self.bodies), "identity")
        headers = dict(self.headers)
        if encoding != "identity":
            headers["Content-Encoding"] = encoding
            headers["ETag"] = headers["ETag"][:-1] + f'-{encoding}"'
        return Response(self.bodies[encoding], status_code=status, headers=headers)


class Site:
    """Answers what no route of the API answers."""

    def __init__(self, folder: Path) -> None:
        # The hashes are the last thing that a build writes: without them it is half-finished.
        self._files = _read(folder) if (folder / "csp.json").is_file() else {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if scope["type"] != "http" or f"{path}/".startswith("/api/") or not self._files:
            raise HTTPException(404)
        headers = Headers(scope=scope)
        file = self._files.get(path)
        if file is None and self._files.get(f"{path}/"):
            await Response(status_code=308, headers={"Location": f"{path}/", "Cache-Control": _ASK_AGAIN})(
                scope, receive, send
            )
            return
        if scope["method"] != "GET":
            raise HTTPException(405 if file else 404, headers={"Allow": "GET, HEAD"} if file else None)
        if file is None and _NOT_FOUND not in self._files:
            raise HTTPException(404)
        answer = (file or self._files[_NOT_FOUND]).answer(headers.get("accept-encoding", ""), 200 if file else 404)
        if file and answer.headers["etag"] in _tags(headers.get("if-none-match", "")):
            # A browser takes the headers of a 304 for the page's own: without its policy the page would not run again.
            again = ("etag", "cache-control", "vary", "content-security-policy")
            kept = {name: answer.headers[name] for name in again if name in answer.headers}
            answer = Response(status_code=304, headers=kept)
        await answer(scope, receive, send)


def _tags(known: str) -> set[str]:
    """What a client has already. A proxy that compresses by itself marks the tags as weak."""
    return {tag.strip().removeprefix("W/") for tag in known.split(",")}


def _read(folder: Path) -> dict[str, _File]:
    hashes: dict[str, list[str]] = json.loads((folder / "csp.json").read_text())
    encoded = {suffix for _, suffix in _ENCODINGS}
    files = {}
    for path in sorted(folder.rglob("*")):
        name = "/" + path.relative_to(folder).as_posix()
        if not path.is_file() or path.suffix in encoded or name == "/csp.json":
            continue
        body = path.read_bytes()
        bodies = {"identity": body}
        for encoding, suffix in _ENCODINGS:
            sibling = path.with_name(path.name + suffix)
            if sibling.is_file():
                bodies[encoding] = sibling.read_bytes()
        file = _File(bodies, _headers(name, body, hashes))
        files[name] = file
        if name.endswith("/index.html"):
            files[name.removesuffix("index.html")] = file
    return files


def _headers(name: str, body: bytes, hashes: dict[str, list[str]]) -> dict[str, str]:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {
        "Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        "Cache-Control": _FOREVER if name.startswith("/_next/static/") else _ASK_AGAIN,
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:24]}"',
        "Vary": "Accept-Encoding",
    }
    if name.endswith(".html"):
        allowed = "".join(f" {each}" for each in hashes.get(name.removeprefix("/"), []))
        headers["Content-Security-Policy"] = _POLICY.format(hashes=allowed)
    return headers
