"""How often do four server processes come up on an empty folder and an empty database?

    python benchmarks/cold_starts.py 20

Needs the packages of `make setup`. PostgreSQL is found as the tests find it. Prints one line a database, and exits with
1 unless every start succeeded.
"""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.houses import Databases  # noqa: E402 - found through the path above
from tests.postgres import server_url, stop_server  # noqa: E402

WORKERS = 4
LONGEST_SECONDS = 90


def cold_start(folder: Path, database_url: str) -> float | None:
    """Seconds until all processes serve, or none if they do not."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.monotonic()
    said = folder / "said"
    server = subprocess.Popen(
        [sys.executable, "-m", "medconnect", "serve", "--port", str(port), "--workers", str(WORKERS)],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "MEDCONNECT_DATA_DIR": str(folder / "data"),
            "MEDCONNECT_DATABASE_URL": database_url,
            "MEDCONNECT_SITE_DIR": os.devnull,
            "MEDCONNECT_LOG_LEVEL": "info",
        },
        stdout=subprocess.DEVNULL,
        stderr=said.open("w"),
        start_new_session=True,
    )
    try:
        while time.monotonic() < began + LONGEST_SECONDS and server.poll() is None:
            if said.read_text().count("process.serving") >= WORKERS and answers(port):
                return time.monotonic() - began
            time.sleep(0.05)
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def answers(port: int) -> bool:
    """Whether somebody there is ready."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def main() -> None:
    """Start cold as often as asked, on each database."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    well = True
    with tempfile.TemporaryDirectory(prefix="medconnect-cold-") as name:
        run = Path(name)
        databases = Databases(run, server_url(run))
        try:
            for kind in ("sqlite", "postgresql"):
                taken = []
                for number in range(times):
                    folder = run / f"{kind}-{number}"
                    folder.mkdir()
                    url = "" if kind == "sqlite" else databases.empty(kind)
                    if (seconds := cold_start(folder, url)) is not None:
                        taken.append(seconds)
                well = well and len(taken) == times
                typical = f", typically {statistics.median(taken):.1f} s, at most {max(taken):.1f} s" if taken else ""
                print(f"{kind}: {len(taken)} of {times} cold starts of {WORKERS} processes{typical}", flush=True)
        finally:
            databases.drop_all()
            stop_server(run)
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
