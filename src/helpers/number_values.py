"""The value of one number's characters: 12,500; 一万二; 八十七点五; 七八 as its two ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "幺": 1, "两": 2, "俩": 2, "仨": 3}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
LETTERS = {"k": 10**3, "K": 10**3, "w": 10**4, "W": 10**4, "M": 10**6, "G": 10**9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_WRITTEN_OUT = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})
_ONES = "一二两三四五六七八九"
_TWO_DIGITS = re.compile(rf"(?<![零〇{_ONES}])([{_ONES}])([{_ONES}])(?![零〇{_ONES}])")


def scaled(magnitudes: str) -> int:
    """What 百万 or 亿 multiplies by; 1 for no magnitude at all."""
    scale = 1
    for magnitude in magnitudes:
        scale *= MAGNITUDES[magnitude]
    return scale


def composed(parts: Iterable[tuple[Decimal, str]]) -> Decimal:
    """3千2百万 or 1亿2千万 of its figures and their magnitudes: 万, 亿 and 兆 multiply what is open before them."""
    closed = pending = Decimal(0)
    for amount, magnitudes in parts:
        small = magnitudes.rstrip("万亿兆")
        pending += amount * scaled(small)
        if large := magnitudes[len(small) :]:
            closed, pending = closed + pending * scaled(large), Decimal(0)
    return closed + pending


def number(digits: str) -> Decimal | None:
    """The value of one Arabic or Chinese number without approximators (12,500; 三百五; 八十七点五), else None."""
    if not digits:
        return None
    if digits[0].isdigit() or digits[0] == ".":
        return Decimal(digits.replace(",", ""))
    whole, _, fraction = digits.partition("点")
    low = (spread(whole) or (integer(whole),))[0] if whole else Decimal(0)
    if low is None or not fraction:
        return low
    tail = fraction.rstrip("万亿")
    return (low + Decimal("0." + "".join(str(DIGITS[c]) for c in tail))) * scaled(fraction[len(tail) :])


def spread(digits: str) -> tuple[Decimal, Decimal] | None:
    """两三 is 2 to 3, 四五十 is 40 to 50, 十七八 is 17 to 18; None where two digits do not neighbour so (and in decimals)."""
    match = _TWO_DIGITS.search(digits)
    if not match or "点" in digits:
        return None
    low, high = DIGITS[match[1]], DIGITS[match[2]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    ends = [integer(digits[: match.start()] + one + digits[match.end() :]) for one in (match[1], match[2])]
    return (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None


def integer(digits: str) -> Decimal | None:
    """The value of a Chinese integer; None if it cannot be read as one."""
    if not digits:
        return None
    digits = digits.translate(_WRITTEN_OUT)
    if len(digits) > 1 and all(c in DIGITS for c in digits):
        return Decimal("".join(str(DIGITS[c]) for c in digits))
    for magnitude in "兆亿万":
        if magnitude in digits:
            left, right = digits.rsplit(magnitude, 1)
            high = integer(left) if left else Decimal(1)
            if high is None:
                return None
            return high * MAGNITUDES[magnitude] + _rest(right, MAGNITUDES[magnitude])
    return _below_10000(digits)


def _rest(right: str, magnitude: int) -> Decimal:
    if len(right) == 1 and right in DIGITS and right not in "零〇":
        return Decimal(DIGITS[right] * magnitude // 10)
    return integer(right.lstrip("零〇")) or Decimal(0)


def _below_10000(digits: str) -> Decimal:
    total, current, last, after_zero = 0, None, 0, False
    for character in digits:
        if character in _TENS:
            last = _TENS[character]
            total += (1 if current is None else current) * last
            current, after_zero = None, False
        elif character in "零〇":
            after_zero = True
            current = 0 if len(digits) == 1 else None
        else:
            current = DIGITS[character]
    if current is None:
        return Decimal(total)
    return Decimal(total + (current * last // 10 if last >= 100 and not after_zero else current))
