"""Claims: whose time is taken, from when to when, by what.

A claim is a row rather than an object with a life: hundreds are read for one page of free times, straight from the
store and as whole seconds. The store guards one rule (X1): no two blocking claims of one resource overlap. Doctors
and rooms are claimed with the visit's buffers, patients without.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID


class Resource(StrEnum):
    """What can be in one place only."""

    DOCTOR = "doctor"
    PATIENT = "patient"
    ROOM = "room"


class Claim(NamedTuple):
    """One resource, one period. `subject_id` is the hold or the appointment that needs it."""

    resource_id: UUID
    resource: Resource
    subject_id: UUID
    starts: int
    ends: int
    visit_starts: int
    visit_ends: int
    service_id: UUID
    on: int
    """The clinic-local day of the visit, frozen: what daily caps count by (T6)."""
    blocking: bool = True
    """False while an overbooked visit shares its time with another (L10)."""
    holder_id: UUID | None = None
    """The patient or visitor of a hold; none for a visit."""
    anonymous: bool = False
    """A hold of somebody who has not signed in."""
    expires: int | None = None
    """When a hold, or a request that nobody answered, stops counting."""

    def overlaps(self, other: "Claim") -> bool:
        """Whether both need the same resource at the same time."""
        return self.resource_id == other.resource_id and self.starts < other.ends and other.starts < self.ends


def is_dead(claim: Claim, now: float) -> bool:
    """Expiry is decided by the clock at every use, whether or not anybody swept (H2)."""
    return claim.expires is not None and claim.expires <= now


def in_force(claims: Iterable[Claim]) -> list[Claim]:
    """Of living claims those that keep others out: the blocking ones, and overbooked ones whose blocker is gone.

    The second kind is what the store has not promoted yet, for instance because a hold ran out by the clock.
    """
    given = list(claims)
    blocking = [c for c in given if c.blocking]
    if len(blocking) < len(given):
        for claim in sorted((c for c in given if not c.blocking), key=attrgetter("visit_starts", "subject_id")):
            if not any(claim.overlaps(other) for other in blocking):
                blocking.append(claim)
    return blocking


def by_resource(claims: Iterable[Claim]) -> dict[UUID, list[Claim]]:
    """Claims sorted into the diaries they stand in."""
    found: defaultdict[UUID, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.resource_id].append(claim)
    return dict(found)


def overlapping_any(claims: Iterable[Claim], others: Collection[Claim]) -> list[Claim]:
    """Those claims that share time with any of the others."""
    return [c for c in claims if any(c.overlaps(other) for other in others)]
