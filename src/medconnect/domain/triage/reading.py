"""What kind of text this is: a complaint, a question for the desk, noise, or an insult.

A danger sign or a word of illness always makes it a complaint: this only decides how to answer when there is none.
"""

import re
from collections.abc import Sequence
from typing import Final

from medconnect.domain.triage.patterns import PatternIndex
from medconnect.domain.triage.suggestion import Notice
from medconnect.domain.triage.symptoms import Language
from medconnect.domain.triage.words import Word, word_set

_DESK: Final = (
    "(reschedul*|appointment*|booking*|cancel my|check in|waiting list)",
    "(insurance|coverage|copay|bill|billing|invoice|refund|receipt|payment|claim)",
    "(refill*|renew*) <3> (prescription*|medic*|pill*)?",
    "prescription <2> (refill|renewal|reminder)",
    "(reminder*|notification*|remind me)",
    "(opening hours|office hours|parking|address|directions|location|phone number|fax)",
    "(transport*|ride|driver|drive) <4> (clinic|hospital|appointment|center|centre)",
    "(need|arrang*) <2> transport*",
    "(medical records|records|certificate|sick note|referral letter|test results|lab results|paperwork|form|forms)",
    "(log in|login|password|account|app|website|portal|email address)",
    "(change|switch|find|choose) <3> (doctor|clinic|provider)",
    "(vitamins|supplements) <4> (safe|take|recommend*)",
    "(potential|possible) side effects",
    "(check up|checkup|physical therapy session|therapy session|vaccination schedule)",
    "(reprogramar|cita|citas|seguro|factura|receta|horario|cancelar)",
    "(অ্যাপয়েন্টমেন্ট|সিরিয়াল|বিল|বীমা|প্রেসক্রিপশন|রিপোর্ট) <4>",
)
_INSULTS: Final = (
    "(fuck*|shit*|idiot*|stupid|moron*|asshole|bitch|bastard|dumb|useless|scam|crap|suck|sucks)",
    "(idiota*|estupid*|mierda|imbecil|inutil*|puta|puto)",
    "(বোকা|গাধা|শালা|কুত্তা)",
)
_INDEX = PatternIndex({"desk": _DESK, "insult": _INSULTS})
_VOWELS = re.compile(r"[aeiouyáéíóú]")
_CONSONANT_RUN = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_KEYBOARD_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORT_WORDS: Final = word_set("hm bp cp tv mr dr ok er ecg uti sob std ibs ms mi gp")
_SPANISH: Final = word_set(
    "el la los las un una de del que y en con por para mi tengo tiene duele dolor desde hace muy se ha estoy esta",
    "cuando al mucho mucha siento hijo hija fiebre cabeza pecho puedo puede respirar quiero vivir sangre mama",
    "papa embarazada dias semanas meses ayer noche brazo rodilla espalda garganta boca ojos piel tos algo todo",
)
_ENGLISH: Final = word_set(
    "the a an i my or but denies hurts years old man woman is are have has had and of to in for with it on was he",
    "she not when pain since me am been feel at after",
)


def notice_for(words: Sequence[Word], *, of_illness: bool) -> Notice | None:
    """How to answer a text without any danger sign, if not as a complaint. `of_illness`: a medical word was heard."""
    if not any(word.folded[0].isalpha() for word in words) or _is_noise(words):
        return Notice.UNREADABLE
    found = {match.name for match in _INDEX.matches(words)}
    if of_illness:
        return None
    if "insult" in found:
        return Notice.ABUSIVE
    return Notice.ADMINISTRATIVE if "desk" in found else None


def language_of(text: str, words: Sequence[Word]) -> Language | None:
    """The language a text is written in, or None when it is none of ours."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return Language.ENGLISH
    bengali = sum("\u0980" <= c <= "\u09ff" for c in letters)
    latin = sum(c.isascii() or "\u00c0" <= c <= "\u024f" for c in letters)
    if bengali * 3 >= len(letters):
        return Language.BENGALI
    if latin * 2 < len(letters):
        return None
    spanish = sum(word.folded in _SPANISH for word in words)
    english = sum(word.folded in _ENGLISH for word in words)
    return Language.SPANISH if spanish > english else Language.ENGLISH


def _is_noise(words: Sequence[Word]) -> bool:
    latin = [word.folded for word in words if word.folded[0].isalpha() and word.folded.isascii()]
    if not latin or len(latin) < sum(word.folded[0].isalpha() for word in words):
        return False
    return sum(map(_looks_typed_at_random, latin)) * 2 > len(latin)


def _looks_typed_at_random(word: str) -> bool:
    if word in _SHORT_WORDS:
        return False
    if len(word) >= 4 and any(word[:4] in row or word[:4] in row[::-1] for row in _KEYBOARD_ROWS):
        return True
    if len(set(word)) == 1 and len(word) > 1:
        return True
    return len(word) > 2 and (not _VOWELS.search(word) or _CONSONANT_RUN.search(word) is not None)
