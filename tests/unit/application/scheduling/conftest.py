"""A front desk on a house in memory."""

from collections.abc import Iterator

import pytest
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import FrontDesk
from tests.builders.whole import assert_everything_is_told


@pytest.fixture
def house() -> Iterator[MemoryHouse]:
    house = MemoryHouse()
    yield house
    assert_everything_is_told(house)


@pytest.fixture
def desk(house: MemoryHouse) -> FrontDesk:
    return FrontDesk(house)
