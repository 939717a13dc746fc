"""Bodies of holds."""

from typing import Self
from uuid import UUID

from pydantic import model_validator

from medconnect.application.scheduling.hold_slot import HoldSlotCommand
from medconnect.application.scheduling.ports import Named
from medconnect.application.scheduling.views import HoldView
from medconnect.application.shared.idempotency import Once
from medconnect.domain.identity.actor import Actor
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId, VisitorId
from medconnect.domain.shared.period import second_of
from medconnect.entrypoints.http.scheduling.moments import Instant, WallReader, wall_text
from medconnect.entrypoints.http.scheduling.parties import MoneyResponse, PartyResponse, PlaceResponse
from medconnect.entrypoints.http.scheduling.wanted import Payer, StateCode, Wanted
from medconnect.entrypoints.http.schemas import ResponseBody


class Hold(Wanted, Payer):
    """A time to keep for a few minutes. Staff name the patient, now or when they book."""

    doctor_id: UUID
    patient_id: UUID | None = None
    patient_state: StateCode | None = None

    @model_validator(mode="after")
    def _a_start(self) -> Self:
        if self.starts_at is None and self.appointment_datetime is None:
            raise ValueError("starts_at is needed")
        return self

    async def to_command(
        self, actor: Actor, visitor_id: VisitorId | None, wall: WallReader, once: Once | None
    ) -> HoldSlotCommand:
        """The same, in the application's words."""
        doctor_id = DoctorId(self.doctor_id)
        clinic_id = ClinicId(self.clinic_id) if self.clinic_id else None
        return HoldSlotCommand(
            actor=actor,
            doctor_id=doctor_id,
            starts_at=await self.start(wall, doctor_id, clinic_id),
            service_id=ServiceId(self.service_id) if self.service_id else None,
            clinic_id=clinic_id,
            patient_id=PatientId(self.patient_id) if self.patient_id else None,
            visitor_id=visitor_id,
            state=self.patient_state,
            cover=self.cover,
            once=once,
        )


class ConsentResponse(ResponseBody):
    """A text that has to be agreed to."""

    kind: str
    version: str


class HoldResponse(ResponseBody):
    """A time that is kept until `expires_at`, with what will be agreed on when it is confirmed."""

    id: UUID
    expires_at: Instant
    renewals: int
    doctor: PartyResponse
    clinic: PlaceResponse
    service: PartyResponse
    starts_at: Instant
    ends_at: Instant
    time_zone: str
    local_starts_at: str
    fee: MoneyResponse | None
    cancel_free_until: Instant
    consents: list[ConsentResponse]

    @classmethod
    def of(cls, view: HoldView, named: Named) -> "HoldResponse":
        return cls(
            id=view.id,
            expires_at=view.expires_at,
            renewals=view.renewals,
            doctor=PartyResponse(id=view.doctor_id, name=named.doctors[view.doctor_id]),
            clinic=PlaceResponse.of(view.clinic_id, named),
            service=PartyResponse(id=view.service_id, name=named.services[view.service_id]),
            starts_at=view.starts_at,
            ends_at=view.ends_at,
            time_zone=view.time_zone,
            local_starts_at=wall_text(view.time_zone, second_of(view.starts_at)),
            fee=MoneyResponse.of(view.fee),
            cancel_free_until=view.cancel_free_until,
            consents=[ConsentResponse(kind=each.kind, version=each.version) for each in view.consents],
        )
