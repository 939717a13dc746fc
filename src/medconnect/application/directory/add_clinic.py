"""Open a clinic in the directory."""

from dataclasses import dataclass

from medconnect.application.directory.ports import DirectoryWork
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.directory.clinic import Clinic, Coordinates
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.ids import ClinicId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddClinicCommand:
    """Where it is, in words, on the map and in time."""

    actor: Actor
    name: str
    zone: str
    state: str
    city: str
    address: str
    coordinates: Coordinates | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddClinic:
    """Add a clinic where doctors may be given hours."""

    begin: Begin[DirectoryWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: AddClinicCommand) -> ClinicId:
        authorize(command.actor, Permission.ADMINISTER_DIRECTORY)
        clinic = Clinic(
            id=ClinicId(self.new_id()),
            name=command.name,
            zone=command.zone,
            state=command.state,
            city=command.city,
            address=command.address,
            coordinates=command.coordinates,
            phone=command.phone,
        )
        clinic.added(self.clock.now())
        async with self.begin(command.actor) as work:
            await work.clinics.add(clinic)
            await work.commit()
        return clinic.id
