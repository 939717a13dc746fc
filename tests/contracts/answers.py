"""What every store of kept answers promises (rule I1)."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from medconnect.application.shared.handling import Contention, Retrying
from medconnect.application.shared.idempotency import Answers, KeyReused, Once, given_before, keep_answer
from medconnect.application.shared.unit_of_work import Work

NOW = datetime(2030, 1, 7, 9, 0, tzinfo=UTC)
ONCE = Once(scope="patient 1|POST /appointments", key="k-1", request_hash=b"a" * 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class SomeView:
    """An answer for tests."""

    text: str
    replayed: bool = False


class AnsweringWork(Work, Protocol):
    """A unit of work that keeps answers."""

    answers: Answers


BeginAnswering = Callable[[], AbstractAsyncContextManager[AnsweringWork]]


class AnswersContract:
    """Subclass it with a fixture `begin` for a new store."""

    async def test_an_answer_is_found_again_as_it_was_given(self, begin: BeginAnswering) -> None:
        await _keep(begin, ONCE, "Zoë")

        assert await _find(begin, ONCE) == "Zoë"

    async def test_a_key_that_was_never_used_has_no_answer(self, begin: BeginAnswering) -> None:
        assert await _find(begin, ONCE) is None

    async def test_an_answer_that_was_not_committed_is_not_kept(self, begin: BeginAnswering) -> None:
        async with begin() as work:
            await work.answers.keep(ONCE, SomeView(text="{}"), NOW)

        assert await _find(begin, ONCE) is None

    async def test_the_same_key_with_another_request_is_refused(self, begin: BeginAnswering) -> None:
        await _keep(begin, ONCE, "{}")

        with pytest.raises(KeyReused) as refusal:
            await _find(begin, replace(ONCE, request_hash=b"b" * 32))
        assert refusal.value.field == "Idempotency-Key"

    async def test_the_same_key_of_somebody_else_is_another_key(self, begin: BeginAnswering) -> None:
        await _keep(begin, ONCE, "{}")

        assert await _find(begin, replace(ONCE, scope="patient 2|POST /appointments")) is None

    async def test_an_answer_is_kept_for_a_day_and_not_for_two(self, begin: BeginAnswering) -> None:
        await _keep(begin, ONCE, "{}")

        assert await _find(begin, ONCE, NOW + timedelta(hours=24)) == "{}"
        assert await _find(begin, ONCE, NOW + timedelta(hours=48)) is None

    async def test_a_key_can_be_used_anew_when_its_time_is_over(self, begin: BeginAnswering) -> None:
        await _keep(begin, ONCE, "old")
        later = NOW + timedelta(hours=48)

        await _keep(begin, replace(ONCE, request_hash=b"b" * 32), "new", later)

        assert await _find(begin, replace(ONCE, request_hash=b"b" * 32), later) == "new"

    async def test_a_second_answer_under_one_key_meets_contention(self, begin: BeginAnswering) -> None:
        await _keep(begin, ONCE, "first")

        with pytest.raises(Contention):
            await _keep(begin, ONCE, "second")
        assert await _find(begin, ONCE) == "first"

    async def test_of_ten_requests_in_flight_one_acts_and_nine_replay_its_answer(self, begin: BeginAnswering) -> None:
        acted: list[int] = []

        async def use_case(number: int) -> str:
            async with begin() as work:
                kept = await given_before(work.answers, ONCE, SomeView, NOW)
                if kept is not None:
                    assert kept.replayed
                    return kept.text
                await asyncio.sleep(0)
                await keep_answer(work.answers, ONCE, SomeView(text=f"answer {number}"), NOW)
                await work.commit()
            acted.append(number)
            return f"answer {number}"

        said = await asyncio.gather(*(Retrying(use_case)(number) for number in range(10)))

        assert len(acted) == 1
        assert set(said) == {f"answer {acted[0]}"}


async def _keep(begin: BeginAnswering, once: Once, answer: str, now: datetime = NOW) -> None:
    async with begin() as work:
        await work.answers.keep(once, SomeView(text=answer), now)
        await work.commit()


async def _find(begin: BeginAnswering, once: Once, now: datetime = NOW) -> str | None:
    async with begin() as work:
        kept = await work.answers.find(once, SomeView, now)
    return kept.text if kept else None
