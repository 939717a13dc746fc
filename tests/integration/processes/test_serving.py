import asyncio
import http.client
import json
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import select
from tests.integration.processes.conftest import House, Server, until

from medconnect.adapters.persistence.rotation import sealed_columns
from medconnect.adapters.security.keyring import Keyring
from medconnect.entrypoints.opening import connected
from medconnect.entrypoints.settings import load_settings


def sign_in(server: Server, login: dict[str, str]) -> tuple[int, dict[str, str]]:
    status, document = server.get(
        "/api/v1/auth/login",
        "POST",
        {"email": login["email"], "password": login["password"], "client": "native"},
    )
    return status, document


def test_four_processes_start_on_an_empty_folder_replace_a_dead_one_change_their_keys_and_leave_in_order(
    installation: House,
) -> None:
    server = installation.serve("--workers", "4").ready()
    until(lambda: len(server.workers()) == 4)
    login = installation.answer("demo")["logins"][0]

    victim = min(server.workers())
    os.kill(victim, signal.SIGKILL)
    until(lambda: len(server.workers() - {victim}) == 4)
    assert [server.get("/api/v1/specialties")[0] for _ in range(20)] == [200] * 20
    assert sign_in(server, login)[0] == 200

    text = server.get("/metrics")[1].decode()
    line = next(
        line for line in text.splitlines() if line.startswith("medconnect_requests_total") and "specialties" in line
    )
    assert float(line.rpartition(" ")[2]) >= 20, "the counts of all processes are added up"

    answers: list[int] = []
    leaving = threading.Event()

    def use() -> None:
        while not leaving.is_set():
            status, document = sign_in(server, login)
            token = document.get("access_token", "")
            answers.extend([status, server.get("/api/v1/me", Authorization=f"Bearer {token}")[0]])

    user = threading.Thread(target=use)
    user.start()
    rotated = installation.answer("keys", "rotate")
    enough = len(answers) + 4
    until(lambda: len(answers) > enough)
    leaving.set()
    user.join()
    assert rotated["fields"] >= 8
    assert set(answers) == {200}
    assert len(asyncio.run(keys_in_use(installation))) == 1

    children = server.workers()
    server.stop()
    assert not any(Path(f"/proc/{child}").exists() for child in children)


async def keys_in_use(installation: House) -> set[str]:
    """The keys that any sealed field lies under."""
    settings = load_settings(data_dir=installation.folder, database_url=installation.database_url)
    used: set[str] = set()
    async with connected(settings) as database, database.reading() as rows:
        for _, column in sealed_columns():
            found = (await rows.run(select(column).where(column.is_not(None)))).scalars()
            used |= {Keyring.key_id_of(each) for each in found}
    return used


def test_four_servers_that_start_at_once_on_one_empty_folder_all_come_up(installation: House) -> None:
    servers = [installation.serve() for _ in range(4)]

    for server in servers:
        server.ready()
    logins = installation.answer("demo")["logins"]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda pair: sign_in(*pair)[0], zip(servers, logins, strict=True))) == [200] * 4


def test_a_server_told_to_stop_finishes_what_it_is_asked_and_takes_no_more(new_house: Callable[[str], House]) -> None:
    house = new_house("sqlite")
    server = house.serve("--workers", "2").ready()
    until(lambda: len(server.workers()) == 2)
    body = json.dumps({"email": "nobody@clinic.example", "password": "wrong"}).encode()
    slow = socket.create_connection(("127.0.0.1", server.port))
    slow.sendall(
        b"POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body) + body[:5]
    )
    until(lambda: server.get("/health/live")[0] == 200)

    server.process.send_signal(signal.SIGTERM)
    until(lambda: refuses(server.port), 5)
    slow.sendall(body[5:])
    answer = http.client.HTTPResponse(slow)
    answer.begin()

    assert answer.status == 401
    assert json.loads(answer.read())["code"] == "invalid-credentials"
    slow.close()
    assert server.process.wait(timeout=11) == 0


def refuses(port: int) -> bool:
    """Whether nobody listens any more."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return True
    return False


def test_a_server_whose_parent_was_killed_gives_its_port_back(new_house: Callable[[str], House]) -> None:
    house = new_house("sqlite")
    server = house.serve("--workers", "2").ready()
    until(lambda: len(server.workers()) == 2)

    server.process.kill()
    server.process.wait()

    until(lambda: refuses(server.port), 15)
    house.serve(port=server.port).ready()


def test_a_killed_installation_serves_again_and_has_lost_nothing(installation: House) -> None:
    server = installation.serve("--workers", "2").ready()
    login = installation.answer("demo")["logins"][0]
    said: list[str] = []
    leaving = threading.Event()

    def write() -> None:
        while not leaving.is_set():
            try:
                status, document = sign_in(server, login)
            except OSError:
                return
            if status == 200:
                said.append(document["access_token"])

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    until(lambda: len(said) > 10)
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()
    leaving.set()
    for writer in writers:
        writer.join()

    again = installation.serve().ready()
    answers = {again.get("/api/v1/me", Authorization=f"Bearer {token}")[0] for token in said}
    assert answers == {200}
    again.stop()
    assert installation.answer("audit", "verify")["intact"]


def test_a_full_disk_refuses_writes_with_503_and_reads_go_on(new_house: Callable[[str], House]) -> None:
    house = new_house("sqlite")
    login = house.answer("demo")["logins"][0]
    server = house.serve().ready()
    assert sign_in(server, login)[0] == 200
    # No file of this process may grow: what the system then says is what a full disk says.
    log = house.folder / "medconnect.db-wal"
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (log.stat().st_size, resource.RLIM_INFINITY))

    status, document = sign_in(server, login)
    assert (status, document["code"]) == (503, "storage-unavailable")
    assert server.get("/api/v1/specialties")[0] == 200
    assert server.get("/health/live")[0] == 200

    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert sign_in(server, login)[0] == 200


def test_two_servers_on_one_port_are_one_too_many(new_house: Callable[[str], House]) -> None:
    house = new_house("sqlite")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        said = house.refused("serve", "--port", str(taken.getsockname()[1]))

    assert "is not free" in said
    assert not (house.folder / "medconnect.db").exists()
