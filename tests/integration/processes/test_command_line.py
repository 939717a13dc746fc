"""The commands, called in this process: what they answer, with which exit code, and what they leave alone."""

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.integration.processes.conftest import House, free_port

from medconnect.entrypoints.cli.main import run

PASSWORD = "a-long-enough-secret-7"


@dataclass(slots=True)
class CommandLine:
    """`medconnect` on one installation."""

    house: House
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: object, **settings: str) -> tuple[int, str, str]:
        """Exit code, answer and complaint."""
        with self.monkeypatch.context() as here:
            for name, value in {**self.house.environment, **settings}.items():
                here.setitem(os.environ, name, value)
            here.setattr(sys, "argv", ["medconnect", *map(str, words)])
            with pytest.raises(SystemExit) as left:
                run()
        out, err = self.capsys.readouterr()
        return int(left.value.code or 0), out, err

    def answer(self, *words: object) -> dict[str, Any]:
        """What a command that goes well says with `--json`: one line."""
        code, out, err = self.run(*words, "--json")
        assert code == 0, err
        assert out.count("\n") == 1
        return dict(json.loads(out))

    def fill(self) -> None:
        """Make the least that an installation in use has."""
        self.answer("create-admin", "--name", "Ida", "--email", "ida@clinic.example", "--password", PASSWORD)

    def refused(self, *words: object, **settings: str) -> str:
        """Cause and remedy of a command that cannot be done."""
        code, out, err = self.run(*words, **settings)
        assert code == 2, out
        assert out == ""
        assert len(err.strip().splitlines()) == 2, err
        return err


MakeLine = Callable[[str], CommandLine]


