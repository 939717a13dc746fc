"""A small language for how people say things, and a matcher that is fast because it only looks where a first word fits.

    chest <3> (pain*|tight*)      “chest”, up to three words, then “pain…” or “tight…”
    (cant|cannot|can not) breathe one of these, word sequences allowed
    worst headache ever?          the last word may be missing
    # (year|years) ago            any number

A gap never crosses the end of a sentence or a “but”; a comma counts as five words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from medconnect.domain.triage.words import COMMA, STOP, Word, fold, word_set

_ELEMENT = re.compile(r"<\d+>|\(|\)[*?]?|\||[^\s()<>|]+")
_SHORTEST_PREFIX: Final = 2
_COMMA_WIDTH: Final = 5
BARRIERS: Final = word_set(
    "but because although however pero porque aunque কিন্তু",
)
_NUMBER_WORDS = word_set(
    "one two three four five six seven eight nine ten eleven twelve several few couple many un una dos",
    "tres cuatro cinco seis siete ocho nueve diez unos unas varios varias এক দুই তিন চার পাঁচ ছয় সাত আট",
    "নয় দশ কয়েক",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a pattern: any of these words or beginnings, after at most `gap` other words."""

    words: frozenset[str]
    prefixes: tuple[str, ...]
    gap: int

    def fits(self, word: str) -> bool:
        """May that word stand here?"""
        if word in self.words or (self.prefixes and word.startswith(self.prefixes)):
            return True
        return NUMBER in self.words and is_number(word)


NUMBER: Final = "#"
Steps = tuple[Step, ...]
Reading = tuple[str, ...]


def is_number(word: str) -> bool:
    """A number in digits or in words."""
    return word[0].isdecimal() or word in _NUMBER_WORDS


class PatternFault(ValueError):
    """A pattern in our own vocabulary files is written wrongly."""


def parse(pattern: str) -> list[Steps]:
    """Every sequence of steps that the pattern stands for. Choices between single words stay one step."""
    readings, rest = _readings(_ELEMENT.findall(pattern), pattern)
    if rest:
        raise PatternFault(pattern)
    return [_steps(reading, pattern) for reading in readings]


def _readings(parts: list[str], pattern: str) -> tuple[list[Reading], list[str]]:
    """All ways to read `parts` up to a closing bracket, and what is left after it."""
    finished: list[Reading] = []
    current: list[Reading] = [()]
    while parts and not parts[0].startswith(")"):
        part, parts = parts[0], parts[1:]
        if part == "|":
            finished += current
            current = [()]
            continue
        options: list[Reading] = [(part.rstrip("?"),)]
        if part == "(":
            options, parts = _readings(parts, pattern)
            if not parts:
                raise PatternFault(pattern)
            part, parts = parts[0], parts[1:]
            options = _joined([_prefixed(option) for option in options] if "*" in part else options)
        if part.endswith("?"):
            options.append(())
        current = [(*before, *option) for before in current for option in options]
    return finished + current, parts


def _prefixed(option: Reading) -> Reading:
    return (*option[:-1], option[-1] if option[-1].endswith("*") else option[-1] + "*")


def _joined(options: list[Reading]) -> list[Reading]:
    single = [option[0] for option in options if len(option) == 1 and not option[0].startswith("<")]
    longer = [option for option in options if len(option) != 1 or option[0].startswith("<")]
    return [("|".join(single),), *longer] if single else longer


def _steps(parts: Sequence[str], pattern: str) -> Steps:
    steps: list[Step] = []
    gap = 0
    for part in parts:
        if part.startswith("<"):
            gap = max(gap, int(part[1:-1])) if steps else 0
            continue
        written = part.split("|")
        words = frozenset(word if word == NUMBER else fold(word) for word in written if not word.endswith("*"))
        prefixes = tuple(sorted({fold(word[:-1]) for word in written if word.endswith("*")}))
        if "" in words or any(len(prefix) < _SHORTEST_PREFIX for prefix in prefixes):
            raise PatternFault(pattern)
        steps.append(Step(words, prefixes, gap))
        gap = 0
    if not steps:
        raise PatternFault(pattern)
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits, with the place of each of its words."""

    name: str
    places: tuple[int, ...]

    @property
    def start(self) -> int:
        """The first word."""
        return self.places[0]

    @property
    def end(self) -> int:
        """One past the last word."""
        return self.places[-1] + 1


class PatternIndex:
    """All patterns of a vocabulary, found by their first word."""

    def __init__(self, patterns: Mapping[str, Sequence[str]]) -> None:
        self._whole: dict[str, list[tuple[str, Steps]]] = {}
        self._prefixes: dict[str, list[tuple[str, Steps]]] = {}
        seen: set[tuple[str, Steps]] = set()
        for name, written in patterns.items():
            for steps in (s for pattern in written for s in parse(pattern)):
                if (name, steps) in seen:
                    continue
                seen.add((name, steps))
                for word in steps[0].words:
                    self._whole.setdefault(word, []).append((name, steps))
                for prefix in steps[0].prefixes:
                    self._prefixes.setdefault(prefix, []).append((name, steps))
        self._longest = max((len(prefix) for prefix in self._prefixes), default=0)
        self._starting = lru_cache(maxsize=20_000)(self._starting_with)
        self.words = frozenset(word for _, steps in seen for step in steps for word in step.words) - {NUMBER}
        self.prefixes = frozenset(prefix for _, steps in seen for step in steps for prefix in step.prefixes)

    def matches(self, words: Sequence[Word]) -> Iterator[Match]:
        """Every place where a pattern fits."""
        for at, word in enumerate(words):
            for name, steps in self._starting(word.folded):
                if (places := _follow(words, at + 1, steps, 1)) is not None:
                    yield Match(name, (at, *places))

    def _starting_with(self, word: str) -> tuple[tuple[str, Steps], ...]:
        found = list(self._whole.get(word, ()))
        if NUMBER in self._whole and is_number(word):
            found += self._whole[NUMBER]
        for length in range(_SHORTEST_PREFIX, min(len(word), self._longest) + 1):
            found += self._prefixes.get(word[:length], ())
        return tuple(found)


def _follow(words: Sequence[Word], at: int, steps: Steps, index: int) -> tuple[int, ...] | None:
    if index == len(steps):
        return ()
    step = steps[index]
    skipped = 0
    while at < len(words):
        word = words[at].folded
        if word == STOP:
            return None
        if step.fits(word) and (places := _follow(words, at + 1, steps, index + 1)) is not None:
            return (at, *places)
        if (
            step.gap == 0
            or word in BARRIERS
            or (skipped := skipped + (_COMMA_WIDTH if word == COMMA else 1)) > step.gap
        ):
            return None
        at += 1
    return None
