"""A key that is mailed to a person to show that the address is theirs. It opens once, and not for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.ids import MailedKeyId, UserId


class KeyPurpose(StrEnum):
    """What a mailed key opens."""

    RESET = "reset"
    INVITATION = "invitation"
    VERIFICATION = "verification"


LIFETIME = {
    KeyPurpose.RESET: timedelta(minutes=30),
    KeyPurpose.INVITATION: timedelta(days=7),
    KeyPurpose.VERIFICATION: timedelta(days=2),
}


class MailedKeySpent(Invalid):
    """Unknown, used, replaced or too old: the answer never says which."""

    code = "link-spent"
    title = "This link was used already or is too old; ask for a new one."


@dataclass(eq=False, kw_only=True, slots=True)
class MailedKey:
    """Only the hash is kept: whoever reads the database cannot open anything with it."""

    id: MailedKeyId
    user_id: UserId
    purpose: KeyPurpose
    hash: bytes
    expires_at: datetime
    used_at: datetime | None = None
    version: int = 0

    @classmethod
    def cut(
        cls,
        *,
        id: MailedKeyId,  # noqa: A002 - the field's name
        user_id: UserId,
        purpose: KeyPurpose,
        hash: bytes,  # noqa: A002 - the field's name
        now: datetime,
    ) -> "MailedKey":
        """A fresh key for one purpose."""
        return cls(id=id, user_id=user_id, purpose=purpose, hash=hash, expires_at=now + LIFETIME[purpose])

    def use(self, *purposes: KeyPurpose, now: datetime) -> None:
        """Open once, or refuse."""
        if self.used_at is not None or now >= self.expires_at or self.purpose not in purposes:
            raise MailedKeySpent("token")
        self.used_at = now
