"""What every unit of work promises: subclass it with fixtures `house`, an opened product, and `ledger`, its news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, Protocol
from uuid import UUID, uuid4

import pytest

from medconnect.domain.identity.actor import SYSTEM, Actor, Role
from medconnect.domain.identity.errors import EmailTaken
from medconnect.domain.identity.user import User
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.events import Event
from medconnect.domain.shared.ids import UserId
from medconnect.entrypoints.container import Container

NOON = datetime(2030, 1, 7, 12, 0, tzinfo=UTC)
ACTOR = Actor(role=Role.ADMIN, user_id=UserId(UUID(int=7)), request_id="request-7")


class Ledger(Protocol):
    """What was told and what was audited, each in its order."""

    async def told(self) -> Sequence[tuple[str, UUID]]:
        """Name and subject of every piece of news in the outbox."""
        ...

    async def audited(self) -> Sequence[tuple[UUID | None, str, str, UUID]]:
        """Who, in which role, did what to whom."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SomethingWasSeen(Event):
    """News of no aggregate."""

    name: ClassVar[str] = "test.seen"


class UnitOfWorkContract:
    """Everything together, or nothing."""

    async def test_a_commit_keeps_the_row_its_news_and_its_audit_entry_together(
        self, house: Container, ledger: Ledger
    ) -> None:
        user = somebody()
        async with house.begin_identity()(ACTOR) as work:
            await work.users.save(user)
            await work.commit()

        assert await is_known(house, user)
        assert await ledger.told() == [("user.registered", user.id)]
        assert await ledger.audited() == [(ACTOR.user_id, "admin", "user.registered", user.id)]

    async def test_leaving_without_commit_keeps_nothing(self, house: Container, ledger: Ledger) -> None:
        user = somebody()
        async with house.begin_identity()(ACTOR) as work:
            await work.users.save(user)
            work.tell(seen())

        assert not await is_known(house, user)
        assert not await ledger.told()
        assert not await ledger.audited()

    async def test_leaving_by_an_error_keeps_nothing(self, house: Container, ledger: Ledger) -> None:
        user = somebody()
        with pytest.raises(ZeroDivisionError):
            async with house.begin_identity()(ACTOR) as work:
                await work.users.save(user)
                raise ZeroDivisionError

        assert not await is_known(house, user)
        assert not await ledger.told()
        assert not await ledger.audited()

    async def test_what_is_refused_leaves_no_trace_and_the_next_unit_is_unharmed(
        self, house: Container, ledger: Ledger
    ) -> None:
        kim, same, lee = somebody(), somebody("KIM@clinic.example "), somebody("lee@clinic.example")
        await keep(house, kim)
        with pytest.raises(EmailTaken):
            await keep(house, same)
        await keep(house, lee)

        assert not await is_known(house, same)
        assert [subject for _, subject in await ledger.told()] == [kim.id, lee.id]

    async def test_news_is_told_once_however_often_its_aggregate_is_saved(
        self, house: Container, ledger: Ledger
    ) -> None:
        user = somebody()
        async with house.begin_identity()(ACTOR) as work:
            await work.users.save(user)
            await work.users.save(user)
            await work.commit()
        await keep(house, user)

        assert await ledger.told() == [("user.registered", user.id)]
        assert len(await ledger.audited()) == 1

    async def test_news_of_no_aggregate_is_told_and_audited_in_its_order(
        self, house: Container, ledger: Ledger
    ) -> None:
        every = [seen() for _ in range(20)]
        async with house.begin_identity()(SYSTEM) as work:
            work.tell(*every[:5])
            work.tell(*every[5:])
            await work.commit()

        assert await ledger.told() == [("test.seen", each.subject_id) for each in every]
        assert await ledger.audited() == [(None, "system", "test.seen", each.subject_id) for each in every]

    async def test_a_unit_sees_its_own_writes_and_others_see_them_after_the_commit(self, house: Container) -> None:
        user = somebody()
        async with house.begin_identity()(ACTOR) as work:
            await work.users.save(user)
            assert await work.users.get(user.id)
            assert await work.users.with_email(user.email)
            assert not await is_known(house, user)
            await work.commit()
        assert await is_known(house, user)


def somebody(email: str = "kim@clinic.example") -> User:
    """A new account, with its news."""
    return User.register(
        id=UserId(uuid4()),
        role=Role.RECEPTIONIST,
        full_name="Kim Doe",
        email=EmailAddress(email),
        password_hash="unusable",
        now=NOON,
    )


def seen() -> SomethingWasSeen:
    """A piece of news."""
    return SomethingWasSeen(subject_id=uuid4(), occurred_at=NOON)


async def keep(house: Container, user: User) -> None:
    """One committed unit that saves an account."""
    async with house.begin_identity()(ACTOR) as work:
        await work.users.save(user)
        await work.commit()


async def is_known(house: Container, user: User) -> bool:
    """Whether everybody else sees this account."""
    async with house.read_identity()(SYSTEM) as work:
        return await work.users.get(user.id) is not None
