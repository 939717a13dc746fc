"""Opened houses for tests: the whole product on a fresh, migrated database of its own."""

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import httpx

from medconnect.entrypoints.container import Container
from medconnect.entrypoints.http.app import create_app
from medconnect.entrypoints.opening import migrate_database
from medconnect.entrypoints.settings import Settings, load_settings

_NUMBERS = itertools.count(1)


class Databases:
    """Makes databases that are migrated already, by copying one that was migrated once in this process."""

    def __init__(self, folder: Path, postgres_url: str | None) -> None:
        self._folder = folder
        self._server = postgres_url
        self._templates: dict[str, str] = {}
        self._made: list[str] = []

    def fresh(self, kind: str) -> str:
        """The address of a new database of the current schema."""
        if kind not in self._templates:
            self._templates[kind] = self.empty(kind)
            asyncio.run(migrate_database(self.settings(self._templates[kind])))
        template = self._templates[kind]
        if kind == "sqlite":
            address = self._address(kind)
            shutil.copyfile(template.removeprefix("sqlite:///"), address.removeprefix("sqlite:///"))
            return address
        return self._create_postgres(template=template.rsplit("/", 1)[1])

    def empty(self, kind: str) -> str:
        """The address of a database without any table."""
        return self._address(kind) if kind == "sqlite" else self._create_postgres()

    def settings(self, address: str, **more: object) -> Settings:
        """Settings for a database, with a data folder of its own."""
        folder = self._folder / address.rsplit("/", 1)[1].removesuffix(".db")
        folder.mkdir(exist_ok=True, mode=0o700)
        return load_settings(data_dir=folder, database_url=address, site_dir=Path(os.devnull), **more)

    def drop_all(self) -> None:
        """Remove what was made on the server."""

        async def drop() -> None:
            connection = await asyncpg.connect(self._server)
            for name in self._made:
                await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            await connection.close()

        if self._made:
            asyncio.run(drop())

    def _address(self, kind: str) -> str:
        name = f"medconnect_{os.getpid()}_{next(_NUMBERS)}"
        if kind == "sqlite":
            return f"sqlite:///{self._folder / name}.db"
        assert self._server is not None
        return f"{self._server.rsplit('/', 1)[0]}/{name}"

    def _create_postgres(self, template: str = "template1") -> str:
        address = self._address("postgresql")
        name = address.rsplit("/", 1)[1]

        async def create() -> None:
            connection = await asyncpg.connect(self._server)
            await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
            await connection.close()

        asyncio.run(create())
        self._made.append(name)
        return address


@asynccontextmanager
async def client_of(container: Container, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client that speaks to the real application in this process."""
    app = create_app(container, settings)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client
