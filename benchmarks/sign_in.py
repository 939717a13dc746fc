"""How long signing in, registering and forgetting take for known and unknown addresses, and what a storm of sign-ins
does to everybody else.

    PYTHONPATH=src:. python benchmarks/sign_in.py [--database-url postgresql://…] [--workers 1] [--rounds 100]

Known and unknown take turns, so that whatever else the machine does falls on both. The promise: medians within 10 %,
and `/health/live` under 250 ms (p99) during 50 sign-ins at once.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from tests.integration.identity_support import API, Person, registered, registration
from tests.integration.served import served

from medconnect.entrypoints.settings import Settings, load_settings

_WIDE = {
    name: 1_000_000
    for name in Settings.model_fields
    if any(word in name for word in ("limit", "rate", "quota")) and not name.endswith("_bytes")
}


async def main() -> None:
    """Start a server, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database-url", default="")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=100)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_dir=Path(folder), database_url=chosen.database_url)
        async with served(settings, workers=chosen.workers, **_WIDE) as client:
            ann = await registered(client, "ann@x.example")
            wrong, unknown = (Person(client, email, "Not-the-password-1") for email in (ann.email, "who@x.example"))
            await _compare("sign in, wrong password", chosen.rounds, wrong.sign_in, unknown.sign_in)

            async def forget(email: str) -> httpx.Response:
                return await client.post(f"{API}/auth/password/forgot", json={"email": email})

            await _compare(
                "forgotten password",
                chosen.rounds // 4,
                lambda: forget(ann.email),
                lambda: forget("who@x.example"),
            )
            fresh = iter(range(10_000))

            async def register(email: str) -> httpx.Response:
                return await client.post(f"{API}/auth/register", json=registration(email))

            await _compare(
                "register",
                chosen.rounds // 4,
                lambda: register(ann.email),
                lambda: register(f"new{next(fresh)}@x.example"),
            )
            await _storm(client, ann)


async def _compare(
    what: str,
    rounds: int,
    known: Callable[[], Awaitable[httpx.Response]],
    unknown: Callable[[], Awaitable[httpx.Response]],
) -> None:
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    statuses = set()
    for _ in range(rounds):
        for name, ask in (("known", known), ("unknown", unknown)):
            began = time.perf_counter()
            statuses.add((await ask()).status_code)
            times[name].append((time.perf_counter() - began) * 1000)
    medians = {name: statistics.median(values) for name, values in times.items()}
    apart = abs(medians["known"] - medians["unknown"]) / min(medians.values()) * 100
    print(
        f"{what}: known {medians['known']:.1f} ms, unknown {medians['unknown']:.1f} ms, {apart:.1f} % apart "
        f"({rounds} each, statuses {sorted(statuses)})"
    )


async def _storm(client: httpx.AsyncClient, ann: Person) -> None:
    """Fifty people sign in at once; meanwhile somebody asks whether the process lives."""
    storm = asyncio.gather(*(Person(client, ann.email, ann.password).sign_in() for _ in range(50)))
    waits = []
    while not storm.done():
        began = time.perf_counter()
        await client.get("/health/live")
        waits.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.005)
    statuses = {each.status_code for each in await storm}
    p99 = sorted(waits)[max(0, int(len(waits) * 0.99) - 1)]
    print(
        f"50 sign-ins at once ({statuses}): /health/live p99 {p99:.0f} ms of {len(waits)} asked, worst {max(waits):.0f}"
    )


if __name__ == "__main__":
    asyncio.run(main())
