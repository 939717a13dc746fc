"""The whole product without a database: every unit of work is kept in memory, everything else is the real thing.

It lives with the tests because the product never serves from memory. What still asks for a database fails at once.
"""

import os
import secrets
from pathlib import Path
from typing import NamedTuple

from dependency_injector.providers import Object

from medconnect.adapters.memory.directory import MemoryDirectoryWork
from medconnect.adapters.memory.identity import MemoryIdentityWork
from medconnect.adapters.memory.messages import MemoryNotificationsWork
from medconnect.adapters.memory.records import MemoryRecordsWork
from medconnect.adapters.memory.scheduling import MemorySchedulingWork
from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.triage import MemoryTriageWork
from medconnect.adapters.memory.unit_of_work import MemoryBegin
from medconnect.adapters.security.keyring import KEY_BYTES, Keyring
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.settings import Settings, load_settings


class HouseInMemory(NamedTuple):
    """An opened house, its settings, and what it keeps."""

    container: Container
    settings: Settings
    store: MemoryStore


def memory_house(folder: Path) -> HouseInMemory:
    """A fresh one. `folder` is named in the settings and stays empty."""
    container, store = Container(), MemoryStore()
    settings = load_settings(data_dir=folder, site_dir=Path(os.devnull))
    container.settings.override(Object(settings))
    container.keyring.override(Object(fresh_keyring()))
    directory = Object(MemoryBegin(store, MemoryDirectoryWork))
    container.begin_directory.override(directory)
    container.read_directory.override(directory)
    scheduling = Object(MemoryBegin(store, MemorySchedulingWork))
    container.begin_scheduling.override(scheduling)
    container.read_scheduling.override(scheduling)
    identity = Object(MemoryBegin(store, MemoryIdentityWork))
    container.begin_identity.override(identity)
    container.read_identity.override(identity)
    triage = Object(MemoryBegin(store, MemoryTriageWork))
    container.begin_triage.override(triage)
    container.read_triage.override(triage)
    container.begin_records.override(Object(MemoryBegin(store, MemoryRecordsWork)))
    container.read_notifications.override(Object(MemoryBegin(store, MemoryNotificationsWork)))
    return HouseInMemory(container, settings, store)


def fresh_keyring() -> Keyring:
    """Keys that nobody has used."""

    def key() -> bytes:
        return secrets.token_bytes(KEY_BYTES)

    return Keyring(
        seal_keys={"seal-1": key()},
        active_seal_key="seal-1",
        index_key=key(),
        audit_key=key(),
        token_keys={"token-1": key()},
        active_token_key="token-1",
    )
