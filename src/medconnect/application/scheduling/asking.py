"""Who asks, as the diary and as history know them; and whose thing it is."""

from dataclasses import replace
from uuid import UUID

from medconnect.application.scheduling.ports import SchedulingWork
from medconnect.application.scheduling.views import AppointmentView
from medconnect.domain.identity.actor import Actor, Role
from medconnect.domain.identity.permissions import Permission, authorize
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.hold import Hold
from medconnect.domain.scheduling.life import By, Side
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import AppointmentId, HoldId, VisitorId


def by(actor: Actor) -> By:
    """The actor as history remembers them."""
    side = Side.PATIENT if actor.role is Role.PATIENT else Side.CLINIC
    return By(user_id=actor.user_id, role=actor.role.value, side=side)


def authorize_party(actor: Actor, permission: Permission, visit: Appointment | None) -> None:
    """Only the visit's own patient, its own doctor, or the desk; the foreign answers as the unknown does (S2)."""
    owner: UUID | None = None
    if visit is not None:
        owner = visit.spot.doctor_id if actor.role is Role.DOCTOR else visit.patient_id
    authorize(actor, permission, owner=owner)


def shown_to(actor: Actor, view: AppointmentView) -> AppointmentView:
    """What the asker may see of a visit: what patients write is for themselves and their doctor, never for the desk."""
    if actor.role in (Role.PATIENT, Role.DOCTOR):
        return view
    called_off = view.cancellation
    if called_off is not None and called_off.side is Side.PATIENT:
        called_off = replace(called_off, note=None)
    return replace(view, notes=None, symptoms=None, report_id=None, cancellation=called_off)


async def visit_for_change(
    work: SchedulingWork,
    actor: Actor,
    permission: Permission,
    appointment_id: AppointmentId,
    version: int | None = None,
) -> Appointment:
    """The visit, locked, if the actor may; and only as they saw it, if they say what they saw."""
    visit = next(iter(await work.appointments.for_change(appointment_id)), None)
    authorize_party(actor, permission, visit)
    if visit is None:
        raise NotFound
    visit.ensure_version(version)
    return visit


async def own_hold(work: SchedulingWork, actor: Actor, hold_id: HoldId, visitor_id: VisitorId | None) -> Hold:
    """The hold, if it is theirs: by name, by the visitor's session that took it, or because they serve at the desk."""
    hold = await work.holds.get(hold_id)
    if hold is None:
        raise NotFound
    if hold.patient_id is not None:
        authorize(actor, Permission.HOLD_SLOT, owner=hold.patient_id)
    elif hold.visitor_id != visitor_id:
        raise NotFound
    return hold
