"""Working time as clients write and read it."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from medconnect.application.scheduling.ports import Named
from medconnect.application.scheduling.views import TimetableView
from medconnect.domain.scheduling.hours import Hours, WeeklyHours
from medconnect.domain.scheduling.timetable import DatedHours, Leave, Opening
from medconnect.entrypoints.http.scheduling.moments import Instant, Moment
from medconnect.entrypoints.http.scheduling.parties import PlaceResponse
from medconnect.entrypoints.http.scheduling.wanted import Line
from medconnect.entrypoints.http.schemas import RequestBody, ResponseBody

WallTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]


class Span(RequestBody):
    """From one wall time to another; one at or before the opening is of the next morning."""

    opens: WallTime
    closes: WallTime

    def to_hours(self) -> Hours:
        """In the domain's words."""
        return Hours.read(self.opens, self.closes)


class WeekdaySpan(Span):
    """The same on one weekday; Monday is 0."""

    weekday: Annotated[int, Field(ge=0, le=6)]


class WeeklySchedule(RequestBody):
    """The weekly hours at one clinic, or the short form: the same hours from Monday to Friday."""

    clinic_id: UUID | None = Field(None, description="May be left out by a doctor with one clinic.")
    weekly: list[WeekdaySpan] | None = Field(None, max_length=100)
    available_timeslots: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        None, examples=["09:00-12:00,14:00-17:00"]
    )
    consultation_fee: float | str | None = Field(None, description="Belongs to the doctor's services; not kept here.")
    specialization: Line | None = Field(None, description="Belongs to the doctor's profile; not kept here.")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.weekly is None) is (self.available_timeslots is None):
            raise ValueError("one of the two forms")
        return self

    def to_hours(self) -> WeeklyHours:
        """In the domain's words."""
        if self.available_timeslots is not None:
            return WeeklyHours.read_working_days(self.available_timeslots)
        return WeeklyHours.of((each.weekday, each.to_hours()) for each in self.weekly or ())


class ExceptionBody(RequestBody):
    """The hours of one date in place of the weekly ones; none at all is a day off."""

    date: date
    clinic_id: UUID | None = None
    hours: list[Span] = Field(default_factory=list, max_length=20)
    reason: Line | None = None


class Absence(RequestBody):
    """A stretch of time, half-open."""

    starts_at: Moment
    ends_at: Moment
    reason: Line | None = None


class OpeningBody(Absence):
    """A stretch at one clinic."""

    clinic_id: UUID | None = None


class SpanResponse(ResponseBody):
    """From one wall time to another."""

    opens: str
    closes: str

    @classmethod
    def of(cls, hours: Hours) -> Self:
        opens, closes = hours.wall
        return cls(opens=opens, closes=closes)


class WeekdaySpanResponse(SpanResponse):
    """The same on one weekday."""

    weekday: int


class ExceptionResponse(ResponseBody):
    """The hours of one date in place of the weekly ones."""

    id: UUID
    clinic_id: UUID
    date: date
    hours: list[SpanResponse]
    reason: str | None

    @classmethod
    def of(cls, dated: DatedHours) -> "ExceptionResponse":
        exception = dated.exception
        return cls(
            id=dated.id,
            clinic_id=dated.clinic_id,
            date=exception.on,
            hours=[SpanResponse.of(hours) for hours in exception.hours],
            reason=exception.reason,
        )


class AbsenceResponse(ResponseBody):
    """A stretch of time in which nothing is offered."""

    id: UUID
    starts_at: Instant
    ends_at: Instant
    reason: str | None

    @classmethod
    def of(cls, leave: Leave) -> "AbsenceResponse":
        period = leave.period
        return cls(id=leave.id, starts_at=period.starts_at, ends_at=period.ends_at, reason=leave.reason)


class OpeningResponse(ResponseBody):
    """Time beyond the hours."""

    id: UUID
    clinic_id: UUID
    starts_at: Instant
    ends_at: Instant
    reason: str | None

    @classmethod
    def of(cls, opening: Opening) -> "OpeningResponse":
        return cls(
            id=opening.id,
            clinic_id=opening.clinic_id,
            starts_at=opening.period.starts_at,
            ends_at=opening.period.ends_at,
            reason=opening.reason,
        )


class ClinicHoursResponse(ResponseBody):
    """The weekly hours at one clinic."""

    clinic: PlaceResponse
    weekly: list[WeekdaySpanResponse]


class TimetableResponse(ResponseBody):
    """All of a doctor's working time."""

    doctor_id: UUID
    clinics: list[ClinicHoursResponse]
    exceptions: list[ExceptionResponse]
    openings: list[OpeningResponse]
    leave: list[AbsenceResponse]

    @classmethod
    def of(cls, view: TimetableView, named: Named) -> "TimetableResponse":
        return cls(
            doctor_id=view.doctor_id,
            clinics=[
                ClinicHoursResponse(
                    clinic=PlaceResponse.of(clinic_id, named),
                    weekly=[
                        WeekdaySpanResponse(weekday=weekday, opens=hours.wall[0], closes=hours.wall[1])
                        for weekday, hours in view.weekly.get(clinic_id, WeeklyHours()).entries
                    ],
                )
                for clinic_id in view.clinic_ids
            ],
            exceptions=[ExceptionResponse.of(each) for each in view.exceptions],
            openings=[OpeningResponse.of(each) for each in view.openings],
            leave=[AbsenceResponse.of(each) for each in view.leave],
        )
