"""Words that point to a specialty by themselves, and the ones that were found, for the reason we give."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.patterns import PatternIndex
from medconnect.domain.triage.words import Word

_STRENGTHS: Final = {"strong": 1.0, "clear": 0.45}
_ENOUGH: Final = 4.0


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word of the patient that points to a specialty."""

    specialty: SpecialtyCode
    weight: float
    start: int
    end: int


class Keywords:
    """The dictionary, ready to be looked up."""

    def __init__(self) -> None:
        table = tomllib.loads((files(__package__) / "keywords.toml").read_text("utf-8"))
        self._index = PatternIndex(
            {f"{code}:{strength}": patterns for code, entry in table.items() for strength, patterns in entry.items()}
        )
        self.words = self._index.words

    def pointers(self, words: Sequence[Word]) -> list[Pointer]:
        """Every pointing word, each counted once for a specialty however often it is said."""
        found: dict[tuple[str, str], Pointer] = {}
        for match in self._index.matches(words):
            code, strength = match.name.split(":")
            said = words[match.start].folded
            pointer = Pointer(
                SpecialtyCode(code), _STRENGTHS[strength], words[match.start].start, words[match.end - 1].end
            )
            known = found.get((code, said))
            if known is None or known.weight < pointer.weight:
                found[code, said] = pointer
        return list(found.values())

    @staticmethod
    def scores(pointers: Sequence[Pointer]) -> Mapping[SpecialtyCode, float]:
        """Between 0 and 1: more words count less and less."""
        totals: dict[SpecialtyCode, float] = defaultdict(float)
        for pointer in pointers:
            totals[pointer.specialty] += pointer.weight
        return {code: totals[code] / (totals[code] + _ENOUGH / 2) for code in SpecialtyCode}
