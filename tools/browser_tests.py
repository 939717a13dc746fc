"""The built pages in a real Chromium, against the real server with demo data on a database of its own."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
START_SECONDS = 60


def chromium() -> str | None:
    """A Chromium: named, found, or installed from the distribution where we may."""
    if named := os.environ.get("CHROMIUM_PATH"):
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None) or (str(MAC) if MAC.exists() else None)
    if found or os.geteuid() != 0 or not shutil.which("apt-get"):
        return found
    sys.stderr.write("· installing Chromium from the distribution\n")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(  # type: ignore[call-overload]
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"],
        check=False,
        **quiet,
    )
    return next(filter(None, map(shutil.which, NAMES)), None)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers; stop when it has ended or takes too long."""
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
    sys.exit("The server for the browser tests did not start.")


def main() -> None:
    """Serve, test, stop."""
    browser = chromium()
    if browser is None:
        banner = (
            "THE BROWSER TESTS DID NOT RUN: no Chromium here. Install one, or name it: CHROMIUM_PATH=/path/to/chromium"
        )
        sys.stderr.write(f"\n{'!' * len(banner)}\n{banner}\n{'!' * len(banner)}\n\n")
        sys.exit(1 if os.environ.get("CI") else 0)
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="medconnect-browser-") as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MEDCONNECT_")},
            "MEDCONNECT_DATA_DIR": folder,
            "MEDCONNECT_PUBLIC_URL": f"http://localhost:{port}",
            "MEDCONNECT_LOG_LEVEL": "warning",
        }
        command = [sys.executable, "-m", "medconnect"]
        server = subprocess.Popen(
            [*command, "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        try:
            wait_until_ready(port, server)
            logins = subprocess.run(
                [*command, "demo", "--json"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
            ).stdout
            json.loads(logins)
            done = subprocess.run(
                ["npm", "run", "e2e", "--silent", "--", *sys.argv[1:]],
                cwd=ROOT / "frontend",
                env={
                    **os.environ,
                    "CHROMIUM_PATH": browser,
                    "E2E_BASE_URL": f"http://localhost:{port}",
                    "E2E_LOGINS": logins,
                },
                check=False,
            )
        finally:
            server.terminate()
            server.wait(20)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
