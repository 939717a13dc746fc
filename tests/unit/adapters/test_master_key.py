import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from medconnect.adapters.security.master_key import master_key_from_file, master_key_from_setting
from medconnect.application.shared.startup import CannotStart


def encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


@pytest.mark.parametrize(
    "text",
    [
        "short",
        encoded(b"0123456789abcde"),
        encoded(bytes(31)),
        encoded(bytes(32)),
        encoded(b"A" * 32),
        encoded(b"ab" * 16),
        encoded(bytes(range(32))),
        encoded(bytes(range(200, 168, -1))),
        encoded(b"this-is-only-a-sample-change-it!"),
        "not base64 at all, but quite long enough to be",
    ],
)
def test_a_short_or_sample_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(CannotStart, match="MEDCONNECT_MASTER_KEY") as refusal:
        master_key_from_setting(text)

    assert text not in str(refusal.value)


def test_a_random_key_is_taken() -> None:
    key = bytes.fromhex("9b1c0ffe44d2a7356801eeb3c97f2a5dd0038c6be1f4927a56ba1180c3de6f02")

    assert master_key_from_setting(encoded(key)) == key


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "master.key"

    made = master_key_from_file(path, may_make=True)

    assert master_key_from_file(path, may_make=True) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["master.key"]


def test_of_many_who_make_it_at_once_all_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: master_key_from_file(tmp_path / "master.key", may_make=True), range(8)))

    assert len(set(made)) == 1


@pytest.mark.parametrize("content", [b"", b"garbage", b"\xff\xfe\x00", encoded(bytes(16)).encode()])
def test_a_damaged_key_file_is_named_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(content)

    with pytest.raises(CannotStart, match="damaged"):
        master_key_from_file(path, may_make=True)
    assert path.read_bytes() == content


def test_a_missing_key_file_is_not_replaced_where_data_lies_under_it(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="missing"):
        master_key_from_file(tmp_path / "master.key", may_make=False)

    assert list(tmp_path.iterdir()) == []


def test_something_that_is_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="cannot be read"):
        master_key_from_file(tmp_path, may_make=True)
