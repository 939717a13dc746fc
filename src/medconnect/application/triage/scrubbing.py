"""Takes out who it is before a text leaves the house: names, contacts, ids, addresses, dates (G5).

Symptoms survive: numbers without such a form (“39.5”, “120/80”, “three weeks”) stay.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from medconnect.domain.triage.symptoms import Symptoms

_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’\-]+"
_MONTHS = r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[email]", re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")),
    ("[link]", re.compile(r"(?:https?://|www\.)\S+", re.I)),
    ("[date]", re.compile(r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})\b")),
    (
        "[date]",
        re.compile(
            rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})|(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?)\b"
            r"(?:,?\s+\d{4})?",
            re.I,
        ),
    ),
    (
        "[id]",
        re.compile(
            r"\b(?:ssn|mrn|nid|passport|licen[cs]e|policy|member|insurance|patient|account)\s*"
            r"(?:id|no|nr|number|#)?\s*[.:#]?\s*[A-Z]{0,3}[\d\-]{4,}\b",
            re.I,
        ),
    ),
    ("[id]", re.compile(r"\b\d{3}-\d{2}-\d{4}\b|\b\d{7,}\b|\b[A-Z]{2,3}\d{5,}\b")),
    ("[phone]", re.compile(r"(?<![\w/])\+?\(?\d[\d\s().\-]{7,}\d(?![\w/])")),
    (
        "[address]",
        re.compile(
            r"\b\d{1,5}\s+(?:[A-Z][\w'\-]+\s+){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|way|court)\b\.?",
            re.I,
        ),
    ),
    ("[address]", re.compile(r"\b(?:zip|postcode|postal code)\s*:?\s*[\w\-]{4,8}\b", re.I)),
)
# Only the introduction may be in any case: a name begins with a capital, “this is very painful” does not.
_INTRODUCED = re.compile(
    r"\b((?i:my name is|name is|name:|i am called|this is|me llamo|mi nombre es)|আমার নাম)"
    rf"\s+({_NAME}(?:\s+{_NAME}){{0,3}}|[\u0980-\u09ff]+)"
)
_TITLED = re.compile(rf"\b(Mr|Mrs|Ms|Miss|Dr|Prof|Sr|Sra|Doctor)\.?\s+{_NAME}(?:\s+{_NAME})?")
_SIGNED = re.compile(
    r"\b((?i:regards|sincerely|thanks|thank you|cheers|yours|saludos|gracias)),?\s*\n?\s*"
    rf"{_NAME}(?:\s+{_NAME}){{0,2}}\s*$"
)


def scrub(text: str, *, names: Iterable[str] = ()) -> str:
    """The text without what says who it is. `names` are the names we know from the account."""
    for mark, pattern in _PATTERNS:
        text = pattern.sub(mark, text)
    parts = {part for name in names for part in (name, *name.split()) if len(part) > 2}
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(part)}\b", "[name]", text, flags=re.I)
    text = _INTRODUCED.sub(r"\1 [name]", text)
    text = _TITLED.sub(r"\1 [name]", text)
    return _SIGNED.sub(r"\1, [name]", text)


def scrubbed(symptoms: Symptoms, *, names: Iterable[str] = ()) -> Symptoms:
    """The same symptoms of nobody in particular."""
    known = tuple(names)
    return replace(
        symptoms,
        text=scrub(symptoms.text, names=known),
        history=scrub(symptoms.history, names=known),
        duration=scrub(symptoms.duration, names=known),
    )
