"""Money: an exact amount in one currency."""

import re
from dataclasses import dataclass
from decimal import Decimal

from medconnect.domain.shared.errors import Invalid

_CURRENCY = re.compile(r"[A-Z]{3}")
_LIMIT = Decimal("1000000")


class InvalidMoney(Invalid):
    """Negative, fractions of a cent, or no currency."""

    code = "invalid-money"
    title = "The amount or its currency cannot be used."


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that is never negative and has two decimals at the most."""

    amount: Decimal
    currency: str = "USD"

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or not 0 <= self.amount <= _LIMIT or self.amount != round(self.amount, 2):
            raise InvalidMoney("amount")
        if not _CURRENCY.fullmatch(self.currency):
            raise InvalidMoney("currency")
        object.__setattr__(self, "amount", self.amount.quantize(Decimal("0.01")))

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
