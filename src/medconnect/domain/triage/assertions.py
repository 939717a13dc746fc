"""Is a thing that was mentioned really so, now, and of the person who needs help?

“No chest pain”, “a stroke three years ago”, “my neighbour had a seizure” and “what are the signs of sepsis” all name a
danger that is not there. Each such reading is a span of words; a mention that begins inside one is set aside.
When in doubt a mention stands: a false alarm costs a phone call, a missed one may cost a life.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Flag, auto

from medconnect.domain.triage.cues import (
    ABSENT_AFTER,
    ABSENT_BEFORE,
    LONG_AGO,
    OTHERS,
    PAST_BEFORE,
    RECENT,
    SCOPE_ENDS,
    SEEMING_NEGATIONS,
    SHORT_ABSENT,
    SPEAKER,
    SPOKEN_OF,
    STARTED,
    TURNS,
)
from medconnect.domain.triage.patterns import PatternIndex
from medconnect.domain.triage.words import COMMA, Word, word_set

_SHORT_SCOPE = 5
_AFTER_SCOPE = 5
_AGO_SCOPE = 10
_SPOKEN_SCOPE = 12
_OTHERS_SCOPE = 14


class Doubt(Flag):
    """Why a mention does not count as a present complaint."""

    NONE = 0
    ABSENT = auto()
    PAST = auto()
    OTHER_PERSON = auto()
    SPOKEN_OF = auto()


_CUES = PatternIndex(
    {
        "absent": ABSENT_BEFORE,
        "absent-short": SHORT_ABSENT,
        "absent-after": ABSENT_AFTER,
        "seeming": SEEMING_NEGATIONS,
        "past": PAST_BEFORE,
        "ago": LONG_AGO,
        "started": STARTED,
        "others": OTHERS,
        "recent": RECENT,
        "spoken": SPOKEN_OF,
        "turn": TURNS,
    }
)


@dataclass(slots=True)
class Assertions:
    """The doubts that lie on each word of a text."""

    words: Sequence[Word]
    _doubts: list[Doubt] = field(init=False)
    _absent_by: list[set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._doubts = [Doubt.NONE] * len(self.words)
        self._absent_by = [set() for _ in self.words]
        cues: dict[str, list[tuple[int, int]]] = {}
        for found in _CUES.matches(self.words):
            cues.setdefault(found.name, []).append((found.start, found.end))
        seeming = {at for start, end in cues.get("seeming", ()) for at in range(start, end)}
        turns = {start for start, _ in cues.get("turn", ())}
        for start, end in cues.get("absent", ()):
            if start not in seeming:
                self._deny(start, end, self._list_end(end, turns, cues))
        for start, end in cues.get("absent-short", ()):
            if start not in seeming:
                self._deny(start, end, min(self._list_end(end, turns, cues), end + _SHORT_SCOPE))
        for start, _ in cues.get("absent-after", ()):
            self._deny(start, max(self._clause_start(start), start - _AFTER_SCOPE), start)
        for _, end in cues.get("past", ()):
            self._mark(end, self._past_end(end), Doubt.PAST)
        self._mark_sentences(cues)

    def doubt(self, places: Sequence[int]) -> Doubt:
        """What speaks against a mention made of these words; a negation that is part of the mention does not."""
        first, last = places[0], places[-1]
        found = self._doubts[first] | (self._doubts[last] & Doubt.PAST)
        if (self._absent_by[first] | self._absent_by[last]) - set(places):
            found |= Doubt.ABSENT
        return found

    def _deny(self, cue: int, start: int, end: int) -> None:
        for at in range(start, min(end, len(self.words))):
            self._absent_by[at].add(cue)

    def _mark(self, start: int, end: int, doubt: Doubt) -> None:
        for at in range(start, min(end, len(self.words))):
            self._doubts[at] |= doubt

    def _mark_sentences(self, cues: dict[str, list[tuple[int, int]]]) -> None:
        for start, end in self._sentences():
            recent = any(start <= at < end for at, _ in cues.get("recent", ()))
            started = any(start <= at < end for at, _ in cues.get("started", ()))
            for at, _ in cues.get("ago", ()):
                if start <= at < end and not started:
                    self._mark(max(start, at - _AGO_SCOPE), at, Doubt.PAST)
            for at, stop in cues.get("others", ()):
                if start <= at < end and not recent:
                    self._mark(at + 1, self._until_speaker(stop, min(end, stop + _OTHERS_SCOPE)), Doubt.OTHER_PERSON)
            for at, stop in cues.get("spoken", ()):
                if start <= at < end:
                    self._mark(stop, min(end, stop + _SPOKEN_SCOPE), Doubt.SPOKEN_OF)

    def _until_speaker(self, at: int, end: int) -> int:
        """Where somebody else's story gives way to “I …” again."""
        return next((place for place in range(at, end) if self.words[place].folded in SPEAKER), end)

    def _sentences(self) -> list[tuple[int, int]]:
        stops = [at for at, word in enumerate(self.words) if word.is_stop]
        starts = [0, *(at + 1 for at in stops)]
        return list(zip(starts, [*stops, len(self.words)], strict=True))

    def _clause_start(self, at: int) -> int:
        while at > 0 and not self.words[at - 1].is_stop and self.words[at - 1].folded != COMMA:
            at -= 1
        return at

    def _list_end(self, at: int, turns: set[int], cues: dict[str, list[tuple[int, int]]]) -> int:
        """How far a “no …” reaches: along a list, but not into a clause that says something new is there."""
        while at < len(self.words):
            word = self.words[at]
            if word.is_stop or word.folded in SCOPE_ENDS or at in turns:
                return at
            if word.folded == COMMA and self._is_news(at + 1, cues):
                return at
            at += 1
        return at

    def _is_news(self, start: int, cues: dict[str, list[tuple[int, int]]]) -> bool:
        """Does the part after a comma tell of something present (“no fever, severe chest pain since noon”)?"""
        end = start
        while end < len(self.words) and not self.words[end].is_stop and self.words[end].folded != COMMA:
            end += 1
        present = [*cues.get("started", ()), *cues.get("recent", ())]
        return any(start <= at < end for at, _ in present)

    def _past_end(self, at: int) -> int:
        while at < len(self.words) and not self.words[at].is_stop and self.words[at].folded not in _PRESENT:
            at += 1
        return at


_PRESENT = SCOPE_ENDS | word_set(
    "presents presenting present comes came complains complaining reports reporting developed develops",
    "who has arrives is was with started having feels felt brought ahora presenta acude consulta tiene",
    "এখন",
)
