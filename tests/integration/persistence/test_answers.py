from contextlib import AbstractAsyncContextManager
from datetime import timedelta

import pytest
from tests.contracts.answers import NOW, ONCE, AnswersContract, BeginAnswering, SomeView
from tests.rooms import all_rows, count

from medconnect.adapters.persistence.answers import SqlAnswers, forget_old_answers
from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.unit_of_work import SqlBegin, SqlWork, Tools
from medconnect.application.shared.idempotency import Answers
from medconnect.domain.identity.actor import SYSTEM, Actor
from medconnect.entrypoints.container import Container


class SqlAnsweringWork(SqlWork):
    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        self.answers: Answers = SqlAnswers(self)


@pytest.fixture
def begin(house: Container) -> BeginAnswering:
    open_unit = SqlBegin(house.database(), SqlAnsweringWork, house.tools())

    def begin() -> AbstractAsyncContextManager[SqlAnsweringWork]:
        return open_unit(SYSTEM)

    return begin


class TestSqlAnswers(AnswersContract):
    """The contract, on both databases."""


async def test_a_kept_answer_lies_sealed_and_its_request_cannot_be_guessed(
    house: Container, begin: BeginAnswering
) -> None:
    async with begin() as work:
        await work.answers.keep(ONCE, SomeView(text="the patient is Zoë"), NOW)
        await work.commit()

    (row,) = await all_rows(house.database(), "answers")
    assert "Zoë".encode() not in row.answer
    assert ONCE.request_hash not in row.request_hash


async def test_answers_that_nobody_may_repeat_are_removed_and_others_stay(
    house: Container, begin: BeginAnswering
) -> None:
    async with begin() as work:
        await work.answers.keep(ONCE, SomeView(text="{}"), NOW)
        await work.commit()

    await forget_old_answers(house.database(), NOW + timedelta(hours=24))
    assert await count(house.database(), "answers") == 1
    await forget_old_answers(house.database(), NOW + timedelta(hours=26))
    assert await count(house.database(), "answers") == 0
