"""The only file that reads the machine's clock."""

import os
import threading
import time
from datetime import UTC, datetime
from uuid import UUID

from medconnect.application.shared.clock import Clock


class SystemClock(Clock):
    """The clock of the machine, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FreshIds:
    """UUIDv7: time first, so that ids made later sort later and indexes grow at their end.

    Twelve bits after the milliseconds count within one, so that the ids of one process never go backwards.
    """

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> UUID:
        with self._lock:
            ticks = time.time_ns() * 4096 // 1_000_000
            ticks = self._last = max(ticks, self._last + 1)
        milliseconds, count = divmod(ticks, 4096)
        return UUID(
            int=(milliseconds & 0xFFFF_FFFF_FFFF) << 80
            | 0x7 << 76
            | count << 64
            | 0b10 << 62
            | int.from_bytes(os.urandom(8), "big") >> 2
        )
