"""Random clinics, doctors and days, at the places of the globe and the nights of the year where schedulers break."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from medconnect.domain.scheduling.claim import Claim, Resource
from medconnect.domain.scheduling.clinic import Clinic, Closure
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Doctor, Licence, Patient
from medconnect.domain.scheduling.hours import DAY_MINUTES, Hours, HoursException, WeeklyHours
from medconnect.domain.scheduling.service import Caps, Service
from medconnect.domain.scheduling.timetable import DatedHours, Leave, Opening, Schedule, Timetable
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId, PatientId, RoomId, ServiceId
from medconnect.domain.shared.period import Period, instant_of, second_of

NIGHTS: dict[str, tuple[date, ...]] = {
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "Australia/Lord_Howe": (date(2026, 10, 4), date(2026, 4, 5)),
    "Asia/Kathmandu": (date(2026, 6, 15),),
    "Africa/Cairo": (date(2026, 4, 24), date(2026, 10, 30)),
    "America/Santiago": (date(2026, 9, 6), date(2026, 4, 5)),
    "America/Havana": (date(2026, 3, 8), date(2026, 11, 1)),
    "Asia/Beirut": (date(2026, 3, 29),),
    "Pacific/Apia": (date(2011, 12, 30), date(2012, 4, 1)),
}
"""Zones, and the local dates on which their clocks change; Kathmandu has 45 minutes, Apia lost a whole day."""

DOCTOR, CLINIC, SERVICE = DoctorId(UUID(int=1)), ClinicId(UUID(int=2)), ServiceId(UUID(int=3))
PATIENT, OTHER_SERVICE = PatientId(UUID(int=4)), ServiceId(UUID(int=5))
ROOMS = (RoomId(UUID(int=6)), RoomId(UUID(int=7)))

minutes = st.integers(0, DAY_MINUTES - 1)
lengths = st.sampled_from([5, 10, 15, 20, 25, 30, 45, 50, 60, 90])
buffers = st.sampled_from([0, 0, 5, 10, 15, 40])


def rarely(*values: Any, usual: Any) -> st.SearchStrategy[Any]:
    """One of these now and then: if every rule refused half of the time, hardly anything would be left to offer."""
    return st.sampled_from([usual] * 9 * len(values) + list(values))


@st.composite
def day_hours(draw: st.DrawFn) -> tuple[Hours, ...]:
    """Up to three windows of one day that do not overlap; the last may run into the next morning."""
    marks = sorted(draw(st.sets(st.integers(0, 95), min_size=2, max_size=6)))
    spans = [(a * 15, b * 15) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    found = [Hours(opens=opens, closes=closes) for opens, closes in spans]
    if draw(st.booleans()):
        last = found.pop()
        early = draw(st.integers(0, last.opens // 15)) * 15
        found.append(Hours(opens=last.opens, closes=early if early < last.opens else DAY_MINUTES))
    return tuple(found)


weeks = st.one_of(
    st.lists(st.one_of(day_hours(), day_hours(), day_hours(), st.just(())), min_size=7, max_size=7).map(
        lambda days: WeeklyHours(days=tuple(days))
    ),
    st.just(WeeklyHours(days=((Hours(opens=0, closes=DAY_MINUTES),),) * 7)),
)


@dataclass(frozen=True)
class World:
    """Everything that an answer about free times depends on, as plain as possible."""

    zone: str
    timetable: Timetable
    clinic: Clinic
    service: Service
    doctor: Doctor
    claims: tuple[Claim, ...]
    patient: Patient
    since: datetime
    until: datetime
    now: datetime

    def diary(self) -> Diary:
        """The engine's view of it."""
        return Diary(
            doctor=self.doctor,
            timetable=self.timetable,
            clinics={self.clinic.id: self.clinic},
            service=self.service,
            known=Period(starts_at=self.since, ends_at=self.until),
            claims=self.claims,
            patients={self.patient.id: self.patient},
        )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """One doctor at one clinic around a night on which the clocks change, or an ordinary one."""
    zone = draw(st.sampled_from(sorted(NIGHTS)))
    night = draw(st.sampled_from(NIGHTS[zone])) + timedelta(days=draw(st.integers(-1, 1)))
    noon = datetime(night.year, night.month, night.day, 12, tzinfo=UTC)
    since = noon + timedelta(minutes=draw(st.integers(-40 * 60, -6 * 60)))
    until = since + timedelta(minutes=draw(st.integers(60, 36 * 60)))
    service = Service(
        id=SERVICE,
        doctor_id=DOCTOR,
        name="Visit",
        length=timedelta(minutes=draw(lengths)),
        step=timedelta(minutes=draw(lengths)),
        before=timedelta(minutes=draw(buffers)),
        after=timedelta(minutes=draw(buffers)),
        notice=timedelta(minutes=draw(rarely(45, 600, usual=0))),
        horizon_days=draw(rarely(0, 1, 2, usual=100)),
        caps=draw(caps()),
        min_age=draw(rarely(18, usual=None)),
    )
    schedule = Schedule(
        weekly=draw(weeks),
        exceptions=draw(exceptions(night)),
        openings=tuple(
            Opening(id=ChangeId(UUID(int=100 + n)), clinic_id=CLINIC, period=period)
            for n, period in enumerate(draw(st.lists(periods(noon), max_size=2)))
        ),
    )
    leave = draw(st.lists(periods(noon), max_size=1))
    closures = draw(st.lists(periods(noon), max_size=1))
    return World(
        zone=zone,
        timetable=Timetable(
            doctor_id=DOCTOR,
            schedules={CLINIC: schedule},
            leave=tuple(Leave(id=ChangeId(UUID(int=200 + n)), period=p) for n, p in enumerate(leave)),
        ),
        clinic=Clinic(
            id=CLINIC,
            zone=zone,
            state="NY",
            closures=tuple(Closure(id=ChangeId(UUID(int=300 + n)), period=p) for n, p in enumerate(closures)),
            rooms={SERVICE: ROOMS[: draw(st.integers(0, 2))]},
        ),
        service=service,
        doctor=Doctor(id=DOCTOR, active=draw(rarely(False, usual=True)), licences=draw(licences(night))),
        claims=tuple(draw(st.lists(claims(noon, zone), max_size=8))),
        patient=Patient(id=PATIENT, born_on=draw(st.sampled_from([None, date(1980, 1, 1), birthday_of_18(night)]))),
        since=since,
        until=until,
        now=draw(st.sampled_from([since - timedelta(hours=20), since + timedelta(minutes=90)])),
    )


