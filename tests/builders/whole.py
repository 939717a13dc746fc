"""News and history without holes: everything that must be said is said."""

from dataclasses import fields
from typing import get_args

from tests.builders.memory import MemoryHouse


def assert_everything_is_told(house: MemoryHouse) -> None:
    """No event and no step of a history lacks anything but what may be missing."""
    for told in house.store.outbox:
        for field in fields(told.event):
            assert getattr(told.event, field.name) is not None or type(None) in get_args(field.type), (
                told.event,
                field.name,
            )
    for entries in house.store.tables["history"].values():
        for number, entry in enumerate(entries):
            assert entry.by.role
            assert (entry.at, entry.new_status, entry.new_period, entry.new_doctor_id).count(None) == 0
            before = (entry.old_status, entry.old_period, entry.old_doctor_id)
            assert before.count(None) == (3 if number == 0 else 0)
