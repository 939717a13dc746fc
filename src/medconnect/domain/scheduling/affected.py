"""Changing hours never cancels (A8): which visits lose their ground, and what may be decided about each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.open_hours import open_stretches
from medconnect.domain.scheduling.reasons import ReasonCode
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.scheduling.timetable import Schedule, Timetable
from medconnect.domain.shared.ids import ClinicId
from medconnect.domain.shared.period import second_of

Ground = Mapping[UUID, frozenset[ReasonCode]]


class Choice(StrEnum):
    """What staff decide for a visit that a change has left without ground."""

    KEEP = "keep"
    MOVE = "move"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """A visit or a hold that lies where nothing is offered any more, and why."""

    id: UUID
    codes: tuple[ReasonCode, ...]


def ground(spots: Mapping[UUID, Spot], timetable: Timetable, clinics: Mapping[ClinicId, Clinic]) -> Ground:
    """What already stands against the time of each visit; most have nothing."""
    return {id_: frozenset(_against(spot, timetable, clinics[spot.clinic_id])) for id_, spot in spots.items()}


def uncovered(before: Ground, after: Ground) -> tuple[Uncovered, ...]:
    """Those against which a change has brought something new."""
    news = ((id_, sorted(codes - before[id_])) for id_, codes in after.items())
    return tuple(Uncovered(id=id_, codes=tuple(codes)) for id_, codes in news if codes)


def _against(spot: Spot, timetable: Timetable, clinic: Clinic) -> Iterable[ReasonCode]:
    starts, ends = second_of(spot.period.starts_at), second_of(spot.period.ends_at)
    schedule = timetable.schedules.get(clinic.id) or Schedule()
    stretches = open_stretches(schedule, clinic.zone, starts, starts + 1)
    if not any(opens <= starts and ends <= closes for opens, closes in stretches):
        yield ReasonCode.OUTSIDE_HOURS
    if any(leave.period.overlaps(spot.period) for leave in timetable.leave):
        yield ReasonCode.ON_LEAVE
    if any(closure.period.overlaps(spot.period) for closure in clinic.closures):
        yield ReasonCode.CLOSED
