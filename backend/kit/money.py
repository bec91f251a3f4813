"""Money: an exact amount of US dollars and cents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from pydantic_core import CoreSchema, core_schema

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of US dollars, always with two decimal places; negative where money flows back.

    ``amount`` is a Decimal quantised to the cent. Build it with :meth:`of`; a value finer than a cent is refused there,
    because rounding is a decision (see :meth:`rounded`).
    """

    amount: Decimal

    def __post_init__(self) -> None:
        assert isinstance(self.amount, Decimal), "money is never a float"
        assert self.amount.same_quantum(_CENT), "money has exactly two decimal places"

    @classmethod
    def of(cls, value: str | int | Decimal) -> Money:
        """Read an amount exactly. Raises ValueError when it is no number or finer than a cent."""
        try:
            exact = Decimal(value)
            quantised = exact.quantize(_CENT)
        except InvalidOperation:
            raise ValueError("not an amount of money") from None
        if quantised != exact:
            raise ValueError("an amount of money has at most two decimal places")
        return cls(quantised)

    @classmethod
    def rounded(cls, value: Decimal) -> Money:
        """Round half up to the cent, as payers do for a percentage of an allowed amount."""
        return cls(value.quantize(_CENT, rounding=ROUND_HALF_UP))

    @classmethod
    def zero(cls) -> Money:
        return ZERO

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """The sum; zero for none."""
        return cls(sum((one.amount for one in amounts), Decimal("0.00")))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """In data files an amount is written as text, and read exactly."""
        return core_schema.no_info_after_validator_function(cls.of, core_schema.str_schema())

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + other.amount)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - other.amount)

    def __neg__(self) -> Money:
        return Money(-self.amount)

    def __abs__(self) -> Money:
        return Money(abs(self.amount))

    def __bool__(self) -> bool:
        return self.amount != 0

    def __str__(self) -> str:
        return format(self.amount, "f")

    @property
    def spoken(self) -> str:
        """For people: ``$1,240.00``."""
        sign = "-" if self.amount < 0 else ""
        return f"{sign}${abs(self.amount):,.2f}"


ZERO = Money(Decimal("0.00"))
