"""Messages in memory."""

from contextlib import AsyncExitStack
from datetime import datetime

from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.adapters.system_clock import FreshIds
from medconnect.application.identity.ports import Letterbox
from medconnect.application.notifications.ports import Messages, NotificationsWork
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.letters import Letter
from medconnect.domain.notifications.message import Message


class MemoryLetterbox(Letterbox):
    """Takes identity's letters."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work
        self._new_id = work.store.part(FreshIds)

    async def drop(self, letter: Letter, now: datetime) -> None:
        message = Message(
            id=self._new_id(),
            kind=letter.kind,
            channel="email",
            recipient=str(letter.to),
            subject=letter.subject,
            body=letter.body,
            written_at=now,
        )
        self._work.put("messages", message.id, message)


class MemoryMessages(Messages):
    """All messages."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def page(self, window: Window) -> Page[Message]:
        found = sorted(self._work.rows("messages"), key=lambda each: (each.written_at, each.id), reverse=True)
        return Page(items=found[window.skip : window.skip + window.limit], total=len(found), window=window)


class MemoryNotificationsWork(MemoryWork, NotificationsWork):
    """One transaction over messages."""

    def __init__(self, store: MemoryStore, actor: Actor, stack: AsyncExitStack) -> None:
        super().__init__(store, actor, stack)
        self.messages: Messages = MemoryMessages(self)
