"""Comparing words: how close a description is to the prototypes of each specialty, without any model."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from medconnect.adapters.llm.offline_analyzer.prototypes import Prototype
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.words import word_set

_STOP_WORDS: Final = word_set(
    "a an the i me my we our you your he she it its his her they them their this that these "
    "those and or but of in on at",
    "to for from with by as is am are was were be been being have has had having do does did "
    "doing will would can could",
    "should may might must not no nor so if than then there here when while what which who how "
    "why all any some more most",
    "very too also just about into over under again once am im ive id dont cant get gets got "
    "since been year old man woman",
    "male female after before during because up down out only other such own same both each few please help doctor day",
    "days week weeks month months ago now still feel feeling like",
)
_NEAREST: Final = 5
_ENDINGS = re.compile(r"(?:ing|edly|ed|es|s|ly|ness|ful)$")


def stem(word: str) -> str:
    """A rough stem: good enough to bring “aching” and “aches” together."""
    if len(word) <= 4:
        return word.rstrip("s") if len(word) == 4 else word
    return _ENDINGS.sub("", word) or word


def features(words: Iterable[str]) -> Counter[str]:
    """Stems and pairs of neighbouring stems."""
    stems = [stem(word) for word in words if word not in _STOP_WORDS and word[0].isalpha()]
    pairs = (f"{one} {other}" for one, other in pairwise(stems))
    return Counter([*stems, *pairs])


class LexicalIndex:
    """The prototypes as weighted words."""

    def __init__(self, prototypes: Sequence[Prototype], words_of: Sequence[Sequence[str]]) -> None:
        counted = [features(words) for words in words_of]
        seen = Counter(feature for features_ in counted for feature in features_)
        self._rarity = {feature: math.log(1 + len(counted) / count) for feature, count in seen.items()}
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._specialties = [prototype.specialty for prototype in prototypes]
        for number, vector in enumerate(map(self._vector, counted)):
            for feature, weight in vector.items():
                self._postings[feature].append((number, weight))
        self._likelihoods = self._class_words(counted)

    def scores(self, words: Sequence[str]) -> Mapping[SpecialtyCode, float]:
        """Nearest prototypes and class words together; larger is closer."""
        asked = features(words)
        near = self._nearest(self._vector(asked))
        typical = self._typical(asked)
        return {code: 2.0 * near.get(code, 0.0) + typical[code] for code in SpecialtyCode}

    def _vector(self, counted: Counter[str]) -> dict[str, float]:
        weights = {
            feature: (1 + math.log(count)) * self._rarity[feature]
            for feature, count in counted.items()
            if feature in self._rarity
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}

    def _nearest(self, vector: Mapping[str, float]) -> Mapping[SpecialtyCode, float]:
        similarity: dict[int, float] = defaultdict(float)
        for feature, weight in vector.items():
            for number, other in self._postings.get(feature, ()):
                similarity[number] += weight * other
        best: dict[SpecialtyCode, list[float]] = defaultdict(list)
        for number, value in similarity.items():
            best[self._specialties[number]].append(value)
        return {code: sum(sorted(values)[-_NEAREST:]) / _NEAREST for code, values in best.items()}

    def _class_words(self, counted: Sequence[Counter[str]]) -> Mapping[str, Mapping[SpecialtyCode, float]]:
        """For each feature, how much more often each specialty uses it than others do."""
        totals: dict[SpecialtyCode, float] = defaultdict(float)
        uses: dict[str, dict[SpecialtyCode, float]] = defaultdict(lambda: defaultdict(float))
        for specialty, vector in zip(self._specialties, counted, strict=True):
            for feature in vector:
                uses[feature][specialty] += 1
                totals[specialty] += 1
        likelihoods: dict[str, dict[SpecialtyCode, float]] = {}
        for feature, by_code in uses.items():
            logs = {code: math.log((by_code.get(code, 0) + 0.15) / (totals[code] + 60)) for code in SpecialtyCode}
            middle = sum(logs.values()) / len(logs)
            likelihoods[feature] = {code: log - middle for code, log in logs.items()}
        return likelihoods

    def _typical(self, asked: Counter[str]) -> dict[SpecialtyCode, float]:
        known = [feature for feature in asked if feature in self._likelihoods]
        scale = 0.25 / math.sqrt(len(known) or 1)
        return {code: scale * sum(self._likelihoods[f][code] for f in known) for code in SpecialtyCode}
