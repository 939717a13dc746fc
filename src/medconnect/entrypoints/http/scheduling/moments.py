"""Instants and days as clients write them: RFC 3339, or a wall time of the clinic when there is no offset."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any

from fastapi import Depends
from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from medconnect.application.scheduling.read_wall_clock import ReadWallClock, ReadWallClockQuery
from medconnect.domain.scheduling.zones import zone_named
from medconnect.domain.shared.ids import ClinicId, DoctorId
from medconnect.domain.shared.period import checked, checked_day, instant_of
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.facts import instant_text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(
    r"(?P<wall>\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(?P<offset>[Zz]|[+\- ]\d{2}:\d{2})?"
)


def read_moment(value: Any) -> datetime:
    """An instant, or a wall time if no offset follows. In a query an unescaped `+` arrives as a space."""
    if isinstance(value, datetime):
        return value
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("not an RFC 3339 time")
    return datetime.fromisoformat(found["wall"] + (found["offset"] or "").upper().replace(" ", "+"))


def read_day_or_moment(value: Any) -> date | datetime:
    """A day, or whatever `read_moment` takes."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return read_moment(value)


_SCHEMA = {"type": "string", "format": "date-time"}
Moment = Annotated[
    datetime,
    BeforeValidator(read_moment),
    WithJsonSchema({**_SCHEMA, "description": "RFC 3339. Without an offset: wall time of the clinic."}),
]
DayOrMoment = Annotated[
    Any,
    BeforeValidator(read_day_or_moment),
    WithJsonSchema({"type": "string", "description": "A day of the clinic (2026-03-03), or an RFC 3339 instant."}),
]
Instant = Annotated[datetime, PlainSerializer(instant_text, return_type=str), WithJsonSchema(_SCHEMA)]
"""As we answer: UTC, ending in Z."""


class WallReader:
    """Turns what a client wrote into an instant; asks the clinic's clock only where there is no offset."""

    def __init__(
        self,
        actor: CurrentActor,
        read_wall_clock: Annotated[ReadWallClock, Depends(provided(lambda c: c.read_wall_clock))],
    ) -> None:
        self._actor = actor
        self._read = read_wall_clock

    async def instant(
        self, moment: datetime, field: str, *, doctor_id: DoctorId | None = None, clinic_id: ClinicId | None = None
    ) -> datetime:
        """The instant, in UTC. `field` is where the client wrote it."""
        if moment.tzinfo is None and (doctor_id or clinic_id):
            query = ReadWallClockQuery(
                actor=self._actor, wall=moment, field=field, doctor_id=doctor_id, clinic_id=clinic_id
            )
            moment = await self._read(query)
        return checked(moment, field)

    async def day_or_instant(
        self,
        moment: date | datetime | None,
        field: str,
        *,
        doctor_id: DoctorId | None = None,
        clinic_id: ClinicId | None = None,
    ) -> date | datetime | None:
        """The same for the end of a range, which may be a day or not be said at all."""
        if isinstance(moment, datetime):
            return await self.instant(moment, field, doctor_id=doctor_id, clinic_id=clinic_id)
        return None if moment is None else checked_day(moment, field)


Wall = Annotated[WallReader, Depends()]


@lru_cache(maxsize=65536)
def second_text(second: int) -> str:
    """A second since 1970 as an instant."""
    return instant_text(instant_of(second))


@lru_cache(maxsize=65536)
def wall_text(zone: str, second: int) -> str:
    """What the clinic's clock shows then, with its offset: both 01:30s of an autumn night can be told apart."""
    return instant_of(second).astimezone(zone_named(zone)).isoformat()
