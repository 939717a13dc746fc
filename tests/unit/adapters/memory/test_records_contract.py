"""The memory store keeps the promises of every store of patients' files."""

from tests.contracts.records import RecordsContract


class TestMemoryRecords(RecordsContract):
    """All of it, in memory."""
