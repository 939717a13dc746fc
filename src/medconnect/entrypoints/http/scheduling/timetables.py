"""Working time: a doctor's own under `/doctors/me`, anybody's for the desk under `/doctors/{id}`.

Both have the same routes, so they are written once and hung up twice. Every change is kept at once, cancels nothing and
answers whom it affects; with `?preview=true` it only answers (A8).
"""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from medconnect.application.scheduling.add_exception import AddException, AddExceptionCommand
from medconnect.application.scheduling.add_leave import AddLeave, AddLeaveCommand
from medconnect.application.scheduling.add_opening import AddOpening, AddOpeningCommand
from medconnect.application.scheduling.set_schedule import SetSchedule, SetScheduleCommand
from medconnect.application.scheduling.take_back_change import TakeBackChange, TakeBackChangeCommand
from medconnect.application.shared.handling import Contention
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.scheduling.hours import HoursException
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated
from medconnect.domain.shared.ids import ChangeId, ClinicId, DoctorId
from medconnect.domain.shared.period import Period, checked_day
from medconnect.entrypoints.http.dependencies import CurrentActor, PagingQuery, provided
from medconnect.entrypoints.http.scheduling.change_schemas import ChangeResponse
from medconnect.entrypoints.http.scheduling.moments import Wall, WallReader
from medconnect.entrypoints.http.scheduling.naming import Names
from medconnect.entrypoints.http.scheduling.timetable_schemas import (
    Absence,
    AbsenceResponse,
    ExceptionBody,
    ExceptionResponse,
    OpeningBody,
    OpeningResponse,
    TimetableResponse,
    WeeklySchedule,
)
from medconnect.entrypoints.http.scheduling.workplaces import WorkplacesOf, named_diary, own_diary
from medconnect.entrypoints.http.schemas import PageResponse, refuses, router

LOOKS = refuses(Unauthenticated, SessionOver, Forbidden, NotFound, invalid=True)
CHANGES = refuses(Unauthenticated, SessionOver, Forbidden, NotFound, Contention, invalid=True)

Preview = Annotated[bool, Query(description="Answer whom it would affect, and change nothing.")]


async def period_of(
    body: Absence, wall: WallReader, *, doctor_id: DoctorId | None = None, clinic_id: ClinicId | None = None
) -> Period:
    """The stretch that is meant; both ends are read off the same wall."""
    starts_at = await wall.instant(body.starts_at, "starts_at", doctor_id=doctor_id, clinic_id=clinic_id)
    ends_at = await wall.instant(body.ends_at, "ends_at", doctor_id=doctor_id, clinic_id=clinic_id)
    return Period(starts_at=starts_at, ends_at=ends_at)


def created(response: Response, preview: bool) -> None:
    """A preview has made nothing."""
    response.status_code = 200 if preview else 201


