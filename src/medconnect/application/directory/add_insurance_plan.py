"""Name an insurance plan."""

from dataclasses import dataclass

from medconnect.application.directory.ports import DirectoryWork
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.identifiers import NewId
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.directory.insurance import InsurancePlan
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.ids import InsurancePlanId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInsurancePlanCommand:
    """The plan's name, and who carries it."""

    actor: Actor
    name: str
    carrier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInsurancePlan:
    """Add a plan to the closed list."""

    begin: Begin[DirectoryWork]
    clock: Clock
    new_id: NewId

    async def __call__(self, command: AddInsurancePlanCommand) -> InsurancePlanId:
        authorize(command.actor, Permission.ADMINISTER_DIRECTORY)
        plan = InsurancePlan(id=InsurancePlanId(self.new_id()), name=command.name, carrier=command.carrier)
        plan.added(self.clock.now())
        async with self.begin(command.actor) as work:
            await work.insurance_plans.add(plan)
            await work.commit()
        return plan.id
