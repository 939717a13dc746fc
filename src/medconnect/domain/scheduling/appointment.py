"""A visit: agreed once, with its terms frozen, and then living through the states of L1."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from medconnect.domain.scheduling.agreement import Cancellation, CancelReason, Override, reference_of
from medconnect.domain.scheduling.claim import Claim
from medconnect.domain.scheduling.doctor import Cover
from medconnect.domain.scheduling.errors import (
    CannotReschedule,
    IllegalTransition,
    ReasonMissing,
    StaleVersion,
    TooEarlyForNoShow,
    TooLateToCancel,
)
from medconnect.domain.scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentEdited,
    AppointmentRequested,
    AppointmentRescheduled,
    AppointmentStatusChanged,
)
from medconnect.domain.scheduling.history import HistoryEntry
from medconnect.domain.scheduling.life import BLOCKING, MOVABLE, NEXT, By, Side, Status
from medconnect.domain.scheduling.policy import Terms
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.shared.events import Newsworthy
from medconnect.domain.shared.ids import AppointmentId, PatientId, ReportId
from medconnect.domain.shared.period import Period

_NO_SHOW_REVERSIBLE = timedelta(hours=24)


@dataclass(slots=True, kw_only=True, eq=False)
class Appointment(Newsworthy):
    """One visit of one patient. Version grows with every change; the id and the reference never change."""

    id: AppointmentId
    patient_id: PatientId
    spot: Spot
    terms: Terms
    status: Status
    status_at: datetime
    booked_at: datetime
    patient_state: str | None = None
    cover: Cover | None = None
    pending_until: datetime | None = None
    override: Override | None = None
    cancellation: Cancellation | None = None
    notes: str | None = None
    symptoms: str | None = None
    report_id: ReportId | None = None
    version: int = 1
    kept_version: int = 0
    """What the store holds: saving compares with it, so of two changes to one reading only one is kept."""
    _history: list[HistoryEntry] = field(default_factory=list, init=False, repr=False)

    @property
    def reference(self) -> str:
        """What people call it by."""
        return reference_of(self.id)

    @property
    def period(self) -> Period:
        """When."""
        return self.spot.period

    @property
    def cancel_free_until(self) -> datetime:
        """Up to this instant the patient cancels free of charge."""
        return self.terms.cancel_free_until(self.period.starts_at)

    def agreed(self, by: By, now: datetime) -> None:
        """Say that it exists."""
        overridden = self.override.codes if self.override else ()
        if self.pending_until is not None:
            until = self.pending_until
            self._tell(
                AppointmentRequested(occurred_at=now, **self._about(), pending_until=until, overridden=overridden)
            )
        else:
            self._tell(AppointmentBooked(occurred_at=now, **self._about(), overridden=overridden))
        reason = self.override.reason if self.override else None
        self._remember(by, now, old=None, old_spot=None, reason=reason)

    def ensure_version(self, version: int | None) -> None:
        """Of two people acting on what they saw, exactly one wins."""
        if version is not None and version != self.version:
            raise StaleVersion(version=self.version)

    def status_by(self, now: datetime) -> Status:
        """A request that nobody answered in time has expired, whether or not anybody noted it (L8)."""
        overdue = self.status is Status.PENDING and self.pending_until is not None and self.pending_until <= now
        return Status.EXPIRED if overdue else self.status

    def change_status(self, status: Status, by: By, now: datetime, reason: str | None = None) -> None:
        """One step of L1. Cancelling has its own verb, because it asks more."""
        self.ensure_legal(status, now)
        if status is Status.NO_SHOW and now < self.period.starts_at + self.terms.no_show_grace:
            raise TooEarlyForNoShow(possible_at=self.period.starts_at + self.terms.no_show_grace)
        explained = status is Status.ENTERED_IN_ERROR or self.status is Status.NO_SHOW
        if explained and not (reason and reason.strip()):
            raise ReasonMissing("reason")
        old = self._enter(status, by, now, reason)
        self._tell(
            AppointmentStatusChanged(occurred_at=now, **self._about(), old_status=old.value, new_status=status.value)
        )

    def cancel(self, by: By, now: datetime, *, side: Side, reason: CancelReason, note: str | None = None) -> bool:
        """Call it off; doing so again changes nothing and is no error (L5). Answers whether anything changed."""
        if self.status is Status.CANCELLED:
            return False
        self.ensure_legal(Status.CANCELLED, now)
        late = side is Side.PATIENT and self.cancel_free_until <= now
        if side is Side.PATIENT and (self.period.starts_at <= now or (late and not self.terms.late_cancel_allowed)):
            raise TooLateToCancel(cancel_free_until=self.cancel_free_until)
        fee = self.terms.late_fee if late else None
        self.cancellation = Cancellation(side=side, reason=reason, late=late, fee=fee, note=note)
        self._enter(Status.CANCELLED, by, now, reason.value)
        self._tell(
            AppointmentCancelled(occurred_at=now, **self._about(), side=side.value, reason=reason.value, late=late)
        )
        return True

    def ensure_movable(self, now: datetime) -> None:
        """Cancelled, completed, started or past visits keep their time (L3)."""
        status = self.status_by(now)
        if status not in MOVABLE or self.period.starts_at <= now:
            raise CannotReschedule(old_status=status.value, starts_at=self.period.starts_at)

    def move(self, spot: Spot, terms: Terms, by: By, now: datetime, reason: str | None = None) -> None:
        """Another time, the same visit: id, reference, fee and form stay (L3)."""
        self.ensure_movable(now)
        old = self.spot
        self.spot, self.terms = spot, terms
        self.pending_until = self.pending_until and min(self.pending_until, spot.period.starts_at)
        self.version += 1
        self._tell(
            AppointmentRescheduled(
                occurred_at=now,
                **self._about(),
                old_doctor_id=old.doctor_id,
                old_starts_at=old.period.starts_at,
                old_ends_at=old.period.ends_at,
            )
        )
        self._remember(by, now, old=self.status, old_spot=old, reason=reason)

    def edit(self, by: By, now: datetime, *, notes: str | None, symptoms: str | None) -> None:
        """Write notes or symptoms; none leaves a field as it is."""
        changed = [n for n, v in (("notes", notes), ("symptoms", symptoms)) if v is not None and v != getattr(self, n)]
        if changed:
            self.notes = self.notes if notes is None else notes
            self.symptoms = self.symptoms if symptoms is None else symptoms
            self.version += 1
            self._tell(AppointmentEdited(occurred_at=now, **self._about(), changed=tuple(changed)))
            self._remember(by, now, old=self.status, old_spot=self.spot, reason=None)

    def claims(self, status: Status | None = None) -> tuple[Claim, ...]:
        """What it keeps others from in its state, or in another; nothing once it is called off (X7)."""
        if (status or self.status) not in BLOCKING:
            return ()
        return self.spot.claims(self.id, self.patient_id, self.terms, expires_at=self.pending_until)

    def take_history(self) -> tuple[HistoryEntry, ...]:
        """Hand over the steps made since the last call."""
        entries = tuple(self._history)
        self._history.clear()
        return entries

    def ensure_legal(self, status: Status, now: datetime) -> None:
        present = self.status_by(now)
        too_late = present is Status.NO_SHOW and status is Status.BOOKED and now >= self.status_at + _NO_SHOW_REVERSIBLE
        expiring = self.status is Status.PENDING and present is status is Status.EXPIRED
        early = present is Status.PENDING and status is Status.EXPIRED
        if (status not in NEXT[present] and not expiring) or too_late or early:
            raise IllegalTransition(old_status=present.value, new_status=status.value)

    def _enter(self, status: Status, by: By, now: datetime, reason: str | None) -> Status:
        old, self.status, self.status_at = self.status, status, now
        self.pending_until = None
        self.version += 1
        self._remember(by, now, old=old, old_spot=self.spot, reason=reason)
        return old

    def _remember(
        self, by: By, now: datetime, *, old: Status | None, old_spot: Spot | None, reason: str | None
    ) -> None:
        self._history.append(
            HistoryEntry(
                at=now,
                by=by,
                version=self.version,
                old_status=old,
                new_status=self.status,
                old_period=old_spot.period if old_spot else None,
                new_period=self.period,
                old_doctor_id=old_spot.doctor_id if old_spot else None,
                new_doctor_id=self.spot.doctor_id,
                reason=reason,
            )
        )

    def _about(self) -> dict[str, Any]:
        return {"subject_id": self.id, "patient_id": self.patient_id, "version": self.version, **self.spot.facts()}
