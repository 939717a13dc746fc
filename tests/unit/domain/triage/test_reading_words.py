"""From characters to words, patterns and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medconnect.domain.triage.measures import age_in, findings
from medconnect.domain.triage.patterns import PatternFault, PatternIndex, parse
from medconnect.domain.triage.rule_files import rule_book
from medconnect.domain.triage.spelling import Spelling
from medconnect.domain.triage.symptoms import InvalidSymptoms, Symptoms
from medconnect.domain.triage.urgency import Urgency
from medconnect.domain.triage.words import fold, read


def matched(pattern: str, text: str) -> bool:
    return any(True for _ in PatternIndex({"it": [pattern]}).matches(read(text)))


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("air", "my hair is dry", False),
        ("chest <3> (pain*|tight*)", "chest feels very tight", True),
        ("chest <1> pain", "chest has a dull pain", False),
        ("chest <3> pain", "my chest. Pain in the toe", False),
        ("chest <4> pain", "chest fine but pain", False),
        ("(cant|can not) breathe", "I can’t breathe", True),
        ("(cant|can not) breathe", "I can not breathe", True),
        ("worst headache ever?", "the worst headache", True),
        ("# years ago", "3 years ago", True),
        ("# years ago", "three years ago", True),
        ("no (me|te) (ayuda|sirve)?", "no me", True),
        ("(বুক|পিঠ)* ব্যথা", "বুকে ব্যথা", True),
        ("dolor de (cabeza|oído)", "Dolor de oido", True),
        ("help", "heeeelp", False),
        ("hellp", "helllllp", True),
    ],
)
def test_patterns(pattern: str, text: str, fits: bool) -> None:
    assert matched(pattern, text) is fits


@pytest.mark.parametrize("wrong", ["", "(a|b", "a)", "x*", "<3>"])
def test_a_faulty_pattern_is_refused(wrong: str) -> None:
    with pytest.raises(PatternFault):
        parse(wrong)


def test_a_pattern_written_twice_counts_once() -> None:
    assert len(list(PatternIndex({"it": ["pain", "pain"]}).matches(read("pain")))) == 1


def test_shorthand_is_written_out() -> None:
    assert [word.folded for word in read("h/o DM w/o pain, 120/80")] == [
        "history", "of", "dm", "without", "pain", ",", "120", "/", "80",
    ]  # fmt: skip


def test_folding_reads_bengali_digits_and_drops_accents() -> None:
    assert (fold("Niño’s"), fold("৩৯")) == ("ninos", "39")


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("BP 190/125", {"bp_crisis", "bp_severe", "bp_high"}),
        ("pressure 85 over 50", {"bp_low"}),
        ("on 12/11", set()),
        ("90/200 is not a pressure", set()),
        ("temp 12", set()),
        ("fever of 104", {"fever", "fever_high"}),
        ("temp 41.2", {"fever", "fever_high", "fever_extreme"}),
        ("temperature 34.1", {"temperature_low"}),
        ("fever 3 days", set()),
        ("heart rate 182", {"pulse_very_fast", "pulse_fast"}),
        ("pulse 38", {"pulse_very_slow"}),
        ("sats 88%", {"oxygen_very_low", "oxygen_low"}),
        ("glucose 45", {"sugar_low"}),
        ("blood sugar 2.4 mmol", {"sugar_low"}),
        ("sugar 22.5", {"sugar_very_high"}),
        ("33 weeks", {"weeks_late_pregnancy", "weeks_preterm"}),
        ("জ্বর ১০৪", {"fever", "fever_high"}),
    ],
)
def test_numbers_become_concepts(text: str, concepts: set[str]) -> None:
    assert {name for name, _, _ in findings(text)} == concepts


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my 4-year-old son", 4),
        ("a 6 month old baby", 0.5),
        ("72M with pain", 72),
        ("aged 30", 30),
        ("pain for 3 years", None),
        ("a 900 year old tree", None),
    ],
)
def test_ages_told_in_words(text: str, age: float | None) -> None:
    assert age_in(text) == age


def test_slips_are_mended_and_real_words_left() -> None:
    spelling = Spelling(["chest", "breathing"], known=["chess", "cheat"], known_beginnings=["breat"])
    assert [spelling.right(word) for word in ("chset", "chess", "brething", "breathe", "toe", "bhest", "chests")] == [
        "chest", "chess", "breathing", "breathe", "toe", "bhest", "chest",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "ab"}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "fine", "history": "x" * 4001}, "history"),
        ({"text": "fine", "duration": "x" * 201}, "duration"),
        ({"text": "fine", "age_years": 131}, "age_years"),
        ({"text": "\u200b\u200b ab"}, "text"),
    ],
)
def test_what_cannot_be_used_is_refused(fields: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidSymptoms) as refused:
        Symptoms(**fields)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_invisible_letters_hide_nothing() -> None:
    assert Symptoms(text="chest p\u200bain", age_years=4).text == "chest pain"
    assert Symptoms(text="ear ache", age_years=4).is_child


def test_levels_are_only_ever_raised() -> None:
    assert Urgency.ROUTINE.at_least(Urgency.URGENT) is Urgency.URGENT
    assert Urgency.URGENT.at_least(Urgency.SELF_CARE) is Urgency.URGENT
    assert Urgency.highest() is Urgency.SELF_CARE
    assert Urgency.highest(Urgency.ROUTINE, Urgency.EMERGENCY) is Urgency.EMERGENCY


@given(st.text(min_size=3, max_size=300))
def test_no_text_breaks_the_rules(text: str) -> None:
    try:
        symptoms = Symptoms(text=text)
    except InvalidSymptoms:
        return
    rule_book().check(symptoms)


@given(
    st.lists(
        st.sampled_from(["no", "chest", "pain", "but", ",", ".", "my", "father", "had", "years", "ago", "3"]),
        min_size=2,
    )
)
def test_no_order_of_words_breaks_the_assertions(words: list[str]) -> None:
    rule_book().check(Symptoms(text=" ".join(words) + " ..."))
