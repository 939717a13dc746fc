"""Who waits for a time, and to whom a freed one is offered. Rules only: an offer is a hold like any other."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Self

from medconnect.domain.scheduling.availability import Slot
from medconnect.domain.scheduling.hours import Hours
from medconnect.domain.scheduling.zones import local_time
from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId, WaitlistEntryId

_EVERY_DAY = frozenset(range(7))


class InvalidWaitlistEntry(Invalid):
    """Days that end before they begin, or none of the week."""

    code = "invalid-waitlist-entry"
    title = "No time could ever fit this wish."


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistEntry:
    """What one patient waits for, in the clinic's days and hours. `declined` are times they did not want."""

    id: WaitlistEntryId
    patient_id: PatientId
    doctor_id: DoctorId
    service_id: ServiceId
    joined_at: datetime
    first_on: date
    last_on: date
    clinic_id: ClinicId | None = None
    weekdays: frozenset[int] = _EVERY_DAY
    hours: Hours | None = None
    lead: timedelta = timedelta(hours=2)
    declined: frozenset[datetime] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise InvalidWaitlistEntry("last_on")
        if not self.weekdays or not self.weekdays <= _EVERY_DAY:
            raise InvalidWaitlistEntry("weekdays")

    def wants(self, slot: Slot, now: datetime) -> bool:
        """Whether this time fits, leaves enough time to come, and was not declined before."""
        local = local_time(slot.starts_at, slot.zone)
        return (
            (slot.doctor_id, slot.service_id) == (self.doctor_id, self.service_id)
            and self.clinic_id in (None, slot.clinic_id)
            and self.first_on <= local.on <= self.last_on
            and local.on.weekday() in self.weekdays
            and self._at_a_good_hour(local.wall, slot.ends_at - slot.starts_at)
            and slot.starts_at >= now + self.lead
            and slot.starts_at not in self.declined
        )

    def decline(self, slot: Slot) -> Self:
        """The same wish, without that time."""
        return replace(self, declined=self.declined | {slot.starts_at})

    def _at_a_good_hour(self, wall: datetime, length: timedelta) -> bool:
        if self.hours is None:
            return True
        opens, closes = self.hours.span
        starts = wall.hour * 60 + wall.minute
        return opens <= starts and starts + length // timedelta(minutes=1) <= closes


def whom_to_offer(slot: Slot, waiting: Iterable[WaitlistEntry], now: datetime) -> WaitlistEntry | None:
    """One at a time: whoever has waited longest among those whom it fits."""
    fitting = (entry for entry in waiting if entry.wants(slot, now))
    return min(fitting, key=lambda entry: (entry.joined_at, entry.id), default=None)
