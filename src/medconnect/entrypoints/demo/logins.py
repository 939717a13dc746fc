"""Who can sign in to the demo."""

from dataclasses import dataclass

from medconnect.domain.identity.actor import Role


@dataclass(frozen=True, slots=True)
class Login:
    """How to sign in as one of the four roles."""

    role: Role
    full_name: str
    email: str
    password: str


PATIENT = Login(Role.PATIENT, "Alex Rivera", "patient@demo.example", "green-river-morning")
DOCTOR = Login(Role.DOCTOR, "Dr. Maya Chen", "doctor@demo.example", "quiet-harbor-evening")
RECEPTION = Login(Role.RECEPTIONIST, "Sam Okafor", "reception@demo.example", "bright-window-counter")
ADMIN = Login(Role.ADMIN, "Robin Larsen", "admin@demo.example", "steady-lantern-bridge")
LOGINS = (PATIENT, DOCTOR, RECEPTION, ADMIN)
