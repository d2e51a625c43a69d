"""Ranges of numbers: 3至5, 3-5万, 百分之五到八, 三到五成, 20和30之间."""

from __future__ import annotations

import re
from decimal import Decimal

from helpers.model import Numeral
from helpers.number_values import LETTERS, MAGNITUDES, scaled

Read = tuple[Numeral, str]  # a numeral and its form, the grammar's branch
_IN_RANGES = ("arabic", "chinese")
_TENFOLD_OF = ("tenths", "discount")
_HUNDREDS = re.compile("[1-9一二两三四五六七八九]([百千][万亿])")
_WIDEST = 6  # what can stand between the ends of a range: （含） --
_AND = ("和", "与", "及")
_BETWEEN = re.compile(r"[\s一-鿿%％℃]{0,3}之间")
_MORE_PARTS = re.compile(r"[-—–－]\d")
_PART_BEFORE = re.compile(r"\d[-—–－]")
_RANGE = re.compile(r"(?:[(（]含[)）])?\s?(?:--?|[–—－~～至到]|——)\s?")


def with_ranges(text: str, found: list[Read]) -> list[Read]:
    """Two numerals with 至, 到 or a dash between (or 和 and 之间 behind), the first the smaller, are one range."""
    joined: list[Read] = []
    for read in found:
        if joined and (both := _range(text, joined[-1], read)):
            joined[-1] = both
        else:
            joined.append(read)
    return joined


def _range(text: str, first: Read, second: Read) -> Read | None:
    (low, low_form), (high, high_form) = first, second
    if high.start - low.end > _WIDEST or _RANGE.search(text, low.start + 1, low.end):
        return None
    if not _joinable(low_form, high_form) or not _joined(text, low, high) or _code(text, low, high):
        return None
    if low.high is None and high.high is None:
        start, end = _ends(text, low, (low_form, high_form), high)
    else:  # 两三百到四五百
        start, end = low.value, high.high or high.value
    form = high_form if high_form in _TENFOLD_OF else low_form
    return (low._replace(end=high.end, value=start, high=end), form) if start < end else None


def _joinable(low: str, high: str) -> bool:
    """Whether numerals of these forms can be the ends of a range: 3至5, 百分之五至八, 三至五成."""
    return (
        low in _IN_RANGES
        and (high in _IN_RANGES or high in _TENFOLD_OF)
        or (low == "percent" and high in _IN_RANGES)
    )


def _joined(text: str, low: Numeral, high: Numeral) -> bool:
    between = text[low.end : high.start]
    return bool(_RANGE.fullmatch(between)) or (between in _AND and bool(_BETWEEN.match(text, high.end)))


def _ends(text: str, low: Numeral, forms: tuple[str, str], high: Numeral) -> tuple[Decimal, Decimal]:
    """The ends of a range; 百分之八十至九十, 三至五成 and 3-5万 name what both share once."""
    if forms[0] == "percent":
        return low.value, high.value / MAGNITUDES[text[low.start : low.end].lstrip("负")[0]]
    if forms[1] in _TENFOLD_OF:
        return (low.value / 10, high.value) if 0 < low.value < 10 else (high.value, high.value)
    if low.value < 0 and text.startswith("零下", low.start):
        return -high.value, low.value  # 零下5到10度
    return _shared_magnitude(text, low, high), high.value


def _code(text: str, low: Numeral, high: Numeral) -> bool:
    """Whether they are parts of a telephone number or another code (021-…, 400-820-8820, 1-2-3)."""
    leading = text[low.start] == "0" and text[low.start + 1 : low.start + 2].isdigit()
    return (
        leading
        or bool(_MORE_PARTS.match(text, high.end))
        or bool(_PART_BEFORE.match(text, low.start - 2, low.start))
    )


def _shared_magnitude(text: str, low: Numeral, high: Numeral) -> Decimal:
    """In 3-5万, 两到三千, 三到四百万 and 八百到九百亿 the last magnitude belongs to both ends."""
    last, before = text[high.end - 1], text[low.end - 1]
    if (hundreds := _HUNDREDS.fullmatch(text, high.start, high.end)) and low.value < 10:
        scale = scaled(hundreds[1])
        return low.value * scale if low.value * scale < high.value else low.value
    scale = LETTERS.get(last) or MAGNITUDES.get(last, 1)
    most = high.value / scale if last not in "千百" else Decimal(10)
    if scale > 10 and before not in "万亿兆kKwW" and low.value < min(most, high.value / scale):
        return low.value * scale
    return low.value
