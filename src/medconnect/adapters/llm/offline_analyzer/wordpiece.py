"""BERT's way of cutting text into pieces, in fifty lines, so that no tokenizer library is needed."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

_WORDS = re.compile(r"\w+|[^\w\s]")
_LONGEST_WORD = 100


class WordPiece:
    """Longest-match-first pieces over a fixed vocabulary, lower case and without accents."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._first = vocabulary["[CLS]"]
        self._last = vocabulary["[SEP]"]
        self._pieces = lru_cache(maxsize=20_000)(self._cut)

    @classmethod
    def read(cls, path: Path) -> "WordPiece":
        """From a vocabulary file with one piece per line."""
        lines = path.read_text("utf-8").splitlines()
        return cls({piece: number for number, piece in enumerate(lines)})

    def encode(self, text: str, *, longest: int) -> list[int]:
        """The numbers of the pieces, framed by the marks for beginning and end."""
        numbers: list[int] = []
        for word in _WORDS.findall(_plain(text)):
            numbers.extend(self._pieces(word))
            if len(numbers) >= longest - 2:
                break
        return [self._first, *numbers[: longest - 2], self._last]

    def _cut(self, word: str) -> Sequence[int]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._vocabulary.get(prefix + word[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(pieces)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").replace("_", " _ ")
