"""Looking into an opened house past its use cases: rows, tables, news."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, func, select, text

from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.models import metadata
from medconnect.adapters.persistence.unit_of_work import SqlBegin, SqlWork
from medconnect.domain.identity.actor import SYSTEM, Actor, Role
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.events import Event
from medconnect.domain.shared.ids import UserId
from medconnect.entrypoints.container import Container

NOON = datetime(2030, 1, 7, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class SomethingHappened(Event):
    """News for tests."""

    name: ClassVar[str] = "test.happened"

    number: int = 0


def news(number: int = 0) -> SomethingHappened:
    """A piece of news."""
    return SomethingHappened(subject_id=uuid4(), occurred_at=NOON, number=number)


def somebody(email: str = "kim@clinic.example", full_name: str = "Kim Doe") -> User:
    """A new account."""
    return User.register(
        id=UserId(uuid4()),
        role=Role.PATIENT,
        full_name=full_name,
        email=EmailAddress(email),
        password_hash="unusable",
        now=NOON,
    )


def begin_bare(house: Container) -> SqlBegin[SqlWork]:
    """Units that only carry news."""
    return SqlBegin(house.database(), SqlWork, house.tools())


async def tell(house: Container, *events: Event, actor: Actor = SYSTEM) -> None:
    """One committed unit that only brings news."""
    async with begin_bare(house)(actor) as work:
        work.tell(*events)
        await work.commit()


async def count(database: Database, table: str) -> int:
    """How many rows a table has, as others see it."""
    async with database.reading() as rows:
        return int((await rows.run(select(func.count()).select_from(metadata.tables[table]))).scalar_one())


async def all_rows(database: Database, table: str) -> list[Row[Any]]:
    """Every row of a table."""
    async with database.reading() as rows:
        return list(await rows.run(select(metadata.tables[table])))


async def execute(database: Database, *statements: str, **parameters: Any) -> None:
    """Change tables behind the product's back."""

    def run(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement), parameters)

    await database.in_one_transaction(run)


def as_stored(database: Database, value: UUID) -> Any:
    """An id as a bare statement has to spell it."""
    return value.hex if database.dialect == "sqlite" else value
