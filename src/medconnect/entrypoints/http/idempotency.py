"""The `Idempotency-Key` header: one intention, however often it is sent (rule I1)."""

from hashlib import sha256
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import Header, Request, Response

from medconnect.application.shared.idempotency import Once, Repeatable
from medconnect.domain.identity.actor import Actor

REPLAYED = "Idempotency-Replayed"

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="Sent again with the same key, a request is answered as before and does nothing.",
    ),
]


async def once(request: Request, key: str | None, actor: Actor, visitor_id: UUID | None = None) -> Once | None:
    """What makes this request the same as another: who asks, which route, and all that was sent."""
    asker = actor.user_id or visitor_id
    if key is None or asker is None:
        return None
    body = await request.body()
    sent = orjson.dumps(await request.json(), option=orjson.OPT_SORT_KEYS) if body else b""
    route = getattr(request.scope["route"], "path", "")
    return Once(
        scope=f"{asker}|{request.method} {route}",
        key=key,
        request_hash=sha256(request.url.path.encode() + b"\n" + sent).digest(),
    )


def mark_replay(response: Response, view: Repeatable) -> None:
    """Say that nothing happened this time."""
    if view.replayed:
        response.headers[REPLAYED] = "true"
