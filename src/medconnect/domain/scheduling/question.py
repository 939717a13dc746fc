"""Everything that an answer about free times depends on, laid out for the sweep."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from medconnect.domain.scheduling.claim import Claim, by_resource, in_force, is_dead
from medconnect.domain.scheduling.doctor import Asker, Doctor
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Timetable

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which times of this service are free for this asker now? Lengths are whole seconds."""

    doctor: Doctor
    timetable: Timetable
    service: Service
    asker: Asker
    now: datetime
    taken: dict[UUID, list[Claim]]
    counted: list[Claim]
    length: int = field(init=False)
    step: int = field(init=False)
    before: int = field(init=False)
    after: int = field(init=False)

    def __post_init__(self) -> None:
        for name in ("length", "step", "before", "after"):
            object.__setattr__(self, name, getattr(self.service, name) // _SECOND)

    @classmethod
    def about(
        cls,
        *,
        doctor: Doctor,
        timetable: Timetable,
        service: Service,
        asker: Asker,
        now: datetime,
        claims: Iterable[Claim],
        ignoring: frozenset[UUID],
    ) -> Self:
        """Leave out what does not count: dead holds, the asker's own hold (H1), a visit being moved (L3)."""
        moment = now.timestamp()
        # Visits are most of it: only what has an end by the clock, or a holder, needs a closer look.
        counted = [
            c
            for c in claims
            if (c.expires is None or not is_dead(c, moment))
            and (c.holder_id is None or not asker.owns(c.holder_id))
            and c.subject_id not in ignoring
        ]
        return cls(
            doctor=doctor,
            timetable=timetable,
            service=service,
            asker=asker,
            now=now,
            taken=by_resource(in_force(counted)),
            counted=counted,
        )

    def per_day(self, resource_id: UUID | None, service_id: UUID | None = None) -> Counter[int]:
        """How many visits and live holds one resource has on each clinic-local day (A7); overbooked ones count."""
        return Counter(
            c.on
            for c in self.counted
            if c.resource_id == resource_id and (service_id is None or c.service_id == service_id)
        )
