"""Accept or turn down the application of someone who wants to be a doctor here."""

from dataclasses import dataclass
from uuid import UUID

from medconnect.application.identity.ports import IdentityWork
from medconnect.application.identity.views import AccountView
from medconnect.application.shared.clock import Clock
from medconnect.application.shared.unit_of_work import Begin
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.errors import NothingToDecide
from medconnect.domain.identity.letters import Letters
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import DoctorId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideApplicationCommand:
    """`doctor` is the applicant's user id or the doctor id that is kept for them."""

    actor: Actor
    doctor: UUID
    approved: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideApplication:
    """The applicant is told by mail; the directory hears of it by the event."""

    begin: Begin[IdentityWork]
    letters: Letters
    clock: Clock

    async def __call__(self, command: DecideApplicationCommand) -> AccountView:
        authorize(command.actor, Permission.DECIDE_APPLICATION)
        now = self.clock.now()
        async with self.begin(command.actor) as work:
            application = await work.applications.of(UserId(command.doctor))
            application = application or await work.applications.with_doctor(DoctorId(command.doctor))
            if application is None:
                user = await work.users.get(UserId(command.doctor))
                raise NothingToDecide if user and user.role is Role.DOCTOR else NotFound
            user = await work.users.get(application.user_id)
            if user is None:
                raise NotFound
            user.decide(doctor_id=application.doctor_id, approved=command.approved, now=now)
            application.decided(by=command.actor.user_id, reason=command.reason, now=now)
            await work.applications.save(application)
            await work.users.save(user)
            letter = self.letters.approved if command.approved else self.letters.rejected
            await work.letterbox.drop(letter(user.email), now)
            await work.commit()
        return AccountView.of(user, application)
