"""Who and where, with names; and money."""

from uuid import UUID

from medconnect.application.scheduling.ports import Named
from medconnect.domain.shared.ids import ClinicId
from medconnect.domain.shared.money import Money
from medconnect.entrypoints.http.schemas import ResponseBody


class PartyResponse(ResponseBody):
    """A doctor, a patient or a service by name."""

    id: UUID
    name: str


class PlaceResponse(ResponseBody):
    """A clinic, with the zone in which its clocks are read."""

    id: UUID
    name: str
    city: str
    time_zone: str

    @classmethod
    def of(cls, clinic_id: ClinicId, named: Named) -> "PlaceResponse":
        place = named.clinics[clinic_id]
        return cls(id=clinic_id, name=place.name, city=place.city, time_zone=place.zone)


class MoneyResponse(ResponseBody):
    """An exact amount."""

    amount: str
    currency: str

    @classmethod
    def of(cls, money: Money | None) -> "MoneyResponse | None":
        return None if money is None else cls(amount=str(money.amount), currency=money.currency)
