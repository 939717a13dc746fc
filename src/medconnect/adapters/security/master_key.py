"""The master key: from the setting, or from a file in the data folder that the demo profile makes for itself."""

import base64
import binascii
import os
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
    if len(set(key)) < KEY_BYTES // 4:
        raise CannotStart("MEDCONNECT_MASTER_KEY is a sample, not a random key.", _MAKE_ONE)
    return key


def master_key_from_file(path: Path) -> bytes:
    """Read the demo's own key, made on first use and readable by its owner alone."""
    try:
        return _read(path)
    except FileNotFoundError:
        return _make(path)


def _read(path: Path) -> bytes:
    key = _decoded(path.read_text(errors="replace").strip())
    if key is None:
        raise CannotStart(
            f"The key file {path} is damaged.",
            "Put back the file from your backup, or, if the demo data may go, delete the whole data folder.",
        )
    return key


def _make(path: Path) -> bytes:
    """Complete or not there: the key appears under its name in one step, and the first of several makers wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
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
