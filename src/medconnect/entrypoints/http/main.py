"""What each server process runs: settings from the environment, the house opened, the background at work."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from medconnect.domain.shared.errors import Unavailable
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.http.app import create_app
from medconnect.entrypoints.logs import log, set_up_logs
from medconnect.entrypoints.opening import DatabaseAway, opened
from medconnect.entrypoints.settings import Settings, load_settings
from medconnect.entrypoints.worker.background import background

_TRIES = 10
_PAUSE_SECONDS = 0.5


def serving_app() -> FastAPI:
    """The application for a server process."""
    settings = load_settings()
    set_up_logs(settings.log_level)
    container = Container()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        _leave_with_parent()
        async with AsyncExitStack() as house:
            await _open(house, settings, container)
            async with background(container):
                log("process.serving", process=os.getpid())
                yield

    return create_app(container, settings, lifespan=lifespan)


async def _open(house: AsyncExitStack, settings: Settings, container: Container) -> None:
    """Open the house. A process that replaces a dead one may find the database away: it tries for some seconds and then
    leaves its place to the next. Failing as other mistakes do would stop the processes that still serve."""
    for _ in range(_TRIES):
        try:
            await house.enter_async_context(opened(settings, container))
        except (DatabaseAway, Unavailable):
            log("process.waiting-for-database", level="warning")
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return
    os._exit(1)


def _leave_with_parent() -> None:
    """A server process whose parent was killed would keep the port from the one started next."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True, name="parent").start()
