"""Everything `make` does: set up what is missing, then run, test or check.

It runs on the machine's own Python with nothing installed, so it uses the standard library alone, and syntax old enough
that an outdated Python can still read it and be told so.
"""

import argparse
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

import json
import tempfile

from setting_up import (
    FRONTEND,
    LOCKED_ALONE,
    LOCKED_EXTRAS,
    ROOT,
    STAMPS,
    VENV,
    alone,
    give_up,
    python,
    run,
    say,
    set_up_both,
    set_up_node,
    set_up_python,
)


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


def do_evaluate(options: argparse.Namespace) -> None:
    """Measure the symptom analyser on the repository's own cases and on any folder given."""
    with alone():
        set_up_python("dev")
    run(python(), "-m", "benchmarks.evaluate_triage", *options.words)


def do_pictures(_: argparse.Namespace) -> None:
    """Take the README's pictures anew."""
    with alone():
        set_up_both("dev")
    run(python(), ROOT / "tools" / "pictures.py")


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
    run(python(), "-m", "medconnect", "demo", quiet=True)
    say("API at http://localhost:%s, pages at http://localhost:3000" % options.port)
    pages = subprocess.Popen(
        ["npm", "run", "dev", "--silent"],
        cwd=FRONTEND,
        env={**os.environ, "API_URL": f"http://localhost:{options.port}", "PORT": "3000"},
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
