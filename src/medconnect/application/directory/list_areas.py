"""The areas that a person can say they live in."""

from dataclasses import dataclass

from medconnect.application.directory.ports import DirectoryWork
from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.directory.area import Area, AreaKind
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAreasQuery:
    """All of one kind, or all that lie in one area."""

    actor: Actor
    window: Window
    kind: AreaKind | None = None
    parent_id: int | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAreas:
    """One page of the areas, by name."""

    read: Read[DirectoryWork]

    async def __call__(self, query: ListAreasQuery) -> Page[Area]:
        authorize(query.actor, Permission.READ_DIRECTORY)
        async with self.read(query.actor) as work:
            return await work.areas.page(
                query.window, kind=query.kind, parent_id=query.parent_id, country=query.country
            )
