"""The part of a description that speaks of this patient's present complaints.

A list of absent findings (“no fever, no cough, denies chest pain”) is full of words that point the wrong way; it is
taken out before anything is compared.
"""

from medconnect.domain.triage.assertions import Assertions, Doubt
from medconnect.domain.triage.words import Word, read

_LONGEST_OPENING = 40
_FEWEST = 4


def present_words(text: str) -> list[Word]:
    """The words that are neither denied nor about somebody else, nor, if enough is left, about the past."""
    words = read(text)
    assertions = Assertions(words)
    now = [word for at, word in enumerate(words) if assertions.doubt((at,)) is Doubt.NONE]
    if len(now) >= _FEWEST:
        return now
    set_aside = Doubt.ABSENT | Doubt.OTHER_PERSON
    return [word for at, word in enumerate(words) if not assertions.doubt((at,)) & set_aside]


def present_text(text: str) -> str:
    """The same as running text, in its original spelling."""
    return " ".join(text[word.start : word.end] for word in present_words(text))


def opening(text: str) -> str:
    """The first sentences: in long letters the question stands there."""
    words = text.split()
    return " ".join(words[:_LONGEST_OPENING])
