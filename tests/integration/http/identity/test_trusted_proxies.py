"""Where a request comes from is believed only of proxies that the operator trusts."""

import httpx
import pytest
from tests.conftest import LazyDatabases
from tests.integration.identity_support import API
from tests.integration.served import served

_TRIES = 6


async def _tries(client: httpx.AsyncClient) -> list[int]:
    """Wrong passwords for as many accounts, each time saying to come from another place."""
    return [
        (
            await client.post(
                f"{API}/auth/login",
                json={"email": f"p{n}@x.example", "password": "Not-the-password-1"},
                headers={"X-Forwarded-For": f"203.0.113.{n}"},
            )
        ).status_code
        for n in range(_TRIES)
    ]


@pytest.mark.parametrize(
    ("trusted", "expected"),
    [("", [401] * 3 + [429] * 3), ("127.0.0.1", [401] * 6)],
    ids=["nobody is trusted", "the proxy is trusted"],
)
async def test_an_address_that_the_sender_makes_up_counts_only_from_a_trusted_proxy(
    databases: LazyDatabases, trusted: str, expected: list[int]
) -> None:
    kind = databases.of("sqlite")
    settings = kind.settings(kind.empty("sqlite"))
    async with served(settings, workers=1, login_address_limit=3, trusted_proxies=trusted) as client:
        assert await _tries(client) == expected
