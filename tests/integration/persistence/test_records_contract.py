"""Both databases keep the promises of every store of patients' files."""

from tests.contracts.records import RecordsContract


class TestSqlRecords(RecordsContract):
    """All of it, on SQLite and on PostgreSQL."""
