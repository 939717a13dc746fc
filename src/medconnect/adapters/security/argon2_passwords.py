"""Passwords by argon2id through passlib."""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor

from passlib.context import CryptContext

from medconnect.application.identity.ports import PasswordHasher

# OWASP's minimum for argon2id: 19 MiB, two passes, one lane. It costs about 16 ms, so one or two threads carry it.
_CONTEXT = CryptContext(
    schemes=["argon2"], argon2__type="ID", argon2__time_cost=2, argon2__memory_cost=19_456, argon2__parallelism=1
)
_THREADS = 2


class Argon2Passwords(PasswordHasher):
    """Hashes in a small pool of its own, so that a storm of sign-ins slows sign-ins and nothing else."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="argon2")
        self._nobody = _CONTEXT.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._pool, _CONTEXT.hash, _one_form(password))

    async def matches(self, password: str, password_hash: str | None) -> bool:
        verified = await asyncio.get_running_loop().run_in_executor(
            self._pool, _CONTEXT.verify, _one_form(password), password_hash or self._nobody
        )
        return verified and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        return _CONTEXT.needs_update(password_hash)


def _one_form(password: str) -> str:
    """The same password from every keyboard: accents may come in one piece or in two."""
    return unicodedata.normalize("NFC", password)
