"""One message to one person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Written in the transaction of the change that it tells of, and carried afterwards."""

    id: UUID
    kind: str
    channel: str
    recipient: str
    subject: str
    body: str
    written_at: datetime
