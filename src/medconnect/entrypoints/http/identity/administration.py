"""Accounts as administrators keep them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query
from pydantic import Field

from medconnect.application.identity.change_user import ChangeUser, ChangeUserCommand
from medconnect.application.identity.decide_application import DecideApplication, DecideApplicationCommand
from medconnect.application.identity.invite_user import InviteUser, InviteUserCommand
from medconnect.application.identity.list_users import ListUsers, ListUsersQuery
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.errors import (
    ApplicationOpen,
    EmailTaken,
    MobileTaken,
    NothingToDecide,
    OwnAccount,
    SessionOver,
)
from medconnect.domain.identity.second_factor import SecondFactorMissing
from medconnect.domain.identity.user import Approval
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.errors import Forbidden, NotFound, Unauthenticated
from medconnect.domain.shared.ids import UserId
from medconnect.entrypoints.http.dependencies import CurrentActor, Paging, provided
from medconnect.entrypoints.http.identity.accounts import AccountResponse
from medconnect.entrypoints.http.identity.schemas import Email
from medconnect.entrypoints.http.schemas import PageResponse, RequestBody, refuses, router

administration = router(tags=["Administration"])

_ADMIN = (Unauthenticated, SessionOver, Forbidden, SecondFactorMissing)
_Role = Literal["patient", "doctor", "receptionist", "admin"]


class UsersQuery(Paging):
    """`?q=` is an e-mail address, a mobile number, or beginnings of names."""

    q: str | None = Field(None, max_length=200)
    role: _Role | None = None
    is_active: bool | None = None
    approval: Approval | None = None


class UserChange(RequestBody):
    """Only what is to change."""

    is_active: bool | None = None
    role: _Role | None = None


class Invitation(RequestBody):
    """Who is invited, as what."""

    full_name: str = Field(min_length=1, max_length=200)
    email: Email
    role: Literal["doctor", "receptionist", "admin"]
    mobile: str | None = Field(None, min_length=1, max_length=40)


class Decision(RequestBody):
    """Why; for the record, and not mailed."""

    reason: str | None = Field(None, max_length=1000)


@administration.get("/admin/users", responses=refuses(*_ADMIN, invalid=True))
async def list_users(
    query: Annotated[UsersQuery, Query()],
    actor: CurrentActor,
    list_users: Annotated[ListUsers, Depends(provided(lambda c: c.list_users))],
) -> PageResponse[AccountResponse]:
    """Accounts, the newest first."""
    page = await list_users(
        ListUsersQuery(
            actor=actor,
            window=query.window(),
            q=query.q,
            role=Role(query.role) if query.role else None,
            is_active=query.is_active,
            approval=query.approval,
        )
    )
    return PageResponse(
        items=[AccountResponse.of(view) for view in page.items],
        total=page.total,
        skip=page.window.skip,
        limit=page.window.limit,
    )


@administration.post("/admin/users", status_code=201, responses=refuses(*_ADMIN, EmailTaken, MobileTaken, invalid=True))
async def invite_user(
    body: Invitation,
    actor: CurrentActor,
    invite_user: Annotated[InviteUser, Depends(provided(lambda c: c.invite_user))],
) -> AccountResponse:
    """Invite staff. They get a mail with a link to choose their password."""
    command = InviteUserCommand(
        actor=actor,
        role=Role(body.role),
        full_name=body.full_name,
        email=EmailAddress(body.email),
        mobile=body.mobile,
    )
    return AccountResponse.of(await invite_user(command))


@administration.patch(
    "/admin/users/{user_id}",
    responses=refuses(*_ADMIN, NotFound, OwnAccount, ApplicationOpen, invalid=True),
)
async def change_user(
    user_id: UUID,
    body: UserChange,
    actor: CurrentActor,
    change_user: Annotated[ChangeUser, Depends(provided(lambda c: c.change_user))],
) -> AccountResponse:
    """Close or open an account, or give it another role. Whoever loses something is signed out at once."""
    command = ChangeUserCommand(
        actor=actor,
        user_id=UserId(user_id),
        is_active=body.is_active,
        role=Role(body.role) if body.role else None,
    )
    return AccountResponse.of(await change_user(command))


@administration.post(
    "/admin/doctors/{doctor_id}/approve", responses=refuses(*_ADMIN, NotFound, NothingToDecide, invalid=True)
)
async def approve_doctor(
    doctor_id: UUID,
    actor: CurrentActor,
    decide: Annotated[DecideApplication, Depends(provided(lambda c: c.decide_application))],
    body: Decision | None = None,
) -> AccountResponse:
    """Accept an application, by the applicant's user id or doctor id."""
    reason = body.reason if body else None
    command = DecideApplicationCommand(actor=actor, doctor=doctor_id, approved=True, reason=reason)
    return AccountResponse.of(await decide(command))


@administration.post(
    "/admin/doctors/{doctor_id}/reject", responses=refuses(*_ADMIN, NotFound, NothingToDecide, invalid=True)
)
async def reject_doctor(
    doctor_id: UUID,
    actor: CurrentActor,
    decide: Annotated[DecideApplication, Depends(provided(lambda c: c.decide_application))],
    body: Decision | None = None,
) -> AccountResponse:
    """Turn an application down, by the applicant's user id or doctor id."""
    reason = body.reason if body else None
    command = DecideApplicationCommand(actor=actor, doctor=doctor_id, approved=False, reason=reason)
    return AccountResponse.of(await decide(command))
