from contextlib import AbstractAsyncContextManager, AsyncExitStack

import pytest
from tests.contracts.answers import AnswersContract, BeginAnswering

from medconnect.adapters.memory.answers import MemoryAnswers
from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.unit_of_work import MemoryBegin, MemoryWork
from medconnect.application.shared.idempotency import Answers
from medconnect.domain.identity.actor import SYSTEM, Actor


class MemoryAnsweringWork(MemoryWork):
    def __init__(self, store: MemoryStore, actor: Actor, stack: AsyncExitStack) -> None:
        super().__init__(store, actor, stack)
        self.answers: Answers = MemoryAnswers(self)


@pytest.fixture
def begin() -> BeginAnswering:
    open_unit = MemoryBegin(MemoryStore(), MemoryAnsweringWork)

    def begin() -> AbstractAsyncContextManager[MemoryAnsweringWork]:
        return open_unit(SYSTEM)

    return begin


class TestMemoryAnswers(AnswersContract):
    """The contract, in memory."""
