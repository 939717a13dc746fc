"""Signing in and out, and the person's own account."""

from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from medconnect.application.identity.refresh_session import RefreshSession, RefreshSessionCommand
from medconnect.application.identity.sign_in import SignIn, SignInCommand
from medconnect.application.identity.sign_out import SignOut
from medconnect.application.identity.who_am_i import WhoAmI
from medconnect.domain.identity.errors import InvalidCredentials, SessionOver, SessionRevoked
from medconnect.domain.shared.errors import Unauthenticated
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.identity.cookies import ForeignOrigin, RefreshCookie
from medconnect.entrypoints.http.identity.schemas import Login, LoginForm, Refresh, TokenResponse, UserResponse
from medconnect.entrypoints.http.schemas import RequestBody, refuses, router

identity = router(tags=["Accounts"])

B = TypeVar("B", bound=RequestBody)

_FORM = "application/x-www-form-urlencoded"


def _content(**bodies: type[RequestBody]) -> dict[str, Any]:
    return {
        "requestBody": {
            "content": {
                {"form": _FORM, "json": "application/json"}[kind]: {"schema": body.model_json_schema()}
                for kind, body in bodies.items()
            }
        }
    }


def refresh_cookie(request: Request) -> RefreshCookie:
    """The cookie as this installation sets it."""
    return RefreshCookie(request.app.state.container.settings())


Cookie = Annotated[RefreshCookie, Depends(refresh_cookie)]


@identity.post(
    "/auth/login",
    responses=refuses(InvalidCredentials, invalid=True),
    openapi_extra=_content(json=Login, form=LoginForm),
)
async def login(
    request: Request,
    response: Response,
    actor: CurrentActor,
    cookie: Cookie,
    sign_in: Annotated[SignIn, Depends(provided(lambda c: c.sign_in))],
) -> TokenResponse:
    """Sign in, by JSON or by OAuth2's password form. The refresh token comes as a cookie."""
    login = await _read_login(request)
    pair = await sign_in(SignInCommand(actor=actor, email=login.email, password=login.password))
    native = login.client == "native"
    if not native:
        cookie.write(response, pair.refresh_token)
    return TokenResponse.of(pair, with_refresh=native)


@identity.post(
    "/auth/refresh",
    responses=refuses(Unauthenticated, SessionOver, SessionRevoked, ForeignOrigin, invalid=True),
    openapi_extra=_content(json=Refresh),
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
    token = from_cookie or _validated(Refresh, await request.json()).refresh_token
    pair = await refresh_session(RefreshSessionCommand(actor=actor, token=token))
    if from_cookie:
        cookie.write(response, pair.refresh_token)
    return TokenResponse.of(pair, with_refresh=from_cookie is None)


@identity.post("/auth/logout", status_code=204, responses=refuses(Unauthenticated, SessionOver))
async def logout(
    response: Response,
    actor: CurrentActor,
    cookie: Cookie,
    sign_out: Annotated[SignOut, Depends(provided(lambda c: c.sign_out))],
) -> None:
    """End this session. The browser forgets what it kept of us."""
    await sign_out(actor)
    cookie.clear(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


@identity.get("/me", responses=refuses(Unauthenticated, SessionOver))
async def me(
    actor: CurrentActor,
    who_am_i: Annotated[WhoAmI, Depends(provided(lambda c: c.who_am_i))],
) -> UserResponse:
    """The person who asks."""
    return UserResponse.of(await who_am_i(actor))


async def _read_login(request: Request) -> Login:
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == _FORM:
        form = _validated(LoginForm, dict(await request.form()))
        return Login(email=form.username, password=form.password)
    if content_type == "application/json":
        return _validated(Login, await request.json())
    raise HTTPException(415)


def _validated(body: type[B], given: Any) -> B:
    try:
        return body.model_validate(given)
    except ValidationError as error:
        errors = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        raise RequestValidationError(errors) from error
