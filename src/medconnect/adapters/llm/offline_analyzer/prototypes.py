"""The hand-written examples that say what belongs to which specialty and how urgent it is."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.urgency import Urgency

_MARKS: Final = {"!": Urgency.EMERGENCY, "^": Urgency.URGENT, "~": Urgency.SELF_CARE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prototype:
    """One way in which a patient, a relative or a colleague would put it."""

    text: str
    specialty: SpecialtyCode
    urgency: Urgency


@cache
def prototypes() -> tuple[Prototype, ...]:
    """All of them, in a fixed order: the shipped vectors rely on it."""
    folder = files(__package__) / "prototypes"
    return tuple(
        _read(line, specialty)
        for specialty in SpecialtyCode
        for line in (folder / f"{specialty}.txt").read_text("utf-8").splitlines()
        if line.strip()
    )


def fingerprint() -> str:
    """Changes whenever a text does, so that vectors of other texts are never used."""
    return sha256("\n".join(prototype.text for prototype in prototypes()).encode()).hexdigest()


def _read(line: str, specialty: SpecialtyCode) -> Prototype:
    urgency = _MARKS.get(line[0], Urgency.ROUTINE)
    text = line[1:] if line[0] in _MARKS else line
    return Prototype(text=text.strip(), specialty=specialty, urgency=urgency)
