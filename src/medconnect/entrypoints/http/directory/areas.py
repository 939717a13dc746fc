"""The areas that people live in."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from medconnect.application.directory.list_areas import ListAreas, ListAreasQuery
from medconnect.domain.directory.area import Area, AreaKind
from medconnect.entrypoints.http.dependencies import CurrentActor, Paging, provided
from medconnect.entrypoints.http.schemas import PageResponse, ResponseBody, refuses, router

areas = router(tags=["Directory"])


class AreasQuery(Paging):
    """`?kind=district&parent_id=3`."""

    kind: AreaKind | None = None
    parent_id: int | None = Field(None, ge=1, le=1_000_000)
    country: str | None = Field(None, pattern="^[A-Z]{2}$")


class AreaResponse(ResponseBody):
    """A division, a district, a sub-district or a state."""

    id: int
    parent_id: int | None
    kind: AreaKind
    name: str
    code: str | None
    country: str

    @classmethod
    def of(cls, area: Area) -> "AreaResponse":
        return cls(
            id=area.id,
            parent_id=area.parent_id,
            kind=area.kind,
            name=area.name,
            code=area.code,
            country=area.country,
        )


@areas.get("/areas", responses=refuses(invalid=True))
async def list_areas(
    query: Annotated[AreasQuery, Query()],
    actor: CurrentActor,
    list_areas: Annotated[ListAreas, Depends(provided(lambda c: c.list_areas))],
) -> PageResponse[AreaResponse]:
    """Divisions, districts, sub-districts and states, by name."""
    page = await list_areas(
        ListAreasQuery(
            actor=actor,
            window=query.window(),
            kind=query.kind,
            parent_id=query.parent_id,
            country=query.country,
        )
    )
    return PageResponse(
        items=[AreaResponse.of(area) for area in page.items],
        total=page.total,
        skip=page.window.skip,
        limit=page.window.limit,
    )
