"""The second factor of an account: an authenticator app, and codes on paper for the day the phone is gone."""

from dataclasses import dataclass, field
from datetime import datetime

from medconnect.domain.identity import totp
from medconnect.domain.identity.events import RecoveryCodeUsed, SecondFactorEnabled
from medconnect.domain.shared.errors import Conflict, Forbidden, Invalid, Unauthenticated
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import UserId

RECOVERY_CODES = 10


class OtpRequired(Unauthenticated):
    """The password was right; the account also asks for a code."""

    code = "otp-required"
    title = "Enter the code from your authenticator app."


class OtpWrong(Unauthenticated):
    """Not the present code, or one that was used already."""

    code = "otp-wrong"
    title = "This code is not right, or it was used already."


class CodeWrong(Invalid):
    """The code that should prove the new app does not."""

    code = "otp-wrong"
    title = OtpWrong.title


class SecondFactorMissing(Forbidden):
    """This installation lets staff work only with a second factor."""

    code = "second-factor-missing"
    title = "Set up a second factor first; your role needs one."


class SecondFactorPresent(Conflict):
    """One app at a time: take the old one off first."""

    code = "second-factor-present"
    title = "A second factor is set up already."


class SecondFactorAbsent(Conflict):
    """There is nothing to prove or to take off."""

    code = "second-factor-absent"
    title = "No second factor is being set up."


@dataclass(eq=False, kw_only=True, slots=True)
class SecondFactor(Newsworthy):
    """It counts from the moment a code proved it (`enabled_at`). `last_step` makes each code count once;
    `recovery_hashes` are of the paper codes that are left."""

    user_id: UserId
    secret: bytes
    begun_at: datetime
    enabled_at: datetime | None = None
    last_step: int = 0
    recovery_hashes: frozenset[bytes] = field(default_factory=frozenset)
    version: int = 0

    def begin_again(self, secret: bytes, now: datetime) -> None:
        """A fresh secret, as long as the old one was never proven."""
        if self.enabled_at is not None:
            raise SecondFactorPresent
        self.secret, self.begun_at = secret, now

    def enable(self, code: str, recovery_hashes: frozenset[bytes], now: datetime) -> bool:
        """Count from now on, if the code is right."""
        if self.enabled_at is not None:
            raise SecondFactorPresent
        if not self._spend_code(code, now):
            return False
        self.enabled_at, self.recovery_hashes = now, recovery_hashes
        self._tell(SecondFactorEnabled(subject_id=self.user_id, occurred_at=now))
        return True

    def accept(self, code: str, recovery_hash: bytes, now: datetime) -> bool:
        """Whether the code, from the app or from paper, opens the door this time. It never does again."""
        if self._spend_code(code, now):
            return True
        if recovery_hash not in self.recovery_hashes:
            return False
        self.recovery_hashes -= {recovery_hash}
        self._tell(RecoveryCodeUsed(subject_id=self.user_id, occurred_at=now, codes_left=len(self.recovery_hashes)))
        return True

    def _spend_code(self, code: str, now: datetime) -> bool:
        step = totp.step_of(self.secret, code, now)
        if step is None or step <= self.last_step:
            return False
        self.last_step = step
        return True
