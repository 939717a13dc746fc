"""Reads the rules and the vocabulary that ship with the package, once."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.mentions import Concept, Vocabulary
from medconnect.domain.triage.patterns import PatternIndex
from medconnect.domain.triage.red_flags import Contact, Example, RedFlagRule, RuleBook
from medconnect.domain.triage.spelling import Spelling
from medconnect.domain.triage.urgency import Urgency
from medconnect.domain.triage.words import read

_HERE: Final = files("medconnect.domain.triage")
_DEFAULT_WINDOW: Final = 40
_LANGUAGES: Final = ("en", "es", "bn")


@cache
def rule_book() -> RuleBook:
    """The rules as shipped."""
    concepts = list(_concepts())
    rules = list(_rules())
    index = PatternIndex({concept.name: concept.patterns for concept in concepts})
    whole = index.words - index.prefixes
    examples = {word.folded for rule in rules for example in rule.must_fire for word in read(example.text)}
    beginning = tuple(index.prefixes)
    targets = whole | {word for word in examples if word.startswith(beginning)}
    spelling = Spelling(targets, known=lookalikes() | examples | whole, known_beginnings=index.prefixes)
    return RuleBook(rules, Vocabulary(concepts, spelling))


@cache
def lookalikes() -> frozenset[str]:
    """English words that are one slip away from a danger word and mean something else."""
    return frozenset((_HERE / "vocabulary" / "lookalikes.txt").read_text("utf-8").split())


def _tables(folder: str) -> Iterator[Mapping[str, Any]]:
    entries: Iterable[Traversable] = (_HERE / folder).iterdir()
    for entry in sorted(entries, key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            yield tomllib.loads(entry.read_text("utf-8"))


def _concepts() -> Iterator[Concept]:
    for table in _tables("vocabulary"):
        for name, entry in table.items():
            yield Concept(
                name=name,
                patterns=tuple(pattern for language in _LANGUAGES for pattern in entry.get(language, ())),
                implies=frozenset(entry.get("implies", ())),
                standing=entry.get("standing", False),
            )


def _rules() -> Iterator[RedFlagRule]:
    for table in _tables("rules"):
        for entry in table["rule"]:
            yield RedFlagRule(
                code=entry["code"],
                label=entry["label"],
                source=entry["source"],
                level=Urgency(entry["level"]),
                specialty=SpecialtyCode(entry["specialty"]),
                groups=tuple(frozenset(group) for group in entry["all"]),
                within=entry.get("within", _DEFAULT_WINDOW),
                unless=frozenset(entry.get("unless", ())),
                raised_by=frozenset(entry.get("raised_by", ())),
                contact=Contact(entry.get("contact", "ambulance")),
                must_fire=tuple(map(_example, entry["must_fire"])),
                must_not_fire=tuple(map(_example, entry["must_not_fire"])),
            )


def _example(written: str | Mapping[str, Any]) -> Example:
    if isinstance(written, str):
        return Example(text=written)
    return Example(
        text=written["text"],
        age_years=written.get("age"),
        sex=written.get("sex"),
        history=written.get("history", ""),
    )
