"""Where people live: divisions, districts in them, sub-districts in those; and states."""

from dataclasses import dataclass
from enum import StrEnum


class AreaKind(StrEnum):
    """Which step of the ladder an area is. A state stands alone."""

    DIVISION = "division"
    DISTRICT = "district"
    SUB_DISTRICT = "sub_district"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area. `code` is what licences and insurers call a state."""

    id: int
    parent_id: int | None
    kind: AreaKind
    name: str
    code: str | None
    country: str
