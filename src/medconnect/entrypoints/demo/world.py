"""What there is in the demo: places, plans, and how doctors differ."""

from dataclasses import dataclass
from datetime import timedelta

from medconnect.domain.directory.clinic import Coordinates
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.scheduling.service import Mode

SEED = 20_260_314
DOCTORS_OF_EACH = 2
PATIENTS = 24


@dataclass(frozen=True, slots=True)
class Place:
    """A clinic of the demo."""

    name: str
    zone: str
    state: str
    city: str
    address: str
    coordinates: Coordinates
    phone: str


PLACES = (
    Place(
        "Riverside Health Center",
        "America/New_York",
        "NY",
        "New York",
        "200 Riverside Walk, New York, NY 10024",
        Coordinates(40.7870, -73.9810),
        "+1 212 555 0110",
    ),
    Place(
        "Harbor Family Clinic",
        "America/New_York",
        "NY",
        "Brooklyn",
        "15 Harbor Street, Brooklyn, NY 11231",
        Coordinates(40.6770, -74.0100),
        "+1 718 555 0111",
    ),
    Place(
        "Lakeside Medical",
        "America/Chicago",
        "IL",
        "Chicago",
        "480 Lakeside Drive, Chicago, IL 60611",
        Coordinates(41.8925, -87.6150),
        "+1 312 555 0112",
    ),
    Place(
        "Bayview Clinic",
        "America/Los_Angeles",
        "CA",
        "San Francisco",
        "77 Bayview Terrace, San Francisco, CA 94124",
        Coordinates(37.7290, -122.3900),
        "+1 415 555 0113",
    ),
)

PLANS = (
    ("Evergreen PPO", "Evergreen Health"),
    ("Evergreen Basic", "Evergreen Health"),
    ("Northstar HMO", "Northstar Insurance"),
    ("Northstar Silver", "Northstar Insurance"),
    ("Unity Family", "Unity Mutual"),
    ("Community Care", "State Community Plan"),
)

GIVEN_NAMES = (
    *("Amara", "Anna", "Aisha", "Benjamin", "Carlos", "Chloe", "Daniel", "Elena", "Farid", "Grace", "Hana", "Imran"),
    *("Julia", "Kenji", "Laila", "Marcus", "Nadia", "Oscar", "Priya", "Rafael", "Sofia", "Tomas", "Uma", "Victor"),
)
FAMILY_NAMES = (
    *("Abbott", "Bauer", "Castillo", "Das", "Eriksen", "Fontaine", "Gupta", "Haddad", "Ivanova", "Jensen", "Kim"),
    *("Lindqvist", "Moreno", "Nakamura", "Osei", "Petrov", "Quinn", "Rahman", "Silva", "Tanaka", "Umarov", "Vargas"),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of visit that doctors of the demo offer."""

    name: str
    mode: Mode
    length: timedelta
    after: timedelta
    share_of_fee: float


OFFERS = (
    Offer("Visit at the clinic", Mode.IN_PERSON, timedelta(minutes=30), timedelta(minutes=0), 1.0),
    Offer("Video visit", Mode.VIDEO, timedelta(minutes=20), timedelta(minutes=10), 0.7),
)

WEEKS = (
    (
        *((day, "09:00", "12:00") for day in (0, 1, 2, 3)),
        *((day, "13:00", "17:00") for day in (0, 2)),
        (4, "09:00", "15:00"),
    ),
    ((0, "08:00", "14:00"), (1, "12:00", "19:00"), (3, "08:00", "14:00"), (4, "08:00", "12:00")),
    ((1, "10:00", "18:00"), (2, "10:00", "18:00"), (4, "10:00", "16:00"), (5, "09:00", "12:00")),
)
"""Three ordinary weeks: weekday, opens, closes."""

FEES = {
    SpecialtyCode.GENERAL_MEDICINE: 90,
    SpecialtyCode.PEDIATRICS: 95,
    SpecialtyCode.DENTISTRY: 110,
    SpecialtyCode.PSYCHIATRY: 160,
    SpecialtyCode.ONCOLOGY: 220,
    SpecialtyCode.CARDIOLOGY: 190,
}
USUAL_FEE = 140
