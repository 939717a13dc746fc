"""The browser of somebody who has not signed in: it owns what it holds, and hands it over after sign-in (H4)."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Depends, Request, Response

from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.shared.ids import VisitorId
from medconnect.entrypoints.http.dependencies import CurrentActor
from medconnect.entrypoints.settings import Settings

_PATH = "/api/v1"
_LIFETIME_SECONDS = 24 * 3600


class VisitorCookie:
    """A random id out of reach of scripts. Other sites cannot make a browser send it with a change."""

    def __init__(self, settings: Settings) -> None:
        self._secure = settings.public_url.startswith("https://")
        self._name = "__Secure-medconnect-visitor" if self._secure else "medconnect-visitor"

    def read(self, request: Request) -> VisitorId | None:
        """The id, if it is one."""
        try:
            return VisitorId(UUID(request.cookies.get(self._name, "")))
        except ValueError:
            return None

    def hand_out(self, response: Response) -> VisitorId:
        """A new id for this browser. It proves who holds a time, so it must not be guessed."""
        visitor_id = VisitorId(uuid4())
        response.set_cookie(
            self._name,
            str(visitor_id),
            max_age=_LIFETIME_SECONDS,
            path=_PATH,
            httponly=True,
            secure=self._secure,
            samesite="lax",
        )
        return visitor_id


def visitor_cookie(request: Request) -> VisitorCookie:
    """The cookie as this installation sets it."""
    return VisitorCookie(request.app.state.container.settings())


Cookie = Annotated[VisitorCookie, Depends(visitor_cookie)]


def known_visitor(request: Request, actor: CurrentActor, cookie: Cookie) -> VisitorId | None:
    """Whose unnamed holds are the asker's: their browser's, or at the desk their own until a patient is named."""
    if actor.role in (Role.VISITOR, Role.PATIENT):
        return cookie.read(request)
    if actor.role in (Role.RECEPTIONIST, Role.ADMIN) and actor.user_id is not None:
        return VisitorId(actor.user_id)
    return None


def new_or_known_visitor(
    response: Response,
    actor: CurrentActor,
    cookie: Cookie,
    known: Annotated[VisitorId | None, Depends(known_visitor)],
) -> VisitorId | None:
    """The same for whoever is about to hold a time: a browser that has no id yet is given one."""
    return cookie.hand_out(response) if known is None and _is_visitor(actor) else known


def _is_visitor(actor: Actor) -> bool:
    return actor.role is Role.VISITOR


KnownVisitor = Annotated[VisitorId | None, Depends(known_visitor)]
HoldingVisitor = Annotated[VisitorId | None, Depends(new_or_known_visitor)]
