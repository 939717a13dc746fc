"""What a browser described before sign-in becomes the patient's."""

from contextlib import suppress
from typing import Annotated

from fastapi import Depends, Request

from medconnect.application.triage.adopt_reports import AdoptReports, AdoptReportsCommand
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.shared.errors import Unavailable
from medconnect.domain.shared.ids import VisitorId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.scheduling.visitors import Cookie

Adopting = Annotated[AdoptReports, Depends(provided(lambda c: c.adopt_reports))]


async def adopt(adopting: AdoptReports, actor: Actor, visitor_id: VisitorId | None) -> None:
    """Adopt what there is. It fails nobody's request: what is left is adopted at the next one."""
    if actor.role is Role.PATIENT and visitor_id is not None:
        with suppress(Unavailable):
            await adopting(AdoptReportsCommand(actor=actor, visitor_id=visitor_id))


async def adopted(request: Request, actor: CurrentActor, cookie: Cookie, adopting: Adopting) -> Actor:
    """Who asks, once the reports of their browser are theirs."""
    await adopt(adopting, actor, cookie.read(request))
    return actor


AdoptingActor = Annotated[Actor, Depends(adopted)]
