"""What an applicant says of their hours."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medconnect.domain.identity.application import InvalidTimeslots, Timeslots

_TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0, tzinfo=None))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("09:00-12:00,14:00-17:00", "09:00-12:00,14:00-17:00"),
        (" 14:00 - 17:00 , 9:00-12:00", "09:00-12:00,14:00-17:00"),
        ("09:00-12:00,12:00-13:00", "09:00-12:00,12:00-13:00"),
    ],
)
def test_intervals_are_read_as_people_write_them(text: str, kept: str) -> None:
    assert str(Timeslots.read(text)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "09:00",
        "12:00-09:00",
        "09:00-09:00",
        "09:00-25:00",
        "9-12",
        "09:00-12:00,11:59-13:00",
        "٠٩:٠٠-١٢:٠٠",
        "1:00-2:00," * 13,
    ],
)
def test_what_is_no_list_of_intervals_is_refused(text: str) -> None:
    with pytest.raises(InvalidTimeslots):
        Timeslots.read(text)


@given(st.lists(_TIMES, min_size=2, max_size=24, unique=True))
def test_what_was_written_reads_the_same_again(times: list[time]) -> None:
    ordered = sorted(times)[: len(times) // 2 * 2]
    pairs = tuple(zip(ordered[::2], ordered[1::2], strict=True))
    slots = Timeslots(pairs)
    assert Timeslots.read(str(slots)) == slots
