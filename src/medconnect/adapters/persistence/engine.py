"""What a database is to us: units of reading and of writing, and rows."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, CursorResult
from sqlalchemy.sql.base import Executable

T = TypeVar("T")
Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class Rows(Protocol):
    """One transaction's view of the tables. Failures come translated (`failures.py`)."""

    dialect: str

    async def run(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        """Execute a statement; the result is fully fetched."""
        ...


class Writing(Rows, Protocol):
    """A transaction that can be kept."""

    async def commit(self) -> None:
        """Keep everything durably. Afterwards this unit is spent."""
        ...


class Database(Protocol):
    """SQLite or PostgreSQL."""

    dialect: str

    def reading(self) -> AbstractAsyncContextManager[Rows]:
        """A consistent view that never waits for writers."""
        ...

    def writing(self) -> AbstractAsyncContextManager[Writing]:
        """A transaction; leaving without `commit` throws it away."""
        ...

    async def look(self, work: Callable[[Connection], T]) -> T:
        """Run synchronous `work(connection)` on a consistent view: what needs more than statements to see."""
        ...

    async def in_one_transaction(self, work: Callable[[Connection], T]) -> T:
        """Run synchronous `work(connection)` alone, in one transaction: migrations and whole-database copies."""
        ...

    def alone(self) -> AbstractAsyncContextManager[None]:
        """Keep other processes from preparing this database at the same time; readers and writers are not hindered."""
        ...

    async def close(self) -> None:
        """Give back every connection."""
        ...
