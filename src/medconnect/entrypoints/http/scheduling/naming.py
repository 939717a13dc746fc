"""From views to answers: ids get their names on the way out."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends

from medconnect.application.scheduling.name_parties import NameParties, NamePartiesQuery
from medconnect.application.scheduling.ports import Named
from medconnect.application.scheduling.views import AppointmentView, ChangeView, HoldView
from medconnect.application.shared.paging import Page
from medconnect.domain.shared.ids import ClinicId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.scheduling.appointment_schemas import AppointmentResponse
from medconnect.entrypoints.http.scheduling.change_schemas import ChangeResponse
from medconnect.entrypoints.http.scheduling.hold_schemas import HoldResponse
from medconnect.entrypoints.http.schemas import PageResponse


class Naming:
    """Names whoever takes part in what the asker was shown."""

    def __init__(
        self,
        actor: CurrentActor,
        name_parties: Annotated[NameParties, Depends(provided(lambda c: c.name_parties))],
    ) -> None:
        self.actor = actor
        self._name = name_parties

    async def hold(self, view: HoldView) -> HoldResponse:
        """A hold with names."""
        return HoldResponse.of(view, await self._name(NamePartiesQuery.of_hold(self.actor, view)))

    async def visit(self, view: AppointmentView) -> AppointmentResponse:
        """A visit with names."""
        return AppointmentResponse.of(view, await self.of(view), self.actor)

    async def page(self, page: Page[AppointmentView]) -> PageResponse[AppointmentResponse]:
        """A part of a list of visits with names, all asked for at once."""
        named = await self.of(*page.items)
        items = [AppointmentResponse.of(view, named, self.actor) for view in page.items]
        return PageResponse(items=items, total=page.total, skip=page.window.skip, limit=page.window.limit)

    async def of(self, *views: AppointmentView) -> Named:
        """The names in these visits."""
        return await self._name(NamePartiesQuery.of_visits(self.actor, views)) if views else Named()

    async def change(self, view: ChangeView) -> ChangeResponse:
        """A change of working time with the names of those whom it affects."""
        named = await self.of(*(each.appointment for each in view.affected))
        return ChangeResponse.of(view, named, self.actor)

    async def clinics(self, clinic_ids: Iterable[ClinicId]) -> Named:
        """The names of clinics."""
        return await self._name(NamePartiesQuery.of_clinics(self.actor, clinic_ids))


Names = Annotated[Naming, Depends()]
