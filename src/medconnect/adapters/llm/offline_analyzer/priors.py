"""What age and sex make more or less likely, before a word is read. Danger signs never pass through here (G7)."""

from collections.abc import Sequence
from typing import Final

from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.measures import age_in
from medconnect.domain.triage.symptoms import Sex, Symptoms
from medconnect.domain.triage.words import word_set

_CHILD_WORDS: Final = word_set(
    "baby babies newborn infant toddler child children kid son daughter boy girl hijo hija bebe nino nina বাচ্চা শিশু"
)
_ADULT: Final = 18
_ADOLESCENT: Final = 14


def priors(symptoms: Symptoms, words: Sequence[str]) -> dict[SpecialtyCode, float]:
    """What to add to each specialty's score."""
    added = dict.fromkeys(SpecialtyCode, 0.0)
    told = age_in(symptoms.text)
    ages = [age for age in (symptoms.age_years, told) if age is not None]
    youngest = min(ages, default=None)
    about_a_child = any(word in _CHILD_WORDS for word in words)
    if youngest is not None and youngest < _ADULT:
        added[SpecialtyCode.PEDIATRICS] += 1.1 if youngest < _ADOLESCENT else 0.6
        added[SpecialtyCode.ONCOLOGY] -= 0.2
    elif not about_a_child:
        added[SpecialtyCode.PEDIATRICS] -= 1.0
    elif youngest is not None:
        added[SpecialtyCode.PEDIATRICS] -= 0.3
    if symptoms.sex is Sex.MALE:
        added[SpecialtyCode.GYNECOLOGY_OBSTETRICS] -= 0.5
    if symptoms.sex is Sex.FEMALE:
        added[SpecialtyCode.UROLOGY] -= 0.1
    return added
