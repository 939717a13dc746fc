"""What an installation chose about accounts: password rule, verification, second factor, and how often to try."""

from collections.abc import Iterable
from dataclasses import dataclass

from medconnect.application.identity.ports import CommonPasswords
from medconnect.domain.identity.actor import STAFF
from medconnect.domain.identity.password import PasswordPolicy, check_password
from medconnect.domain.identity.throttle import Allowance
from medconnect.domain.identity.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRules:
    """The choices, from the settings. `…_of` counts by account, `…_from` by network address."""

    policy: PasswordPolicy
    common: CommonPasswords
    verify_email: bool
    staff_second_factor: bool
    wrong_passwords_of: Allowance
    wrong_passwords_from: Allowance
    wrong_codes_of: Allowance
    registrations_from: Allowance
    letters_of: Allowance
    letters_from: Allowance
    keys_from: Allowance
    changes_of: Allowance

    def check_password(self, password: str, *, personal: Iterable[str], field: str = "password") -> None:
        """Refuse what this installation's policy refuses."""
        check_password(
            password, personal=personal, policy=self.policy, is_common=lambda text: text in self.common, field=field
        )

    def confines(self, user: User) -> bool:
        """Whether this person must set up a second factor before anything else."""
        return self.staff_second_factor and user.role in STAFF and not user.has_second_factor
