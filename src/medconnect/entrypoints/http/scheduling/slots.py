"""The free times of a doctor, and why another time is not free."""

from hashlib import blake2b
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from medconnect.application.scheduling.explain_slot import ExplainSlot, ExplainSlotQuery
from medconnect.application.scheduling.find_slots import FindSlots, FindSlotsQuery
from medconnect.application.scheduling.views import ExplanationView
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.scheduling.reasons import ReasonCode
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.facts import told
from medconnect.entrypoints.http.scheduling.moments import DayOrMoment, Instant, Moment, Wall
from medconnect.entrypoints.http.scheduling.slot_listing import SlotsResponse, listing
from medconnect.entrypoints.http.scheduling.visitors import KnownVisitor
from medconnect.entrypoints.http.scheduling.wanted import StateCode, cover_of
from medconnect.entrypoints.http.schemas import ResponseBody, refuses, router

slots = router(tags=["Directory"])


class Sought(BaseModel):
    """For which service, where, for whom and who pays. Staff may name the patient."""

    model_config = ConfigDict(extra="forbid")

    service_id: UUID | None = None
    clinic_id: UUID | None = None
    patient_id: UUID | None = None
    state: StateCode | None = None
    insurance_plan_id: UUID | None = None
    self_pay: bool = False

    @model_validator(mode="after")
    def _one_payer(self) -> "Sought":
        if self.self_pay and self.insurance_plan_id is not None:
            raise ValueError("one of the two")
        return self

    def facts(self) -> dict[str, Any]:
        """In the application's words."""
        return {
            "service_id": ServiceId(self.service_id) if self.service_id else None,
            "clinic_id": ClinicId(self.clinic_id) if self.clinic_id else None,
            "patient_id": PatientId(self.patient_id) if self.patient_id else None,
            "state": self.state,
            "cover": cover_of(self.insurance_plan_id, self.self_pay),
        }


class SlotsQuery(Sought):
    """Days of the clinic, both included, or instants, half-open; 62 days at the most."""

    since: DayOrMoment | None = Field(None, alias="from")
    until: DayOrMoment | None = Field(None, alias="to")


class ExplainQuery(Sought):
    """Which time."""

    at: Moment


class ReasonResponse(ResponseBody):
    """One thing that stands against a time, with the facts that a person needs to act on."""

    code: ReasonCode
    facts: dict[str, Any]


class ExplanationResponse(ResponseBody):
    """Everything that stands against a time; nothing means that it is offered."""

    offered: bool
    doctor_id: UUID
    clinic_id: UUID
    service_id: UUID
    starts_at: Instant
    ends_at: Instant
    time_zone: str
    reasons: list[ReasonResponse]

    @classmethod
    def of(cls, view: ExplanationView) -> "ExplanationResponse":
        return cls(
            offered=view.offered,
            doctor_id=view.doctor_id,
            clinic_id=view.clinic_id,
            service_id=view.service_id,
            starts_at=view.starts_at,
            ends_at=view.ends_at,
            time_zone=view.time_zone,
            reasons=[ReasonResponse(code=each.code, facts=told(each.facts)) for each in view.reasons],
        )


@slots.get(
    "/doctors/{doctor_id}/slots",
    response_class=Response,
    responses={
        200: {"model": SlotsResponse},
        304: {"description": "As before: `If-None-Match` named the answer's ETag."},
        **refuses(Unauthenticated, SessionOver, Forbidden, NotFound, invalid=True),
    },
)
async def find_slots(
    request: Request,
    doctor_id: UUID,
    query: Annotated[SlotsQuery, Query()],
    actor: CurrentActor,
    visitor_id: KnownVisitor,
    wall: Wall,
    find_slots: Annotated[FindSlots, Depends(provided(lambda c: c.find_slots))],
) -> Response:
    """List the times that the asker could book at this moment, those that they hold included."""
    doctor, facts = DoctorId(doctor_id), query.facts()
    view = await find_slots(
        FindSlotsQuery(
            actor=actor,
            doctor_id=doctor,
            since=await wall.day_or_instant(query.since, "from", doctor_id=doctor, clinic_id=facts["clinic_id"]),
            until=await wall.day_or_instant(query.until, "to", doctor_id=doctor, clinic_id=facts["clinic_id"]),
            visitor_id=visitor_id,
            **facts,
        )
    )
    body = orjson.dumps(listing(view))
    headers = {"ETag": f'"{blake2b(body, digest_size=16).hexdigest()}"', "Vary": "Authorization, Cookie"}
    if _is_known(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@slots.get(
    "/doctors/{doctor_id}/slots/explain",
    responses=refuses(Unauthenticated, SessionOver, Forbidden, NotFound, invalid=True),
)
async def explain_slot(
    doctor_id: UUID,
    query: Annotated[ExplainQuery, Query()],
    actor: CurrentActor,
    wall: Wall,
    explain_slot: Annotated[ExplainSlot, Depends(provided(lambda c: c.explain_slot))],
) -> ExplanationResponse:
    """Say everything that stands against a time, from the same rules that list and book."""
    doctor, facts = DoctorId(doctor_id), query.facts()
    at = await wall.instant(query.at, "at", doctor_id=doctor, clinic_id=facts["clinic_id"])
    return ExplanationResponse.of(
        await explain_slot(ExplainSlotQuery(actor=actor, doctor_id=doctor, starts_at=at, **facts))
    )


def _is_known(if_none_match: str, etag: str) -> bool:
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in known or "*" in known
