"""Times kept for a few minutes."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from medconnect.application.scheduling.hold_slot import HoldSlot
from medconnect.application.scheduling.release_hold import ReleaseHold, ReleaseHoldCommand
from medconnect.application.scheduling.renew_hold import RenewHold, RenewHoldCommand
from medconnect.application.shared.handling import Contention
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.scheduling.errors import (
    AlreadyBusy,
    HoldExpired,
    HoldNotRenewable,
    InsuranceNotAccepted,
    NotLicensed,
    SlotNotOffered,
    SlotTaken,
    TooManyHolds,
)
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated
from medconnect.domain.shared.ids import HoldId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.idempotency import IdempotencyKey, mark_replay, once
from medconnect.entrypoints.http.scheduling.hold_schemas import Hold, HoldResponse
from medconnect.entrypoints.http.scheduling.moments import Wall
from medconnect.entrypoints.http.scheduling.naming import Names
from medconnect.entrypoints.http.scheduling.visitors import HoldingVisitor, KnownVisitor
from medconnect.entrypoints.http.schemas import refuses, router

holds = router(tags=["Booking"])


@holds.post(
    "/holds",
    status_code=201,
    responses=refuses(
        Unauthenticated,
        SessionOver,
        Forbidden,
        NotFound,
        SlotTaken,
        SlotNotOffered,
        AlreadyBusy,
        NotLicensed,
        InsuranceNotAccepted,
        TooManyHolds,
        Contention,
        invalid=True,
    ),
)
async def hold_slot(
    request: Request,
    response: Response,
    body: Hold,
    actor: CurrentActor,
    visitor_id: HoldingVisitor,
    wall: Wall,
    hold_slot: Annotated[HoldSlot, Depends(provided(lambda c: c.hold_slot))],
    names: Names,
    idempotency_key: IdempotencyKey = None,
) -> HoldResponse:
    """Keep a free time for a few minutes. The earlier hold of the same person is given back."""
    repeated = await once(request, idempotency_key, actor, visitor_id)
    view = await hold_slot(await body.to_command(actor, visitor_id, wall, repeated))
    mark_replay(response, view)
    return await names.hold(view)


@holds.post(
    "/holds/{hold_id}/renew",
    responses=refuses(
        Unauthenticated, SessionOver, Forbidden, NotFound, HoldExpired, HoldNotRenewable, Contention, invalid=True
    ),
)
async def renew_hold(
    hold_id: UUID,
    actor: CurrentActor,
    visitor_id: KnownVisitor,
    renew_hold: Annotated[RenewHold, Depends(provided(lambda c: c.renew_hold))],
    names: Names,
) -> HoldResponse:
    """Keep a held time longer, a bounded number of times."""
    view = await renew_hold(RenewHoldCommand(actor=actor, hold_id=HoldId(hold_id), visitor_id=visitor_id))
    return await names.hold(view)


@holds.delete(
    "/holds/{hold_id}",
    status_code=204,
    responses=refuses(Unauthenticated, SessionOver, Forbidden, NotFound, Contention, invalid=True),
)
async def release_hold(
    hold_id: UUID,
    actor: CurrentActor,
    visitor_id: KnownVisitor,
    release_hold: Annotated[ReleaseHold, Depends(provided(lambda c: c.release_hold))],
) -> None:
    """Give a held time back. Doing so again is no error."""
    await release_hold(ReleaseHoldCommand(actor=actor, hold_id=HoldId(hold_id), visitor_id=visitor_id))
