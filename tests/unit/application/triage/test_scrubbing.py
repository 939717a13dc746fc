"""What says who it is goes; what says what hurts stays."""

import pytest

from medconnect.application.triage.scrubbing import scrub, scrubbed
from medconnect.domain.triage.symptoms import Symptoms


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("My name is Ada Byron and my knee hurts", "My name is [name] and my knee hurts"),
        ("write to ada.b@example.org", "write to [email]"),
        ("call +1 (212) 555-0123 please", "call [phone] please"),
        ("born 1990-02-03, pain since 3 weeks", "born [date], pain since 3 weeks"),
        ("since March 3rd 2026", "since [date]"),
        ("SSN 123-45-6789", "[id]"),
        ("I live at 12 Baker Street", "I live at [address]"),
        ("Dr. Watson gave me pills", "Dr [name] gave me pills"),
        ("It burns. Regards, Ada Byron", "It burns. Regards, [name]"),
        ("see https://my.page/ada", "see [link]"),
        ("me llamo Ana y me duele", "me llamo [name] y me duele"),
        ("আমার নাম রহিম, জ্বর", "আমার নাম [name], জ্বর"),
        ("this is very painful", "this is very painful"),
        ("BP 120/80, temp 39.5, sugar 250, 2 weeks", "BP 120/80, temp 39.5, sugar 250, 2 weeks"),
    ],
)
def test_who_goes_and_what_stays(text: str, clean: str) -> None:
    assert scrub(text) == clean


def test_known_names_go_wherever_they_stand() -> None:
    symptoms = Symptoms(text="ada has a rash, says Byron", history="Ada Byron: asthma", duration="2 days")
    clean = scrubbed(symptoms, names=["Ada Byron", "X"])
    assert (clean.text, clean.history) == ("[name] has a rash, says [name]", "[name]: asthma")
