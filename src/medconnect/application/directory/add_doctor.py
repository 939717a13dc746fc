"""Put a doctor into the directory."""

from dataclasses import dataclass
from datetime import date

from medconnect.application.directory.ports import DirectoryWork
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.directory.doctor import Doctor, Licence
from medconnect.domain.directory.insurance import AcceptedPlan
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.ids import AcceptanceId, ClinicId, DoctorId, InsurancePlanId, LicenceId


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceGiven:
    """A licence as somebody typed it in."""

    state: str
    number: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTaken:
    """A plan that the doctor takes at a clinic."""

    plan_id: InsurancePlanId
    clinic_id: ClinicId
    valid_from: date | None = None
    valid_until: date | None = None
    verified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDoctorCommand:
    """Who they are and whom they may treat."""

    actor: Actor
    name: str
    specialties: tuple[SpecialtyCode, ...]
    clinic_ids: tuple[ClinicId, ...]
    licences: tuple[LicenceGiven, ...] = ()
    accepts: tuple[PlanTaken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDoctor:
    """Add a doctor and open their diary, still without hours and services."""

    begin: Begin[DirectoryWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: AddDoctorCommand) -> DoctorId:
        authorize(command.actor, Permission.ADMINISTER_DIRECTORY)
        doctor = Doctor(
            id=DoctorId(self.new_id()),
            name=command.name,
            specialties=command.specialties,
            clinic_ids=command.clinic_ids,
            licences=tuple(
                Licence(
                    id=LicenceId(self.new_id()),
                    state=given.state,
                    number=given.number,
                    valid_from=given.valid_from,
                    valid_until=given.valid_until,
                )
                for given in command.licences
            ),
            accepts=tuple(
                AcceptedPlan(
                    id=AcceptanceId(self.new_id()),
                    plan_id=taken.plan_id,
                    clinic_id=taken.clinic_id,
                    valid_from=taken.valid_from,
                    valid_until=taken.valid_until,
                    verified_on=taken.verified_on,
                )
                for taken in command.accepts
            ),
        )
        doctor.added(self.clock.now())
        async with self.begin(command.actor) as work:
            await work.doctors.add(doctor)
            await work.commit()
        return doctor.id
