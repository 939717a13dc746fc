"""Facts of the core as JSON says them."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest

from medconnect.domain.identity.actor import Role
from medconnect.entrypoints.http.facts import told


def test_facts_are_told_in_plain_words() -> None:
    facts = {
        "at": datetime(2026, 3, 3, 9, tzinfo=timezone(timedelta(hours=-5))),
        "on": date(2026, 3, 3),
        "id": UUID(int=1),
        "amount": Decimal("1.50"),
        "roles": (Role.PATIENT, None),
        "late": True,
    }

    assert told(facts) == {
        "at": "2026-03-03T14:00:00Z",
        "on": "2026-03-03",
        "id": "00000000-0000-0000-0000-000000000001",
        "amount": "1.50",
        "roles": ["patient", None],
        "late": True,
    }
    assert told(datetime(2026, 3, 3, tzinfo=UTC)).endswith("Z")


def test_what_nobody_has_spelt_is_our_mistake() -> None:
    with pytest.raises(TypeError, match="object is not a plain fact"):
        told(object())
