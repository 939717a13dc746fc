"""Accounts are proven on both databases: here it is the database that counts tries and refuses twins."""

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each of the two databases in turn."""
    return str(request.param)
