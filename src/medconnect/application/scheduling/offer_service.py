"""Let a doctor offer a kind of visit."""

from dataclasses import dataclass, replace

from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.events import ServiceOffered
from medconnect.domain.scheduling.service import Service
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import ServiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferServiceCommand:
    """The service as it is to be; its id is given when it is kept."""

    actor: Actor
    service: Service


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferService:
    """Add a service to a doctor's diary; the first one is the default."""

    begin: Begin[SchedulingWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: OfferServiceCommand) -> ServiceId:
        authorize(command.actor, Permission.OFFER_SERVICE)
        service = replace(command.service, id=ServiceId(self.new_id()))
        async with self.begin(command.actor) as work:
            if await work.timetables.for_change(service.doctor_id) is None:
                raise NotFound
            await work.services.add(service)
            work.tell(ServiceOffered(subject_id=service.id, occurred_at=self.clock.now(), doctor_id=service.doctor_id))
            await work.commit()
        return service.id
