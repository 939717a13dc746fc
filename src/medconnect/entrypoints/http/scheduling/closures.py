"""Shutting a whole clinic for a while."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from medconnect.application.scheduling.close_clinic import CloseClinic, CloseClinicCommand
from medconnect.application.scheduling.reopen_clinic import ReopenClinic, ReopenClinicCommand
from medconnect.domain.shared.ids import ChangeId, ClinicId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.scheduling.change_schemas import ChangeResponse
from medconnect.entrypoints.http.scheduling.moments import Wall
from medconnect.entrypoints.http.scheduling.naming import Names
from medconnect.entrypoints.http.scheduling.timetable_schemas import Absence
from medconnect.entrypoints.http.scheduling.timetables import CHANGES, Preview, created, period_of
from medconnect.entrypoints.http.schemas import router

closures = router(tags=["Administration"])


@closures.post("/admin/clinics/{clinic_id}/closures", status_code=201, responses=CHANGES)
async def close_clinic(
    response: Response,
    clinic_id: UUID,
    body: Absence,
    actor: CurrentActor,
    wall: Wall,
    close_clinic: Annotated[CloseClinic, Depends(provided(lambda c: c.close_clinic))],
    names: Names,
    preview: Preview = False,
) -> ChangeResponse:
    """Close a clinic for a while. Visits in that time stay, and are listed for a decision each."""
    command = CloseClinicCommand(
        actor=actor,
        clinic_id=ClinicId(clinic_id),
        period=await period_of(body, wall, clinic_id=ClinicId(clinic_id)),
        reason=body.reason,
        preview=preview,
    )
    view = await close_clinic(command)
    created(response, preview)
    return await names.change(view)


@closures.delete("/admin/clinics/{clinic_id}/closures/{closure_id}", responses=CHANGES)
async def reopen_clinic(
    clinic_id: UUID,
    closure_id: UUID,
    actor: CurrentActor,
    reopen_clinic: Annotated[ReopenClinic, Depends(provided(lambda c: c.reopen_clinic))],
) -> ChangeResponse:
    """Take a closure back. That takes nothing from anybody."""
    await reopen_clinic(
        ReopenClinicCommand(actor=actor, clinic_id=ClinicId(clinic_id), closure_id=ChangeId(closure_id))
    )
    return ChangeResponse(id=closure_id, preview=False, affected=[], held=[])
