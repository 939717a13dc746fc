"""Small values of scheduling as columns hold them, and back."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from medconnect.domain.scheduling.doctor import SELF_PAY, Cover
from medconnect.domain.scheduling.policy import Consent, Policy, Terms
from medconnect.domain.scheduling.service import Mode
from medconnect.domain.shared.ids import InsurancePlanId
from medconnect.domain.shared.money import Money

_SELF_PAY = "self-pay"


def plain_money(money: Money | None) -> dict[str, str] | None:
    """An exact amount as text."""
    return None if money is None else {"amount": str(money.amount), "currency": money.currency}


def money_of(plain: dict[str, str] | None) -> Money | None:
    """The way back."""
    return None if plain is None else Money(Decimal(plain["amount"]), plain["currency"])


def plain_cover(cover: Cover | None) -> str | None:
    """Who pays, in one column."""
    if cover is None:
        return None
    return _SELF_PAY if cover.plan_id is None else str(cover.plan_id)


def cover_of(plain: str | None) -> Cover | None:
    """The way back."""
    if plain is None:
        return None
    return SELF_PAY if plain == _SELF_PAY else Cover(plan_id=InsurancePlanId(UUID(plain)))


def plain_policy(policy: Policy) -> dict[str, Any]:
    """A clinic's terms."""
    return {
        "free_cancel": _seconds(policy.free_cancel),
        "late_cancel_allowed": policy.late_cancel_allowed,
        "late_fee": plain_money(policy.late_fee),
        "no_show_grace": _seconds(policy.no_show_grace),
        "pending_for": _seconds(policy.pending_for),
        "consents": _plain_consents(policy.consents),
    }


def policy_of(plain: dict[str, Any]) -> Policy:
    """The way back."""
    return Policy(
        free_cancel=timedelta(seconds=plain["free_cancel"]),
        late_cancel_allowed=plain["late_cancel_allowed"],
        late_fee=money_of(plain["late_fee"]),
        no_show_grace=timedelta(seconds=plain["no_show_grace"]),
        pending_for=timedelta(seconds=plain["pending_for"]),
        consents=_consents_of(plain["consents"]),
    )


def plain_terms(terms: Terms) -> dict[str, Any]:
    """What was agreed for one visit."""
    return {
        "fee": plain_money(terms.fee),
        "free_cancel": _seconds(terms.free_cancel),
        "late_cancel_allowed": terms.late_cancel_allowed,
        "late_fee": plain_money(terms.late_fee),
        "no_show_grace": _seconds(terms.no_show_grace),
        "pending_for": _seconds(terms.pending_for),
        "before": _seconds(terms.before),
        "after": _seconds(terms.after),
        "consents": _plain_consents(terms.consents),
        "mode": terms.mode.value,
        "specialty": terms.specialty,
        "requires_confirmation": terms.requires_confirmation,
    }


def terms_of(plain: dict[str, Any]) -> Terms:
    """The way back."""
    return Terms(
        fee=money_of(plain["fee"]),
        free_cancel=timedelta(seconds=plain["free_cancel"]),
        late_cancel_allowed=plain["late_cancel_allowed"],
        late_fee=money_of(plain["late_fee"]),
        no_show_grace=timedelta(seconds=plain["no_show_grace"]),
        pending_for=timedelta(seconds=plain["pending_for"]),
        before=timedelta(seconds=plain["before"]),
        after=timedelta(seconds=plain["after"]),
        consents=_consents_of(plain["consents"]),
        mode=Mode(plain["mode"]),
        specialty=plain["specialty"],
        requires_confirmation=plain["requires_confirmation"],
    )


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())


def _plain_consents(consents: tuple[Consent, ...]) -> list[list[str]]:
    return [[consent.kind, consent.version] for consent in consents]


def _consents_of(plain: list[list[str]]) -> tuple[Consent, ...]:
    return tuple(Consent(kind=kind, version=version) for kind, version in plain)
