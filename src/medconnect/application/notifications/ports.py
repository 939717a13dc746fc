"""What notifications needs from outside."""

from typing import Protocol

from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Work
from medconnect.domain.notifications.message import Message


class Messages(Protocol):
    """All messages, the newest first."""

    async def page(self, window: Window) -> Page[Message]: ...


class NotificationsWork(Work, Protocol):
    """One transaction over messages."""

    messages: Messages
