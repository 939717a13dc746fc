"""How a route reaches the product: it asks the app's own container in the open."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from medconnect.application.identity.identify import IdentifyQuery
from medconnect.application.shared.paging import LONGEST_PAGE, Window
from medconnect.domain.identity.actor import Actor, Role
from medconnect.entrypoints.container import Container

T = TypeVar("T")


def provided(pick: Callable[[Container], Callable[[], T]]) -> Callable[[Request], T]:
    """A dependency on one provider of the container: `Depends(provided(lambda c: c.list_specialties))`."""

    def dependency(request: Request) -> T:
        return pick(request.app.state.container)()

    return dependency


async def current_actor(request: Request) -> Actor:
    """Who asks: whoever the bearer token proves, else a visitor."""
    request_id: str = request.scope["request_id"]
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return Actor(role=Role.VISITOR, request_id=request_id)
    container: Container = request.app.state.container
    actor: Actor = await container.identify()(IdentifyQuery(token=token.strip(), request_id=request_id))
    return actor


class Paging(BaseModel):
    """`?skip=0&limit=20`."""

    model_config = ConfigDict(extra="forbid")

    skip: int = Field(0, ge=0, le=1_000_000_000)
    limit: int = Field(20, ge=1, le=LONGEST_PAGE)

    def window(self) -> Window:
        """The same, in the application's words."""
        return Window(self.skip, self.limit)


CurrentActor = Annotated[Actor, Depends(current_actor)]
PagingQuery = Annotated[Paging, Query()]
