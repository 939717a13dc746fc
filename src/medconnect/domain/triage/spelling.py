"""Repairs a misspelt danger word (“chset pain”, “unconcious”) without touching words that mean something else.

A word is repaired only if it is one slip away from a word of ours and is not itself an English word: the list of
look-alikes (“heard”, “chess”, “stoke”) holds those that would be mistaken.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from medconnect.domain.triage.words import Word

_SHORTEST = 4
_SHORTEST_TARGET = 5


class Spelling:
    """Words we know, and what one slip makes of them."""

    def __init__(
        self, targets: Iterable[str], *, known: Iterable[str] = (), known_beginnings: Iterable[str] = ()
    ) -> None:
        wanted = sorted(
            word for word in set(targets) if len(word) >= _SHORTEST_TARGET and word.isascii() and word.isalpha()
        )
        self._known = frozenset(wanted) | frozenset(known)
        self._beginnings = tuple(b for b in known_beginnings if len(b) >= _SHORTEST)
        self._by_slip: dict[str, str] = {}
        self.right = lru_cache(maxsize=20_000)(self._right)
        for word in wanted:
            for slip in (word, *_with_one_missing(word)):
                self._by_slip.setdefault(slip, word)

    def repair(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """The same words with evident slips put right."""
        return tuple(
            word if (meant := self.right(word.folded)) == word.folded else replace(word, folded=meant) for word in words
        )

    def _right(self, word: str) -> str:
        """The word that was meant, or the word itself."""
        if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or word in self._known:
            return word
        if word.startswith(self._beginnings):
            return word
        for slip in (word, *_with_one_missing(word)):
            meant = self._by_slip.get(slip)
            if meant is not None and meant[0] == word[0] and _one_slip_apart(word, meant):
                return meant
        return word


def _with_one_missing(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _one_slip_apart(one: str, other: str) -> bool:
    """One letter missing, added, changed or two neighbours swapped."""
    if len(one) == len(other):
        wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
        return len(wrong) <= 1
    shorter, longer = sorted((one, other), key=len)
    return len(longer) == len(shorter) + 1 and shorter in _with_one_missing(longer)
