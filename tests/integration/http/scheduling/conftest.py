"""A scheduling house on each store in turn, and the people in it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from dependency_injector.providers import Object
from tests.builders.http import Asker, OpenHouse, open_house
from tests.builders.memory import MemoryHouse
from tests.builders.scheduling import Practice
from tests.builders.sql import SqlHouse
from tests.conftest import STORES, LazyDatabases

from medconnect.domain.identity.actor import Actor
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import Settings, load_settings


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> str:
    """Each store in turn."""
    return str(request.param)


@pytest.fixture
def store_settings(store: str, request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings for a fresh store."""
    if store == "memory":
        return load_settings(data_dir=tmp_path, site_dir=Path(os.devnull))
    databases: LazyDatabases = request.getfixturevalue("databases")
    kind = databases.of(store)
    return kind.settings(kind.fresh(store))


@pytest.fixture
async def scheduling_house(store: str, store_settings: Settings) -> AsyncIterator[OpenHouse]:
    """The application on that store."""
    container = Container()
    if store == "memory":
        memory = MemoryHouse()
        container.settings.override(Object(store_settings))
        container.begin_scheduling.override(Object(memory.begin))
        container.read_scheduling.override(Object(memory.read))
        async with open_house(container, store_settings, memory) as house:
            yield house
    else:
        async with (
            opened(store_settings, container),
            open_house(container, store_settings, SqlHouse(container)) as house,
        ):
            yield house


@pytest.fixture
async def practice(scheduling_house: OpenHouse) -> Practice:
    """A doctor in New York, 09:00 to 17:00 from Monday to Friday, visits of half an hour."""
    return await scheduling_house.desk.doctor()


@pytest.fixture
async def patient_actor(scheduling_house: OpenHouse) -> Actor:
    """A patient."""
    return await scheduling_house.desk.patient()


@pytest.fixture
def patient(scheduling_house: OpenHouse, patient_actor: Actor) -> Asker:
    """The patient's client."""
    return scheduling_house.asker(patient_actor)


@pytest.fixture
async def other(scheduling_house: OpenHouse) -> Asker:
    """Another patient."""
    return scheduling_house.asker(await scheduling_house.desk.patient())


@pytest.fixture
def doctor(scheduling_house: OpenHouse, practice: Practice) -> Asker:
    """The doctor's client."""
    return scheduling_house.asker(practice.actor)


@pytest.fixture
def receptionist(scheduling_house: OpenHouse) -> Asker:
    """Somebody at the desk."""
    return scheduling_house.asker(scheduling_house.desk.receptionist())


@pytest.fixture
def admin(scheduling_house: OpenHouse) -> Asker:
    """Somebody who sets the house in order."""
    return scheduling_house.asker(scheduling_house.desk.admin())


@pytest.fixture
def visitor(scheduling_house: OpenHouse) -> Asker:
    """Somebody who has not signed in, in the browser that everybody here uses."""
    return scheduling_house.asker()
