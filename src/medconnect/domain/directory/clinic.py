"""A clinic as people find it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from medconnect.domain.directory.events import ClinicAdded
from medconnect.domain.shared.errors import Invalid
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import ClinicId

_ZONES = available_timezones()


class InvalidPlace(Invalid):
    """Outside the earth, or in a zone that nobody keeps."""

    code = "invalid-place"
    title = "There is no such place."


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Where on the earth."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not -90 <= self.latitude <= 90:
            raise InvalidPlace("latitude")
        if not -180 <= self.longitude <= 180:
            raise InvalidPlace("longitude")


@dataclass(slots=True, kw_only=True, eq=False)
class Clinic(Newsworthy):
    """Where people go. Its zone is the one its door shows; its state decides which licences count there."""

    id: ClinicId
    name: str
    zone: str
    state: str
    city: str
    address: str
    coordinates: Coordinates | None = None
    phone: str | None = None
    is_active: bool = True

    def __post_init__(self) -> None:
        if self.zone not in _ZONES:
            raise InvalidPlace("zone")

    def added(self, now: datetime) -> None:
        """Say that it exists."""
        self._tell(ClinicAdded(subject_id=self.id, occurred_at=now))
