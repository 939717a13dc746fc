"""What every test may ask for: stores, houses, clients. And the count of what ran on which store."""

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from tests.houses import Databases, client_of
from tests.postgres import NoPostgres, server_url, stop_server

from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import Settings

_CALM = hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
hypothesis_settings.register_profile("quick", _CALM, max_examples=40)
hypothesis_settings.register_profile("nightly", _CALM, max_examples=5000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

SHARED = "MEDCONNECT_TEST_RUN"
STORES = ("memory", "sqlite", "postgresql")
_OWNS_RUN = pytest.StashKey[bool]()
_STORE_OF = re.compile(rf"\[(?:[^\]]*-)?({'|'.join(STORES)})(?:-[^\]]*)?\]")


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the whole run, known to all its processes; and no setting of the machine in any test."""
    if SHARED not in os.environ:
        os.environ[SHARED] = tempfile.mkdtemp(prefix="medconnect-test-")
        config.stash[_OWNS_RUN] = True
    for name in [name for name in os.environ if name.startswith("MEDCONNECT_") and name != SHARED]:
        del os.environ[name]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever began the run ends it: server stopped, folder gone."""
    if config.stash.get(_OWNS_RUN, False):
        shared = Path(os.environ.pop(SHARED))
        stop_server(shared)
        shutil.rmtree(shared, ignore_errors=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing goes unproven: a skipped test there is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("\nCI skips no test, and this run skipped some.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests ran on each of the three stores."""
    ran: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        if report.when == "call" and (store := _STORE_OF.search(report.nodeid)):
            ran[store[1]] += 1
    if ran:
        terminalreporter.write_line("ran on " + ", ".join(f"{store}: {ran[store]}" for store in STORES))


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """The folder that all processes of this run share."""
    return Path(os.environ[SHARED])


@pytest.fixture(scope="session")
def postgres_url(run_folder: Path) -> str:
    """A PostgreSQL server. Without one the test is skipped, but in CI it fails: nothing goes unproven there."""
    try:
        return server_url(run_folder)
    except NoPostgres as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


class LazyDatabases:
    """Starts a server only when a test asks for PostgreSQL."""

    def __init__(self, request: pytest.FixtureRequest, folder: Path) -> None:
        self._request = request
        self._folder = folder
        self._without = Databases(folder, None)
        self._with: Databases | None = None

    def of(self, kind: str) -> Databases:
        """The databases of one kind."""
        if kind != "postgresql":
            return self._without
        if self._with is None:
            self._with = Databases(self._folder, self._request.getfixturevalue("postgres_url"))
        return self._with

    def close(self) -> None:
        """Remove what was made on the server."""
        if self._with:
            self._with.drop_all()


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LazyDatabases]:
    """Fresh databases, migrated or empty."""
    lazy = LazyDatabases(request, tmp_path_factory.mktemp("databases"))
    yield lazy
    lazy.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each of the two databases in turn."""
    return str(request.param)


@pytest.fixture
def settings(databases: LazyDatabases, database_kind: str) -> Settings:
    """Settings for a fresh, migrated database."""
    kind = databases.of(database_kind)
    return kind.settings(kind.fresh(database_kind))


@pytest.fixture
def empty_settings(databases: LazyDatabases, database_kind: str) -> Settings:
    """Settings for a database without any table."""
    kind = databases.of(database_kind)
    return kind.settings(kind.empty(database_kind))


@pytest.fixture
async def house(settings: Settings) -> AsyncIterator[Container]:
    """The opened product on a fresh database."""
    async with opened(settings) as container:
        yield container


@pytest.fixture
async def client(house: Container, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the real application on a fresh database."""
    async with client_of(house, settings) as client:
        yield client
