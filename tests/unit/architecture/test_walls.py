"""The walls hold: the tools that watch them pass on this tree, and bite when it is broken on purpose."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from medconnect.entrypoints.container import Container

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "src" / "medconnect"
LONGEST_FILE = 300
TOOLS = Path(sys.executable).parent


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(cwd / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the source to break."""
    shutil.copytree(SOURCE, tmp_path / "src" / "medconnect", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "README.md").touch()
    return tmp_path


def test_the_import_contracts_are_kept(tree: Path) -> None:
    done = run(TOOLS / "lint-imports", "--no-cache", cwd=tree)

    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("domain/shared/money.py", "import medconnect.application.shared.clock", "Imports point inwards"),
        ("application/shared/clock.py", "import medconnect.adapters.system_clock", "Imports point inwards"),
        ("adapters/system_clock.py", "import medconnect.entrypoints.logs", "Imports point inwards"),
        ("domain/shared/money.py", "import pydantic", "standard library alone"),
        ("application/shared/clock.py", "import sqlalchemy", "standard library alone"),
        ("application/directory/views.py", "import medconnect.application.identity.views", "ids and events"),
        ("entrypoints/http/directory/router.py", "import medconnect.adapters.system_clock", "name adapters"),
        ("entrypoints/worker/background.py", "import medconnect.entrypoints.http.health", "Drivers are independent"),
        ("extra/__init__.py", "", "Imports point inwards"),
    ],
)
def test_a_layer_broken_on_purpose_is_named(tree: Path, file: str, line: str, contract: str) -> None:
    broken = tree / "src" / "medconnect" / file
    broken.parent.mkdir(exist_ok=True)
    broken.write_text((broken.read_text() if broken.exists() else '"""Extra."""\n') + f"\n{line}\n")

    done = run(TOOLS / "lint-imports", "--no-cache", cwd=tree)

    assert done.returncode != 0
    assert contract in done.stdout


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("import datetime\nNOW = datetime.datetime.now(datetime.UTC)", "TID251"),
        ("from datetime import datetime\nNOW = datetime.utcnow()", "TID251"),
        ("import datetime\nTODAY = datetime.date.today()", "TID251"),
        ("import time\nNOW = time.time()", "TID251"),
        ("print('hello')", "T201"),
    ],
)
def test_clocks_and_prints_are_refused_outside_their_room(tree: Path, line: str, rule: str) -> None:
    rooms = {"domain/shared/money.py": True, "entrypoints/logs.py": True}
    if rule == "TID251":
        rooms["adapters/system_clock.py"] = False
    for room, refused in rooms.items():
        path = tree / "src" / "medconnect" / room
        path.write_text(f"{path.read_text()}\n{line}\n")
        done = run(TOOLS / "ruff", "check", "--no-cache", "--select", rule, path, cwd=tree)

        assert (rule in done.stdout) == refused, room


def test_only_the_rooms_that_may_read_the_machines_clock_do() -> None:
    done = run(TOOLS / "ruff", "check", "--no-cache", "--quiet", "src", cwd=ROOT)

    assert done.returncode == 0, done.stdout[-2000:]


def test_no_file_is_long() -> None:
    long = {
        str(path.relative_to(ROOT)): length
        for path in SOURCE.rglob("*.py")
        if (length := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert not long


def test_every_file_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCE.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert not silent


async def test_the_container_builds_everything_that_it_names(house: Container) -> None:
    for name, provider in house.providers.items():
        assert provider() is not None, name
