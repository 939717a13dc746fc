"""A wanted time, as clients ask for it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from medconnect.domain.scheduling.doctor import SELF_PAY, Cover
from medconnect.domain.scheduling.life import Status
from medconnect.domain.shared.ids import ClinicId, DoctorId, InsurancePlanId
from medconnect.entrypoints.http.scheduling.moments import Moment, WallReader
from medconnect.entrypoints.http.schemas import RequestBody

StateCode = Annotated[str, StringConstraints(min_length=2, max_length=2, to_upper=True, pattern="^[A-Za-z]{2}$")]
Text = Annotated[str, StringConstraints(max_length=4000)]
Line = Annotated[str, StringConstraints(max_length=500)]
Version = Annotated[int, Field(ge=1, le=1_000_000_000, description="What was seen; refused when it has changed.")]


def _as_booked(value: Any) -> Any:
    return Status.BOOKED if value == "confirmed" else value


StatusName = Annotated[Status, BeforeValidator(_as_booked)]
"""`confirmed` is another word for `booked`."""


def cover_of(plan_id: UUID | None, self_pay: bool) -> Cover | None:
    """Who pays, if it was said."""
    if plan_id is not None:
        return Cover(plan_id=InsurancePlanId(plan_id))
    return SELF_PAY if self_pay else None


class Wanted(RequestBody):
    """A start. `appointment_datetime` is another word for `starts_at`."""

    starts_at: Moment | None = None
    appointment_datetime: Moment | None = None
    service_id: UUID | None = None
    clinic_id: UUID | None = None

    @model_validator(mode="after")
    def _one_start(self) -> "Wanted":
        if self.starts_at is not None and self.appointment_datetime is not None:
            raise ValueError("one of the two")
        return self

    @property
    def on_the_wall(self) -> bool:
        """Whether only the clinic's clock can tell which instant is meant."""
        moment = self.starts_at or self.appointment_datetime
        return moment is not None and moment.tzinfo is None

    async def start(self, wall: WallReader, doctor_id: DoctorId | None, clinic_id: ClinicId | None) -> datetime:
        """The instant that is meant."""
        field = "starts_at" if self.starts_at is not None else "appointment_datetime"
        moment = self.starts_at or self.appointment_datetime
        assert moment is not None  # noqa: S101 - whoever asks has made sure of it
        return await wall.instant(moment, field, doctor_id=doctor_id, clinic_id=clinic_id)


class Payer(RequestBody):
    """Who pays: a plan, or the patient; unsaid, nothing is checked."""

    insurance_plan_id: UUID | None = None
    self_pay: bool = False

    @model_validator(mode="after")
    def _one_payer(self) -> "Payer":
        if self.self_pay and self.insurance_plan_id is not None:
            raise ValueError("one of the two")
        return self

    @property
    def cover(self) -> Cover | None:
        """In the core's words."""
        return cover_of(self.insurance_plan_id, self.self_pay)