@pytest.fixture
def line_on(
    new_house: Callable[[str], House], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> MakeLine:
    return lambda kind: CommandLine(new_house(kind), monkeypatch, capsys)


@pytest.fixture
def line(line_on: MakeLine, database_kind: str) -> CommandLine:
    return line_on(database_kind)


def test_migrating_tells_from_where_to_where_and_does_it_once(line: CommandLine) -> None:
    first, second = line.answer("migrate"), line.answer("migrate")

    assert first["before"] is None
    assert second["before"] == second["after"] == first["after"]


def test_demo_makes_logins_of_all_four_roles_and_says_them_again(line: CommandLine) -> None:
    first, second = line.answer("demo"), line.answer("demo")

    assert (first["made"], second["made"]) == (True, False)
    assert [each["role"] for each in first["logins"]] == ["patient", "doctor", "receptionist", "admin"]
    assert first["logins"] == second["logins"]
    assert all({"role", "email", "password"} <= set(each) for each in first["logins"])


def test_an_administrator_is_made_once_by_good_values_alone(line: CommandLine) -> None:
    words = ("create-admin", "--name", "Ada", "--email", "ada@clinic.example", "--password")

    assert line.answer(*words, PASSWORD)["id"]
    for again in (
        (*words, PASSWORD),
        (*words, "short"),
        ("create-admin", "--name", "Ada", "--email", "no", *words[5:]),
    ):
        code, _, err = line.run(*again, *([PASSWORD] if again[-1] == "--password" else []))
        assert code == 2
        assert err.count("\n") == 1
        assert PASSWORD not in err


def test_the_trail_is_verified_by_exit_code_and_the_first_broken_entry_is_named(line_on: MakeLine) -> None:
    line = line_on("sqlite")
    line.fill()
    assert line.answer("audit", "anchor")["sequence"] >= 1
    assert line.answer("audit", "verify")["intact"]
    with sqlite3.connect(line.house.folder / "medconnect.db") as database:
        database.execute("DROP TRIGGER audit_entries_append_only_update")
        database.execute("UPDATE audit_entries SET actor_role = 'nobody' WHERE sequence = 1")
    database.close()

    code, out, _ = line.run("audit", "verify", "--json")

    assert code == 1
    assert json.loads(out)["first_broken"] == 1
    assert "entry 1" in line.run("audit", "verify")[1]


def test_the_self_check_tells_what_is_well_and_what_is_not(line: CommandLine) -> None:
    code, out, _ = line.run("self-check", "--json")
    assert code == 1
    assert {check["what"]: check["well"] for check in json.loads(out)["checks"]}["schema"] is False

    line.fill()
    code, out, _ = line.run("self-check", "--json")
    checks = {check["what"]: check["well"] for check in json.loads(out)["checks"]}
    assert checks == {
        **dict.fromkeys(("settings", "database", "schema", "keys", "audit trail"), True),
        "pages": False,
    }


@pytest.mark.parametrize("path", ["sqlite to sqlite", "postgresql to postgresql", "sqlite to postgresql"])
def test_a_backup_is_restored_into_a_new_installation_with_the_same_key(
    line_on: MakeLine, tmp_path: Path, path: str
) -> None:
    source, _, target = path.partition(" to ")
    old, new, copy = line_on(source), line_on(target), tmp_path / "copy"
    old.fill()
    taken = old.answer("backup", copy)

    assert "missing" in new.refused("restore", copy) or not (new.house.folder / "master.key").exists()
    new.house.folder.mkdir(exist_ok=True)
    (new.house.folder / "master.key").write_bytes((old.house.folder / "master.key").read_bytes())
    restored = new.answer("restore", copy)

    assert (restored["tables"], restored["rows"]) == (taken["tables"], taken["rows"])
    assert new.answer("audit", "verify")["intact"]
    assert "in use" in new.refused("restore", copy)


def test_a_damaged_or_foreign_backup_changes_nothing_at_all(line_on: MakeLine, tmp_path: Path) -> None:
    old, new, copy = line_on("sqlite"), line_on("sqlite"), tmp_path / "copy"
    old.fill()
    old.answer("backup", copy)
    whole = copy.read_bytes()
    key = {"MEDCONNECT_MASTER_KEY": (old.house.folder / "master.key").read_text().strip()}
    another = {"MEDCONNECT_MASTER_KEY": "mxwP/kTSpzVoAe6zyX8qXdADjGvh9JJ6VroRgMPebwI="}

    for content, setting in (
        (whole[:-1], key),
        (whole[:36], key),
        (b"", key),
        (b"x" + whole[1:], key),
        (whole, another),
    ):
        copy.write_bytes(content)
        assert "does not open" in new.refused("restore", copy, **setting)
    assert "cannot be read" in new.refused("restore", tmp_path / "nowhere", **key)

    assert not (new.house.folder / "medconnect.db").exists()


SERVE = ("serve", "--no-demo")


@pytest.mark.parametrize("command", [("migrate",), SERVE, ("demo",), ("self-check",), ("audit", "verify")])
def test_an_unknown_profile_is_refused_by_every_command(line_on: MakeLine, command: tuple[str, ...]) -> None:
    said = line_on("sqlite").refused(*command, MEDCONNECT_PROFILE="staging")

    assert "MEDCONNECT_PROFILE" in said


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"MEDCONNECT_DATA_DIR": "/dev/null/data", "MEDCONNECT_DATABASE_URL": ""}, "cannot be written to"),
        ({"MEDCONNECT_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}, "cannot be reached"),
        ({"MEDCONNECT_DATABASE_URL": "postgresql://u:a-secret@127.0.0.1:1/x?sslmode=require"}, "not known"),
        ({"MEDCONNECT_DATABASE_URL": "sqlite:////dev/null/data.db"}, "cannot be opened"),
        ({"MEDCONNECT_DATABASE_URL": f"sqlite:///{__file__}"}, "no database"),
        ({"MEDCONNECT_PROFILE": "production"}, "MEDCONNECT_MASTER_KEY"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_installation_that_cannot_be_is_refused_with_cause_and_remedy(
    line_on: MakeLine, settings: dict[str, str], words: str
) -> None:
    line = line_on("sqlite")

    for command in ((*SERVE, "--port", str(free_port())), ("migrate",), ("demo",)):
        said = line.refused(*command, **settings)
        assert words in said
        assert "a-secret" not in said


def test_a_wrong_or_damaged_or_lost_key_is_refused_and_nothing_is_changed(line: CommandLine) -> None:
    line.fill()
    key = line.house.folder / "master.key"
    genuine = key.read_text()
    for content, words in (("garbage", "damaged"), ("mxwP/kTSpzVoAe6zyX8qXdADjGvh9JJ6VroRgMPebwI=", "does not open")):
        key.write_text(content)
        for command in (
            (*SERVE, "--port", str(free_port())),
            ("migrate",),
            ("demo",),
            ("audit", "verify"),
            ("keys", "rotate"),
        ):
            assert words in line.refused(*command)
        assert key.read_text() == content
    key.unlink()
    assert "missing" in line.refused("demo")
    assert not key.exists()

    key.write_text(genuine)
    assert line.answer("audit", "verify")["intact"]


def test_a_damaged_anchor_is_named_and_does_not_count_as_none(line_on: MakeLine) -> None:
    line = line_on("sqlite")
    line.fill()
    (line.house.folder / "audit-head.json").write_text("{}")

    assert "audit-head.json is damaged" in line.refused("audit", "verify")


def test_commands_that_need_a_database_do_not_make_one(line: CommandLine) -> None:
    for command in (("audit", "verify"), ("keys", "rotate"), ("backup", line.house.folder / "copy")):
        assert "medconnect migrate" in line.refused(*command)


def test_demo_data_is_refused_in_production(line_on: MakeLine) -> None:
    line = line_on("sqlite")
    settings = {
        "MEDCONNECT_PROFILE": "production",
        "MEDCONNECT_MASTER_KEY": "mxwP/kTSpzVoAe6zyX8qXdADjGvh9JJ6VroRgMPebwI=",
        "MEDCONNECT_PUBLIC_URL": "https://clinic.example",
    }

    assert "only for the demo profile" in line.refused("demo", **settings)


def test_the_description_of_the_api_is_printed_as_json(line_on: MakeLine) -> None:
    code, out, _ = line_on("sqlite").run("openapi")

    assert code == 0
    assert json.loads(out)["openapi"].startswith("3.")


def test_a_newer_database_is_refused_by_every_command_and_left_alone(line_on: MakeLine) -> None:
    line = line_on("sqlite")
    line.answer("migrate")
    with sqlite3.connect(line.house.folder / "medconnect.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    for command in ((*SERVE, "--port", str(free_port())), ("migrate",), ("audit", "verify"), ("backup", "copy")):
        assert "newer version" in line.refused(*command)
