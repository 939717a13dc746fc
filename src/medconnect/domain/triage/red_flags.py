"""Danger signs: rules that need no network, run first, and can only raise the urgency (G1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.mentions import BACKGROUND, Mention, Mentions, Vocabulary
from medconnect.domain.triage.symptoms import Symptoms
from medconnect.domain.triage.urgency import Urgency
from medconnect.domain.triage.words import word_set

_MOST_MENTIONS = 10
NUMERIC = word_set(
    "bp_crisis bp_severe bp_high bp_low fever fever_high fever_extreme temperature_low pulse_very_fast",
    "pulse_fast pulse_very_slow oxygen_very_low oxygen_low sugar_low sugar_very_high weeks_late_pregnancy",
    "weeks_preterm",
)


class Contact(StrEnum):
    """Whom to call at an emergency."""

    AMBULANCE = "ambulance"
    CRISIS_LINE = "crisis_line"
    POISON_CENTRE = "poison_centre"


class RuleFault(ValueError):
    """A rule in our own files is written wrongly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A description with the background it needs."""

    text: str
    age_years: float | None = None
    sex: str | None = None
    history: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlagRule:
    """One danger: something of every group must be mentioned, within so many words of each other (0: anywhere)."""

    code: str
    label: str
    source: str
    level: Urgency
    specialty: SpecialtyCode
    groups: tuple[frozenset[str], ...]
    within: int
    unless: frozenset[str]
    raised_by: frozenset[str]
    contact: Contact
    must_fire: tuple[Example, ...]
    must_not_fire: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A rule that fired, with the patient's words that made it fire."""

    code: str
    label: str
    matched: str
    level: Urgency
    specialty: SpecialtyCode
    contact: Contact


class RuleBook:
    """All rules with the vocabulary they are written in."""

    def __init__(self, rules: Iterable[RedFlagRule], vocabulary: Vocabulary) -> None:
        self.rules = tuple(rules)
        self.vocabulary = vocabulary
        known = vocabulary.concepts.keys() | BACKGROUND | NUMERIC
        for rule in self.rules:
            used = frozenset().union(*rule.groups, rule.unless, rule.raised_by)
            if not rule.groups or used - known:
                raise RuleFault(rule.code, sorted(used - known))

    def check(self, symptoms: Symptoms) -> tuple[RedFlag, ...]:
        """Every danger sign in the description, the gravest first."""
        mentions = self.vocabulary.mentions(symptoms)
        flags = [(rule.level.rank, flag) for rule in self.rules if (flag := _apply(rule, mentions)) is not None]
        # Among equals the rule that is grave by itself stands before one that only the background made grave.
        return tuple(flag for _, flag in sorted(flags, key=lambda found: (-found[1].level.rank, -found[0])))


def _apply(rule: RedFlagRule, mentions: Mentions) -> RedFlag | None:
    if any(name in mentions for name in rule.unless):
        return None
    found: list[list[Mention]] = []
    for group in rule.groups:
        here = [mention for name in group for mention in mentions.get(name, ())]
        if not here:
            return None
        found.append(here[:_MOST_MENTIONS])
    close = next((chosen for chosen in product(*found) if _close(chosen, rule.within)), None)
    if close is None:
        return None
    raised = any(name in mentions for name in rule.raised_by)
    return RedFlag(
        code=rule.code,
        label=rule.label,
        matched=" … ".join(dict.fromkeys(mention.quote for mention in close if mention.quote)),
        level=Urgency.EMERGENCY if raised else rule.level,
        specialty=rule.specialty,
        contact=rule.contact,
    )


def _close(chosen: Iterable[Mention], within: int) -> bool:
    placed = [mention for mention in chosen if not mention.is_background]
    if within == 0 or len(placed) < 2:
        return True
    return max(m.start for m in placed) - min(m.end for m in placed) <= within
