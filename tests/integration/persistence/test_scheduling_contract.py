"""Both databases keep the promises of every store of diaries."""

import pytest
from tests.builders.scheduling import House
from tests.builders.sql import SqlHouse
from tests.contracts.scheduling import SchedulingContract, desk

from medconnect.entrypoints.container import Container

__all__ = ["desk"]


@pytest.fixture
def house(house: Container) -> House:
    """A fresh house on the database."""
    return SqlHouse(house)


class TestSqlScheduling(SchedulingContract):
    """All of it, on SQLite and PostgreSQL."""
