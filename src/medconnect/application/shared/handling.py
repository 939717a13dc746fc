"""Trying again what is safe to try again.

A use case is one transaction: when the database gave up because two of them met (deadlock, serialisation), nothing
was kept and the same question may be asked once more. Never more than three times, and with jitter so that the two
do not meet again.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from medconnect.domain.shared.errors import Unavailable

Q = TypeVar("Q")
A = TypeVar("A")

_ATTEMPTS = 3
_FIRST_PAUSE_SECONDS = 0.02


class Contention(Unavailable):
    """Two changes met and the database chose neither."""

    code = "contention"
    title = "Too many changes met at once; try again."


@dataclass(frozen=True, slots=True)
class Retrying(Generic[Q, A]):
    """The same use case, asked up to three times while the database reports contention."""

    use_case: Callable[[Q], Awaitable[A]]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def __call__(self, question: Q) -> A:
        for attempt in range(_ATTEMPTS - 1):
            try:
                return await self.use_case(question)
            except Contention:
                await self.pause(_FIRST_PAUSE_SECONDS * 2**attempt * (0.5 + random.random()))  # noqa: S311 - jitter, not a secret
        return await self.use_case(question)


@dataclass(frozen=True, slots=True)
class Evened(Generic[Q, A]):
    """The same use case, its answer held back until `seconds` have passed: so that nobody learns from the time whether
    there was much or little to do."""

    use_case: Callable[[Q], Awaitable[A]]
    seconds: float
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def __call__(self, question: Q) -> A:
        loop = asyncio.get_running_loop()
        until = loop.time() + self.seconds
        answer = await self.use_case(question)
        await self.pause(max(0.0, until - loop.time()))
        return answer
