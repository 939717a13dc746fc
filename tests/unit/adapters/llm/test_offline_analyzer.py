"""The offline analyser: its data fit together, it is honest, and no text breaks it."""

import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medconnect.adapters.llm.offline_analyzer.analyzer import WITH_MODEL, WITHOUT_MODEL, OfflineAnalyzer
from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.adapters.llm.offline_analyzer.plain_text import present_text
from medconnect.adapters.llm.offline_analyzer.priors import priors
from medconnect.adapters.llm.offline_analyzer.prototypes import prototypes
from medconnect.adapters.llm.offline_analyzer.wordpiece import WordPiece
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.suggestion import Notice
from medconnect.domain.triage.symptoms import InvalidSymptoms, Language, Sex, Symptoms
from medconnect.domain.triage.urgency import Urgency

WORDS = OfflineAnalyzer()
needs_numpy = pytest.mark.skipif(find_spec("numpy") is None, reason="numpy comes with the optional model")
needs_model = pytest.mark.skipif(ModelFiles.installed() is None, reason="the optional sentence model is not installed")


def first(text: str, **about: object) -> SpecialtyCode:
    return WORDS.opinion(Symptoms(text=text, **about)).suggestions[0].specialty  # type: ignore[arg-type]


def test_there_are_a_thousand_prototypes_and_enough_for_every_specialty() -> None:
    counted = Counter(prototype.specialty for prototype in prototypes())
    assert sum(counted.values()) >= 1000
    assert min(counted[code] for code in SpecialtyCode) >= 35
    texts = [prototype.text.lower() for prototype in prototypes()]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


@needs_numpy
def test_the_shipped_vectors_are_those_of_the_texts() -> None:
    from medconnect.adapters.llm.offline_analyzer.vectors import shipped_vectors

    shipped = shipped_vectors()
    assert shipped is not None, "the prototypes changed: run the module `vectors` again"
    assert shipped.shape == (len(prototypes()), 384)


@needs_model
def test_the_shipped_vectors_are_what_the_model_says() -> None:
    from medconnect.adapters.llm.offline_analyzer.encoder import SentenceEncoder
    from medconnect.adapters.llm.offline_analyzer.vectors import shipped_vectors

    files, shipped = ModelFiles.installed(), shipped_vectors()
    assert files is not None
    assert shipped is not None
    chosen = range(0, len(prototypes()), 100)
    fresh = SentenceEncoder(files).encode([prototypes()[at].text for at in chosen])
    assert all(float(fresh[n] @ shipped[at]) > 0.999 for n, at in enumerate(chosen))


@needs_model
def test_near_meanings_are_near_and_the_start_is_quick() -> None:
    started = time.process_time()
    full = OfflineAnalyzer(ModelFiles.installed())
    assert time.process_time() - started < 3
    assert full.name == WITH_MODEL
    opinion = full.opinion(Symptoms(text="my ticker goes crazy and thumps at night"))
    assert SpecialtyCode.CARDIOLOGY in {s.specialty for s in opinion.suggestions}
    assert Notice.WITHOUT_MODEL not in opinion.notices


def test_without_the_model_it_answers_and_says_so() -> None:
    opinion = WORDS.opinion(Symptoms(text="my tooth hurts when I chew"))
    assert opinion.analyzer == WITHOUT_MODEL
    assert Notice.WITHOUT_MODEL in opinion.notices
    assert opinion.suggestions[0].specialty is SpecialtyCode.DENTISTRY


def test_the_reason_quotes_the_words_it_relied_on() -> None:
    suggestion = WORDS.opinion(Symptoms(text="My left knee hurts on the stairs")).suggestions[0]
    assert "“knee" in suggestion.reason


def test_a_list_of_absent_findings_points_nowhere() -> None:
    absent = "No cough, no headache, no rash, no chest pain, denies diarrhea and burning urine."
    assert first(f"My tooth hurts. {absent}") is SpecialtyCode.DENTISTRY
    assert "cough" not in present_text(f"My tooth hurts. {absent}")
    assert present_text("My uncle had asthma. My tooth hurts at night when I chew.").startswith("My")


def test_slips_in_short_texts_are_mended() -> None:
    assert first("my thoat hurts") is SpecialtyCode.ENT


def test_a_child_is_seen_by_a_childrens_doctor_and_a_man_hardly_by_a_gynaecologist() -> None:
    cold = "fever and runny nose"
    of_child, of_adult = (WORDS.opinion(Symptoms(text=cold, age_years=age)).suggestions for age in (3, 40))
    assert SpecialtyCode.PEDIATRICS in {suggestion.specialty for suggestion in of_child}
    assert SpecialtyCode.PEDIATRICS not in {suggestion.specialty for suggestion in of_adult}
    of_man, of_woman = (priors(Symptoms(text="pelvic pain", sex=sex), []) for sex in (Sex.MALE, Sex.FEMALE))
    gynecology = SpecialtyCode.GYNECOLOGY_OBSTETRICS
    assert of_man[gynecology] < of_woman[gynecology]
    assert first("my 4 year old daughter coughs", sex=Sex.FEMALE) is SpecialtyCode.PEDIATRICS


@pytest.mark.parametrize("text", ["Me duele la rodilla", "হাঁটু ব্যথা", "膝が痛いです", "У меня болит колено"])
def test_other_languages_are_never_self_care_and_it_says_what_it_understood(text: str) -> None:
    opinion = WORDS.opinion(Symptoms(text=text))
    assert opinion.urgency is not Urgency.SELF_CARE
    assert Notice.PARTLY_UNDERSTOOD in opinion.notices


def test_little_understood_means_general_practice() -> None:
    opinion = WORDS.opinion(Symptoms(text="algo raro me pasa con todo esto", language=Language.SPANISH))
    assert [s.specialty for s in opinion.suggestions] == [SpecialtyCode.GENERAL_MEDICINE]


def test_general_practice_is_within_reach_when_unsure() -> None:
    opinion = WORDS.opinion(Symptoms(text="odd feeling in the whole of me"))
    assert SpecialtyCode.GENERAL_MEDICINE in {s.specialty for s in opinion.suggestions}
    assert opinion.questions


async def test_it_answers_off_the_event_loop() -> None:
    assert (await WORDS.analyze(Symptoms(text="my ear hurts"))).suggestions[0].specialty is SpecialtyCode.ENT


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=3, max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    try:
        symptoms = Symptoms(text=text)
    except InvalidSymptoms:
        return
    assert 1 <= len(WORDS.opinion(symptoms).suggestions) <= 3


def test_word_pieces(tmp_path: Path) -> None:
    file = tmp_path / "vocab.txt"
    file.write_text("[UNK]\n[CLS]\n[SEP]\nhead\n##ache\n,\n", "utf-8")
    pieces = WordPiece.read(file)
    assert pieces.encode("Héadache, zzz", longest=10) == [1, 3, 4, 5, 0, 2]
    assert pieces.encode("head head head head", longest=4) == [1, 3, 3, 2]
    assert pieces.encode("x" * 200, longest=5) == [1, 0, 2]


def test_the_model_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medconnect.adapters.llm.offline_analyzer.model_files.find_spec", lambda name: None)
    assert ModelFiles.installed() is None
