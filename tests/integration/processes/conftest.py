"""The command line as people run it: processes of their own, on a folder and a database of their own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import LazyDatabases

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 60


@dataclass(slots=True)
class House:
    """One installation: its folder, its database, and the processes that run on it."""

    folder: Path
    database_url: str
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("MEDCONNECT_")},
            "PYTHONPATH": str(ROOT / "src"),
            "MEDCONNECT_DATA_DIR": str(self.folder),
            "MEDCONNECT_DATABASE_URL": self.database_url,
            "MEDCONNECT_SITE_DIR": os.devnull,
        }

    def run(self, *words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """A command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "medconnect", *map(str, words)],
            cwd=self.folder.parent,
            env={**self.environment, **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )

    def answer(self, *words: str | Path) -> dict[str, Any]:
        """What a command that goes well says with `--json`."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr[-1500:]
        return dict(json.loads(done.stdout))

    def refused(self, *words: str | Path, **settings: str) -> str:
        """What a command says that cannot be done: a cause, a remedy, and no trace of its insides."""
        done = self.run(*words, **settings)
        assert done.returncode not in {0, -signal.SIGKILL}, done.stdout
        assert "Traceback" not in done.stderr
        lines = done.stderr.strip().splitlines()
        assert len(lines) == 2, done.stderr[-1500:]
        assert all(line.endswith((".", ")")) for line in lines)
        return done.stderr

    def serve(self, *words: str, port: int | None = None, **settings: str) -> "Server":
        """A server, not yet ready."""
        port = port or free_port()
        log = self.folder.parent / f"serve-{port}.log"
        with log.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "medconnect", "serve", "--port", str(port), *words],
                cwd=self.folder.parent,
                env={**self.environment, **settings},
                stdout=subprocess.DEVNULL,
                stderr=file,
                text=True,
                start_new_session=True,
            )
        self.running.append(process)
        return Server(process, port, log)

    def end(self) -> None:
        for process in self.running:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@dataclass(slots=True)
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def get(self, path: str = "/health/ready", method: str = "GET", body: object = None, **headers: str) -> Any:
        """Status and document of one answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        sent = json.dumps(body) if body is not None else None
        if sent is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if "json" in answer.headers.get("content-type", "") else text
        finally:
            connection.close()

    def ready(self) -> "Server":
        """Wait until it serves."""
        until(lambda: self.process.poll() is not None or self._answers())
        assert self.process.poll() is None, self.log.read_text()[-3000:]
        return self

    def _answers(self) -> bool:
        try:
            return bool(self.get()[0] == 200)
        except OSError:
            return False

    def workers(self) -> set[int]:
        """The ids of the processes that serve."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        lines = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
        return {child for child, line in lines.items() if b"spawn_main" in line}

    def stop(self) -> int:
        """Ask it to end, and wait."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def until(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def new_house(databases: LazyDatabases, tmp_path: Path) -> Iterator[Callable[[str], House]]:
    """Installations on an empty folder and an empty database, ended with the test."""
    houses: list[House] = []

    def new(kind: str) -> House:
        folder = tmp_path / f"house-{len(houses)}" / "data"
        folder.parent.mkdir()
        url = databases.of(kind).empty(kind) if kind == "postgresql" else f"sqlite:///{folder / 'medconnect.db'}"
        houses.append(House(folder, url))
        return houses[-1]

    yield new
    for house in houses:
        house.end()


@pytest.fixture
def installation(new_house: Callable[[str], House], database_kind: str) -> House:
    """An installation on each of the two databases in turn."""
    return new_house(database_kind)
