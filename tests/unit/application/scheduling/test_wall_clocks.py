"""Times that are read off the clinic's wall."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.builders.scheduling import FrontDesk, a_timetable, weekly

from medconnect.application.scheduling.read_wall_clock import ReadWallClock, ReadWallClockQuery
from medconnect.domain.identity.actor import VISITOR
from medconnect.domain.scheduling.timetable import Schedule, Timetable
from medconnect.domain.scheduling.zones import NonexistentTime
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import ClinicId, DoctorId
from medconnect.domain.shared.period import TimeOutOfRange

NIGHT = weekly(("00:00", "06:00"), days=range(7))


@pytest.fixture
def read(desk: FrontDesk) -> ReadWallClock:
    return ReadWallClock(read=desk.house.read)


def asked(wall: str, **where: object) -> ReadWallClockQuery:
    return ReadWallClockQuery(actor=VISITOR, wall=datetime.fromisoformat(wall), field="starts_at", **where)  # type: ignore[arg-type]


async def test_the_clinic_whose_hours_contain_the_time_is_meant(desk: FrontDesk, read: ReadWallClock) -> None:
    east, west = await desk.clinic(), await desk.clinic(zone="America/Los_Angeles")
    doctor = await desk.doctor(east, west, hours=weekly())
    mornings, afternoons = (Schedule(weekly=weekly(span)) for span in (("09:00", "12:00"), ("13:00", "17:00")))
    async with desk.house.begin(desk.admin()) as work:
        await work.timetables.save(Timetable(doctor_id=doctor.id, schedules={east.id: mornings, west.id: afternoons}))
        await work.commit()

    assert await read(asked("2026-03-03T10:00", doctor_id=doctor.id)) == datetime(2026, 3, 3, 15, tzinfo=UTC)
    assert await read(asked("2026-03-03T14:00", doctor_id=doctor.id)) == datetime(2026, 3, 3, 22, tzinfo=UTC)
    nowhere_open = await read(asked("2026-03-03T20:00", doctor_id=doctor.id))
    assert nowhere_open == datetime(2026, 3, 4, 1, tzinfo=UTC)


async def test_a_doctor_who_has_hours_at_one_of_two_clinics_is_there(desk: FrontDesk, read: ReadWallClock) -> None:
    east, west = await desk.clinic(), await desk.clinic(zone="America/Los_Angeles")
    doctor = await desk.doctor(east, west)
    async with desk.house.begin(desk.admin()) as work:
        await work.timetables.save(a_timetable(doctor.id, [west.id]))
        await work.commit()

    assert await read(asked("2026-03-03T10:00", doctor_id=doctor.id)) == datetime(2026, 3, 3, 18, tzinfo=UTC)


async def test_an_ambiguous_time_is_its_first_occurrence(desk: FrontDesk, read: ReadWallClock) -> None:
    doctor = await desk.doctor(hours=NIGHT)

    first = await read(asked("2026-11-01T01:30", doctor_id=doctor.id))

    assert first == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


async def test_a_time_that_one_of_two_zones_skips_is_meant_in_the_other(desk: FrontDesk, read: ReadWallClock) -> None:
    east, tokyo = await desk.clinic(), await desk.clinic(zone="Asia/Tokyo")
    doctor = await desk.doctor(east, tokyo, hours=NIGHT)
    skipped = asked("2026-03-08T02:30", doctor_id=doctor.id)

    assert await read(skipped) == datetime(2026, 3, 7, 17, 30, tzinfo=UTC)
    for only in (
        replace(skipped, doctor_id=None, clinic_id=east.id),
        replace(skipped, doctor_id=(await desk.doctor()).id),
    ):
        with pytest.raises(NonexistentTime) as refused:
            await read(only)
        assert refused.value.field == "starts_at"


async def test_where_there_is_no_wall_there_is_no_time(desk: FrontDesk, read: ReadWallClock) -> None:
    for where in ({}, {"doctor_id": DoctorId(desk.new_id())}, {"clinic_id": ClinicId(desk.new_id())}):
        with pytest.raises(NotFound):
            await read(asked("2026-03-03T12:00", **where))
    for year in (1, 1999, 2101, 9999):
        with pytest.raises(TimeOutOfRange):
            await read(asked(f"{year:04}-03-03T12:00"))
