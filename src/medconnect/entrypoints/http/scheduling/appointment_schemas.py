"""A visit as clients read it."""

from uuid import UUID

from medconnect.application.scheduling.asking import shown_to
from medconnect.application.scheduling.ports import Named
from medconnect.application.scheduling.views import AppointmentView
from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.agreement import Cancellation, CancelReason, Override
from medconnect.domain.scheduling.history import HistoryEntry
from medconnect.domain.scheduling.life import Side, Status
from medconnect.domain.scheduling.service import Mode
from medconnect.domain.shared.period import second_of
from medconnect.entrypoints.http.scheduling.moments import Instant, wall_text
from medconnect.entrypoints.http.scheduling.parties import MoneyResponse, PartyResponse, PlaceResponse
from medconnect.entrypoints.http.schemas import ResponseBody


class CancellationResponse(ResponseBody):
    """How a visit was called off: whose decision it was, and whether it was late."""

    side: Side
    reason: CancelReason
    late: bool
    fee: MoneyResponse | None
    note: str | None

    @classmethod
    def of(cls, called_off: Cancellation | None) -> "CancellationResponse | None":
        if called_off is None:
            return None
        return cls(
            side=called_off.side,
            reason=called_off.reason,
            late=called_off.late,
            fee=MoneyResponse.of(called_off.fee),
            note=called_off.note,
        )


class OverrideResponse(ResponseBody):
    """What staff overruled, and why."""

    reason: str
    codes: list[str]

    @classmethod
    def of(cls, override: Override | None) -> "OverrideResponse | None":
        return None if override is None else cls(reason=override.reason, codes=list(override.codes))


class AppointmentResponse(ResponseBody):
    """A visit. Clinical text is shown to its patient and its doctor alone."""

    id: UUID
    reference: str
    status: Status
    doctor: PartyResponse
    patient: PartyResponse
    clinic: PlaceResponse
    service: PartyResponse
    starts_at: Instant
    ends_at: Instant
    time_zone: str
    local_starts_at: str
    mode: Mode
    specialty: str | None
    patient_state: str | None
    insurance_plan_id: UUID | None
    self_pay: bool
    fee: MoneyResponse | None
    cancel_free_until: Instant
    late_cancel_allowed: bool
    late_fee: MoneyResponse | None
    booked_at: Instant
    pending_until: Instant | None
    cancellation: CancellationResponse | None
    override: OverrideResponse | None
    notes: str | None
    symptoms: str | None
    report_id: UUID | None
    version: int
    warnings: list[str]

    @classmethod
    def of(cls, view: AppointmentView, named: Named, actor: Actor) -> "AppointmentResponse":
        return cls(**cls.members(view, named, actor))

    @classmethod
    def members(cls, view: AppointmentView, named: Named, actor: Actor) -> dict[str, object]:
        """What every answer about a visit says."""
        view = shown_to(actor, view)
        return {
            "id": view.id,
            "reference": view.reference,
            "status": view.status,
            "doctor": PartyResponse(id=view.doctor_id, name=named.doctors[view.doctor_id]),
            "patient": PartyResponse(id=view.patient_id, name=named.patients[view.patient_id]),
            "clinic": PlaceResponse.of(view.clinic_id, named),
            "service": PartyResponse(id=view.service_id, name=named.services[view.service_id]),
            "starts_at": view.starts_at,
            "ends_at": view.ends_at,
            "time_zone": view.time_zone,
            "local_starts_at": wall_text(view.time_zone, second_of(view.starts_at)),
            "mode": view.mode,
            "specialty": view.specialty,
            "patient_state": view.patient_state,
            "insurance_plan_id": view.cover.plan_id if view.cover else None,
            "self_pay": view.cover is not None and view.cover.plan_id is None,
            "fee": MoneyResponse.of(view.fee),
            "cancel_free_until": view.cancel_free_until,
            "late_cancel_allowed": view.late_cancel_allowed,
            "late_fee": MoneyResponse.of(view.late_fee),
            "booked_at": view.booked_at,
            "pending_until": view.pending_until,
            "cancellation": CancellationResponse.of(view.cancellation),
            "override": OverrideResponse.of(view.override),
            "notes": view.notes,
            "symptoms": view.symptoms,
            "report_id": view.report_id,
            "version": view.version,
            "warnings": list(view.warnings),
        }


class ByResponse(ResponseBody):
    """Who took a step. Patients are told the role, not the person."""

    role: str
    side: Side
    user_id: UUID | None


class StepResponse(ResponseBody):
    """One step in the life of a visit."""

    at: Instant
    by: ByResponse
    version: int
    old_status: Status | None
    new_status: Status
    old_starts_at: Instant | None
    new_starts_at: Instant
    old_doctor_id: UUID | None
    new_doctor_id: UUID
    reason: str | None

    @classmethod
    def of(cls, step: HistoryEntry, *, with_person: bool) -> "StepResponse":
        return cls(
            at=step.at,
            by=ByResponse(role=step.by.role, side=step.by.side, user_id=step.by.user_id if with_person else None),
            version=step.version,
            old_status=step.old_status,
            new_status=step.new_status,
            old_starts_at=step.old_period.starts_at if step.old_period else None,
            new_starts_at=step.new_period.starts_at,
            old_doctor_id=step.old_doctor_id,
            new_doctor_id=step.new_doctor_id,
            reason=step.reason,
        )
