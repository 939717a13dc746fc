"""Both databases keep the promises of every directory."""

from tests.contracts.directory import DirectoryContract


class TestSqlDirectory(DirectoryContract):
    """All of it, on SQLite and on PostgreSQL."""
