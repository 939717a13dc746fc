"""The person's own account, picture and sessions."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import Field
from starlette.exceptions import HTTPException

from medconnect.application.identity.change_profile import ChangeProfile, ChangeProfileCommand
from medconnect.application.identity.own_picture import PutPicture, PutPictureCommand, ShowPicture
from medconnect.application.identity.own_sessions import EndSession, EndSessionCommand, ListSessions
from medconnect.application.identity.who_am_i import WhoAmI
from medconnect.domain.identity.errors import MobileTaken, SessionOver
from medconnect.domain.identity.profile import Sex
from medconnect.domain.identity.throttle import TooManyTries
from medconnect.domain.shared.errors import NotFound, Unauthenticated
from medconnect.domain.shared.ids import SessionId
from medconnect.entrypoints.http.dependencies import CurrentActor, provided
from medconnect.entrypoints.http.forms import MULTIPART, Upload, content_type_of, read_form
from medconnect.entrypoints.http.identity.schemas import Day, SessionResponse, UserResponse
from medconnect.entrypoints.http.schemas import PageResponse, RequestBody, refuses, router

me = router(tags=["My account"])

_Area = Annotated[int | None, Field(ge=1, le=1_000_000)]
_IMAGES = ("image/png", "image/jpeg", "image/webp")
_PICTURE = {"image/webp": {"schema": {"type": "string", "format": "binary"}}}
_UPLOAD = {
    "requestBody": {
        "content": {
            **{kind: {"schema": {"type": "string", "format": "binary"}} for kind in _IMAGES},
            MULTIPART: {"schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}},
        }
    }
}


class ProfileChange(RequestBody):
    """Only what is to change; null takes away what is optional."""

    full_name: str = Field("", min_length=1, max_length=200)
    mobile: str = Field("", min_length=1, max_length=40)
    time_zone: str = Field("", max_length=64)
    language: str = Field("", max_length=16)
    state: str | None = Field(None, min_length=1, max_length=60)
    insurance_plan_id: UUID | None = None
    date_of_birth: Day | None = None
    sex: Literal["female", "male", "other", "unknown"] | None = None
    division_id: _Area = None
    district_id: _Area = None
    thana_id: _Area = None


@me.get("/me", responses=refuses(Unauthenticated, SessionOver))
async def show_me(
    actor: CurrentActor,
    who_am_i: Annotated[WhoAmI, Depends(provided(lambda c: c.who_am_i))],
) -> UserResponse:
    """The person who asks."""
    return UserResponse.of(await who_am_i(actor))


@me.patch("/me", responses=refuses(Unauthenticated, SessionOver, MobileTaken, TooManyTries, invalid=True))
async def change_me(
    body: ProfileChange,
    actor: CurrentActor,
    change_profile: Annotated[ChangeProfile, Depends(provided(lambda c: c.change_profile))],
) -> UserResponse:
    """Change what you tell of yourself."""
    given = body.model_dump(exclude_unset=True)
    full_name, mobile = given.pop("full_name", None), given.pop("mobile", None)
    if given.get("sex"):
        given["sex"] = Sex(given["sex"])
    command = ChangeProfileCommand(actor=actor, full_name=full_name, mobile=mobile, changes=given)
    return UserResponse.of(await change_profile(command))


@me.put(
    "/me/avatar",
    status_code=204,
    responses=refuses(Unauthenticated, SessionOver, TooManyTries, invalid=True),
    openapi_extra=_UPLOAD,
)
async def put_avatar(
    request: Request,
    actor: CurrentActor,
    put_picture: Annotated[PutPicture, Depends(provided(lambda c: c.put_picture))],
) -> None:
    """Put a picture: PNG, JPEG or WebP, as the body or as a form with one file. It is drawn anew and made small."""
    if actor.user_id is None:
        raise Unauthenticated
    upload = await _read_upload(request)
    if len(upload) > request.app.state.container.settings().upload_limit_bytes:
        raise HTTPException(413)
    await put_picture(PutPictureCommand(actor=actor, upload=upload))


@me.delete("/me/avatar", status_code=204, responses=refuses(Unauthenticated, SessionOver, TooManyTries))
async def delete_avatar(
    actor: CurrentActor,
    put_picture: Annotated[PutPicture, Depends(provided(lambda c: c.put_picture))],
) -> None:
    """Take the picture away."""
    await put_picture(PutPictureCommand(actor=actor, upload=None))


@me.get(
    "/me/avatar",
    response_class=Response,
    responses={200: {"content": _PICTURE}, **refuses(Unauthenticated, SessionOver, NotFound)},
)
async def show_avatar(
    actor: CurrentActor,
    show_picture: Annotated[ShowPicture, Depends(provided(lambda c: c.show_picture))],
) -> Response:
    """Your picture."""
    return Response(await show_picture(actor), media_type="image/webp")


@me.get("/me/sessions", responses=refuses(Unauthenticated, SessionOver))
async def list_sessions(
    actor: CurrentActor,
    list_sessions: Annotated[ListSessions, Depends(provided(lambda c: c.list_sessions))],
) -> PageResponse[SessionResponse]:
    """Where you are signed in, the latest used first."""
    items = [SessionResponse.of(view) for view in await list_sessions(actor)]
    return PageResponse(items=items, total=len(items), skip=0, limit=max(1, len(items)))


@me.delete(
    "/me/sessions/{session_id}",
    status_code=204,
    responses=refuses(Unauthenticated, SessionOver, NotFound, invalid=True),
)
async def end_session(
    session_id: UUID,
    actor: CurrentActor,
    end_session: Annotated[EndSession, Depends(provided(lambda c: c.end_session))],
) -> None:
    """Sign out there."""
    await end_session(EndSessionCommand(actor=actor, session_id=SessionId(session_id)))


async def _read_upload(request: Request) -> bytes:
    kind = content_type_of(request)
    if kind in _IMAGES:
        return await request.body()
    if kind != MULTIPART:
        raise HTTPException(415)
    match list((await read_form(request)).values()):
        case [Upload(content)]:
            return content
    raise HTTPException(422)
