"""The directory, open to everyone."""

from typing import Annotated

from fastapi import Depends

from medconnect.application.directory.list_specialties import ListSpecialties, ListSpecialtiesQuery
from medconnect.entrypoints.http.dependencies import CurrentActor, PagingQuery, provided
from medconnect.entrypoints.http.directory.schemas import SpecialtyResponse
from medconnect.entrypoints.http.schemas import PageResponse, refuses, router

directory = router(tags=["Directory"])


@directory.get("/specialties", responses=refuses(invalid=True))
async def list_specialties(
    actor: CurrentActor,
    paging: PagingQuery,
    list_specialties: Annotated[ListSpecialties, Depends(provided(lambda c: c.list_specialties))],
) -> PageResponse[SpecialtyResponse]:
    """The closed list of specialties, in the order in which people are shown it."""
    page = await list_specialties(ListSpecialtiesQuery(actor=actor, window=paging.window()))
    return PageResponse(
        items=[SpecialtyResponse.of(view) for view in page.items],
        total=page.total,
        skip=page.window.skip,
        limit=page.window.limit,
    )
