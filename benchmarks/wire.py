"""A small HTTP client for load: keep-alive, no pooling magic, and it can hang up before the answer comes."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The problem's code, if it is a problem."""
        return str(self.json().get("code", "")) if self.status >= 400 and self.body else ""


class Lost(Exception):
    """The connection ended before an answer: nobody knows whether the server acted."""


@dataclass(slots=True)
class Line:
    """One connection to the server, opened again when it was lost."""

    port: int
    token: str = ""
    _reader: asyncio.StreamReader | None = field(default=None, init=False)
    _writer: asyncio.StreamWriter | None = field(default=None, init=False)

    async def ask(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None, hang_up: bool = False
    ) -> Answer:
        """Send a request and read the answer. `hang_up` sends it and does not wait."""
        try:
            return await self._ask(method, path, body, headers or {}, hang_up)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            await self.close()
            raise Lost from error

    async def _ask(self, method: str, path: str, body: Any, headers: dict[str, str], hang_up: bool) -> Answer:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        assert self._reader is not None
        content = b"" if body is None else json.dumps(body).encode()
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Content-Length: {len(content)}",
            *(["Content-Type: application/json"] if content else []),
            *([f"Authorization: Bearer {self.token}"] if self.token else []),
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        await self._writer.drain()
        if hang_up:
            await self.close()
            raise Lost
        return await self._read(self._reader)

    async def _read(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split(" ")[1])
        got = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        if got.get("transfer-encoding") == "chunked":
            chunks = []
            while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
                chunks.append(await reader.readexactly(size))
                await reader.readexactly(2)
            await reader.readexactly(2)
            body = b"".join(chunks)
        else:
            body = await reader.readexactly(int(got.get("content-length", "0")))
        if got.get("connection") == "close":
            await self.close()
        return Answer(status, got, body)

    async def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None
