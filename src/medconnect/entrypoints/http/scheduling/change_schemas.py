"""What a change of working time is answered with: its id, and whom it affects."""

from uuid import UUID

from medconnect.application.scheduling.ports import Named
from medconnect.application.scheduling.views import AffectedView, ChangeView
from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.affected import Choice
from medconnect.domain.scheduling.reasons import ReasonCode
from medconnect.entrypoints.http.scheduling.appointment_schemas import AppointmentResponse
from medconnect.entrypoints.http.scheduling.moments import Instant
from medconnect.entrypoints.http.schemas import ResponseBody


class AffectedResponse(AppointmentResponse):
    """A visit that stays where it was, why it lost its ground, and what may be decided about it."""

    codes: list[ReasonCode]
    choices: list[Choice]

    @classmethod
    def of_affected(cls, view: AffectedView, named: Named, actor: Actor) -> "AffectedResponse":
        members = cls.members(view.appointment, named, actor)
        return cls(**members, codes=list(view.codes), choices=list(view.choices))


class HeldTimeResponse(ResponseBody):
    """A time that somebody holds there at the moment: it may still become a visit."""

    starts_at: Instant
    ends_at: Instant
    expires_at: Instant


class ChangeResponse(ResponseBody):
    """A change of working time. A preview has changed nothing, so nothing has an id."""

    id: UUID | None
    preview: bool
    affected: list[AffectedResponse]
    held: list[HeldTimeResponse]

    @classmethod
    def of(cls, view: ChangeView, named: Named, actor: Actor) -> "ChangeResponse":
        return cls(
            id=None if view.preview else view.id,
            preview=view.preview,
            affected=[AffectedResponse.of_affected(each, named, actor) for each in view.affected],
            held=[
                HeldTimeResponse(starts_at=each.starts_at, ends_at=each.ends_at, expires_at=each.expires_at)
                for each in view.held
            ],
        )
