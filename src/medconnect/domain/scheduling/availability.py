"""Which times are free, and why another is not: one set of rules lists, explains, holds and books (A9)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import nsmallest

from medconnect.domain.scheduling.bars import Bar, bars, refused
from medconnect.domain.scheduling.claim import Claim
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.open_hours import Stretch, open_stretches
from medconnect.domain.scheduling.question import Question
from medconnect.domain.scheduling.reasons import Reason, ReasonCode
from medconnect.domain.scheduling.timetable import Schedule
from medconnect.domain.scheduling.zones import local_day, start_of_day
from medconnect.domain.shared.ids import ClinicId, DoctorId, RoomId, ServiceId
from medconnect.domain.shared.period import Period, instant_of, second_of

_NO_SCHEDULE = Schedule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One time that can be had."""

    doctor_id: DoctorId
    clinic_id: ClinicId
    service_id: ServiceId
    starts_at: datetime
    ends_at: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeDay:
    """The free starts of one clinic-local day, as seconds: a page of times is made without an object for each."""

    clinic_id: ClinicId
    zone: str
    on: date
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """The answer to one question, at all clinics where the doctor works."""

    question: Question
    clinics: Mapping[ClinicId, Clinic]

    def why_not(self, clinic_id: ClinicId, period: Period) -> tuple[Reason, ...]:
        """Everything that stands against this visit; nothing means that it can be had."""
        clinic, start = self.clinics[clinic_id], second_of(period.starts_at)
        reasons = list(self._against_hours(clinic, start))
        if period.length != self.question.service.length:
            reasons.append(Reason(code=ReasonCode.WRONG_LENGTH))
        reasons += (self._told(bar, start) for bar in bars(self.question, clinic, start, start + 1))
        return tuple(reasons)

    def free_days(self, within: Period, clinic_id: ClinicId | None = None) -> tuple[FreeDay, ...]:
        """All free starts in a period by clinic and clinic-local day, in order of time."""
        days = [
            FreeDay(clinic_id=clinic.id, zone=clinic.zone, on=date.fromordinal(day), starts=tuple(starts))
            for clinic in self._places(clinic_id)
            for day, starts in self._by_day(clinic, within).items()
        ]
        return tuple(sorted(days, key=lambda day: (day.on, day.starts[0], day.clinic_id)))

    def nearest(self, wanted: datetime, within: Period, limit: int) -> tuple[Slot, ...]:
        """The free times closest to the wanted one, in order of time; of two equally close ones the earlier."""
        second = second_of(wanted)
        starts = ((s, c.id) for c in self._places(None) for free in self._free(c, within) for s in free)
        closest = nsmallest(limit, starts, key=lambda found: (abs(found[0] - second), found))
        return tuple(self.slot(clinic_id, start) for start, clinic_id in sorted(closest))

    def slot(self, clinic_id: ClinicId, start: int) -> Slot:
        """A start as a time that people read."""
        service = self.question.service
        starts_at = instant_of(start)
        return Slot(
            doctor_id=self.question.doctor.id,
            clinic_id=clinic_id,
            service_id=service.id,
            starts_at=starts_at,
            ends_at=starts_at + service.length,
            zone=self.clinics[clinic_id].zone,
        )

    def clinic_open_at(self, starts_at: datetime) -> Clinic | None:
        """The clinic whose hours contain the time; where there is none, any one can say so."""
        start = second_of(starts_at)
        for clinic in self._places(None):
            if self._stretch_around(clinic, start) is not None:
                return clinic
        return next(iter(self._places(None)), None)

    def free_room(self, clinic: Clinic, period: Period) -> RoomId | None:
        """The first declared room that nobody has claimed then."""
        widened = period.widened(self.question.service.before, self.question.service.after)
        starts, ends = second_of(widened.starts_at), second_of(widened.ends_at)
        for room in clinic.rooms.get(self.question.service.id, ()):
            if not any(c.starts < ends and starts < c.ends for c in self.question.taken.get(room, ())):
                return room
        return None

    def _places(self, clinic_id: ClinicId | None) -> Sequence[Clinic]:
        if clinic_id is not None:
            return (self.clinics[clinic_id],)
        return sorted(self.clinics.values(), key=lambda clinic: clinic.id)

    def _stretches(self, clinic: Clinic, since: int, until: int) -> list[Stretch]:
        schedule = self.question.timetable.schedules.get(clinic.id, _NO_SCHEDULE)
        return open_stretches(schedule, clinic.zone, since, until)

    def _stretch_around(self, clinic: Clinic, start: int) -> Stretch | None:
        end = start + self.question.length
        around = (s for s in self._stretches(clinic, start, start + 1) if s[0] <= start and end <= s[1])
        return next(around, None)

    def _against_hours(self, clinic: Clinic, start: int) -> Iterator[Reason]:
        stretch = self._stretch_around(clinic, start)
        if stretch is None:
            yield Reason(code=ReasonCode.OUTSIDE_HOURS)
        elif (start - stretch[0]) % self.question.step:
            facts = {"anchor": instant_of(stretch[0]), "step_minutes": self.question.step // 60}
            yield Reason(code=ReasonCode.OFF_GRID, facts=facts)

    def _told(self, bar: Bar, start: int) -> Reason:
        if not isinstance(bar.facts, Claim):
            return Reason(code=bar.code, facts=bar.facts)
        claim = bar.facts
        if bar.code is ReasonCode.PATIENT_BUSY:
            facts: dict[str, object] = {"appointment_id": claim.subject_id} if claim.holder_id is None else {}
            return Reason(code=bar.code, facts=facts)
        bare = start < claim.visit_ends and claim.visit_starts < start + self.question.length
        facts = {"since": instant_of(claim.visit_starts), "until": instant_of(claim.visit_ends)}
        return Reason(code=ReasonCode.TAKEN if bare else ReasonCode.BUFFER, facts=facts)

    def _free(self, clinic: Clinic, within: Period) -> Iterator[range]:
        """The sweep: the grid of each open stretch, less the joined bars."""
        since, until = second_of(within.starts_at), second_of(within.ends_at)
        barred = refused(self.question, clinic, since, until)
        length, step, n, i = self.question.length, self.question.step, len(barred), 0
        for opens, closes in self._stretches(clinic, since, until):
            cursor, last = max(opens, since), min(closes - length + 1, until)
            while cursor < last:
                while i < n and barred[i][1] <= cursor:
                    i += 1
                gap_ends = min(last, barred[i][0]) if i < n else last
                first = cursor + (opens - cursor) % step
                if first < gap_ends:
                    yield range(first, gap_ends, step)
                cursor = barred[i][1] if i < n else last

    def _by_day(self, clinic: Clinic, within: Period) -> dict[int, list[int]]:
        days: dict[int, list[int]] = {}
        for starts in self._free(clinic, within):
            rest = starts
            while rest:
                day = local_day(clinic.zone, rest[0])
                here = bisect_right(rest, start_of_day(clinic.zone, day + 1) - 1)
                days.setdefault(day, []).extend(rest[:here])
                rest = rest[here:]
        return days
