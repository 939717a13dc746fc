"""A house that reads symptoms, on each store in turn, and the people in it."""

from collections.abc import AsyncIterator

import pytest
from dependency_injector.providers import Object
from tests.builders.http import OpenHouse, open_house
from tests.builders.memory import MemoryHouse
from tests.builders.sql import SqlHouse
from tests.integration.http.scheduling.conftest import (
    admin,
    doctor,
    other,
    patient,
    patient_actor,
    practice,
    receptionist,
    store,
    store_settings,
    visitor,
)

from medconnect.adapters.llm.offline_analyzer.analyzer import OfflineAnalyzer
from medconnect.adapters.memory.triage import MemoryTriageWork
from medconnect.adapters.memory.unit_of_work import MemoryBegin
from medconnect.adapters.security.keyring import KEY_BYTES, Keyring
from medconnect.application.directory.list_specialties import ListSpecialtiesQuery
from medconnect.application.directory.views import SpecialtyView
from medconnect.application.shared.paging import Page
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import Settings

__all__ = [
    "admin",
    "doctor",
    "other",
    "patient",
    "patient_actor",
    "practice",
    "receptionist",
    "store",
    "store_settings",
    "visitor",
]


KEY = bytes(KEY_BYTES)
ANALYZER = OfflineAnalyzer()


async def specialties(query: ListSpecialtiesQuery) -> Page[SpecialtyView]:
    """The closed list, without a directory."""
    items = [SpecialtyView(code=code, label=code.value.title(), description="") for code in SpecialtyCode]
    return Page(items=items, total=len(items), window=query.window)


@pytest.fixture
def quotas() -> dict[str, object]:
    """Quotas of this installation, where a test wants others."""
    return {}


@pytest.fixture
async def scheduling_house(store: str, store_settings: Settings, quotas: dict[str, object]) -> AsyncIterator[OpenHouse]:
    """The application on that store. Its analyser compares words, whether or not the model is installed."""
    container = Container()
    container.offline_analyzer.override(Object(ANALYZER))
    settings = store_settings.model_copy(update=quotas)
    if store == "memory":
        memory = MemoryHouse()
        container.settings.override(Object(settings))
        container.begin_scheduling.override(Object(memory.begin))
        container.read_scheduling.override(Object(memory.read))
        container.begin_triage.override(Object(MemoryBegin(memory.store, MemoryTriageWork)))
        container.read_triage.override(Object(MemoryBegin(memory.store, MemoryTriageWork)))
        container.list_specialties.override(Object(specialties))
        container.keyring.override(Object(Keyring({}, "", KEY, KEY, {}, "")))
        async with container.closing(), open_house(container, settings, memory) as house:
            yield house
    else:
        async with opened(settings, container), open_house(container, settings, SqlHouse(container)) as house:
            yield house
