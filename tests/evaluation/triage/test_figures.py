"""The figures of the repository's own set must not drop: what is measured in docs/triage.md is held here."""

from collections.abc import Callable
from typing import Any

import pytest
from benchmarks.evaluate_triage import OWN_SET, Figures, cases_in, evaluate, symptoms_of

from medconnect.adapters.llm.offline_analyzer.analyzer import OfflineAnalyzer
from medconnect.adapters.llm.offline_analyzer.model_files import ModelFiles
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.suggestion import Opinion
from medconnect.domain.triage.symptoms import Symptoms

SETS = cases_in(OWN_SET)
CASES = [case for cases in SETS.values() for case in cases]
LEXICAL = {
    "own_dangers": {"top1": 96, "top3": 98, "sensitivity": 98},
    "own_patients": {"top1": 90, "top3": 96, "specificity": 98},
    "own_quiet": {"top1": 92, "top3": 98, "specificity": 98},
    "own_vignettes": {"top1": 82, "top3": 95, "specificity": 98},
}
FULL = {
    "own_dangers": {"top1": 95, "top3": 98, "sensitivity": 99},
    "own_patients": {"top1": 93, "top3": 97, "specificity": 97},
    "own_quiet": {"top1": 95, "top3": 97, "specificity": 98},
    "own_vignettes": {"top1": 93, "top3": 97, "specificity": 97},
}


def check(figures: Figures, least: dict[str, int]) -> None:
    rates = figures.rates()
    dropped = {name: rates[name] for name, bound in least.items() if (rates[name] or 0) < bound}
    assert dropped == {}, figures.failures


@pytest.mark.parametrize("name", SETS)
def test_words_alone_keep_their_figures(name: str, words: OfflineAnalyzer) -> None:
    check(evaluate(SETS[name], words.opinion), LEXICAL[name])


@pytest.mark.skipif(ModelFiles.installed() is None, reason="the optional sentence model is not installed")
@pytest.mark.parametrize("name", SETS)
def test_the_full_analyser_keeps_its_figures(name: str, full: Callable[[Symptoms], Opinion]) -> None:
    check(evaluate(SETS[name], full), FULL[name])


@pytest.fixture(scope="module")
def words() -> OfflineAnalyzer:
    return OfflineAnalyzer()


@pytest.fixture(scope="module")
def full() -> Callable[[Symptoms], Opinion]:
    return OfflineAnalyzer(ModelFiles.installed()).opinion


def test_the_set_is_large_and_covers_every_specialty_language_and_kind() -> None:
    assert len(CASES) >= 300
    assert {case["specialty"] for case in CASES} == set(SpecialtyCode)
    assert {case.get("language", "en") for case in CASES} == {"en", "es", "bn"}
    kinds = {
        "injection",
        "minimising",
        "negation",
        "other",
        "past",
        "question",
        "figurative",
        "admin",
        "noise",
        "abuse",
    }
    assert kinds <= {case.get("kind") for case in CASES}


def test_ids_and_texts_are_unique() -> None:
    assert len({case["id"] for case in CASES}) == len({case["text"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [case for case in CASES if case.get("notice")], ids=lambda case: str(case["id"]))
def test_what_is_no_complaint_is_answered_as_what_it_is(case: dict[str, Any], words: OfflineAnalyzer) -> None:
    assert case["notice"] in words.opinion(symptoms_of(case)).notices
