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
    ANALYZE_SYMPTOMS = "analyze-symptoms"
    READ_REPORT = "read-report"
    TIDY_REPORTS = "tidy-reports"
    ADMINISTER_DIRECTORY = "administer-directory"
    OFFER_SERVICE = "offer-service"
    ADD_PATIENT = "add-patient"
    FIND_SLOTS = "find-slots"
    EXPLAIN_SLOT = "explain-slot"
    HOLD_SLOT = "hold-slot"
    HOLD_AS_VISITOR = "hold-as-visitor"
    BOOK_APPOINTMENT = "book-appointment"
    OVERBOOK = "overbook"
    READ_APPOINTMENT = "read-appointment"
    READ_ALL_APPOINTMENTS = "read-all-appointments"
    NAME_PATIENT = "name-patient"
    CHANGE_APPOINTMENT = "change-appointment"
    CHANGE_STATUS = "change-status"
    ENTER_IN_ERROR = "enter-in-error"
    SWAP_APPOINTMENTS = "swap-appointments"
    CHANGE_TIMETABLE = "change-timetable"
    CLOSE_CLINIC = "close-clinic"
    TIDY_DIARIES = "tidy-diaries"


class Reach(Enum):
    """How far a permission goes."""

    OWN = "own"
    ANY = "any"


_EVERYONE = dict.fromkeys(Role, Reach.ANY)
_DESK = dict.fromkeys((Role.RECEPTIONIST, Role.ADMIN), Reach.ANY)
_CLINIC = {Role.DOCTOR: Reach.OWN, **_DESK}
_PARTIES = {Role.PATIENT: Reach.OWN, **_CLINIC}
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
    Permission.ANALYZE_SYMPTOMS: {Role.VISITOR: Reach.ANY, Role.PATIENT: Reach.ANY},
    Permission.READ_REPORT: {Role.PATIENT: Reach.OWN, Role.DOCTOR: Reach.OWN},
    Permission.TIDY_REPORTS: {Role.SYSTEM: Reach.ANY},
    Permission.ADMINISTER_DIRECTORY: {Role.ADMIN: Reach.ANY},
    Permission.OFFER_SERVICE: {Role.ADMIN: Reach.ANY},
    Permission.ADD_PATIENT: _DESK,
    Permission.FIND_SLOTS: _EVERYONE,
    Permission.EXPLAIN_SLOT: _CLINIC,
    Permission.HOLD_SLOT: {Role.PATIENT: Reach.OWN, **_DESK},
    Permission.HOLD_AS_VISITOR: {Role.VISITOR: Reach.ANY},
    Permission.BOOK_APPOINTMENT: {Role.PATIENT: Reach.OWN, **_DESK},
    Permission.OVERBOOK: _DESK,
    Permission.READ_APPOINTMENT: _PARTIES,
    Permission.READ_ALL_APPOINTMENTS: _DESK,
    Permission.NAME_PATIENT: dict.fromkeys(_ACCOUNTS, Reach.ANY),
    Permission.CHANGE_APPOINTMENT: _PARTIES,
    Permission.CHANGE_STATUS: _CLINIC,
    Permission.ENTER_IN_ERROR: {Role.ADMIN: Reach.ANY},
    Permission.SWAP_APPOINTMENTS: _DESK,
    Permission.CHANGE_TIMETABLE: _CLINIC,
    Permission.CLOSE_CLINIC: {Role.ADMIN: Reach.ANY},
    Permission.TIDY_DIARIES: {Role.SYSTEM: Reach.ANY},
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
