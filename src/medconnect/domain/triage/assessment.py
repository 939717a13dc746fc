"""The answer: danger signs and opinion merged so that the urgency can only rise (G1), and what to tell the patient."""

from dataclasses import dataclass

from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.red_flags import Contact, RedFlag
from medconnect.domain.triage.suggestion import MOST_SUGGESTIONS, AnalyzerKind, Notice, Opinion, Suggestion
from medconnect.domain.triage.urgency import Urgency

_CERTAIN_DANGER = 0.8
_TALK = frozenset({Notice.ADMINISTRATIVE, Notice.UNREADABLE, Notice.ABUSIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What we tell the patient. It is never a diagnosis."""

    urgency: Urgency
    red_flags: tuple[RedFlag, ...]
    suggestions: tuple[Suggestion, ...]
    questions: tuple[str, ...]
    notices: frozenset[Notice]
    analyzer: str
    kind: AnalyzerKind
    fallback: bool

    @property
    def bookable(self) -> bool:
        """At an emergency no appointment is offered: the answer is what to do now (G2)."""
        return self.urgency is not Urgency.EMERGENCY

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Whom to call now, the most fitting first; empty when it is no emergency and no crisis."""
        asked: list[Contact] = [flag.contact for flag in self.red_flags if flag.contact is not Contact.AMBULANCE]
        if self.urgency is Urgency.EMERGENCY:
            asked.append(Contact.AMBULANCE)
        return tuple(dict.fromkeys(asked))


def assess(flags: tuple[RedFlag, ...], opinion: Opinion, *, fallback: bool = False) -> Assessment:
    """Merge. The level is the highest that anybody named; the specialty of a grave flag comes first."""
    urgency = Urgency.highest(opinion.urgency, *(flag.level for flag in flags))
    return Assessment(
        urgency=urgency,
        red_flags=flags,
        suggestions=_with_flags_first(flags, opinion.suggestions),
        questions=() if urgency is Urgency.EMERGENCY else opinion.questions,
        notices=opinion.notices - _TALK if flags else opinion.notices,
        analyzer=opinion.analyzer,
        kind=opinion.kind,
        fallback=fallback,
    )


def _with_flags_first(flags: tuple[RedFlag, ...], suggestions: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    grave = next((flag for flag in flags if flag.level is Urgency.EMERGENCY), None)
    if grave is None or suggestions[0].specialty is grave.specialty:
        return suggestions
    if suggestions[0].specialty is SpecialtyCode.PEDIATRICS:
        kept = (suggestions[0], _of(grave), *suggestions[1:])
    else:
        kept = (_of(grave), *suggestions)
    unique = {suggestion.specialty: suggestion for suggestion in reversed(kept)}
    ordered = sorted(unique.values(), key=kept.index)
    return tuple(ordered[:MOST_SUGGESTIONS])


def _of(flag: RedFlag) -> Suggestion:
    reason = f"{flag.label}: you wrote “{flag.matched}”." if flag.matched else f"{flag.label}."
    return Suggestion(specialty=flag.specialty, confidence=_CERTAIN_DANGER, reason=reason)
