"""How soon somebody must be seen."""

from enum import StrEnum
from typing import Self


class Urgency(StrEnum):
    """Four levels. They are compared by `rank` and by nothing else: as strings they would sort alphabetically."""

    SELF_CARE = "self_care"
    ROUTINE = "routine"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 for self-care up to 3 for an emergency."""
        return list(Urgency).index(self)

    def at_least(self, other: "Urgency") -> "Urgency":
        """The higher of the two. The only way levels are ever combined, which is why nothing can lower one."""
        return self if self.rank >= other.rank else other

    @classmethod
    def highest(cls, *levels: Self) -> "Urgency":
        """The highest of these; self-care when there is none."""
        return max(levels, key=lambda level: level.rank, default=cls.SELF_CARE)
