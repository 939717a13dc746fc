"""Free times as JSON. They are read far more often than anything else, so no model is made for each time."""

from collections import defaultdict
from datetime import date
from typing import Any

from medconnect.application.scheduling.views import FreeTimesView
from medconnect.domain.scheduling.availability import Slot
from medconnect.domain.scheduling.reasons import Reason
from medconnect.domain.shared.period import second_of
from medconnect.entrypoints.http.facts import told
from medconnect.entrypoints.http.scheduling.moments import Instant, second_text, wall_text
from medconnect.entrypoints.http.schemas import ResponseBody


class SlotResponse(ResponseBody):
    """One time that can be had. `local_starts_at` is the clinic's clock with its offset."""

    starts_at: Instant
    ends_at: Instant
    local_starts_at: str
    clinic_id: str
    service_id: str
    state: str


class DayResponse(ResponseBody):
    """One day of the clinics in one zone."""

    date: date
    time_zone: str
    slots: list[SlotResponse]


class SlotsResponse(ResponseBody):
    """Free times by day; days without any are left out."""

    doctor_id: str
    service_id: str
    duration_minutes: int
    time_zone: str
    days: list[DayResponse]


def listing(view: FreeTimesView) -> dict[str, Any]:
    """The answer in the form of `SlotsResponse`."""
    length = int(view.length.total_seconds())
    service_id = str(view.service_id)
    days: dict[tuple[date, str], list[tuple[int, str]]] = defaultdict(list)
    for day in view.days:
        clinic_id = str(day.clinic_id)
        days[day.on, day.zone] += [(start, clinic_id) for start in day.starts]
    return {
        "doctor_id": str(view.doctor_id),
        "service_id": service_id,
        "duration_minutes": length // 60,
        "time_zone": view.zone,
        "days": [
            {
                "date": on.isoformat(),
                "time_zone": zone,
                "slots": [
                    {
                        "starts_at": second_text(start),
                        "ends_at": second_text(start + length),
                        "local_starts_at": wall_text(zone, start),
                        "clinic_id": clinic_id,
                        "service_id": service_id,
                        "state": "held_by_you" if start in view.held else "free",
                    }
                    for start, clinic_id in sorted(starts)
                ],
            }
            for (on, zone), starts in sorted(days.items())
        ],
    }


@told.register
def _(slot: Slot) -> dict[str, Any]:
    """An alternative looks like a listed time, and says with whom and in which zone."""
    return {
        "doctor_id": str(slot.doctor_id),
        "starts_at": told(slot.starts_at),
        "ends_at": told(slot.ends_at),
        "local_starts_at": wall_text(slot.zone, second_of(slot.starts_at)),
        "time_zone": slot.zone,
        "clinic_id": str(slot.clinic_id),
        "service_id": str(slot.service_id),
        "state": "free",
    }


@told.register
def _(reason: Reason) -> dict[str, Any]:
    """A code, and the facts that a person needs to act on."""
    return {"code": reason.code.value, "facts": told(reason.facts)}
