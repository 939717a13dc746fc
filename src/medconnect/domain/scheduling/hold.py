"""A time kept for one patient, or one visitor's session, while they make up their mind (H1-H4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from medconnect.domain.scheduling.claim import Claim
from medconnect.domain.scheduling.doctor import Cover
from medconnect.domain.scheduling.errors import HoldExpired, HoldNotRenewable
from medconnect.domain.scheduling.events import HoldConfirmed, HoldRanOut, HoldReleased, HoldRenewed, SlotHeld
from medconnect.domain.scheduling.policy import Terms
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import AppointmentId, HoldId, PatientId, VisitorId


class HoldStatus(StrEnum):
    """How a hold ends. Only a held one can end."""

    HELD = "held"
    RELEASED = "released"
    EXPIRED = "expired"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRules:
    """How long a hold lasts and how often; people who have not signed in hold few times of one doctor's day."""

    lasts: timedelta = timedelta(minutes=5)
    renewals: int = 2
    anonymous_daily: int = 10

    def end_from(self, now: datetime) -> datetime:
        """Whole seconds, so that clock and claim agree on the last moment."""
        return now.replace(microsecond=0) + self.lasts


@dataclass(slots=True, kw_only=True, eq=False)
class Hold(Newsworthy):
    """What was asked for and found free, with the terms of that moment: confirming checks none of it again (H3)."""

    id: HoldId
    spot: Spot
    terms: Terms
    expires_at: datetime
    patient_id: PatientId | None = None
    visitor_id: VisitorId | None = None
    cover: Cover | None = None
    patient_state: str | None = None
    renewals: int = 0
    status: HoldStatus = HoldStatus.HELD
    appointment_id: AppointmentId | None = None
    version: int = 1
    kept_version: int = 0
    """What the store holds: saving compares with it, so of two changes to one reading only one is kept."""

    @property
    def holder_id(self) -> UUID | None:
        """Whose hold it is."""
        return self.patient_id or self.visitor_id

    def live_at(self, now: datetime) -> bool:
        """Expiry is decided by the clock at every use (H2)."""
        return self.status is HoldStatus.HELD and now < self.expires_at

    def taken(self, now: datetime) -> None:
        """Say that it exists."""
        self._tell(SlotHeld(occurred_at=now, expires_at=self.expires_at, **self._slot()))

    def ensure_live(self, now: datetime) -> None:
        """Refuse what has ended."""
        if not self.live_at(now):
            raise HoldExpired(expires_at=self.expires_at)

    def renew(self, rules: HoldRules, now: datetime) -> None:
        """Last longer, a bounded number of times (H4)."""
        self.ensure_live(now)
        if self.renewals >= rules.renewals:
            raise HoldNotRenewable(renewals=self.renewals)
        self.renewals += 1
        self.version += 1
        self.expires_at = max(self.expires_at, rules.end_from(now))
        self._tell(HoldRenewed(occurred_at=now, expires_at=self.expires_at, **self._slot()))

    def release(self, now: datetime) -> None:
        """Give it back."""
        self._end(HoldStatus.RELEASED)
        self._tell(HoldReleased(occurred_at=now, **self._slot()))

    def run_out(self, now: datetime) -> None:
        """Tidy up after the clock."""
        self._end(HoldStatus.EXPIRED)
        self._tell(HoldRanOut(occurred_at=now, **self._slot()))

    def confirm(self, appointment_id: AppointmentId, now: datetime) -> None:
        """Become an appointment."""
        self.ensure_live(now)
        self._end(HoldStatus.CONFIRMED)
        self.appointment_id = appointment_id
        self._tell(HoldConfirmed(occurred_at=now, appointment_id=appointment_id, **self._slot()))

    def claims(self) -> tuple[Claim, ...]:
        """What it keeps others from until it ends; a visitor's hold claims no patient."""
        if self.status is not HoldStatus.HELD:
            return ()
        return self.spot.claims(
            self.id,
            self.patient_id,
            self.terms,
            holder_id=self.holder_id,
            expires_at=self.expires_at,
        )

    def _end(self, status: HoldStatus) -> None:
        self.status = status
        self.version += 1

    def _slot(self) -> dict[str, Any]:
        return {"subject_id": self.id, "version": self.version, **self.spot.facts()}
