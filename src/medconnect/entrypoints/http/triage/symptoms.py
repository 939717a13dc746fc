"""Describing symptoms, and reading what was said."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from medconnect.application.directory.list_specialties import ListSpecialties, ListSpecialtiesQuery
from medconnect.application.shared.handling import Contention
from medconnect.application.shared.paging import LONGEST_PAGE, Window
from medconnect.application.triage.analyze_symptoms import AnalyzeSymptoms, AnalyzeSymptomsCommand
from medconnect.application.triage.get_report import GetReport, GetReportQuery
from medconnect.application.triage.list_reports import ListReports, ListReportsQuery
from medconnect.domain.identity.errors import SessionOver
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated
from medconnect.domain.shared.ids import ReportId
from medconnect.domain.triage.errors import TooManyDescriptions
from medconnect.entrypoints.http.dependencies import CurrentActor, PagingQuery, provided
from medconnect.entrypoints.http.identity.reading import Address
from medconnect.entrypoints.http.scheduling.visitors import HoldingVisitor
from medconnect.entrypoints.http.schemas import PageResponse, refuses, router
from medconnect.entrypoints.http.triage.adoption import AdoptingActor
from medconnect.entrypoints.http.triage.schemas import AssessmentResponse, Description, ReportResponse

symptoms = router(tags=["Symptoms"])

_WHO = (Unauthenticated, SessionOver, Forbidden)


async def specialty_labels(
    actor: CurrentActor,
    list_specialties: Annotated[ListSpecialties, Depends(provided(lambda c: c.list_specialties))],
) -> Mapping[str, str]:
    """What the specialties are called here."""
    page = await list_specialties(ListSpecialtiesQuery(actor=actor, window=Window(limit=LONGEST_PAGE)))
    return {each.code.value: each.label for each in page.items}


Labels = Annotated[Mapping[str, str], Depends(specialty_labels)]


@symptoms.post(
    "/symptoms/analyze",
    responses=refuses(*_WHO, TooManyDescriptions, Contention, invalid=True),
)
async def analyze_symptoms(
    body: Description,
    actor: CurrentActor,
    visitor_id: HoldingVisitor,
    address: Address,
    labels: Labels,
    analyze_symptoms: Annotated[AnalyzeSymptoms, Depends(provided(lambda c: c.analyze_symptoms))],
) -> AssessmentResponse:
    """Say how soon to be seen, and by whom. It routes; it does not diagnose. At an emergency nothing is `bookable`."""
    view = await analyze_symptoms(
        AnalyzeSymptomsCommand(
            actor=actor,
            symptoms=body.to_symptoms(),
            may_leave=body.consent_to_external_ai,
            visitor_id=visitor_id,
            address=address,
        )
    )
    return AssessmentResponse.of(view, labels)


@symptoms.get("/symptoms/reports", responses=refuses(*_WHO, NotFound, invalid=True))
async def list_reports(
    paging: PagingQuery,
    actor: AdoptingActor,
    labels: Labels,
    list_reports: Annotated[ListReports, Depends(provided(lambda c: c.list_reports))],
) -> PageResponse[ReportResponse]:
    """List one's own reports, the newest first; doctors, those that patients brought to their visits."""
    page = await list_reports(ListReportsQuery(actor=actor, window=paging.window()))
    return PageResponse(
        items=[ReportResponse.of_report(view, labels) for view in page.items],
        total=page.total,
        skip=page.window.skip,
        limit=page.window.limit,
    )


@symptoms.get("/symptoms/reports/{report_id}", responses=refuses(*_WHO, NotFound, invalid=True))
async def get_report(
    report_id: UUID,
    actor: AdoptingActor,
    labels: Labels,
    get_report: Annotated[GetReport, Depends(provided(lambda c: c.get_report))],
) -> ReportResponse:
    """Show one report to its patient, or to the doctor to whose visit they brought it."""
    return ReportResponse.of_report(
        await get_report(GetReportQuery(actor=actor, report_id=ReportId(report_id))), labels
    )
