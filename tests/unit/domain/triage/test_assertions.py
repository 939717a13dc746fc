"""What is denied, past, somebody else's or only talked about does not fire; what is there does."""

import pytest

from medconnect.domain.triage.red_flags import RuleBook, RuleFault
from medconnect.domain.triage.rule_files import rule_book
from medconnect.domain.triage.symptoms import Symptoms
from medconnect.domain.triage.urgency import Urgency

BOOK = rule_book()


def level(text: str) -> Urgency:
    return Urgency.highest(*(flag.level for flag in BOOK.check(Symptoms(text=text))))


@pytest.mark.parametrize(
    "text",
    [
        "No fever, chest pain, shortness of breath, seizures or vomiting of blood.",
        "Denies chest pain, syncope, hematemesis, melena, slurred speech",
        "Vomiting: yes. Blood in vomit: no",
        "My neighbour had a stroke",
        "My father died of a heart attack",
        "My colleague had a seizure and I had a sandwich",
        "A stroke three years ago, recovered",
        "History of stroke, seizures and appendicitis",
        "What are the signs of meningitis?",
        "I watched a show where a man was stabbed",
        "The dry air makes my hair brittle",
        "My teeth are yellow",
        "I never had chest pain",
        "বুকে ব্যথা নেই",
        "No tengo dolor de pecho ni fiebre",
        "Fiebre no tengo, todo bien",
        "Chest pain: none",
        "My history matters, no BP 200/130 today",
    ],
)
def test_quiet(text: str) -> None:
    assert level(text) is Urgency.SELF_CARE


@pytest.mark.parametrize(
    "text",
    [
        "No fever, severe chest pain since this morning with sweating",
        "I have no cough but crushing chest pain",
        "Chest pain and sweating, no relief from antacids",
        "My neighbour collapsed just now and is not breathing",
        "A stroke three years ago, now my face is drooping again",
        "The pain is not going away: crushing chest pain",
        "He does not wake up",
        "My father is having crushing chest pain right now",
        "A 58-year-old man has crushing chest pain with sweating. No fever, no cough.",
        "A 70-year-old woman collapsed and has slurred speech. Denies headache.",
    ],
)
def test_there(text: str) -> None:
    assert level(text) is Urgency.EMERGENCY


def test_background_counts_as_background() -> None:
    text = "I have a fever of 38.5"
    assert BOOK.check(Symptoms(text=text, history="chemotherapy")) != BOOK.check(Symptoms(text=text))
    assert BOOK.check(Symptoms(text="feeling fine", history="chest pain, stroke, seizures")) == ()


def test_signs_far_apart_are_not_put_together() -> None:
    between = "and then we talked about the garden and the weather and the football and the neighbours " * 4
    assert level(f"My chest hurts {between} and everybody was sweating") is not Urgency.EMERGENCY


def test_a_fever_that_is_denied_by_number_is_no_fever() -> None:
    assert level("No fever of 40.5, no pulse 180") is Urgency.SELF_CARE


def test_a_rule_that_names_an_unknown_concept_is_a_fault() -> None:
    with pytest.raises(RuleFault):
        RuleBook([BOOK.rules[0]], type(BOOK.vocabulary)([], BOOK.vocabulary._spelling))
