"""A clinic as far as its diaries care: its zone, its closures, its rooms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from medconnect.domain.scheduling.events import ClinicClosed, ClinicReopened
from medconnect.domain.scheduling.policy import Policy
from medconnect.domain.scheduling.zones import zone_named
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import ChangeId, ClinicId, RoomId, ServiceId
from medconnect.domain.shared.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """The whole clinic is shut; it cuts whatever it covers (T7)."""

    id: ChangeId
    period: Period
    reason: str | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Clinic(Newsworthy):
    """Where visits happen. A service that declares rooms here needs one of them to be free."""

    id: ClinicId
    zone: str
    state: str
    policy: Policy = field(default_factory=Policy)
    closures: tuple[Closure, ...] = ()
    rooms: Mapping[ServiceId, tuple[RoomId, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        zone_named(self.zone)

    def close(self, closure: Closure, *, now: datetime) -> None:
        """Offer nothing in that period from now on."""
        self.closures = (*self.closures, closure)
        self._tell(
            ClinicClosed(
                subject_id=self.id,
                occurred_at=now,
                closure_id=closure.id,
                starts_at=closure.period.starts_at,
                ends_at=closure.period.ends_at,
            )
        )

    def reopen(self, closure_id: ChangeId, *, now: datetime) -> None:
        """Take a closure back."""
        kept = tuple(c for c in self.closures if c.id != closure_id)
        if len(kept) == len(self.closures):
            raise NotFound
        self.closures = kept
        self._tell(ClinicReopened(subject_id=self.id, occurred_at=now, closure_id=closure_id))
