"""Is the process alive, and can it serve?"""

from typing import Annotated, Literal

from fastapi import Depends
from sqlalchemy import select

from medconnect import __version__
from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.failures import StorageUnavailable
from medconnect.entrypoints.http.dependencies import provided
from medconnect.entrypoints.http.schemas import ResponseBody, refuses, router
from medconnect.entrypoints.settings import Settings

health = router(tags=["Operation"])


class Live(ResponseBody):
    """The process answers."""

    status: Literal["live"] = "live"


class Ready(ResponseBody):
    """The process can serve, and with what."""

    status: Literal["ready"] = "ready"
    version: str
    database: str
    analyzer: str
    language_model: str | None


@health.get("/health/live")
async def live() -> Live:
    """Whether the process answers at all; asks nothing else."""
    return Live()


@health.get("/health/ready", responses=refuses(StorageUnavailable))
async def ready(
    database: Annotated[Database, Depends(provided(lambda c: c.database))],
    analyzer: Annotated[str, Depends(provided(lambda c: c.offline_analyzer_name))],
    settings: Annotated[Settings, Depends(provided(lambda c: c.settings))],
) -> Ready:
    """Whether the database answers too, and who reads symptoms: the house's own analyser, and the model beside it."""
    async with database.reading() as rows:
        await rows.run(select(1))
    return Ready(
        version=__version__,
        database=database.dialect,
        analyzer=analyzer,
        language_model=settings.llm_model or None,
    )
