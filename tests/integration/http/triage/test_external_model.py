"""A language model beside our own analyser: asked only with consent, told no name, and never needed."""

import json
from collections.abc import Iterator

import pytest
from tests.builders.http import Asker, OpenHouse
from tests.integration.http.triage.test_symptoms import told
from tests.pretend.llm_server import PretendLlm, answer, pretend_llm


@pytest.fixture
def model() -> Iterator[PretendLlm]:
    """A model that answers well."""
    with pretend_llm() as server:
        server.reply = answer(urgency="urgent", specialty="rheumatology")
        yield server


@pytest.fixture
def quotas(model: PretendLlm) -> dict[str, object]:
    """An installation that has a model."""
    return {"llm_base_url": model.url, "llm_model": "pretend-1"}


async def test_nobody_outside_is_asked_without_consent(patient: Asker, model: PretendLlm) -> None:
    assert (await told(patient))["analyzer"]["kind"] == "offline"
    assert (await told(patient, consent_to_external_ai=False))["analyzer"]["kind"] == "offline"
    assert model.requests == []


async def test_with_consent_the_model_answers_and_does_not_learn_who_asks(patient: Asker, model: PretendLlm) -> None:
    body = await told(patient, "I am A Patient, 212-555-0142, my knee hurts", consent_to_external_ai=True)

    assert body["analyzer"] == {"name": "pretend-1", "kind": "llm", "fallback": False}
    assert (body["urgency"], body["suggestions"][0]["specialty"]) == ("urgent", "rheumatology")
    sent = json.dumps(model.requests)
    assert "my knee hurts" in sent
    assert "A Patient" not in sent
    assert "0142" not in sent


async def test_an_emergency_asks_nobody(patient: Asker, model: PretendLlm) -> None:
    body = await told(patient, "Crushing chest pain and I can't breathe", consent_to_external_ai=True)

    assert (body["urgency"], body["analyzer"]["kind"]) == ("emergency", "offline")
    assert model.requests == []


async def test_a_model_that_is_down_is_not_missed(patient: Asker, model: PretendLlm) -> None:
    model.mode = "garbage"

    body = await told(patient, consent_to_external_ai=True)

    assert (body["analyzer"]["kind"], body["analyzer"]["fallback"]) == ("offline", True)
    assert body["suggestions"][0]["specialty"] == "orthopedics"


@pytest.mark.parametrize("store", ["sqlite"])
async def test_health_says_who_reads_symptoms(scheduling_house: OpenHouse, model: PretendLlm) -> None:
    ready = (await scheduling_house.client.get("/health/ready")).json()

    assert ready["analyzer"] in {"medconnect-offline-minilm", "medconnect-offline-lexical"}
    assert ready["language_model"] == "pretend-1"
