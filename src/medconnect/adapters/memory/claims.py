"""The arbiter in memory: claims by resource in order of time, so that history is never walked through."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from uuid import UUID

from medconnect.domain.scheduling.changes import Changes
from medconnect.domain.scheduling.claim import Claim, Resource
from medconnect.domain.scheduling.errors import AlreadyBusy, SlotTaken
from medconnect.domain.scheduling.service import LONGEST

_LONGEST_CLAIM = 3 * int(LONGEST.total_seconds())
"""A visit with both buffers."""
_starts: Callable[[Claim], int] = attrgetter("starts")


@dataclass(slots=True, eq=False)
class ClaimTable:
    """All claims. Its one rule: no two blocking claims of one resource overlap (X1)."""

    _by_resource: dict[UUID, list[Claim]] = field(default_factory=dict)
    _by_subject: dict[UUID, list[Claim]] = field(default_factory=dict)

    def between(self, resource_id: UUID, since: int, until: int) -> list[Claim]:
        """The claims of a resource that overlap a window."""
        claims = self._by_resource.get(resource_id, [])
        first = bisect_left(claims, since - _LONGEST_CLAIM, key=_starts)
        last = bisect_left(claims, until, lo=first, key=_starts)
        return [c for c in claims[first:last] if c.ends > since]

    def ensure_apart(self, changes: Iterable[Changes]) -> None:
        """Refuse what would break the rule, and change nothing."""
        changes = list(changes)
        gone = {subject for change in changes for subject in change.removed}
        coming = [c for change in changes for c in (*change.promoted, *change.added) if c.blocking]
        for n, claim in enumerate(coming):
            kept = (c for c in self.between(claim.resource_id, claim.starts, claim.ends) if c.subject_id not in gone)
            for other in (*kept, *coming[:n]):
                if other.blocking and other.subject_id != claim.subject_id and other.overlaps(claim):
                    raise _collision(claim, other)

    def apply(self, changes: Iterable[Changes]) -> None:
        """First what goes, then promotions, then what comes."""
        changes = list(changes)
        for subject_id in {subject for change in changes for subject in change.removed}:
            for claim in self._by_subject.pop(subject_id, []):
                self._by_resource[claim.resource_id].remove(claim)
        for change in changes:
            for claim in change.promoted:
                self._drop(claim._replace(blocking=False))
                self._add(claim)
            for claim in change.added:
                self._add(claim)

    def add(self, claims: Iterable[Claim]) -> None:
        """Take claims as they are."""
        for claim in claims:
            self._add(claim)

    def _add(self, claim: Claim) -> None:
        insort(self._by_resource.setdefault(claim.resource_id, []), claim, key=_starts)
        self._by_subject.setdefault(claim.subject_id, []).append(claim)

    def _drop(self, claim: Claim) -> None:
        self._by_resource[claim.resource_id].remove(claim)
        self._by_subject[claim.subject_id].remove(claim)


def _collision(claim: Claim, other: Claim) -> Exception:
    if claim.resource is Resource.PATIENT:
        return AlreadyBusy(appointment_id=other.subject_id)
    return SlotTaken(alternatives=())
