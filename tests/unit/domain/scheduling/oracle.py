"""A second opinion on free times, written without a look at the engine: it walks through the night minute by minute.

For each UTC minute it asks what the clock on the clinic's wall shows, opens and closes doors when the wall clock
first reaches a boundary, and crosses out minutes. It is slow and knows no intervals, caches or sweeps.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.strategies.scheduling import CLINIC, PATIENT, World

from medconnect.domain.scheduling.claim import Claim, Resource

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Oracle:
    """What can be had in a world, by brute force."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.zone = ZoneInfo(world.zone)
        self.schedule = world.timetable.schedules[CLINIC]
        self.minutes = self._minutes()
        self.walls = [minute.astimezone(self.zone) for minute in self.minutes]
        self.naive = [wall.replace(tzinfo=None) for wall in self.walls]
        self.seen: dict[datetime, int] = {}
        self.weeks: dict[date, tuple[int, int, bool]] = {}
        self.open = self._open_minutes()
        self.length = world.service.length // MINUTE
        self.step = world.service.step // MINUTE

    def starts(self) -> set[datetime]:
        """Every start in the asked period that is offered to the patient."""
        found: set[datetime] = set()
        anchor: int | None = None
        for n, minute in enumerate(self.minutes):
            if not self.open[n]:
                anchor = None
            elif anchor is None or self._week_is_over(anchor, n):
                anchor = n
            if anchor is None or (n - anchor) % self.step or not self.world.since <= minute < self.world.until:
                continue
            whole = all(self.open[k] and not self._week_is_over(anchor, k) for k in range(n, n + self.length))
            if whole and self._is_free(minute, self.walls[n].date()):
                found.add(minute)
        return found

    def _minutes(self) -> list[datetime]:
        first = self.world.since.replace(second=0) - 23 * DAY
        return [first + k * MINUTE for k in range((self.world.until - first) // MINUTE + 3 * 1440)]

    def _open_minutes(self) -> list[bool]:
        """Doors open when the wall clock first reaches the hour, and close when it first reaches the other."""
        is_open = [False] * len(self.minutes)
        first_day, last_day = self.naive[0].date() + DAY, self.naive[-1].date() - DAY
        day = first_day
        while day <= last_day:
            for opens, closes in self._hours_of(day):
                start = self._first_minute_showing(datetime.combine(day, datetime.min.time()) + opens * MINUTE)
                end = self._first_minute_showing(datetime.combine(day, datetime.min.time()) + closes * MINUTE)
                is_open[start:end] = [True] * max(0, end - start)
            day += DAY
        for opening in self.schedule.openings:
            begins = (opening.period.starts_at - self.minutes[0]) // MINUTE
            lasts = opening.period.length // MINUTE
            is_open[begins : begins + lasts] = [True] * lasts
        return is_open

    def _hours_of(self, day: date) -> list[tuple[int, int]]:
        dated = self.schedule.exceptions.get(day)
        hours = self.schedule.weekly.days[day.weekday()] if dated is None else dated.exception.hours
        return [(h.opens, h.closes if h.closes > h.opens else h.closes + 1440) for h in hours]

    def _first_minute_showing(self, wall: datetime) -> int:
        """By looking at every minute near it: the clock may jump over the wall time, or show it twice."""
        if wall not in self.seen:
            self.seen[wall] = self._search(wall)
        return self.seen[wall]

    def _search(self, wall: datetime) -> int:
        guess = int((wall.replace(tzinfo=UTC) - self.minutes[0]) / MINUTE)
        for n in range(max(0, guess - 27 * 60), min(len(self.naive), guess + 27 * 60)):
            if self.naive[n] >= wall:
                return n
        return len(self.naive) - 1

    def _week_is_over(self, anchor: int, n: int) -> bool:
        """Round-the-clock hours: whoever has been open since the Monday before begins anew on Monday."""
        on = self.walls[n].date()
        monday = on - on.weekday() * DAY
        if monday not in self.weeks:
            begins = self._first_minute_showing(datetime.combine(monday, datetime.min.time()))
            before = self._first_minute_showing(datetime.combine(monday - 7 * DAY, datetime.min.time()))
            self.weeks[monday] = begins, before, all(self.open[before:begins])
        begins, before, unbroken = self.weeks[monday]
        return unbroken and anchor <= before and anchor < begins <= n

    def _is_free(self, start: datetime, on: date) -> bool:
        world, service = self.world, self.world.service
        during = [start + k * MINUTE for k in range(self.length)]
        today = world.now.astimezone(self.zone).date()
        if start <= world.now or start < world.now + service.notice or (on - today).days > service.horizon_days:
            return False
        if not world.doctor.active or not any(
            lic.state == "NY" and lic.valid_from <= on and (lic.valid_until is None or on <= lic.valid_until)
            for lic in world.doctor.licences
        ):
            return False
        absences = [leave.period for leave in world.timetable.leave] + [c.period for c in world.clinic.closures]
        for away in absences:
            if any(away.starts_at <= minute < away.ends_at for minute in during):
                return False
        return self._nobody_else(start, during) and self._under_caps(on) and self._old_enough(on)

    def _nobody_else(self, start: datetime, during: list[datetime]) -> bool:
        service = self.world.service
        first, last = during[0] - service.before, during[-1] + service.after
        stretched = [first + k * MINUTE for k in range((last - first) // MINUTE + 1)]
        for claim in self._counted():
            if claim.resource is Resource.DOCTOR and any(_covers(claim, minute) for minute in stretched):
                return False
            if claim.resource is Resource.PATIENT and any(_covers(claim, minute) for minute in during):
                return False
        rooms = self.world.clinic.rooms[service.id]
        return not rooms or any(
            not any(c.resource_id == room and _covers(c, minute) for c in self._counted() for minute in stretched)
            for room in rooms
        )

    def _counted(self) -> list[Claim]:
        now = self.world.now.timestamp()
        return [c for c in self.world.claims if (c.expires is None or c.expires > now) and c.holder_id != PATIENT]

    def _under_caps(self, on: date) -> bool:
        caps, claims = self.world.service.caps, [c for c in self._counted() if date.fromordinal(c.on) == on]
        doctors = [c for c in claims if c.resource is Resource.DOCTOR]
        same = [c for c in doctors if c.service_id == self.world.service.id]
        patients = [c for c in claims if c.resource is Resource.PATIENT]
        return all(
            cap is None or len(found) < cap
            for cap, found in ((caps.doctor_daily, doctors), (caps.service_daily, same), (caps.patient_daily, patients))
        )

    def _old_enough(self, on: date) -> bool:
        born, least = self.world.patient.born_on, self.world.service.min_age
        if born is None or least is None:
            return True
        return (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) >= least


def _covers(claim: Claim, minute: datetime) -> bool:
    return claim.starts <= minute.timestamp() < claim.ends
