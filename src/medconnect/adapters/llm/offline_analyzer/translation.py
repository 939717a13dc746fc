"""Spanish and Bengali complaints as English concepts: enough to route by, and honest about what was not understood."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from medconnect.domain.triage.patterns import PatternIndex
from medconnect.domain.triage.symptoms import Language
from medconnect.domain.triage.words import Word

_ENOUGH_CONCEPTS: Final = 2
_ENOUGH_COVERAGE: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The English words for what was recognised."""

    text: str
    understood: bool


class Glossary:
    """The concepts of one language."""

    def __init__(self, language: Language) -> None:
        table = tomllib.loads((files(__package__) / "glossary.toml").read_text("utf-8"))[language.value]
        meanings: dict[str, list[str]] = {}
        for pattern, meaning in table.items():
            meanings.setdefault(meaning, []).append(pattern)
        self._index = PatternIndex(meanings)

    def translate(self, words: Sequence[Word]) -> Translation:
        """Every concept once, in the order in which it was said."""
        found: dict[str, None] = {}
        covered: set[int] = set()
        for match in self._index.matches(words):
            found.setdefault(match.name)
            covered.update(match.places)
        spoken = sum(not word.is_mark for word in words) or 1
        understood = len(found) >= _ENOUGH_CONCEPTS or len(covered) / spoken >= _ENOUGH_COVERAGE
        return Translation(text=", ".join(found), understood=bool(found) and understood)
