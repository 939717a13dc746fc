"""Every rule fires where it must and keeps quiet where it must not: the examples stand beside the rules."""

import pytest

from medconnect.domain.triage.red_flags import Example, RedFlagRule
from medconnect.domain.triage.rule_files import rule_book
from medconnect.domain.triage.symptoms import Sex, Symptoms

BOOK = rule_book()


def codes(example: Example) -> set[str]:
    symptoms = Symptoms(
        text=example.text,
        age_years=example.age_years,
        sex=Sex(example.sex) if example.sex else None,
        history=example.history,
    )
    return {flag.code for flag in BOOK.check(symptoms)}


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.code)
def test_a_rule_fires_on_its_examples_and_not_on_its_counter_examples(rule: RedFlagRule) -> None:
    assert [example.text for example in rule.must_fire if rule.code not in codes(example)] == []
    assert [example.text for example in rule.must_not_fire if rule.code in codes(example)] == []


def test_every_rule_has_examples_of_both_kinds_a_label_and_a_source() -> None:
    assert [r.code for r in BOOK.rules if not (r.must_fire and r.must_not_fire and r.label and r.source)] == []


def test_codes_are_unique() -> None:
    assert len({rule.code for rule in BOOK.rules}) == len(BOOK.rules)
