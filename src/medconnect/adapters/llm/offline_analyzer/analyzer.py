"""Puts words, meanings and what we know of the person together into one opinion."""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from medconnect.adapters.llm.offline_analyzer.explanations import questions, reason
from medconnect.adapters.llm.offline_analyzer.keywords import Keywords, Pointer
from medconnect.adapters.llm.offline_analyzer.lexical import LexicalIndex, features
from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.adapters.llm.offline_analyzer.plain_text import opening, present_text
from medconnect.adapters.llm.offline_analyzer.priors import priors
from medconnect.adapters.llm.offline_analyzer.prototypes import prototypes
from medconnect.adapters.llm.offline_analyzer.translation import Glossary
from medconnect.application.triage.ports import SymptomAnalyzer
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.reading import language_of, notice_for
from medconnect.domain.triage.rule_files import lookalikes
from medconnect.domain.triage.spelling import Spelling
from medconnect.domain.triage.suggestion import MOST_SUGGESTIONS, AnalyzerKind, Notice, Opinion, Suggestion
from medconnect.domain.triage.symptoms import Language, Symptoms
from medconnect.domain.triage.urgency import Urgency
from medconnect.domain.triage.words import Word, read, word_set

WITH_MODEL: Final = "medconnect-offline-minilm"
WITHOUT_MODEL: Final = "medconnect-offline-lexical"
# Chosen on development data: see docs/triage.md.
_EMERGENCY_HEAD: Final = 0.65
_URGENT_HEAD: Final = 0.3
_URGENT_VOTES: Final = 0.75
_SELF_CARE_VOTES: Final = 0.6
_SHARPNESS: Final = {WITH_MODEL: 1.6, WITHOUT_MODEL: 1.2}
_SURE: Final = 0.6
_LOST: Final = 0.2
_SHORT: Final = 12
_Scores = Mapping[SpecialtyCode, float]


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    words: tuple[Word, ...]
    pointers: list[Pointer]
    language: Language | None
    understood: bool