def birthday_of_18(on: date) -> date:
    """Somebody who comes of age on that day."""
    return on.replace(year=on.year - 18)


@st.composite
def caps(draw: st.DrawFn) -> Caps:
    """Mostly none."""
    some = rarely(1, 2, usual=None)
    return Caps(doctor_daily=draw(some), service_daily=draw(some), patient_daily=draw(some))


@st.composite
def licences(draw: st.DrawFn, night: date) -> tuple[Licence, ...]:
    """Valid for ever, or from or until the night itself."""
    from_on = draw(rarely(night, usual=date(2000, 1, 1)))
    until_on = draw(rarely(night, usual=None))
    return (Licence(state="NY", valid_from=from_on, valid_until=until_on),)


@st.composite
def exceptions(draw: st.DrawFn, night: date) -> dict[date, DatedHours]:
    """Other hours on the night itself or beside it."""
    found = {}
    for on in draw(st.sets(st.sampled_from([night - timedelta(days=1), night, night + timedelta(days=1)]), max_size=2)):
        hours = draw(st.one_of(st.just(()), day_hours()))
        dated = DatedHours(
            id=ChangeId(UUID(int=on.toordinal())), clinic_id=CLINIC, exception=HoursException(on=on, hours=hours)
        )
        found[on] = dated
    return found


@st.composite
def periods(draw: st.DrawFn, noon: datetime) -> Period:
    """Some minutes to a day, within two days of noon."""
    starts = noon + timedelta(minutes=draw(st.integers(-2 * DAY_MINUTES, 2 * DAY_MINUTES)))
    return Period.lasting(starts, timedelta(minutes=draw(st.integers(1, DAY_MINUTES // 3))))


@st.composite
def claims(draw: st.DrawFn, noon: datetime, zone: str) -> Claim:
    """A visit or a hold of somebody, alive or dead, the doctor's, the patient's or a room's."""
    starts = second_of(noon) + 60 * draw(st.integers(-2 * DAY_MINUTES, 2 * DAY_MINUTES))
    ends = starts + 60 * draw(lengths)
    resource_id, resource = draw(
        st.sampled_from(
            [
                (DOCTOR, Resource.DOCTOR),
                (PATIENT, Resource.PATIENT),
                (ROOMS[0], Resource.ROOM),
                (ROOMS[1], Resource.ROOM),
            ]
        )
    )
    before, after = (0, 0) if resource is Resource.PATIENT else (60 * draw(buffers), 60 * draw(buffers))
    holder, expires = draw(
        st.sampled_from([(None, None), (None, None), (PATIENT, 2**33), (SERVICE, 2**33), (SERVICE, 1)])
    )
    return Claim(
        resource_id=resource_id,
        resource=resource,
        subject_id=UUID(int=1000 + draw(st.integers(0, 10**9))),
        starts=starts - before,
        ends=ends + after,
        visit_starts=starts,
        visit_ends=ends,
        service_id=draw(st.sampled_from([SERVICE, OTHER_SERVICE])),
        on=instant_of(starts).astimezone(ZoneInfo(zone)).toordinal(),
        holder_id=holder,
        expires=expires,
    )
