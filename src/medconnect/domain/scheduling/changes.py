"""What a diary decided, for the store to keep in one batch."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.claim import Claim, in_force, is_dead, overlapping_any
from medconnect.domain.scheduling.hold import Hold


@dataclass(slots=True, kw_only=True, eq=False)
class Changes:
    """Kept in this order: all claims of `removed` subjects go, `promoted` ones start to block, `added` ones come."""

    appointments: list[Appointment] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    removed: set[UUID] = field(default_factory=set)
    added: list[Claim] = field(default_factory=list)
    promoted: list[Claim] = field(default_factory=list)

    def settle(self, claims: Iterable[Claim], now: float) -> None:
        """Promote overbooked claims whose blocker goes (L10), and sweep the dead out of the way of the living (H2)."""
        staying = [c for c in claims if c.subject_id not in self.removed]
        living = [c for c in staying if not is_dead(c, now)]
        freed = [c for c in in_force([*living, *self.added]) if not c.blocking]
        self.promoted = [c._replace(blocking=True) for c in freed if c not in self.added]
        self.added = [c._replace(blocking=True) if c in freed else c for c in self.added]
        dead = (c for c in staying if is_dead(c, now))
        self.removed |= {c.subject_id for c in overlapping_any(dead, [*self.added, *self.promoted])}
