"""What each role may do: one declared table, denied by default.

`authorize` is the first line of every use case. A permission is granted to a role for anything (`ANY`) or only
for what the asker owns (`OWN`). Somebody else's thing answers exactly as an unknown one does: `NotFound`.
"""

from enum import Enum, StrEnum
from uuid import UUID

from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.second_factor import SecondFactorMissing
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated


class Permission(StrEnum):
    """Everything that can be asked for, named as the use case is."""

    SIGN_IN = "sign-in"
    REGISTER = "register"
    RECOVER_ACCOUNT = "recover-account"
    USE_OWN_ACCOUNT = "use-own-account"
    ADD_USER = "add-user"
    MANAGE_USERS = "manage-users"
    DECIDE_APPLICATION = "decide-application"
    READ_MAILBOX = "read-mailbox"
    READ_DIRECTORY = "read-directory"


class Reach(Enum):
    """How far a permission goes."""

    OWN = "own"
    ANY = "any"


_EVERYONE = dict.fromkeys(Role, Reach.ANY)
_ACCOUNTS = (Role.PATIENT, Role.DOCTOR, Role.RECEPTIONIST, Role.ADMIN)

GRANTS: dict[Permission, dict[Role, Reach]] = {
    Permission.SIGN_IN: _EVERYONE,
    Permission.REGISTER: _EVERYONE,
    Permission.RECOVER_ACCOUNT: _EVERYONE,
    Permission.USE_OWN_ACCOUNT: dict.fromkeys(_ACCOUNTS, Reach.OWN),
    Permission.ADD_USER: {Role.ADMIN: Reach.ANY, Role.SYSTEM: Reach.ANY},
    Permission.MANAGE_USERS: {Role.ADMIN: Reach.ANY},
    Permission.DECIDE_APPLICATION: {Role.ADMIN: Reach.ANY},
    Permission.READ_MAILBOX: _EVERYONE,  # the demo's page; other profiles have no such address
    Permission.READ_DIRECTORY: _EVERYONE,
}

# What someone may do who must set up a second factor first: that, and what anyone may.
WHILE_CONFINED = {Permission.USE_OWN_ACCOUNT} | {p for p, roles in GRANTS.items() if Role.VISITOR in roles}


def authorize(actor: Actor, permission: Permission, *, owner: UUID | None = None) -> None:
    """Let the actor pass or refuse. `owner` is the person the thing belongs to: a user, patient or doctor id."""
    if actor.confined and permission not in WHILE_CONFINED:
        raise SecondFactorMissing
    reach = GRANTS[permission].get(actor.role)
    if reach is None:
        if actor.role is Role.VISITOR:
            raise Unauthenticated
        raise Forbidden(permission=permission.value)
    if reach is Reach.OWN and (owner is None or owner not in {actor.user_id, actor.patient_id, actor.doctor_id}):
        raise NotFound
