"""What to do, in plain words and in the patient's language. Texts by situation, never made up by a model."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Final

from medconnect.domain.triage.assessment import Assessment
from medconnect.domain.triage.red_flags import Contact
from medconnect.domain.triage.suggestion import Notice
from medconnect.domain.triage.symptoms import Language
from medconnect.domain.triage.urgency import Urgency


class Situation(StrEnum):
    """Which advice fits."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POISON = "poison"
    URGENT = "urgent"
    ROUTINE = "routine"
    SELF_CARE = "self_care"
    ADMINISTRATIVE = "administrative"
    UNREADABLE = "unreadable"
    ABUSIVE = "abusive"


def situation(assessment: Assessment) -> Situation:
    """Danger first, then what was not about symptoms at all, then the level."""
    contacts = assessment.contacts
    if Contact.CRISIS_LINE in contacts:
        return Situation.CRISIS
    if assessment.urgency is Urgency.EMERGENCY:
        return Situation.POISON if Contact.POISON_CENTRE in contacts else Situation.EMERGENCY
    for notice, fitting in _TALK.items():
        if notice in assessment.notices:
            return fitting
    return Situation(assessment.urgency.value)


def advice(assessment: Assessment, language: Language = Language.ENGLISH) -> str:
    """The advice for this answer."""
    return ADVICE[language][situation(assessment)]


_TALK: Final = {
    Notice.ADMINISTRATIVE: Situation.ADMINISTRATIVE,
    Notice.UNREADABLE: Situation.UNREADABLE,
    Notice.ABUSIVE: Situation.ABUSIVE,
}

_TEXTS: Final = tomllib.loads((files("medconnect.domain.triage") / "advice.toml").read_text("utf-8"))

DISCLAIMER: Final[Mapping[Language, str]] = {language: _TEXTS[language.value]["disclaimer"] for language in Language}
ADVICE: Final[Mapping[Language, Mapping[Situation, str]]] = {
    language: {fitting: _TEXTS[language.value][fitting.value] for fitting in Situation} for language in Language
}
