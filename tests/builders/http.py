"""The application over HTTP, on any store, for people whose badges it knows.

How somebody signs in is proven elsewhere; here a bearer token is a badge that says who they are.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

import httpx
from dependency_injector.providers import Object
from tests.builders.scheduling import FixedClock, FrontDesk, House

from medconnect.application.identity.identify import IdentifyQuery
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.errors import Unauthenticated
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.http.app import create_app
from medconnect.entrypoints.settings import Settings, load_settings


@dataclass
class Badges:
    """Stands where tokens are read."""

    actors: dict[str, Actor] = field(default_factory=dict)

    async def __call__(self, query: IdentifyQuery) -> Actor:
        try:
            return replace(self.actors[query.token], request_id=query.request_id)
        except KeyError:
            raise Unauthenticated from None

    def of(self, actor: Actor) -> str:
        """A badge for somebody."""
        token = f"badge-{len(self.actors)}"
        self.actors[token] = actor
        return token


class Asker:
    """One person's client. A refusal that the operation does not document fails the test that met it."""

    def __init__(self, client: httpx.AsyncClient, token: str | None) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def __call__(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send one request."""
        headers = {**self._headers, **more.pop("headers", {})}
        answer = await self._client.request(method, f"/api/v1{path}", headers=headers, **more)
        if answer.status_code >= 400:
            self._require_documented(method, f"/api/v1{path}", answer)
        return answer

    async def get(self, path: str, **params: Any) -> httpx.Response:
        """Look."""
        return await self("GET", path, params=params)

    async def post(self, path: str, *, key: str | None = None, **body: Any) -> httpx.Response:
        """Ask for a change."""
        headers = {"Idempotency-Key": key} if key else {}
        return await self("POST", path, json=plain(body), headers=headers)

    async def put(self, path: str, **body: Any) -> httpx.Response:
        """Set."""
        return await self("PUT", path, json=plain(body))

    async def patch(self, path: str, **body: Any) -> httpx.Response:
        """Change a part."""
        return await self("PATCH", path, json=plain(body))

    async def delete(self, path: str) -> httpx.Response:
        """Take away."""
        return await self("DELETE", path)

    def _require_documented(self, method: str, path: str, answer: httpx.Response) -> None:
        code = answer.json()["code"]
        for template, operations in _document()["paths"].items():
            pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template))
            if method.lower() in operations and re.fullmatch(pattern, path.rstrip("/")):
                said = operations[method.lower()]["responses"].get(str(answer.status_code), {}).get("description", "")
                if f"`{code}`" in said:
                    return
        raise AssertionError(f"{method} {path} does not document {answer.status_code} {code}: {answer.text}")


@lru_cache
def _document() -> dict[str, Any]:
    """What the application says about itself."""
    return create_app(Container(), load_settings()).openapi()


@dataclass
class OpenHouse:
    """A front desk, and the door that people come in by."""

    desk: FrontDesk
    container: Container
    client: httpx.AsyncClient
    badges: Badges

    @property
    def clock(self) -> FixedClock:
        """The clock on all walls."""
        return self.desk.clock

    def asker(self, actor: Actor | None = None) -> Asker:
        """Somebody who has signed in; without an actor, a visitor in this browser."""
        return Asker(self.client, self.badges.of(actor) if actor else None)

    def browser(self) -> "OpenHouse":
        """The same house seen from another browser, with cookies of its own."""
        transport = self.client._transport
        return replace(self, client=httpx.AsyncClient(transport=transport, base_url=self.client.base_url))


@asynccontextmanager
async def open_house(container: Container, settings: Settings, house: House) -> AsyncIterator[OpenHouse]:
    """The real application around one house."""
    desk, badges = FrontDesk(house), Badges()
    container.clock.override(Object(desk.clock))
    container.identify.override(Object(badges))
    app = create_app(container, settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield OpenHouse(desk=desk, container=container, client=client, badges=badges)


def plain(value: Any) -> Any:
    """Ids and instants as clients write them."""
    match value:
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case UUID():
            return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
