"""The master key: from the setting, or from a file in the data folder that the demo profile makes for itself."""

import base64
import binascii
import os
import secrets
from itertools import pairwise
from pathlib import Path

from medconnect.adapters.security.keyring import KEY_BYTES
from medconnect.application.shared.startup import CannotStart

_MAKE_ONE = "Make one with: python -c 'import base64, os; print(base64.b64encode(os.urandom(32)).decode())'"


def master_key_from_setting(text: str) -> bytes:
    """Read the setting, or say what is wrong with it without repeating it."""
    key = _decoded(text)
    if key is None:
        raise CannotStart(
            f"MEDCONNECT_MASTER_KEY is not {KEY_BYTES} bytes in base64.",
            _MAKE_ONE,
        )
    if _is_sample(key):
        raise CannotStart("MEDCONNECT_MASTER_KEY is a sample, not a random key.", _MAKE_ONE)
    return key


def master_key_from_file(path: Path, *, may_make: bool) -> bytes:
    """Read the demo's own key, readable by its owner alone. It is made only when no data can lie under another one."""
    try:
        return _read(path)
    except FileNotFoundError as error:
        if may_make:
            return _make(path)
        raise CannotStart(
            f"The key file {path} is missing, and there is data that only this key opens.",
            "Put back the file from your backup, or give the key as MEDCONNECT_MASTER_KEY.",
        ) from error


def _is_sample(key: bytes) -> bool:
    """What people type or count: repetition, words, an even series. Chance makes none of them."""
    steps = {(after - before) % 256 for before, after in pairwise(key)}
    return len(set(key)) < KEY_BYTES // 4 or len(steps) == 1 or all(32 <= byte < 127 for byte in key)


def _read(path: Path) -> bytes:
    try:
        text = path.read_text(errors="replace")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CannotStart(
            f"The key file {path} cannot be read: {error.strerror}.", "Check what it is and who owns it."
        ) from error
    key = _decoded(text.strip())
    if key is None:
        raise CannotStart(
            f"The key file {path} is damaged.",
            "Put back the file from your backup, or, if the demo data may go, delete the whole data folder.",
        )
    return key


def _make(path: Path) -> bytes:
    """Complete or not there: the key appears under its name in one step, and the first of several makers wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read(path)


def _decoded(text: str) -> bytes | None:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None
