"""The work that no request waits for: ordering the event log, closing the audit chain, learning of new keys, forgetting
kept answers and anonymous reports, noting what the clock has ended.

Every serving process runs it. Each task looks before it locks, and whoever comes second finds nothing left to do, so
no process has to be the chosen one and none is missed when it dies.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from medconnect.adapters.persistence.answers import forget_old_answers
from medconnect.adapters.persistence.audit import seal_chain
from medconnect.adapters.persistence.keys import read_keyring
from medconnect.application.scheduling.tidy_diaries import TidyDiariesCommand
from medconnect.application.triage.tidy_reports import TidyReportsCommand
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.shared.errors import Unavailable
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.logs import log, where_it_broke
from medconnect.entrypoints.opening import audit_anchor, master_key_of

_PAUSE_SECONDS = 0.4
_SHORT_PAUSE_SECONDS = 1
_LONG_PAUSE_SECONDS = 300


@asynccontextmanager
async def background(container: Container) -> AsyncIterator[None]:
    """Run the tasks as long as the block lasts; let them finish their round at its end."""
    leaving = asyncio.Event()
    tasks = [
        asyncio.create_task(_repeat("relay", container.event_log().relay, leaving)),
        asyncio.create_task(_repeat("sealer", lambda: _seal(container), leaving)),
        asyncio.create_task(_repeat("keys", lambda: _learn_keys(container), leaving)),
        asyncio.create_task(_repeat("diaries", lambda: _tidy(container), leaving, _SHORT_PAUSE_SECONDS)),
        asyncio.create_task(_repeat("reports", lambda: _tidy_reports(container), leaving, _LONG_PAUSE_SECONDS)),
        asyncio.create_task(_repeat("answers", lambda: _forget(container), leaving, _LONG_PAUSE_SECONDS)),
    ]
    try:
        yield
    finally:
        leaving.set()
        await asyncio.gather(*tasks)


async def _repeat(
    task: str, work: Callable[[], Awaitable[object]], leaving: asyncio.Event, pause: float = _PAUSE_SECONDS
) -> None:
    while not leaving.is_set():
        try:
            more = await work()
        except Unavailable as error:
            log("background.waiting", level="warning", task=task, code=error.code)
            more = False
        except Exception as error:  # noqa: BLE001 - a task must outlive whatever befalls one round
            log("background.failed", level="error", task=task, **where_it_broke(error))
            more = False
        if not more:
            try:
                async with asyncio.timeout(pause):
                    await leaving.wait()
            except TimeoutError:
                continue


async def _learn_keys(container: Container) -> None:
    """A rotated key is known to every process before anyone uses it."""
    async with container.database().reading() as rows:
        fresher = await read_keyring(rows, master_key_of(container.settings()), container.clock().now())
    container.keyring().learn(fresher)


async def _seal(container: Container) -> bool:
    head = await seal_chain(container.database(), container.keyring())
    if head is None:
        return False
    audit_anchor(container.settings()).remember(head)
    return True


async def _forget(container: Container) -> None:
    await forget_old_answers(container.database(), container.clock().now())


async def _tidy(container: Container) -> None:
    """Holds and requests that have run out; others hear of it then, but nothing waits for it."""
    await container.tidy_diaries()(TidyDiariesCommand(actor=SYSTEM))


async def _tidy_reports(container: Container) -> bool:
    """Reports that nobody made theirs within a day."""
    more: bool = await container.tidy_reports()(TidyReportsCommand(actor=SYSTEM))
    return more
