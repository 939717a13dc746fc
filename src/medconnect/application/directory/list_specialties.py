"""The specialties one can be seen by."""

from dataclasses import dataclass

from medconnect.application.directory.ports import DirectoryWork
from medconnect.application.directory.views import SpecialtyView
from medconnect.application.shared.paging import Page, Window
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpecialtiesQuery:
    """Which part of the list."""

    actor: Actor
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpecialties:
    """Read the closed list of specialties."""

    read: Read[DirectoryWork]

    async def __call__(self, query: ListSpecialtiesQuery) -> Page[SpecialtyView]:
        authorize(query.actor, Permission.READ_DIRECTORY)
        async with self.read(query.actor) as work:
            page = await work.specialties.page(query.window)
        return page.of(SpecialtyView.of)
