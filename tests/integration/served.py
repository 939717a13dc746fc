"""The product as it is really run: `medconnect serve` with several processes, in a process group of its own."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from medconnect.entrypoints.settings import Settings

_SOURCE = Path(__file__).parents[2] / "src"
_PATIENCE_SECONDS = 60


@asynccontextmanager
async def served(settings: Settings, *, workers: int, **choices: object) -> AsyncIterator[httpx.AsyncClient]:
    """A client whose every request is a connection of its own, so that requests reach all processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chosen = {
        "database_url": settings.database_url,
        "data_dir": settings.data_dir,
        "site_dir": os.devnull,
        "log_level": "error",
        **choices,
    }
    environment = {
        **os.environ,
        "PYTHONPATH": str(_SOURCE),
        **{f"MEDCONNECT_{name.upper()}": str(value) for name, value in chosen.items()},
    }
    command = [sys.executable, "-m", "medconnect", "serve", "--port", str(port), "--workers", str(workers)]
    log = settings.data_dir / "served.log"
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: ASYNC220 - started once, before anything is awaited
            command, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=0)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=60) as client:
            await _ready(client, process, log)
            yield client
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            await asyncio.to_thread(process.wait, 20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            await asyncio.to_thread(process.wait, 20)


async def _ready(client: httpx.AsyncClient, process: subprocess.Popen[bytes], log: Path) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            assert process.poll() is None, f"the server stopped; see {log}"
            try:
                if (await client.get("/health/ready")).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
