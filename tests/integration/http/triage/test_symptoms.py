"""Describing symptoms: the whole answer, its bounds, its quota, and nothing of it in the logs."""

import logging
from typing import Any

import pytest
from tests.builders.http import Asker, OpenHouse

FIELDS = {
    "report_id",
    "urgency",
    "situation",
    "bookable",
    "red_flags",
    "suggestions",
    "questions",
    "advice",
    "emergency_contacts",
    "analyzer",
    "notices",
    "disclaimer",
}


async def told(asker: Asker, text: str = "My knee hurts on stairs", **more: Any) -> dict[str, Any]:
    answer = await asker.post("/symptoms/analyze", text=text, **more)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_an_ordinary_complaint_is_routed(visitor: Asker) -> None:
    body = await told(visitor, age_years=40, sex="female", duration="two weeks", history="none", language="en")

    assert set(body) == FIELDS
    assert (body["urgency"], body["bookable"], body["emergency_contacts"]) == ("routine", True, [])
    first = body["suggestions"][0]
    assert first["specialty"] == "orthopedics"
    assert first["label"].startswith("Ortho")
    assert 0 <= first["confidence"] <= 1
    assert first["reason"]
    assert len(body["questions"]) <= 2
    assert (body["analyzer"]["kind"], body["analyzer"]["fallback"]) == ("offline", False)
    assert body["advice"]
    assert body["disclaimer"]


async def test_at_an_emergency_nothing_is_bookable_and_the_numbers_are_there(patient: Asker) -> None:
    body = await told(patient, "Crushing chest pain and I can't breathe")

    assert (body["urgency"], body["bookable"]) == ("emergency", False)
    assert body["emergency_contacts"] == [{"kind": "ambulance", "label": "Emergency number", "number": "911"}]
    assert body["suggestions"][0]["specialty"] == "cardiology"
    assert {"code", "label", "matched"} == set(body["red_flags"][0])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "ab"},
        {"text": "  a  "},
        {"text": "\u200b\u200b\u200b\u200b"},
        {"text": "x" * 4001},
        {"text": "My knee hurts", "age_years": 131},
        {"text": "My knee hurts", "age_years": -1},
        {"text": "My knee hurts", "sex": "knee"},
        {"text": "My knee hurts", "history": ["none"]},
        {"text": "My knee hurts", "history": "x" * 4001},
        {"text": "My knee hurts", "language": "<script>"},
        {"text": "My knee hurts", "diagnose": True},
    ],
)
async def test_what_makes_no_sense_is_refused_without_repeating_it(visitor: Asker, body: dict[str, Any]) -> None:
    answer = await visitor.post("/symptoms/analyze", **body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert "My knee" not in answer.text


@pytest.mark.parametrize("text", ["abc", "x" * 4000, "🤒🤢😭", "asdf jkl qwer zxcv"])
async def test_the_shortest_the_longest_and_noise_are_answered(visitor: Asker, text: str) -> None:
    assert (await told(visitor, text))["urgency"] == "routine"


@pytest.mark.parametrize("language", ["fr", "en-US", "es"])
async def test_any_language_may_be_named(visitor: Asker, language: str) -> None:
    assert (await told(visitor, language=language))["disclaimer"]


@pytest.mark.parametrize("sex", ["other", "unknown"])
async def test_no_sex_needs_to_be_told(visitor: Asker, sex: str) -> None:
    assert (await told(visitor, sex=sex))["suggestions"]


async def test_staff_describe_nothing(doctor: Asker, receptionist: Asker, admin: Asker) -> None:
    for asker in (doctor, receptionist, admin):
        assert (await asker.post("/symptoms/analyze", text="My knee hurts")).status_code == 403


@pytest.mark.parametrize("quotas", [{"symptom_person_quota": 2}])
async def test_one_person_has_a_quota_and_is_told_whom_to_call_all_the_same(
    patient: Asker, other: Asker, scheduling_house: OpenHouse
) -> None:
    for _ in range(2):
        await told(patient)

    refused = await patient.post("/symptoms/analyze", text="Crushing chest pain")

    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-descriptions")
    assert int(refused.headers["retry-after"]) > 0
    assert refused.json()["emergency_contacts"]["ambulance"] == "911"
    await told(other)


@pytest.mark.parametrize("quotas", [{"symptom_address_quota": 3}])
async def test_an_address_has_a_quota_whatever_cookies_it_throws_away(scheduling_house: OpenHouse) -> None:
    for _ in range(3):
        await told(scheduling_house.browser().asker())

    refused = await scheduling_house.browser().asker().post("/symptoms/analyze", text="My knee hurts")

    assert refused.status_code == 429


async def test_no_word_of_it_is_logged(
    patient: Asker, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    body = await told(patient, "My quizzical knee hurts", history="quixotic asthma")
    await patient.get(f"/symptoms/reports/{body['report_id']}")
    await patient.post("/symptoms/analyze", text="quizzical" * 1000)

    said = caplog.text + "".join(capsys.readouterr())
    assert "quizzical" not in said
    assert "quixotic" not in said
