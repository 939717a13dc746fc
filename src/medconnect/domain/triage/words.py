"""Text as a list of words: folded for comparing, with the place in the original for quoting.

Words are compared whole. “Air” inside “hair” is not air: every naive rule set that searches for substrings falls
into that hole.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Bengali vowel signs are marks, not letters, to Python's \w: they must be named or words fall apart.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_][\w\u0300-\u036f\u0980-\u09ff\u200c\u200d'’ʼ`´]*|[\u0980-\u09ff]+|[.;!?\n।]+|[^\w\s]"
)
_REPEATED = re.compile(r"(.)\1{2,}")
_UNWRITTEN = re.compile("['’ʼ`´\u200c\u200d]")
_SHORTHAND: dict[tuple[str, ...], tuple[str, ...]] = {
    ("h", "/", "o"): ("history", "of"),
    ("c", "/", "o"): ("complains", "of"),
    ("s", "/", "p"): ("status", "post"),
    ("r", "/", "o"): ("rule", "out"),
    ("w", "/", "o"): ("without",),
    ("f", "/", "h"): ("family", "history"),
    ("w", "/"): ("with",),
    ("b", "/", "l"): ("bilateral",),
}

STOP = "."
COMMA = ","
_SILENT = frozenset('-‐‑‒–—―()[]"“”„«»*_')


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark. `start` and `end` point into the text it was read from."""

    folded: str
    start: int
    end: int

    @property
    def is_stop(self) -> bool:
        """True where a sentence ends."""
        return self.folded == STOP

    @property
    def is_mark(self) -> bool:
        """True for punctuation of any kind."""
        return not self.folded[0].isalnum()


def word_set(*lines: str) -> frozenset[str]:
    """A set of words, written as they are read."""
    return frozenset(word for line in lines for word in line.split())


@lru_cache(maxsize=20_000)
def fold(raw: str) -> str:
    """Lower case, no accents, apostrophes or drawn-out letters, western digits: the form in which words compare."""
    decomposed = unicodedata.normalize("NFKD", _UNWRITTEN.sub("", raw)).casefold()
    bare = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in bare)
    return digits if digits.isdecimal() else _REPEATED.sub(r"\1\1", digits)


def read(text: str) -> tuple[Word, ...]:
    """All words and marks of a text in order, shorthand such as “h/o” written out."""
    words: list[Word] = []
    for found in _TOKEN.finditer(text):
        raw = found.group()
        if raw in _SILENT:
            continue
        folded = STOP if raw[0] in ".;!?\n।" else fold(raw)
        if folded:
            words.append(Word(folded, found.start(), found.end()))
    return tuple(_spelled_out(words))


def _spelled_out(words: list[Word]) -> list[Word]:
    if not any(word.folded == "/" for word in words):
        return words
    result: list[Word] = []
    index = 0
    while index < len(words):
        for short, long in _SHORTHAND.items():
            if tuple(word.folded for word in words[index : index + len(short)]) == short:
                start, end = words[index].start, words[index + len(short) - 1].end
                result += [Word(part, start, end) for part in long]
                index += len(short)
                break
        else:
            result.append(words[index])
            index += 1
    return result
