"""The real server with demo data on a database of its own, and a Chromium to look at it."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
START_SECONDS = 60
COMMAND = (sys.executable, "-m", "medconnect")


def chromium() -> str | None:
    """A Chromium: named, found, or installed from the distribution where we may."""
    if named := os.environ.get("CHROMIUM_PATH"):
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None) or (str(MAC) if MAC.exists() else None)
    if found or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    sys.stderr.write("· installing Chromium from the distribution\n")
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"]
    for words in (["apt-get", "update", "-q"], install):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(words, check=False, stdout=subprocess.DEVNULL, env=environment)
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def demo_server() -> Iterator[tuple[str, str]]:
    """Serve the built pages; gives the address, and the demo logins as JSON."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="medconnect-browser-") as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MEDCONNECT_")},
            "MEDCONNECT_DATA_DIR": folder,
            "MEDCONNECT_PUBLIC_URL": f"http://localhost:{port}",
            "MEDCONNECT_LOG_LEVEL": "warning",
        }
        server = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        try:
            _wait_until_ready(port, server)
            logins = subprocess.run(
                [*COMMAND, "demo", "--json"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
            ).stdout
            yield f"http://localhost:{port}", logins
        finally:
            server.terminate()
            server.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    sys.exit("The server for the browser did not start.")
