"""Messages in the database: put in by whoever has something to say, in the transaction of what they say."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.notifications import MessageRow
from medconnect.adapters.persistence.unit_of_work import SqlWork, Tools
from medconnect.adapters.security.keyring import Keyring
from medconnect.application.identity.ports import Letterbox
from medconnect.application.notifications.ports import Messages
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.letters import Letter
from medconnect.domain.notifications.message import Message

_MESSAGES = table_of(MessageRow)


class SqlLetterbox(Letterbox):
    """Takes identity's letters."""

    def __init__(self, work: SqlWork, new_id: NewId) -> None:
        self._work = work
        self._new_id = new_id

    async def drop(self, letter: Letter, now: datetime) -> None:
        row_id = self._new_id()
        row = {
            "id": row_id,
            "kind": letter.kind,
            "channel": "email",
            "recipient": self._work.keyring.seal("messages", "recipient", row_id, str(letter.to)),
            "subject": letter.subject,
            "body": self._work.keyring.seal("messages", "body", row_id, letter.body),
            "written_at": now,
            "sent_at": None,
        }
        await self._work.rows.run(insert(_MESSAGES), row)


class SqlMessages(Messages):
    """All messages."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def page(self, window: Window) -> Page[Message]:
        total = (await self._work.rows.run(select(func.count()).select_from(_MESSAGES))).scalar_one()
        newest = _MESSAGES.c.written_at.desc(), _MESSAGES.c.id.desc()
        part = select(_MESSAGES).order_by(*newest).offset(window.skip).limit(window.limit)
        items = [message_of(row, self._work.keyring) for row in await self._work.rows.run(part)]
        return Page(items=items, total=total, window=window)


class SqlNotificationsWork(SqlWork):
    """One transaction over messages."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        self.messages: Messages = SqlMessages(self)


def message_of(row: Row[Any], keyring: Keyring) -> Message:
    """The message that a row holds."""
    return Message(
        id=row.id,
        kind=row.kind,
        channel=row.channel,
        recipient=keyring.open("messages", "recipient", row.id, row.recipient),
        subject=row.subject,
        body=keyring.open("messages", "body", row.id, row.body),
        written_at=row.written_at,
    )