class OfflineAnalyzer(SymptomAnalyzer):
    """Always there. With the sentence model it compares meanings, without it only words; `name` says which."""

    def __init__(self, files: ModelFiles | None = None) -> None:
        texts = prototypes()
        self._keywords = Keywords()
        words_of = [[word.folded for word in read(prototype.text)] for prototype in texts]
        self._lexical = LexicalIndex(texts, words_of)
        said = {word for words in words_of for word in words}
        self._spelling = Spelling(said | self._keywords.words, known=lookalikes() | said | self._keywords.words)
        self._glossaries = {language: Glossary(language) for language in (Language.SPANISH, Language.BENGALI)}
        self._semantic = None
        if files is not None:
            from medconnect.adapters.llm.offline_analyzer.semantic import SemanticIndex

            self._semantic = SemanticIndex(texts, files)
        self.name = WITHOUT_MODEL if self._semantic is None else WITH_MODEL

    async def analyze(self, symptoms: Symptoms) -> Opinion:
        """The opinion, made on a thread of its own so that nobody else waits."""
        return await asyncio.to_thread(self.opinion, symptoms)

    def opinion(self, symptoms: Symptoms) -> Opinion:
        """The opinion."""
        reading = self._read(symptoms)
        notices = set() if self._semantic else {Notice.WITHOUT_MODEL}
        talk = notice_for(reading.words, of_illness=bool(reading.pointers)) if reading.language else None
        if talk is not None:
            return self._general(notices | {talk}, reading.language)
        if not reading.understood:
            return self._general(notices | {Notice.PARTLY_UNDERSTOOD}, reading.language)
        if reading.language is not Language.ENGLISH:
            notices.add(Notice.PARTLY_UNDERSTOOD)
        chances, urgency = self._weigh(symptoms, reading)
        if reading.language is not Language.ENGLISH:
            urgency = urgency.at_least(Urgency.ROUTINE)
        return self._answer(symptoms, reading, chances, urgency, notices)

    def _read(self, symptoms: Symptoms) -> _Reading:
        words = read(symptoms.text)
        language = language_of(symptoms.text, words) if symptoms.language is None else symptoms.language
        if language in self._glossaries and language_of(symptoms.text, words) is not Language.ENGLISH:
            translation = self._glossaries[language].translate(words)
            said = read(translation.text)
            return _Reading(translation.text, words, self._keywords.pointers(said), language, translation.understood)
        if language is None:
            return _Reading("", words, [], None, understood=False)
        mended = self._mended(symptoms.text)
        said = self._spelling.repair(read(mended))
        return _Reading(mended, words, self._keywords.pointers(said), Language.ENGLISH, understood=bool(said))

    def _mended(self, text: str) -> str:
        """What is said of the present, and in short texts with slips put right: there every word counts."""
        present = present_text(text) or text
        words = read(present)
        if len(words) > _SHORT:
            return present
        return " ".join(word.folded for word in self._spelling.repair(words))

    def _weigh(self, symptoms: Symptoms, reading: _Reading) -> tuple[dict[SpecialtyCode, float], Urgency]:
        words = [word.folded for word in self._spelling.repair(read(reading.text))]
        lexical = _standard(self._lexical.scores(words))
        history = self._keywords.pointers(read(symptoms.history))
        halved = [Pointer(p.specialty, p.weight * 0.3, p.start, p.end) for p in history]
        keywords = _standard(self._keywords.scores([*reading.pointers, *halved]))
        prior = priors(symptoms, [word.folded for word in reading.words])
        urgency = Urgency.ROUTINE
        total = {code: lexical[code] + keywords[code] + 2 * prior[code] for code in SpecialtyCode}
        if self._semantic is not None:
            meaning = self._semantic.read(reading.text, opening(reading.text))
            nearest, linear = _standard(meaning.nearest), _standard(meaning.linear)
            first = _standard(meaning.nearest_to_opening)
            total = {
                code: nearest[code]
                + 0.5 * first[code]
                + 0.1 * linear[code]
                + 0.5 * lexical[code]
                + 0.5 * keywords[code]
                + 2 * prior[code]
                for code in SpecialtyCode
            }
            urgency = _urgency(meaning.emergency, meaning.urgency_votes)
        sharp = _SHARPNESS[self.name]
        highest = max(total.values())
        raised = {code: math.exp(sharp * (value - highest)) for code, value in total.items()}
        whole = sum(raised.values())
        return {code: value / whole for code, value in raised.items()}, urgency

    def _answer(
        self,
        symptoms: Symptoms,
        reading: _Reading,
        chances: dict[SpecialtyCode, float],
        urgency: Urgency,
        notices: set[Notice],
    ) -> Opinion:
        ranked = sorted(SpecialtyCode, key=lambda code: -chances[code])[:MOST_SUGGESTIONS]
        general = SpecialtyCode.GENERAL_MEDICINE
        if chances[ranked[0]] < _LOST or not features(word.folded for word in read(reading.text)):
            ranked = [general, *(code for code in ranked if code is not general)][:MOST_SUGGESTIONS]
        elif chances[ranked[0]] < _SURE and general not in ranked:
            ranked[-1] = general
        language = reading.language or Language.ENGLISH
        told_since = any(word.folded in _SINCE for word in reading.words)
        unsure = chances[ranked[0]] < _SURE
        return Opinion(
            urgency=urgency,
            suggestions=tuple(
                Suggestion(
                    specialty=code,
                    confidence=round(min(chances[code], 0.97), 3),
                    reason=reason(reading.text, code, reading.pointers),
                )
                for code in ranked
            ),
            analyzer=self.name,
            kind=AnalyzerKind.OFFLINE,
            questions=questions(symptoms, ranked[0], language, told_since=told_since) if unsure else (),
            notices=frozenset(notices),
        )

    def _general(self, notices: set[Notice], language: Language | None) -> Opinion:
        """The answer when there is nothing to go by: general practice, with little confidence."""
        asks = questions(
            Symptoms(text="unknown"), SpecialtyCode.GENERAL_MEDICINE, language or Language.ENGLISH, told_since=False
        )
        return Opinion(
            urgency=Urgency.ROUTINE,
            suggestions=(
                Suggestion(
                    specialty=SpecialtyCode.GENERAL_MEDICINE,
                    confidence=_LOST,
                    reason="A general practitioner is a good first step when it is not clear what the complaint is.",
                ),
            ),
            analyzer=self.name,
            kind=AnalyzerKind.OFFLINE,
            questions=() if Notice.ADMINISTRATIVE in notices else asks,
            notices=frozenset(notices),
        )


_SINCE: Final = word_set(
    "since ago day days week weeks month months year years yesterday today hours minutes morning",
    "desde hace dias semanas দিন সপ্তাহ মাস",
)


def _standard(scores: _Scores) -> dict[SpecialtyCode, float]:
    values = [scores[code] for code in SpecialtyCode]
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values)) + 1e-6
    return {code: (scores[code] - mean) / spread for code in SpecialtyCode}


def _urgency(emergency: float, votes: Mapping[Urgency, float]) -> Urgency:
    """What the head and the nearest prototypes say; the rules may still raise it."""
    if emergency >= _EMERGENCY_HEAD:
        return Urgency.EMERGENCY
    if emergency >= _URGENT_HEAD or votes[Urgency.EMERGENCY] + votes[Urgency.URGENT] >= _URGENT_VOTES:
        return Urgency.URGENT
    return Urgency.SELF_CARE if votes[Urgency.SELF_CARE] >= _SELF_CARE_VOTES else Urgency.ROUTINE
