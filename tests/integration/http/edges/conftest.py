"""The real application with a few routes more: ones that fail in every way a route can."""

from collections.abc import AsyncIterator
from typing import Annotated

import httpx
import pytest
from fastapi import FastAPI, Form, Header
from fastapi.responses import PlainTextResponse

from medconnect.adapters.persistence.failures import StorageUnavailable
from medconnect.domain.shared.errors import Conflict, Forbidden, Gone, Invalid, NotFound, TooMany, Unauthenticated
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.http.app import create_app
from medconnect.entrypoints.http.schemas import RequestBody, router
from medconnect.entrypoints.settings import Settings

SECRET = "Zoë has a rash"


class Thing(RequestBody):
    name: str
    number: float = 0
    parts: tuple[object, ...] = ()


class ThingForm(RequestBody):
    name: str


def failing_routes(app: FastAPI) -> None:
    extra = router()
    refusals = {
        "invalid": Invalid("thing.name", least=1),
        "unauthenticated": Unauthenticated(),
        "forbidden": Forbidden(status="mine", title="mine"),
        "not-found": NotFound(),
        "conflict": Conflict(at=SECRET.encode().hex()),
        "gone": Gone(),
        "too-many": TooMany(7),
        "unavailable": StorageUnavailable(retry_after=3),
    }

    @extra.get("/test/refused/{kind}")
    async def refused(kind: str) -> None:
        raise refusals[kind]

    @extra.get("/test/broken")
    async def broken() -> None:
        raise RuntimeError(SECRET)

    @extra.get("/test/broken-in-the-middle")
    async def broken_in_the_middle() -> PlainTextResponse:
        class Broken(PlainTextResponse):
            async def __call__(self, scope: object, receive: object, send: object) -> None:
                await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
                raise RuntimeError(SECRET)

        return Broken()

    @extra.post("/test/things")
    async def take(thing: Thing) -> dict[str, str]:
        return {"name": thing.name}

    @extra.post("/test/forms")
    async def take_form(thing: Annotated[ThingForm, Form()]) -> dict[str, str]:
        return {"name": thing.name}

    @extra.get("/test/numbers/{number}")
    async def number(number: int, limit: int = 1, x_count: Annotated[int, Header()] = 1) -> dict[str, int]:
        return {"number": number + limit + x_count}

    app.include_router(extra, prefix="/api/v1")


@pytest.fixture
def database_kind() -> str:
    """The edges are the same on both databases; the fast one is enough."""
    return "sqlite"


@pytest.fixture
async def app(house: Container, settings: Settings) -> FastAPI:
    app = create_app(house, settings)
    failing_routes(app)
    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client
