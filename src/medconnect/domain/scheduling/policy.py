"""The clinic's terms, and the copy of them that is frozen into a visit when it is booked (L6)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from medconnect.domain.scheduling.service import Mode, Service
from medconnect.domain.shared.money import Money

_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Consent:
    """Agreement to one version of one text."""

    kind: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a clinic asks of everyone who books there."""

    free_cancel: timedelta = timedelta(hours=24)
    late_cancel_allowed: bool = True
    late_fee: Money | None = None
    no_show_grace: timedelta = timedelta(minutes=15)
    pending_for: timedelta = timedelta(hours=48)
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed for one visit. Later changes of service or policy do not reach it."""

    fee: Money | None = None
    free_cancel: timedelta = _NOTHING
    late_cancel_allowed: bool = True
    late_fee: Money | None = None
    no_show_grace: timedelta = _NOTHING
    pending_for: timedelta = timedelta(hours=48)
    before: timedelta = _NOTHING
    after: timedelta = _NOTHING
    consents: tuple[Consent, ...] = ()
    mode: Mode = Mode.IN_PERSON
    specialty: str | None = None
    requires_confirmation: bool = False

    @classmethod
    def of(cls, service: Service, policy: Policy) -> "Terms":
        """Today's terms, from now on frozen."""
        return cls(
            fee=service.fee,
            free_cancel=policy.free_cancel,
            late_cancel_allowed=policy.late_cancel_allowed,
            late_fee=policy.late_fee,
            no_show_grace=policy.no_show_grace,
            pending_for=policy.pending_for,
            before=service.before,
            after=service.after,
            consents=policy.consents,
            mode=service.mode,
            specialty=service.specialty,
            requires_confirmation=service.requires_confirmation,
        )

    def with_buffers_of(self, service: Service) -> "Terms":
        """The same agreement around another doctor's service: money and deadlines stay as they were (L3)."""
        return replace(self, before=service.before, after=service.after)

    def cancel_free_until(self, starts_at: datetime) -> datetime:
        """Up to this instant a patient cancels free of charge."""
        return starts_at - self.free_cancel
