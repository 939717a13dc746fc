"""What clients send about visits."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.cancel_appointment import CancelAppointmentCommand
from medconnect.application.scheduling.confirm_hold import ConfirmHoldCommand
from medconnect.application.shared.idempotency import Once
from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.agreement import CancelReason
from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.shared.ids import (
    AppointmentId,
    ClinicId,
    DoctorId,
    HoldId,
    PatientId,
    ReportId,
    ServiceId,
    VisitorId,
)
from medconnect.entrypoints.http.scheduling.moments import WallReader
from medconnect.entrypoints.http.scheduling.wanted import Line, Payer, StateCode, StatusName, Text, Version, Wanted
from medconnect.entrypoints.http.schemas import RequestBody

Name = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class GivenConsent(RequestBody):
    """Agreement to one version of one text."""

    kind: Name
    version: Name


class WrittenReason(RequestBody):
    """Why staff overrule the clinic's rules."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Booking(Wanted, Payer):
    """A hold to confirm, or a time to book directly: one of the two."""

    hold_id: UUID | None = None
    doctor_id: UUID | None = None
    patient_id: UUID | None = None
    patient_state: StateCode | None = None
    notes: Text | None = None
    symptoms: Text | None = None
    report_id: UUID | None = None
    consents: list[GivenConsent] = Field(default_factory=list, max_length=20)
    override: WrittenReason | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        direct = (self.doctor_id, self.starts_at or self.appointment_datetime)
        if self.hold_id is None:
            if None in direct:
                raise ValueError("a hold, or a doctor and a time")
        elif any((*direct, self.service_id, self.clinic_id, self.override)):
            raise ValueError("a hold says when and with whom already")
        return self

    def to_confirmation(
        self, actor: Actor, visitor_id: VisitorId | None, once: Once | None
    ) -> ConfirmHoldCommand | None:
        """The command that confirms a hold, if that is what was sent."""
        if self.hold_id is None:
            return None
        return ConfirmHoldCommand(
            actor=actor,
            hold_id=HoldId(self.hold_id),
            patient_id=PatientId(self.patient_id) if self.patient_id else None,
            visitor_id=visitor_id,
            state=self.patient_state,
            cover=self.cover,
            consents=self._agreed(),
            notes=self.notes,
            symptoms=self.symptoms,
            report_id=ReportId(self.report_id) if self.report_id else None,
            once=once,
        )

    async def to_booking(
        self, actor: Actor, visitor_id: VisitorId | None, wall: WallReader, once: Once | None
    ) -> BookAppointmentCommand:
        """The command that books directly."""
        assert self.doctor_id is not None  # noqa: S101 - validated above
        doctor_id = DoctorId(self.doctor_id)
        clinic_id = ClinicId(self.clinic_id) if self.clinic_id else None
        return BookAppointmentCommand(
            actor=actor,
            doctor_id=doctor_id,
            starts_at=await self.start(wall, doctor_id, clinic_id),
            service_id=ServiceId(self.service_id) if self.service_id else None,
            clinic_id=clinic_id,
            patient_id=PatientId(self.patient_id) if self.patient_id else None,
            visitor_id=visitor_id,
            state=self.patient_state,
            cover=self.cover,
            consents=self._agreed(),
            notes=self.notes,
            symptoms=self.symptoms,
            report_id=ReportId(self.report_id) if self.report_id else None,
            override=self.override.reason if self.override else None,
            once=once,
        )

    def _agreed(self) -> frozenset[Consent]:
        return frozenset(Consent(kind=each.kind, version=each.version) for each in self.consents)


class Reschedule(Wanted):
    """Another time, maybe with another doctor."""

    doctor_id: UUID | None = None
    reason: Line | None = None
    version: Version | None = None

    @model_validator(mode="after")
    def _a_start(self) -> Self:
        if self.starts_at is None and self.appointment_datetime is None:
            raise ValueError("starts_at is needed")
        return self


class Cancel(RequestBody):
    """Why; one of the known codes, or words of one's own. Staff say whether the patient asked for it."""

    reason: Line | None = None
    note: Text | None = None
    patient_asked: bool = False
    version: Version | None = None

    def to_command(self, actor: Actor, appointment_id: UUID, once: Once | None) -> CancelAppointmentCommand:
        """The same, in the application's words."""
        known = CancelReason(self.reason) if self.reason in set(CancelReason) else None
        words = [text for text in (None if known else self.reason, self.note) if text]
        return CancelAppointmentCommand(
            actor=actor,
            appointment_id=AppointmentId(appointment_id),
            reason=known or CancelReason.OTHER,
            note="\n".join(words) or None,
            patient_asked=self.patient_asked,
            version=self.version,
            once=once,
        )


class StatusChange(RequestBody):
    """Where the visit stands now; `confirmed` is another word for `booked`."""

    status: StatusName
    reason: Line | None = None
    version: Version | None = None


class Edit(RequestBody):
    """What should be remembered; what is not sent stays as it is."""

    notes: Text | None = None
    symptoms: Text | None = None
    version: Version | None = None


class Swap(RequestBody):
    """Two visits that change places."""

    first_id: UUID
    second_id: UUID
    first_version: Version | None = None
    second_version: Version | None = None
