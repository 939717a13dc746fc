"""`medconnect`: every command answers in plain words, or in one JSON line with `--json`.

Exit codes: 0 done, 1 it was checked and is not well, 2 it could not be done (cause and remedy are printed).
"""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import orjson
import typer

from medconnect import __version__
from medconnect.application.shared.startup import CannotStart
from medconnect.domain.shared.errors import Refusal

T = TypeVar("T")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Open appointments for health care.",
)
audit = typer.Typer(no_args_is_help=True, help="The audit trail.")
keys = typer.Typer(no_args_is_help=True, help="The keys that data is sealed with.")
app.add_typer(audit, name="audit")
app.add_typer(keys, name="keys")

AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON line.")]


def run() -> NoReturn:
    """Run the command line and say refusals as cause and remedy."""
    try:
        app()
    except CannotStart as obstacle:
        sys.stderr.write(f"{obstacle.cause}\n{obstacle.remedy}\n")
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.title} ({refusal.code})\n")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(2)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    workers: Annotated[int | None, typer.Option(help="Number of server processes.")] = None,
    demo: Annotated[bool, typer.Option(help="Fill an empty database with demo data first.")] = True,
) -> None:
    """Migrate, then serve pages and API until told to stop."""
    from medconnect.entrypoints.cli.serving import serve as start

    start(host=host, port=port, workers=workers, demo=demo)


@app.command()
def migrate(as_json: AsJson = False) -> None:
    """Bring the database to this version."""
    from medconnect.entrypoints.opening import migrate_database
    from medconnect.entrypoints.settings import load_settings

    before, after = _finish(migrate_database(load_settings()))
    words = f"The schema is at {after}." if before == after else f"Migrated from {before or 'nothing'} to {after}."
    _answer(as_json, words, before=before, after=after)


@app.command()
def demo(as_json: AsJson = False) -> None:
    """Fill an empty database with demo data and print how to sign in."""
    from medconnect.entrypoints.cli.tasks import fill_demo
    from medconnect.entrypoints.demo import LOGINS

    made = _finish(fill_demo())
    logins = [{"role": each.role.value, "email": each.email, "password": each.password} for each in LOGINS]
    lines = ["Demo data was made." if made else "The demo data is there already."]
    lines += [f"  {each['role']:<13} {each['email']:<24} {each['password']}" for each in logins]
    _answer(as_json, "\n".join(lines), made=made, logins=logins)


@app.command("create-admin")
def create_admin(
    email: Annotated[str, typer.Option(prompt=True, help="Their e-mail address.")],
    full_name: Annotated[str, typer.Option("--name", prompt=True, help="Their name.")],
    password: Annotated[
        str,
        typer.Option(
            envvar="MEDCONNECT_NEW_PASSWORD",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            help="Their password.",
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Make an administrator's account."""
    from medconnect.entrypoints.cli.tasks import add_admin

    user_id = _finish(add_admin(email, full_name, password))
    _answer(as_json, f"{full_name} can sign in as an administrator.", id=str(user_id))


@app.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from medconnect.entrypoints.container import Container
    from medconnect.entrypoints.http.app import create_app
    from medconnect.entrypoints.settings import load_settings

    document = create_app(Container(), load_settings()).openapi()
    typer.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))


@app.command("self-check")
def self_check(as_json: AsJson = False) -> None:
    """Look whether everything the product needs is in order; changes nothing."""
    from medconnect.entrypoints.cli.checks import check_installation

    findings = _finish(check_installation())
    words = "\n".join(f"{'ok ' if each.well else 'NOT'} {each.what}: {each.found}" for each in findings)
    well = all(each.well for each in findings)
    _answer(as_json, words, well=well, checks=[{"what": f.what, "well": f.well, "found": f.found} for f in findings])
    raise typer.Exit(0 if well else 1)


@audit.command("verify")
def audit_verify(as_json: AsJson = False) -> None:
    """Prove that the audit trail says what was written, or name the first entry that does not."""
    from medconnect.entrypoints.cli.tasks import verify_audit

    state = _finish(verify_audit())
    words = (
        f"The audit trail is whole: {state.entries} entries, {state.unlinked} of them waiting for their place."
        if state.intact
        else f"The audit trail is broken at entry {state.first_broken}: {state.reason}."
    )
    _answer(
        as_json,
        words,
        intact=state.intact,
        entries=state.entries,
        head=state.head,
        first_broken=state.first_broken,
        reason=state.reason,
    )
    raise typer.Exit(0 if state.intact else 1)


@audit.command("anchor")
def audit_anchor(as_json: AsJson = False) -> None:
    """Print the head of the chain, to be kept where nobody who can change the database can change it."""
    from medconnect.entrypoints.cli.tasks import anchor_audit

    head = _finish(anchor_audit())
    _answer(as_json, f"{head.sequence} {head.link.hex()}", sequence=head.sequence, link=head.link.hex())


@keys.command("rotate")
def keys_rotate(as_json: AsJson = False) -> None:
    """Start new keys for tokens and sealed fields, and put every field under the new one, while the product serves."""
    from medconnect.entrypoints.cli.tasks import rotate_keys

    fields = _finish(rotate_keys())
    _answer(as_json, f"A new key is active; {fields} sealed fields were put under it.", fields=fields)


@app.command()
def backup(path: Path, as_json: AsJson = False) -> None:
    """Write an encrypted copy of the whole database, consistent while the product serves, and read it back to check."""
    from medconnect.entrypoints.cli.tasks import write_backup

    tables, rows = _finish(write_backup(path))
    _answer(as_json, f"{rows} rows of {tables} tables are in {path}.", path=str(path), tables=tables, rows=rows)


@app.command()
def restore(path: Path, as_json: AsJson = False) -> None:
    """Bring a backup into an empty database and check what was restored."""
    from medconnect.entrypoints.cli.tasks import read_backup

    tables, rows = _finish(read_backup(path))
    _answer(as_json, f"{rows} rows of {tables} tables were restored.", tables=tables, rows=rows)


def _finish(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def _answer(as_json: bool, words: str, **facts: Any) -> None:
    typer.echo(orjson.dumps(facts).decode() if as_json else words)
