"""Houses in memory."""

from pathlib import Path

import pytest
from tests.memory_house import HouseInMemory, memory_house

from medconnect.entrypoints.container import Container


@pytest.fixture(params=["memory"])
def kept(tmp_path: Path) -> HouseInMemory:
    """A fresh house in memory, with what it keeps."""
    return memory_house(tmp_path)


@pytest.fixture
def house(kept: HouseInMemory) -> Container:
    """The same product as on a database."""
    return kept.container
