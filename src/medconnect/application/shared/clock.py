"""What time it is, asked once per use case and passed down."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The one source of `now`."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC."""
        ...
