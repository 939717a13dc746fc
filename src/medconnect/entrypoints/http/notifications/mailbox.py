"""The demo's mailbox. Only the demo profile has this address."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from medconnect.application.notifications.read_mailbox import ReadMailbox, ReadMailboxQuery
from medconnect.domain.notifications.message import Message
from medconnect.entrypoints.http.dependencies import CurrentActor, PagingQuery, provided
from medconnect.entrypoints.http.schemas import PageResponse, ResponseBody, refuses, router

mailbox = router(tags=["Demo"])


class MessageResponse(ResponseBody):
    """One message, as it would have been sent."""

    id: UUID
    kind: str
    channel: str
    to: str
    subject: str
    body: str
    written_at: datetime

    @classmethod
    def of(cls, message: Message) -> "MessageResponse":
        return cls(
            id=message.id,
            kind=message.kind,
            channel=message.channel,
            to=message.recipient,
            subject=message.subject,
            body=message.body,
            written_at=message.written_at,
        )


@mailbox.get("/demo/mailbox", responses=refuses(invalid=True))
async def read_mailbox(
    actor: CurrentActor,
    paging: PagingQuery,
    read_mailbox: Annotated[ReadMailbox, Depends(provided(lambda c: c.read_mailbox))],
) -> PageResponse[MessageResponse]:
    """What would have been mailed, the newest first. The demo mails nothing, and made-up people have no mailbox."""
    page = await read_mailbox(ReadMailboxQuery(actor=actor, window=paging.window()))
    return PageResponse(
        items=[MessageResponse.of(message) for message in page.items],
        total=page.total,
        skip=page.window.skip,
        limit=page.window.limit,
    )
