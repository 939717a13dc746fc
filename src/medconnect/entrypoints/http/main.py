"""What each server process runs: settings from the environment, the house opened, the background at work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from medconnect.entrypoints.container import Container
from medconnect.entrypoints.http.app import create_app
from medconnect.entrypoints.logs import set_up_logs
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import load_settings
from medconnect.entrypoints.worker.background import background


def serving_app() -> FastAPI:
    """The application for a server process."""
    settings = load_settings()
    set_up_logs(settings.log_level)
    container = Container()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with opened(settings, container), background(container):
            yield

    return create_app(container, settings, lifespan=lifespan)
