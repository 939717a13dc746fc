"""The memory store keeps the promises of every directory."""

from tests.contracts.directory import DirectoryContract


class TestMemoryDirectory(DirectoryContract):
    """All of it, in memory."""
