"""Both databases keep the promises of every store of diaries."""

import pytest
from tests.builders.sql import SqlHouse
from tests.contracts.scheduling import SchedulingContract, desk

from medconnect.entrypoints.container import Container

__all__ = ["desk"]


@pytest.fixture(name="house")
def sql_house(house: Container) -> SqlHouse:
    """A house on a fresh database."""
    return SqlHouse(house)


class TestSqlScheduling(SchedulingContract):
    """All of it, on SQLite and on PostgreSQL."""
