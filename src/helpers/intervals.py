"""What a reported number leaves open: intervals instead of points, so that bounds survive arithmetic.

"21.5 %" is anything from 21.45 to 21.55 %, "超1200" has no upper end, "近三分之一" is at most a third. All
arithmetic is exact (fractions), and for numbers that are not negative.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

Value = Fraction | float
UNBOUNDED = math.inf
_HUNDRED = Fraction(100)
_SCALES = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_FIGURE = re.compile(r"(\d[\d,，]*)(?:\.(\d+))?\s*([千万亿]*)")
_TENTHS = re.compile(r"成(?![一二三四五六七八九\d])|[成半]$")
_FRACTION = re.compile(r"(?<!百)(?<!千)分之|半|/\d")
_TENTHS_STEP, _SHARE_STEP = Fraction(10), Fraction(1)
_BASE_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; `high` may be `UNBOUNDED`."""

    low: Value
    high: Value

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        """The difference, which is never below nothing."""
        low = max(Fraction(0), self.low - other.high) if other.high != UNBOUNDED else Fraction(0)
        return Interval(low, max(Fraction(0), self.high - other.low))

    def __mul__(self, other: Interval) -> Interval:
        return Interval(self.low * other.low, _times(self.high, other.high))

    def __truediv__(self, other: Interval) -> Interval:
        low = Fraction(0) if other.high == UNBOUNDED or not other.high else self.low / other.high
        return Interval(low, self.high / other.low if other.low else UNBOUNDED)

    def meets(self, other: Interval) -> bool:
        """Whether one value can be both."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Value) -> bool:
        """Whether it may be `value`."""
        return self.low <= value <= self.high

    def widened(self, step: Value) -> Interval:
        """The same with `step` more on either side."""
        return Interval(max(Fraction(0), self.low - step), self.high + step)

    def whole(self) -> Interval | None:
        """The whole numbers in it, None where there is none."""
        low = Fraction(math.ceil(self.low))
        high = self.high if self.high == UNBOUNDED else Fraction(math.floor(self.high))
        return Interval(low, high) if low <= high else None

    @property
    def is_point(self) -> bool:
        """Whether it is one value only."""
        return self.low == self.high


def exactly(value: float) -> Fraction:
    """The decimal that was written, free of binary rounding."""
    return Fraction(str(value))


def step_of(text: str, unit: str) -> Fraction:
    """The last step that the writing of a number shows: 0.1 for "21.5%", 1000 for "16.9万人", 10 for "七成", 0 for a count.

    A fraction (三分之一, 一半) is as coarse as a tenth.
    """
    if unit in ("%", "‰") and (_TENTHS.search(text) or _FRACTION.search(text)):
        return _TENTHS_STEP
    figure = _FIGURE.search(text)
    if not figure:
        return _SHARE_STEP if unit in ("%", "‰", "个百分点") else Fraction(0)
    scale = Fraction(math.prod(_SCALES[mark] for mark in figure[3]))
    if figure[2]:
        return scale / Fraction(10 ** len(figure[2]))
    if scale > 1 or unit in ("%", "‰", "个百分点"):
        return scale
    return Fraction(0)


def span_of(value: float, high: float | None, bound: str, step: Fraction) -> Interval:
    """Where the true value may lie, given how the number was written (`step`) and how sure it was said to be (`bound`).

    "about" may be off by one of its last significant figure.
    """
    low, top = exactly(value), exactly(value if high is None else high)
    if bound == "at_least":
        return Interval(low, UNBOUNDED)
    if bound == "at_most":
        return Interval(Fraction(0), top)
    return Interval(low, top).widened(step / 2 if bound == "exact" else max(step, _last_figure(low)))


def share_of(part: Interval, whole: Interval) -> Interval:
    """The part as a percentage of the whole, which it cannot exceed."""
    ratio = part / whole
    return Interval(_HUNDRED * ratio.low, min(_HUNDRED, _times(_HUNDRED, ratio.high)))


def total_from(part: Interval, share: Interval) -> Interval:
    """The whole of which `part` is `share` percent."""
    return part / Interval(share.low / 100, share.high / 100)


def part_from(whole: Interval, share: Interval) -> Interval:
    """`share` percent of the whole."""
    return whole * Interval(share.low / 100, share.high / 100)


def can_be_share(share: Interval, base: int) -> bool:
    """Whether some count out of `base` is that percentage (GRIM: most percentages are no share of a small base)."""
    return math.ceil(share.low * base / 100) <= math.floor(share.high * base / 100)


def smallest_base(shares: list[Interval], limit: int = _BASE_LIMIT) -> int | None:
    """The smallest base of which all the percentages can be shares, None below `limit`."""
    return next((n for n in range(1, limit) if all(can_be_share(share, n) for share in shares)), None)


def _times(one: Value, other: Value) -> Value:
    return Fraction(0) if not one or not other else one * other


def _last_figure(value: Fraction) -> Fraction:
    """One of the last figure that is not nought: 100 for 2600, 1000 for 169000."""
    if not value or value.denominator != 1:
        return Fraction(0)
    digits = str(value.numerator)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
