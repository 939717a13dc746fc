import base64
import os
import re
from pathlib import Path

import pytest

from medconnect.application.shared.startup import CannotStart
from medconnect.entrypoints.settings import Settings, load_settings

ROOT = Path(__file__).parents[3]
KEY = base64.b64encode(bytes.fromhex("9b1c0ffe44d2a7356801eeb3c97f2a5dd0038c6be1f4927a56ba1180c3de6f02")).decode()
PRODUCTION = {
    "profile": "production",
    "master_key": KEY,
    "public_url": "https://clinic.example",
    "database_url": "postgresql://clinic:7Jd-xQ2!v@db.clinic.example/clinic?ssl=verify-full",
}
EXAMPLE = ROOT / ".env.example"


def test_every_setting_is_explained_in_the_example_and_nothing_else_is() -> None:
    lines = EXAMPLE.read_text().splitlines()
    documented = [match[1] for line in lines if (match := re.fullmatch(r"#? ?(MEDCONNECT_[A-Z_]+)=.*", line))]

    assert sorted(documented) == sorted(f"MEDCONNECT_{name.upper()}" for name in Settings.model_fields)
    for number, line in enumerate(lines):
        if "MEDCONNECT_" in line and "=" in line:
            assert lines[number - 1].startswith("# "), line
            assert not lines[number - 1].startswith("# MEDCONNECT_"), line


def test_the_example_names_the_value_that_a_setting_has_without_it(tmp_path: Path) -> None:
    chosen = tmp_path / "chosen.env"
    chosen.write_text(EXAMPLE.read_text().replace("# MEDCONNECT_", "MEDCONNECT_"))

    taken = Settings(_env_file=chosen).model_dump()
    default = Settings(_env_file=None).model_dump()
    for loose in ("site_dir",):
        assert str(default.pop(loose)).endswith(str(taken.pop(loose)))
    assert taken == default


def test_a_safe_production_is_accepted() -> None:
    assert load_settings(**PRODUCTION).profile == "production"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("master_key", ""),
        ("master_key", "short"),
        ("master_key", base64.b64encode(b"0123456789").decode()),
        ("master_key", base64.b64encode(bytes(32)).decode()),
        ("master_key", base64.b64encode(b"please-change-this-sample-key-32").decode()),
        ("debug", "true"),
        ("allowed_origins", "*"),
        ("allowed_origins", "https://other.example,*"),
        ("trusted_proxies", "*"),
        ("public_url", "http://clinic.example"),
        ("database_url", "postgresql://clinic:medconnect@localhost/clinic"),
        ("database_url", "postgresql://clinic:postgres@localhost/clinic"),
        ("database_url", "postgresql://clinic:clinic@localhost/clinic"),
        ("database_url", "postgresql://clinic:7Jd-xQ2!v@db.clinic.example/clinic"),
        ("database_url", "postgresql://clinic:7Jd-xQ2!v@db.clinic.example/clinic?ssl=require"),
    ],
)
def test_production_refuses_what_is_not_safe_and_names_the_variable(name: str, value: str) -> None:
    with pytest.raises(CannotStart) as refusal:
        load_settings(**{**PRODUCTION, name: value})

    assert f"MEDCONNECT_{name.upper()}" in refusal.value.cause
    assert len(value) < 6 or value not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROFILE", "staging"),
        ("PORT", "70000"),
        ("PORT", "eighty"),
        ("WORKERS", "0"),
        ("LOG_LEVEL", "loud"),
        ("PUBLIC_URL", "clinic.example"),
        ("PUBLIC_URL", "https://clinic.example/path"),
        ("DATABASE_URL", "mysql://clinic@localhost/clinic"),
        ("DATABASE_URL", "not an address"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("BODY_LIMIT_BYTES", "1"),
        ("MASTER_KEY", "short"),
    ],
)
def test_a_value_that_cannot_be_is_said_in_one_sentence_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setitem(os.environ, f"MEDCONNECT_{name}", value)

    with pytest.raises(CannotStart) as refusal:
        load_settings()

    assert f"MEDCONNECT_{name}" in refusal.value.cause
    assert refusal.value.remedy
    assert "\n" not in refusal.value.cause
