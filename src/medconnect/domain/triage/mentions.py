"""What a text mentions: concepts with their places, and how far each is to be believed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from medconnect.domain.triage.assertions import Assertions, Doubt
from medconnect.domain.triage.measures import age_in, findings
from medconnect.domain.triage.patterns import PatternIndex
from medconnect.domain.triage.spelling import Spelling
from medconnect.domain.triage.symptoms import Sex, Symptoms
from medconnect.domain.triage.words import Word, read, word_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing people say in many ways. `standing` things (illnesses, medicines) stay true when told as history."""

    name: str
    patterns: tuple[str, ...]
    implies: frozenset[str] = frozenset()
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept at words `start` to `end`; a fact about the person has no place (`start` −1)."""

    concept: str
    start: int
    end: int
    quote: str = ""

    @property
    def is_background(self) -> bool:
        """True for what is known about the person rather than said in a place."""
        return self.start < 0


Mentions = Mapping[str, Sequence[Mention]]


class Vocabulary:
    """All concepts we listen for."""

    def __init__(self, concepts: Iterable[Concept], spelling: Spelling) -> None:
        self.concepts = {concept.name: concept for concept in concepts}
        self._index = PatternIndex({name: concept.patterns for name, concept in self.concepts.items()})
        self._spelling = spelling

    def mentions(self, symptoms: Symptoms) -> Mentions:
        """Everything the patient says of the present, with the background that is known."""
        found: dict[str, list[Mention]] = {}
        for mention in self._in_text(symptoms.text):
            self._add(found, mention)
        for mention in self._in_text(symptoms.history):
            if self.concepts[mention.concept].standing:
                self._add(found, Mention(mention.concept, -1, -1, mention.quote))
        for name in _background(symptoms):
            self._add(found, Mention(name, -1, -1))
        return found

    def _in_text(self, text: str) -> Iterable[Mention]:
        words = self._spelling.repair(read(text))
        assertions = Assertions(words)
        for found in self._index.matches(words):
            doubt = assertions.doubt(found.places)
            if doubt is Doubt.NONE or (doubt is Doubt.PAST and self.concepts[found.name].standing):
                quote = text[words[found.start].start : words[found.end - 1].end]
                yield Mention(found.name, found.start, found.end, quote)
        for name, start_char, end_char in findings(text):
            start, end = _word_span(words, start_char, end_char)
            if assertions.doubt(range(start, end)) is Doubt.NONE:
                yield Mention(name, start, end, text[start_char:end_char])

    def _add(self, found: dict[str, list[Mention]], mention: Mention) -> None:
        known = self.concepts.get(mention.concept)
        for name in (mention.concept, *(known.implies if known else ())):
            found.setdefault(name, []).append(Mention(name, mention.start, mention.end, mention.quote))


def _word_span(words: Sequence[Word], start_char: int, end_char: int) -> tuple[int, int]:
    start = next((at for at, word in enumerate(words) if word.end > start_char), 0)
    end = next((at for at in range(start, len(words)) if words[at].start >= end_char), len(words))
    return start, max(end, start + 1)


BACKGROUND = word_set(
    "newborn_weeks infant toddler child adult over_35 over_50 over_60 over_70 female male",
)


def _background(symptoms: Symptoms) -> Iterable[str]:
    """Age and sex as concepts. An age told in the text counts beside the one on file: parents write for children."""
    told = age_in(symptoms.text)
    for age in {symptoms.age_years, told} - {None}:
        yield from _age_concepts(age)
    if symptoms.sex is Sex.FEMALE:
        yield "female"
    if symptoms.sex is Sex.MALE:
        yield "male"


_AGE_BOUNDS = (
    ("newborn_weeks", 0, 0.26),
    ("infant", 0, 1),
    ("toddler", 0, 5),
    ("child", 0, 18),
    ("adult", 18, 200),
    ("over_35", 35, 200),
    ("over_50", 50, 200),
    ("over_60", 60, 200),
    ("over_70", 70, 200),
)


def _age_concepts(age: float | None) -> Iterable[str]:
    for name, low, high in _AGE_BOUNDS:
        if age is not None and low <= age < high:
            yield name
