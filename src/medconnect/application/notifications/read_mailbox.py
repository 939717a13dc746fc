"""The demo's mailbox: what would have been mailed, for whoever tries the product. No other profile has it."""

from dataclasses import dataclass

from medconnect.application.notifications.ports import NotificationsWork
from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.notifications.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMailboxQuery:
    """Which part of it."""

    actor: Actor
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMailbox:
    """Every message, the newest first."""

    read: Read[NotificationsWork]

    async def __call__(self, query: ReadMailboxQuery) -> Page[Message]:
        authorize(query.actor, Permission.READ_MAILBOX)
        async with self.read(query.actor) as work:
            return await work.messages.page(query.window)
