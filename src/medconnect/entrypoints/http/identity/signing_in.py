"""Signing in and out."""

from typing import Annotated

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from medconnect.application.identity.refresh_session import RefreshSession, RefreshSessionCommand
from medconnect.application.identity.sign_in import SignIn, SignInCommand
from medconnect.application.identity.sign_out import SignOut, SignOutCommand, SignOutEverywhere
from medconnect.domain.identity.actor import Actor
from medconnect.domain.identity.errors import (
    ApplicationRejected,
    AwaitingApproval,
    EmailNotVerified,
    InvalidCredentials,
    SessionOver,
    SessionRevoked,
)
from medconnect.domain.identity.second_factor import OtpRequired, OtpWrong
from medconnect.domain.shared.errors import TooMany, Unauthenticated
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.forms import URLENCODED, content_type_of, read_form
from medconnect.entrypoints.http.identity.cookies import ForeignOrigin
from medconnect.entrypoints.http.identity.reading import Address, Cookie, Device, documented, validated
from medconnect.entrypoints.http.identity.schemas import Login, LoginForm, Refresh, TokenResponse
from medconnect.entrypoints.http.scheduling.visitors import Cookie as VisitorCookie
from medconnect.entrypoints.http.schemas import refuses, router
from medconnect.entrypoints.http.triage.adoption import Adopting, adopt

signing_in = router(tags=["Accounts"])

_FORGET = '"cache", "storage"'


@signing_in.post(
    "/auth/login",
    responses=refuses(
        InvalidCredentials,
        OtpRequired,
        OtpWrong,
        AwaitingApproval,
        ApplicationRejected,
        EmailNotVerified,
        TooMany,
        invalid=True,
    ),
    openapi_extra=documented(json=Login, form=LoginForm),
)
async def login(
    request: Request,
    response: Response,
    actor: CurrentActor,
    cookie: Cookie,
    address: Address,
    device: Device,
    visitor: VisitorCookie,
    adopting: Adopting,
    sign_in: Annotated[SignIn, Depends(provided(lambda c: c.sign_in))],
) -> TokenResponse:
    """Sign in, by JSON or by OAuth2's password form. The refresh token comes as a cookie. What a patient described in
    this browser before becomes theirs."""
    login = await _read_login(request)
    pair = await sign_in(
        SignInCommand(
            actor=actor,
            email=login.email,
            password=login.password,
            otp=login.otp,
            address=address,
            device=device,
        )
    )
    person = Actor(
        role=pair.user.role, user_id=pair.user.id, patient_id=pair.user.patient_id, request_id=actor.request_id
    )
    await adopt(adopting, person, visitor.read(request))
    native = login.client == "native"
    if not native:
        cookie.write(response, pair.refresh_token)
    return TokenResponse.of(pair, with_refresh=native)


@signing_in.post(
    "/auth/refresh",
    responses=refuses(Unauthenticated, SessionOver, SessionRevoked, ForeignOrigin, invalid=True),
    openapi_extra=documented(json=Refresh),
)
async def refresh(
    request: Request,
    response: Response,
    actor: CurrentActor,
    cookie: Cookie,
    refresh_session: Annotated[RefreshSession, Depends(provided(lambda c: c.refresh_session))],
) -> TokenResponse:
    """Exchange the refresh token, from the cookie or the body, for a fresh pair. The old one is spent."""
    from_cookie = cookie.read(request)
    if from_cookie is None and not await request.body():
        raise Unauthenticated
    token = from_cookie or validated(Refresh, await request.json()).refresh_token
    pair = await refresh_session(RefreshSessionCommand(actor=actor, token=token))
    if from_cookie:
        cookie.write(response, pair.refresh_token)
    return TokenResponse.of(pair, with_refresh=from_cookie is None)


@signing_in.post("/auth/logout", status_code=204, responses=refuses(Unauthenticated, SessionOver, ForeignOrigin))
async def logout(
    request: Request,
    response: Response,
    actor: CurrentActor,
    cookie: Cookie,
    sign_out: Annotated[SignOut, Depends(provided(lambda c: c.sign_out))],
) -> None:
    """End this session: the bearer's, or, when access has run out, the cookie's. The browser forgets what it kept."""
    from_cookie = cookie.read(request) if actor.session_id is None else None
    await sign_out(SignOutCommand(actor=actor, refresh_token=from_cookie))
    cookie.clear(response)
    response.headers["Clear-Site-Data"] = _FORGET


@signing_in.post("/auth/logout-all", status_code=204, responses=refuses(Unauthenticated, SessionOver))
async def logout_all(
    response: Response,
    actor: CurrentActor,
    cookie: Cookie,
    sign_out_everywhere: Annotated[SignOutEverywhere, Depends(provided(lambda c: c.sign_out_everywhere))],
) -> None:
    """End every session of this person, this one too."""
    await sign_out_everywhere(actor)
    cookie.clear(response)
    response.headers["Clear-Site-Data"] = _FORGET


async def _read_login(request: Request) -> Login:
    if content_type_of(request) == URLENCODED:
        form = validated(LoginForm, await read_form(request))
        return Login(email=form.username, password=form.password, otp=form.otp, client=form.client)
    if content_type_of(request) == "application/json":
        return validated(Login, await request.json())
    raise HTTPException(415)
