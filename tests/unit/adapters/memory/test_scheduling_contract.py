"""The memory store keeps the promises of every store of diaries."""

import pytest
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import House
from tests.contracts.scheduling import SchedulingContract, desk

__all__ = ["desk"]


@pytest.fixture(params=["memory"])
def house() -> House:
    """A fresh house in memory."""
    return MemoryHouse()


class TestMemoryScheduling(SchedulingContract):
    """All of it, in memory."""
