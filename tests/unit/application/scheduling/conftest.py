"""A front desk on a house in memory."""

import pytest
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import FrontDesk


@pytest.fixture
def house() -> MemoryHouse:
    return MemoryHouse()


@pytest.fixture
def desk(house: MemoryHouse) -> FrontDesk:
    return FrontDesk(house)