def timetable_routes(path: str, schedule_path: str, whose: Callable[..., DoctorId], suffix: str) -> APIRouter:
    """The routes for one way of saying whose working time it is."""
    timetables = router(tags=["Directory"])
    Diary = Annotated[DoctorId, Depends(whose)]  # noqa: N806 - a type

    def route(verb: str, name: str, at: str, **more: Any) -> Callable[[Callable[..., Any]], Any]:
        return getattr(timetables, verb)(at, name=f"{name}{suffix}", **more)  # type: ignore[no-any-return]

    @route("get", "read_schedule", f"{path}/schedule", responses=LOOKS)
    async def read_schedule(doctor_id: Diary, workplaces: WorkplacesOf, names: Names) -> TimetableResponse:
        """Show hours, exceptions, openings and leave."""
        view = await workplaces.timetable(doctor_id)
        return TimetableResponse.of(view, await names.clinics(view.clinic_ids))

    @route("put", "set_schedule", schedule_path, responses=CHANGES)
    async def set_schedule(
        body: WeeklySchedule,
        doctor_id: Diary,
        actor: CurrentActor,
        workplaces: WorkplacesOf,
        set_schedule: Annotated[SetSchedule, Depends(provided(lambda c: c.set_schedule))],
        names: Names,
        preview: Preview = False,
    ) -> ChangeResponse:
        """Replace the weekly hours at one clinic. Visits stay; those outside the new hours are listed."""
        clinic_id = await workplaces.meant(doctor_id, body.clinic_id)
        command = SetScheduleCommand(
            actor=actor, doctor_id=doctor_id, preview=preview, clinic_id=clinic_id, weekly=body.to_hours()
        )
        return await names.change(await set_schedule(command))

    @route("get", "list_exceptions", f"{path}/exceptions", responses=LOOKS)
    async def list_exceptions(
        doctor_id: Diary, paging: PagingQuery, workplaces: WorkplacesOf
    ) -> PageResponse[ExceptionResponse]:
        """List the dates that have hours of their own."""
        found = (await workplaces.timetable(doctor_id)).exceptions
        return PageResponse.part_of([ExceptionResponse.of(each) for each in found], paging.window())

    @route("post", "add_exception", f"{path}/exceptions", status_code=201, responses=CHANGES)
    async def add_exception(
        response: Response,
        body: ExceptionBody,
        doctor_id: Diary,
        actor: CurrentActor,
        workplaces: WorkplacesOf,
        add_exception: Annotated[AddException, Depends(provided(lambda c: c.add_exception))],
        names: Names,
        preview: Preview = False,
    ) -> ChangeResponse:
        """Give one date other hours, or none. An earlier exception of that date gives way."""
        hours = tuple(each.to_hours() for each in body.hours)
        command = AddExceptionCommand(
            actor=actor,
            doctor_id=doctor_id,
            preview=preview,
            clinic_id=await workplaces.meant(doctor_id, body.clinic_id),
            exception=HoursException(on=checked_day(body.date, "date"), hours=hours, reason=body.reason),
        )
        view = await add_exception(command)
        created(response, preview)
        return await names.change(view)

    @route("get", "list_openings", f"{path}/openings", responses=LOOKS)
    async def list_openings(
        doctor_id: Diary, paging: PagingQuery, workplaces: WorkplacesOf
    ) -> PageResponse[OpeningResponse]:
        """List the times beyond the hours."""
        found = (await workplaces.timetable(doctor_id)).openings
        return PageResponse.part_of([OpeningResponse.of(each) for each in found], paging.window())

    @route("post", "add_opening", f"{path}/openings", status_code=201, responses=CHANGES)
    async def add_opening(
        response: Response,
        body: OpeningBody,
        doctor_id: Diary,
        actor: CurrentActor,
        workplaces: WorkplacesOf,
        wall: Wall,
        add_opening: Annotated[AddOpening, Depends(provided(lambda c: c.add_opening))],
        names: Names,
        preview: Preview = False,
    ) -> ChangeResponse:
        """Open beyond the hours."""
        clinic_id = await workplaces.meant(doctor_id, body.clinic_id)
        command = AddOpeningCommand(
            actor=actor,
            doctor_id=doctor_id,
            preview=preview,
            clinic_id=clinic_id,
            period=await period_of(body, wall, clinic_id=clinic_id),
            reason=body.reason,
        )
        view = await add_opening(command)
        created(response, preview)
        return await names.change(view)

    @route("get", "list_leave", f"{path}/leave", responses=LOOKS)
    async def list_leave(
        doctor_id: Diary, paging: PagingQuery, workplaces: WorkplacesOf
    ) -> PageResponse[AbsenceResponse]:
        """List when the doctor is away."""
        found = (await workplaces.timetable(doctor_id)).leave
        return PageResponse.part_of([AbsenceResponse.of(each) for each in found], paging.window())

    @route("post", "add_leave", f"{path}/leave", status_code=201, responses=CHANGES)
    async def add_leave(
        response: Response,
        body: Absence,
        doctor_id: Diary,
        actor: CurrentActor,
        wall: Wall,
        add_leave: Annotated[AddLeave, Depends(provided(lambda c: c.add_leave))],
        names: Names,
        preview: Preview = False,
    ) -> ChangeResponse:
        """Be away from every clinic. Visits in that time stay, and are listed for a decision each."""
        period = await period_of(body, wall, doctor_id=doctor_id)
        command = AddLeaveCommand(actor=actor, doctor_id=doctor_id, preview=preview, period=period, reason=body.reason)
        view = await add_leave(command)
        created(response, preview)
        return await names.change(view)

    for what in ("exceptions", "openings", "leave"):

        @route("delete", f"take_back_{what}", f"{path}/{what}/{{change_id}}", responses=CHANGES)
        async def take_back(
            change_id: UUID,
            doctor_id: Diary,
            actor: CurrentActor,
            take_back_change: Annotated[TakeBackChange, Depends(provided(lambda c: c.take_back_change))],
            names: Names,
            preview: Preview = False,
        ) -> ChangeResponse:
            """Take a change of working time back. Without its opening a visit may lose its ground, too."""
            command = TakeBackChangeCommand(
                actor=actor, doctor_id=doctor_id, preview=preview, change_id=ChangeId(change_id)
            )
            return await names.change(await take_back_change(command))

    return timetables


own_timetable = timetable_routes("/doctors/me", "/doctors/schedule", own_diary, "")
any_timetable = timetable_routes("/doctors/{doctor_id}", "/doctors/{doctor_id}/schedule", named_diary, "_of_doctor")
