"""The memory store keeps the promises of every store of accounts."""

from tests.contracts.identity import IdentityContract


class TestMemoryIdentity(IdentityContract):
    """All of it, in memory."""
