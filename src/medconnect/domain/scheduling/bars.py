"""The rules of availability, each in the same form: which *starts* does it refuse?

A visit that would overlap a leave from 10:00 to 11:00 is refused for a stretch of starts. Written like this, listing
is "the grid less all bars" and explaining is "the bars that one start lies in": the same rules, asked twice (A9).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from math import ceil
from typing import NamedTuple

from medconnect.domain.scheduling.claim import Claim
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.doctor import Acceptance, age_on
from medconnect.domain.scheduling.open_hours import Stretch, merged
from medconnect.domain.scheduling.question import Question
from medconnect.domain.scheduling.reasons import ReasonCode
from medconnect.domain.scheduling.service import Mode
from medconnect.domain.scheduling.zones import local_day, start_of_day
from medconnect.domain.shared.period import Period, instant_of, second_of

Facts = Mapping[str, object]
_NO_FACTS: Facts = {}


class Bar(NamedTuple):
    """Starts in `[first, end)` are refused."""

    first: int
    end: int
    code: ReasonCode
    facts: Facts | Claim = _NO_FACTS


Rule = Callable[[Question, Clinic, int, int], Iterable[Bar]]


def _clock(question: Question, clinic: Clinic, since: int, until: int) -> Iterator[Bar]:
    """Past means `start <= now` (T9); notice is elapsed time, the horizon counts clinic-local days (A6)."""
    now = question.now.timestamp()
    if since <= now:
        yield Bar(since, int(now) + 1, ReasonCode.PAST)
    earliest = ceil(now + question.service.notice.total_seconds())
    if question.service.notice and since < earliest:
        yield Bar(since, earliest, ReasonCode.TOO_SOON, {"earliest": instant_of(earliest)})
    last_day = local_day(clinic.zone, int(now)) + question.service.horizon_days
    end = start_of_day(clinic.zone, last_day + 1)
    if end < until:
        yield Bar(end, until, ReasonCode.BEYOND_HORIZON, {"last_day": date.fromordinal(last_day)})


def _absence(length: int, period: Period, code: ReasonCode) -> Bar:
    starts, ends = second_of(period.starts_at), second_of(period.ends_at)
    return Bar(starts - length + 1, ends, code, {"since": period.starts_at, "until": period.ends_at})


def _closures(question: Question, clinic: Clinic, _since: int, _until: int) -> Iterator[Bar]:
    return (_absence(question.length, closure.period, ReasonCode.CLOSED) for closure in clinic.closures)


def _leave(question: Question, _clinic: Clinic, _since: int, _until: int) -> Iterator[Bar]:
    return (_absence(question.length, leave.period, ReasonCode.ON_LEAVE) for leave in question.timetable.leave)


def _doctor(question: Question, _clinic: Clinic, _since: int, _until: int) -> Iterable[Bar]:
    claims = question.taken.get(question.doctor.id, ())
    return [
        Bar(first, end, ReasonCode.TAKEN, c)
        for c, (first, end) in zip(claims, _kept_off(question, claims), strict=True)
    ]


def _kept_off(question: Question, claims: Iterable[Claim]) -> list[Stretch]:
    """Claims carry their own buffers, the wanted visit brings its own: they add up (A5)."""
    reach, before = question.length + question.after - 1, question.before
    return [(c.starts - reach, c.ends + before) for c in claims]


def _patient(question: Question, _clinic: Clinic, _since: int, _until: int) -> Iterator[Bar]:
    """A patient is in one place at a time, across all doctors (P1)."""
    if question.asker.patient_id is not None:
        for c in question.taken.get(question.asker.patient_id, ()):
            yield Bar(c.starts - question.length + 1, c.ends, ReasonCode.PATIENT_BUSY, c)


def _rooms(question: Question, clinic: Clinic, _since: int, _until: int) -> Iterator[Bar]:
    """Where rooms are declared, a start is refused while every one of them is taken."""
    rooms = clinic.rooms.get(question.service.id, ())
    reach = question.length + question.after - 1
    edges: list[tuple[int, int]] = []
    for room in rooms:
        bars = sorted((c.starts - reach, c.ends + question.before) for c in question.taken.get(room, ()))
        for first, end in merged(bars):
            edges += [(first, 1), (end, -1)]
    full_since, busy = 0, 0
    for second, change in sorted(edges):
        if busy == len(rooms):
            yield Bar(full_since, second, ReasonCode.NO_ROOM)
        busy += change
        full_since = second


def _days(question: Question, clinic: Clinic, since: int, until: int) -> Iterator[Bar]:
    """What depends on the clinic-local date of the visit (T6)."""
    first, last = local_day(clinic.zone, since), local_day(clinic.zone, until - 1)
    verdicts = [*_caps(question, clinic), *_insurance(question, clinic), *_age(question, clinic)]
    if not _licensed_throughout(question, clinic, first, last):
        verdicts += _licence(question, clinic)
    if verdicts:
        for day in range(first, last + 1):
            for code, facts, refused in verdicts:
                if refused(day):
                    yield Bar(start_of_day(clinic.zone, day), start_of_day(clinic.zone, day + 1), code, facts)


Verdict = tuple[ReasonCode, Facts, Callable[[int], bool]]


def _caps(question: Question, _clinic: Clinic) -> Iterator[Verdict]:
    caps, doctor, service = question.service.caps, question.doctor.id, question.service.id
    if (most := caps.doctor_daily) is not None:
        yield _cap(ReasonCode.DOCTOR_CAP, most, question.per_day(doctor))
    if (most := caps.service_daily) is not None:
        yield _cap(ReasonCode.SERVICE_CAP, most, question.per_day(doctor, service))
    if (most := caps.patient_daily) is not None and question.asker.patient_id is not None:
        yield _cap(ReasonCode.PATIENT_CAP, most, question.per_day(question.asker.patient_id))


def _cap(code: ReasonCode, most: int, counts: Mapping[int, int]) -> Verdict:
    return code, {"limit": most}, lambda day: counts.get(day, 0) >= most


def _licence(question: Question, clinic: Clinic) -> Iterator[Verdict]:
    """Where the patient will be: at the clinic, or in the state they named for a video visit (P4)."""
    state = clinic.state if question.service.mode is Mode.IN_PERSON else question.asker.state
    if state is not None:
        doctor = question.doctor
        yield (
            ReasonCode.NOT_LICENSED,
            {"state": state},
            lambda day: not doctor.licensed_in(state, date.fromordinal(day)),
        )


def _licensed_throughout(question: Question, clinic: Clinic, first: int, last: int) -> bool:
    """One licence for all the days that are looked at, as is usual, spares looking at each of them."""
    state = clinic.state if question.service.mode is Mode.IN_PERSON else question.asker.state
    begins, ends = date.fromordinal(first), date.fromordinal(last)
    return state is None or any(
        licence.covers(state, begins) and licence.covers(state, ends) for licence in question.doctor.licences
    )


def _insurance(question: Question, clinic: Clinic) -> Iterator[Verdict]:
    cover = question.asker.cover
    if cover is not None:
        doctor = question.doctor
        yield (
            ReasonCode.NOT_INSURED,
            {"plan_id": cover.plan_id},
            lambda day: doctor.accepts(cover, clinic.id, date.fromordinal(day)) is Acceptance.NOT_ACCEPTED,
        )


def _age(question: Question, _clinic: Clinic) -> Iterator[Verdict]:
    """The age on the day of the visit decides."""
    born_on, service = question.asker.born_on, question.service
    if born_on is not None:
        yield (
            ReasonCode.AGE,
            {"min_age": service.min_age, "max_age": service.max_age},
            lambda day: not service.suits_age(age_on(born_on, date.fromordinal(day))),
        )


def _active(question: Question, _clinic: Clinic, since: int, until: int) -> Iterator[Bar]:
    if not question.doctor.active:
        yield Bar(since, until, ReasonCode.DEACTIVATED)


_BESIDE_THE_DOCTOR: tuple[Rule, ...] = (_active, _clock, _closures, _leave, _patient, _rooms, _days)
RULES: tuple[Rule, ...] = (_doctor, *_BESIDE_THE_DOCTOR)


def bars(question: Question, clinic: Clinic, since: int, until: int) -> Iterator[Bar]:
    """Everything that stands against a start in `[since, until)`."""
    for rule in RULES:
        for bar in rule(question, clinic, since, until):
            if bar.first < until and bar.end > since:
                yield bar


def refused(question: Question, clinic: Clinic, since: int, until: int) -> list[Stretch]:
    """The same bars joined and without their reasons, which nobody asks of times that are only left out. A doctor's
    claims are most of them, so they are not dressed up as bars first."""
    stretches = _kept_off(question, question.taken.get(question.doctor.id, ()))
    stretches += [bar[:2] for rule in _BESIDE_THE_DOCTOR for bar in rule(question, clinic, since, until)]
    stretches.sort()
    return merged(stretches)
