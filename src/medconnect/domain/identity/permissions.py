"""What each role may do: one declared table, denied by default.

`authorize` is the first line of every use case. A permission is granted to a role for anything (`ANY`) or only
for what the asker owns (`OWN`). Somebody else's thing answers exactly as an unknown one does: `NotFound`.
"""

from enum import Enum, StrEnum
from uuid import UUID

from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated


class Permission(StrEnum):
    """Everything that can be asked for, named as the use case is."""

    SIGN_IN = "sign-in"
    USE_OWN_ACCOUNT = "use-own-account"
    ADD_USER = "add-user"
    READ_DIRECTORY = "read-directory"


class Reach(Enum):
    """How far a permission goes."""

    OWN = "own"
    ANY = "any"


_EVERYONE = dict.fromkeys(Role, Reach.ANY)
_ACCOUNTS = (Role.PATIENT, Role.DOCTOR, Role.RECEPTIONIST, Role.ADMIN)

GRANTS: dict[Permission, dict[Role, Reach]] = {
    Permission.SIGN_IN: _EVERYONE,
    Permission.USE_OWN_ACCOUNT: dict.fromkeys(_ACCOUNTS, Reach.OWN),
    Permission.ADD_USER: {Role.ADMIN: Reach.ANY, Role.SYSTEM: Reach.ANY},
    Permission.READ_DIRECTORY: _EVERYONE,
}


def authorize(actor: Actor, permission: Permission, *, owner: UUID | None = None) -> None:
    """Let the actor pass or refuse. `owner` is the person the thing belongs to: a user, patient or doctor id."""
    reach = GRANTS[permission].get(actor.role)
    if reach is None:
        if actor.role is Role.VISITOR:
            raise Unauthenticated
        raise Forbidden(permission=permission.value)
    if reach is Reach.OWN and (owner is None or owner not in {actor.user_id, actor.patient_id, actor.doctor_id}):
        raise NotFound
