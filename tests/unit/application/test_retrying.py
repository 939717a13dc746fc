import pytest

from medconnect.application.shared.handling import Contention, Retrying
from medconnect.domain.shared.errors import Conflict, Unavailable


class Asked:
    """A use case that fails as often as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.times = 0
        self.pauses: list[float] = []

    async def __call__(self, question: str) -> str:
        self.times += 1
        if self.failures:
            raise self.failures.pop(0)
        return f"{question} answered"

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def test_contention_is_tried_again_and_the_answer_is_the_last_ones() -> None:
    asked = Asked(Contention(), Contention())

    assert await Retrying(asked, asked.pause)("it") == "it answered"
    assert asked.times == 3


async def test_a_third_contention_is_said_aloud() -> None:
    asked = Asked(*(Contention() for _ in range(9)))

    with pytest.raises(Contention):
        await Retrying(asked, asked.pause)("it")
    assert asked.times == 3


@pytest.mark.parametrize("failure", [Unavailable(), Conflict(), RuntimeError(), TimeoutError()])
async def test_nothing_but_contention_is_tried_again(failure: Exception) -> None:
    asked = Asked(failure)

    with pytest.raises(type(failure)):
        await Retrying(asked, asked.pause)("it")
    assert asked.times == 1


async def test_pauses_grow_are_short_and_never_the_same() -> None:
    pauses = []
    for _ in range(20):
        asked = Asked(Contention(), Contention())
        await Retrying(asked, asked.pause)("it")
        pauses.append(asked.pauses)

    assert all(0.01 <= first <= 0.03 and 0.02 <= second <= 0.06 for first, second in pauses)
    assert len({first for first, _ in pauses}) > 10
