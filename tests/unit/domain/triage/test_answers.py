"""Merging, advice and the kinds of text that are no complaint."""

import pytest

from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.advice import ADVICE, DISCLAIMER, Situation
from medconnect.domain.triage.assessment import assess
from medconnect.domain.triage.reading import language_of, notice_for
from medconnect.domain.triage.red_flags import Contact, RedFlag
from medconnect.domain.triage.suggestion import AnalyzerKind, Notice, Opinion, Suggestion
from medconnect.domain.triage.symptoms import Language
from medconnect.domain.triage.urgency import Urgency
from medconnect.domain.triage.words import read


def opinion(*codes: str, urgency: Urgency = Urgency.ROUTINE) -> Opinion:
    return Opinion(
        urgency=urgency,
        suggestions=tuple(Suggestion(specialty=SpecialtyCode(code), confidence=0.5, reason="r") for code in codes),
        analyzer="a",
        kind=AnalyzerKind.OFFLINE,
        questions=("q",),
        notices=frozenset({Notice.ADMINISTRATIVE}),
    )


def flag(specialty: str, level: Urgency = Urgency.EMERGENCY, matched: str = "words") -> RedFlag:
    return RedFlag(
        code="c", label="L", matched=matched, level=level, specialty=SpecialtyCode(specialty), contact=Contact.AMBULANCE
    )


def order(flags: tuple[RedFlag, ...], *codes: str) -> list[str]:
    return [suggestion.specialty.value for suggestion in assess(flags, opinion(*codes)).suggestions]


def test_the_specialty_of_a_grave_flag_comes_first() -> None:
    assert order((flag("cardiology"),), "ent", "urology", "neurology") == ["cardiology", "ent", "urology"]
    assert order((flag("cardiology"),), "ent", "cardiology") == ["cardiology", "ent"]
    assert order((flag("cardiology"),), "cardiology", "ent") == ["cardiology", "ent"]
    assert order((flag("neurology", matched=""),), "pediatrics", "ent") == ["pediatrics", "neurology", "ent"]
    assert order((flag("cardiology", Urgency.URGENT),), "ent") == ["ent"]


@pytest.mark.parametrize("level", list(Urgency))
@pytest.mark.parametrize("said", list(Urgency))
def test_the_level_is_the_highest_that_anybody_named(level: Urgency, said: Urgency) -> None:
    merged = assess((flag("ent", level),), opinion("ent", urgency=said))
    assert merged.urgency.rank == max(level.rank, said.rank)
    assert merged.bookable is (merged.urgency is not Urgency.EMERGENCY)
    assert opinion("ent", urgency=said).raised_to(level).urgency.rank == max(level.rank, said.rank)


def test_a_flag_makes_a_complaint_of_any_text() -> None:
    assert assess((), opinion("ent")).notices == {Notice.ADMINISTRATIVE}
    assert assess((flag("ent"),), opinion("ent")).notices == frozenset()


@pytest.mark.parametrize("codes", [(), ("ent", "ent"), ("ent", "urology", "neurology", "cardiology")])
def test_an_opinion_names_one_to_three_different_specialties(codes: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"\["):
        opinion(*codes)


def test_confidence_and_questions_have_bounds() -> None:
    with pytest.raises(ValueError, match=r"1\.5"):
        Suggestion(specialty=SpecialtyCode.ENT, confidence=1.5, reason="r")
    with pytest.raises(ValueError, match="q"):
        Opinion(
            urgency=Urgency.ROUTINE,
            suggestions=opinion("ent").suggestions,
            analyzer="a",
            kind=AnalyzerKind.LLM,
            questions=("q", "q", "q"),
        )


def test_every_situation_has_words_in_every_language() -> None:
    assert {(language, fitting) for language in ADVICE for fitting in ADVICE[language]} == {
        (language, fitting) for language in Language for fitting in Situation
    }
    assert all(DISCLAIMER[language] for language in Language)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("asdf jkl", Notice.UNREADABLE),
        ("zzzzzz", Notice.UNREADABLE),
        ("qqq xxx", Notice.UNREADABLE),
        ("!!! 123", Notice.UNREADABLE),
        ("move my appointment please", Notice.ADMINISTRATIVE),
        ("you idiot", Notice.ABUSIVE),
        ("BP hm ok", None),
        ("something else entirely", None),
        ("আমার কথা qwer", None),
    ],
)
def test_kinds_of_text(text: str, notice: Notice | None) -> None:
    assert notice_for(read(text), of_illness=False) is notice
    if notice is Notice.ADMINISTRATIVE:
        assert notice_for(read(text), of_illness=True) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("my knee hurts", Language.ENGLISH),
        ("me duele la rodilla", Language.SPANISH),
        ("হাঁটু ব্যথা", Language.BENGALI),
        ("膝が痛い", None),
        ("123", Language.ENGLISH),
    ],
)
def test_languages(text: str, language: Language | None) -> None:
    assert language_of(text, read(text)) is language
