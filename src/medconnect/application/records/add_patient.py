"""Make a patient known, as the desk does for somebody without an account."""

from dataclasses import dataclass
from datetime import date

from medconnect.application.records.ports import RecordsWork
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.records.patient import Patient
from medconnect.domain.shared.ids import PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPatientCommand:
    """What the desk knows of them."""

    actor: Actor
    full_name: str
    born_on: date | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPatient:
    """Add a patient for whom visits can be booked."""

    begin: Begin[RecordsWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: AddPatientCommand) -> PatientId:
        authorize(command.actor, Permission.ADD_PATIENT)
        patient = Patient(
            id=PatientId(self.new_id()),
            full_name=command.full_name,
            born_on=command.born_on,
            state=command.state,
        )
        patient.added(self.clock.now())
        async with self.begin(command.actor) as work:
            await work.patients.save(patient)
            await work.commit()
        return patient.id
