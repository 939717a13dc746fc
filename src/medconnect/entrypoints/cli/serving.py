"""`medconnect serve`: prepare alone, then hand over to the server processes."""

import asyncio
import http.client
import os
import shutil
import socket
import sys
import threading
import time
from contextlib import closing

import uvicorn
from uvicorn.supervisors.multiprocess import Multiprocess

from medconnect.application.shared.startup import CannotStart
from medconnect.entrypoints.demo import LOGINS, make_demo
from medconnect.entrypoints.opening import migrate_database, opened, prepare_folder
from medconnect.entrypoints.settings import Settings, load_settings

_DRAIN_SECONDS = 10
# A process that answers nothing for so long hangs. One that starts on a busy machine must not be taken for that.
_HANGING_SECONDS = 20
_ASK_AGAIN_SECONDS = 0.1


def serve(*, host: str | None, port: int | None, workers: int | None, demo: bool) -> None:
    """Serve until a signal. Whatever can fail for a plain reason fails here, before any process is started."""
    settings = load_settings(host=host, port=port, workers=workers)
    prepare_folder(settings)
    with closing(_listen(settings)) as listener:
        asyncio.run(_prepare(settings, demo=demo and settings.profile == "demo"))
        _hand_down(settings)
        threading.Thread(target=_welcome, args=(settings,), daemon=True).start()
        config = uvicorn.Config(
            "medconnect.entrypoints.http.main:serving_app",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            loop="uvloop",
            http="httptools",
            access_log=False,
            log_config=None,
            server_header=False,
            date_header=True,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=list(settings.trusted_proxies) or None,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=_DRAIN_SECONDS,
            timeout_worker_healthcheck=_HANGING_SECONDS,
        )
        if settings.workers > 1:
            _Processes(config, sockets=[listener]).run()
        else:
            uvicorn.Server(config).run(sockets=[listener])


class _Processes(Multiprocess):
    """uvicorn's processes, with the door closed first: while they finish, nobody may wait at it in vain."""

    def terminate_all(self) -> None:
        for listener in self.sockets:
            listener.close()
        super().terminate_all()


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"Port {settings.port} on {settings.host} is not free: {os.strerror(error.errno or 0)}.",
            "Stop what uses it, or choose another port with --port (make run PORT=8001).",
        ) from error
    listener.listen(1024)
    listener.set_inheritable(True)
    return listener


async def _prepare(settings: Settings, *, demo: bool) -> None:
    await migrate_database(settings)
    async with opened(settings) as container:
        if demo:
            await make_demo(container)


def _welcome(settings: Settings) -> None:
    """Tell the person at the terminal where to go, as soon as there is somebody to answer."""
    own = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0", "::"} else settings.host  # noqa: S104 - compared
    while not _answers(own, settings.port):
        time.sleep(_ASK_AGAIN_SECONDS)
    lines = [f"MedConnect is at http://{own}:{settings.port}"]
    if not (settings.site_dir / "csp.json").is_file():
        lines.append("The pages are not built, so only the API answers: /docs")
    if settings.profile == "demo":
        lines.append("Sign in as:")
        lines += [f"  {each.role:<13} {each.email:<24} {each.password}" for each in LOGINS]
    lines.append("Stop with Ctrl-C.")
    sys.stdout.write("\n" + "\n".join(lines) + "\n\n")
    sys.stdout.flush()


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def _hand_down(settings: Settings) -> None:
    """The processes read the same settings from their environment, and share one folder for their counts."""
    for name in ("host", "port", "workers"):
        os.environ[f"MEDCONNECT_{name.upper()}"] = str(getattr(settings, name))
    if settings.workers > 1:
        counts = settings.data_dir.absolute() / "metrics" / str(settings.port)
        shutil.rmtree(counts, ignore_errors=True)
        counts.mkdir(parents=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counts)
