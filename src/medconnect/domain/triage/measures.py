"""Numbers that matter: blood pressure, temperature, pulse, oxygen, sugar, weeks of pregnancy, age.

A number that crosses a line becomes the mention of a concept, exactly as if the patient had said it in words
(“blood pressure 190/125” is `bp_crisis`), so the rules know no numbers.
"""

import re
from collections.abc import Callable, Iterator

from medconnect.domain.triage.words import fold

_UP_TO = r"[^\d.;!?\n]{0,24}?"
_PRESSURE = re.compile(r"(?<![\d/])(\d{2,3})\s{0,2}(?:/|over|sobre|por)\s{0,2}(\d{2,3})(?![\d/])")
_TEMPERATURE = re.compile(
    r"(?:temp\w*|fever|fiebre|febrile|জ্বর|তাপমাত্রা)" + _UP_TO + r"(\d{2,3}(?:[.,]\d{1,2})?)|"
    r"(\d{2,3}(?:[.,]\d{1,2})?)\s{0,2}(?:°|º|degrees?|deg|grados|celsius|fahrenheit|ডিগ্রি)"
    r"|\b(3[4-9][.,]\d|4[0-2][.,]\d|10[0-6][.,]\d)\s?[cf]?\b|\b(3[89]|4[0-2])\s?c\b|\b(10[0-6])\s?f\b"
)
_PULSE = re.compile(
    r"(?:pulse|heart rate|heart beat\w*|heartbeat|heart|hr|pulso|frecuencia cardiaca)\b"
    + _UP_TO
    + r"(\d{2,3})\b(?!\s?[/%.°]|\s?(?:over|day|week|year|month|hour|minute[s ]|min\b|mg|kg))"
    r"|(\d{2,3})\s?(?:bpm|beats|latidos)"
)
_OXYGEN = re.compile(
    r"(?:spo2|sp02|sats?|o2 sats?|saturat\w*|oxygen\w*|oximeter|oxigeno|অক্সিজেন)\b" + _UP_TO + r"(\d{2,3})(?:\s?%|\b)"
)
_SUGAR = re.compile(
    r"(?:glucose|blood sugar\w*|sugar\w*|bsl|glucometer|bm|glucemia|azucar|glucosa|সুগার)\b"
    + _UP_TO
    + r"(\d{1,3}(?:[.,]\d)?)\s?(mmol)?"
)
_WEEKS = re.compile(r"(\d{1,2})\s?(?:\+\s?\d\s?)?(?:weeks?|wks?|wk|semanas|সপ্তাহের?)")
_AGE = re.compile(
    r"\b(\d{1,3})[\s-]{0,2}(days?|weeks?|months?|mos?|years?|yrs?|y/?o|yo|y|dias|semanas|meses|anos?)[\s/.-]{0,2}"
    r"(?:old|o\b|of age|de edad|baby|infant|newborn|boy|girl|son|daughter|male|female|man|woman|m\b|f\b)|"
    r"\b(\d{1,3})\s?(?:yo|y/o|yrs? old|yom|yof)\b|\bage[d:]?\s{0,2}(\d{1,3})\b|\b(\d{2})\s?(?:m|f)\b(?=\s|,)|"
    r"(\d{1,3})\s?বছর"
)
_IN_YEARS = {"d": 1 / 365, "w": 7 / 365, "m": 1 / 12, "s": 7 / 365, "y": 1.0, "a": 1.0}

Finding = tuple[str, int, int]


def findings(text: str) -> Iterator[Finding]:
    """Every (concept, start, end) that the numbers of a text stand for."""
    # Folding keeps lengths for the characters that numbers are written with; others do not matter here.
    plain = _same_length(text)
    for pattern, reading in _READINGS:
        for found in pattern.finditer(plain):
            for concept in reading([group for group in found.groups() if group]):
                yield concept, found.start(), found.end()


def age_in(text: str) -> float | None:
    """The first age that is told in words: “my 4-year-old”, “72M”, “3 week old”."""
    for found in _AGE.finditer(_same_length(text)):
        number, unit, *others = found.groups()
        years = int(number) * _IN_YEARS[unit[0]] if number else float(next(group for group in others if group))
        if years <= 115:
            return years
    return None


def _same_length(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(folded if len(folded := fold(c)) == 1 else c for c in text)


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def _pressure(groups: list[str]) -> Iterator[str]:
    upper, lower = int(groups[0]), int(groups[1])
    if not (60 <= upper <= 280 and 30 <= lower <= 180 and upper > lower):
        return
    if upper >= 180 or lower >= 120:
        yield "bp_crisis"
    if upper >= 160 or lower >= 110:
        yield "bp_severe"
    if upper >= 140 or lower >= 90:
        yield "bp_high"
    if upper < 90:
        yield "bp_low"


def _temperature(groups: list[str]) -> Iterator[str]:
    degrees = _number(groups[0])
    if 90 <= degrees <= 110:
        degrees = (degrees - 32) / 1.8
    if not 25 <= degrees <= 43.5:
        return
    if degrees >= 37.95:
        yield "fever"
    if degrees >= 39.4:
        yield "fever_high"
    if degrees >= 41:
        yield "fever_extreme"
    if degrees < 35:
        yield "temperature_low"


def _pulse(groups: list[str]) -> Iterator[str]:
    beats = int(groups[0])
    if 150 <= beats <= 300:
        yield "pulse_very_fast"
    if 120 <= beats <= 300:
        yield "pulse_fast"
    if 20 <= beats < 45:
        yield "pulse_very_slow"


def _oxygen(groups: list[str]) -> Iterator[str]:
    percent = int(groups[0])
    if 50 <= percent <= 90:
        yield "oxygen_very_low"
    if 50 <= percent <= 93:
        yield "oxygen_low"


def _sugar(groups: list[str]) -> Iterator[str]:
    value = _number(groups[0])
    milligrams = value * 18 if len(groups) > 1 or (value < 35 and not value.is_integer()) else value
    if 10 <= milligrams < 60:
        yield "sugar_low"
    if milligrams >= 300:
        yield "sugar_very_high"


def _weeks(groups: list[str]) -> Iterator[str]:
    if 20 <= int(groups[0]) <= 43:
        yield "weeks_late_pregnancy"
    if 20 <= int(groups[0]) < 37:
        yield "weeks_preterm"


_READINGS: tuple[tuple[re.Pattern[str], Callable[[list[str]], Iterator[str]]], ...] = (
    (_PRESSURE, _pressure),
    (_TEMPERATURE, _temperature),
    (_PULSE, _pulse),
    (_OXYGEN, _oxygen),
    (_SUGAR, _sugar),
    (_WEEKS, _weeks),
)
