"""Both databases keep the promises of every store of accounts."""

from tests.contracts.identity import IdentityContract


class TestSqlIdentity(IdentityContract):
    """All of it, on SQLite and on PostgreSQL."""
