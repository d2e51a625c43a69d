"""Number expressions in Chinese text: Arabic, Chinese, formal and mixed, with their values.

Pure language: it knows nothing of units (see `quantities`) and nothing of what is worth counting.
Values follow general reading: 一万二 is 12,000, 三百五 is 350, 二〇二四 is 2024, 七八 is seven to eight.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from helpers.characters import half_width, replaced, simplified
from helpers.knowledge import DATA
from helpers.knowledge.numbers import NumberKnowledge, load_numbers
from helpers.model import Bound, Numeral

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_FORMAL = tuple(zip("壹贰叁肆伍陆柒捌玖拾佰仟弍", "一二三四五六七八九十百千二", strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_CN = "零〇一二两三四五六七八九十百千万亿廿卅"
_CN_BUT_1000 = _CN.replace("千", "")
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_MORE = "[余多来几]"
# Behind 千 these make a unit of it: 12千米.
_KILO = "(?:[米克瓦卡帕赫]|字节)"
_REST = re.compile(r"(\d+(?:\.\d+)?)([万千百十])")
_NUMERAL = re.compile(
    rf"""
    (?P<percent>[百千万]分之(?P<percent_of>{_ARABIC}|[{_CN}]+(?:点[{_CN}]+)?))
  | (?P<fraction>(?:(?P<whole>{_ARABIC}|[{_CN}]+)又)?(?P<below>{_ARABIC}|[{_CN}]+)分之(?P<above>{_ARABIC}|[{_CN}]+))
  | (?P<tenths>(?P<tenth>[一二两三四五六七八九十](?:点[一二三四五六七八九])?|半|10|\d(?:\.\d)?)成(?P<hundredth>[半一二三四五六七八九])?)
      (?![立为员果功本长绩交都品熟套人语因份群])
  | (?P<discount>(?P<off>[一二两三四五六七八九]点[一二三四五六七八九]|(?<=打)对|[一二两三四五六七八九]{{1,2}}|\d{{1,2}}(?:\.\d)?)折)(?![腾叠射扣返磨断线页纸])
  | (?P<half>过半数?|半数|一半|大半)(?!径)
  | (?P<fold>翻了?(?P<folds>[一两二三四五六七八九\d]+)?番)(?!茄)
  | (?P<slash>(?<![\d/])\d{{1,2}}/\d{{1,3}}(?![\d/]))
  | (?P<arabic>(?:负|(?<![\d\w.)）%％℃一-鿿])[-−]|(?<=[一-鿿])[-−](?=[\d.]+\s?[度℃°]))?{_ARABIC}(?:\s(?={_MORE}?[十百千万亿]))?(?P<arabic_more>{_MORE}(?=[十百千万亿]))?
      (?P<magnitude>(?:[十百万亿]|千(?!{_KILO})){{0,2}})(?P<arabic_rest>(?:(?<=[万亿千])\d+(?:\.\d+)?[万千百十](?!{_KILO}))*))
  | (?P<bare>(?:(?<=[近超逾约上])|(?<=超过)|(?<=将近)|(?=[百千万]\s?[余多]\s?(?!功)))[百千万亿]{{1,2}})(?![一-九])
  | (?P<chinese>(?:负(?=[{_CN}]))?(?<![几数])(?:[{_CN_BUT_1000}]|千(?!{_KILO}))+(?:点[零〇一二三四五六七八九]+(?![十百千点]|分)(?:[万亿])?)?
      (?P<chinese_more>{_MORE}(?=[十百千万亿]))?(?P<chinese_rest>(?<={_MORE})[十百千万亿]+)?)
  | (?P<part>半)(?=\s?(?:年|天|日|月|个|小时|吨|公里|里|斤|亩|公斤|米|数|辈子|学期|价))
    """,
    re.VERBOSE,
)
# What a numeral can begin with: a quick look before the long one.
_BEGINS = re.compile(rf"[\d{_CN}半过大翻负对−-]")
_SPACE = "(?:[ \u3000\u00a0]+)"
_SPACES = re.compile(_SPACE)
_ONES = "一二两三四五六七八九"
# Spaces inside a numeral: before a magnitude or 点, behind a magnitude or 零, inside 分之 and 百分点, before 成 and 折;
# between groups of three figures (ISO 80000-1) if something Chinese is counted.
_GAP = re.compile(
    rf"(?:(?<=[^\d.,]\d)|(?<=[^\d.,]\d\d)|(?<=[^\d.,]\d\d\d))[ \u00a0](?=\d{{3}}(?:[ \u00a0]\d{{3}})*[ \u00a0]?[一-鿿])"
    rf"|(?<=[{_CN}]){_SPACE}(?=[十百千万亿点]|分{_SPACE}?之|[成折])|(?<=\d){_SPACE}(?=[万亿]|[十百千](?![一-鿿]*{_SPACE}?分)|[成折])"
    rf"|(?<=[十百千万亿零]){_SPACE}(?=[{_ONES}零十百千万亿余多几])|(?<=[十百千万亿]){_SPACE}(?=\d+{_SPACE}?[百千万十])"
    rf"|(?<=[{_CN}]点){_SPACE}(?=[零{_ONES}]+(?![十百千万人]))|(?<=点){_SPACE}(?=[零{_ONES}]+{_SPACE}?[成折])|(?<=[{_CN}余多几]){_SPACE}(?=余?[万亿])|(?<=[{_ONES}]){_SPACE}(?=[{_ONES}]{_SPACE}?折)"
    rf"|(?<=成){_SPACE}(?=[{_ONES}半](?![一-鿿]))|(?<=分){_SPACE}(?=[之点])|(?<=之){_SPACE}(?=[{_CN}\d])|(?<=百){_SPACE}(?=分)"
    rf"|(?<=[{_CN}\d]){_SPACE}(?=个{_SPACE}?百{_SPACE}?分)|(?<=个){_SPACE}(?=百{_SPACE}?分)"
)
_RANGE = re.compile(r"\s?(?:[-–—－~～至到]|——)\s?")


@cache
def shipped() -> NumberKnowledge:
    """The number lexicons in `data/`, loaded once."""
    return load_numbers(DATA)


def find_numerals(text: str, knowledge: NumberKnowledge | None = None) -> list[Numeral]:
    """Every number expression in `text`, in order, not overlapping; `text[start:end]` is the expression.

    A share (百分之八, 三成, 三分之一, 五折, 一半) has its value in per cent only in `find_quantities`; here it is the
    plain number: 百分之八 is 0.08. A range (3至5) and a spread (七八) have `high`. `bound` tells of 余, 多, 来 …
    inside the expression. Works on raw text: full-width digits, traditional and formal numerals included.
    """
    ready, at = closed_up(plain(text))
    found = read_numerals(ready, knowledge or shipped())
    return [replace(n, start=at[n.start], end=at[n.end - 1] + 1) for n, _ in found]


def plain(text: str) -> str:
    """The text with half-width digits and simplified, everyday numerals, of the same length."""
    return replaced(half_width(simplified(text)), _FORMAL)


def closed_up(text: str) -> tuple[str, Sequence[int]]:
    """A `plain` text without the spaces inside its numerals, and where each of its characters stood.

    7 万 5 千, 一百 五 十 and 1 482 户 are one numeral each; between other Arabic figures, or before a figure that
    begins a numeral of its own (667 五点八), a space divides.
    """
    gaps = [match.span() for match in _SPACES.finditer(text) if _GAP.match(text, match.start())]
    if not gaps:
        return text, range(len(text))
    inside = {i for start, end in gaps for i in range(start, end)}
    kept = [i for i in range(len(text)) if i not in inside]
    return "".join(text[i] for i in kept), kept


def read_numerals(text: str, knowledge: NumberKnowledge) -> list[tuple[Numeral, str]]:
    """The numerals of an already `plain` text, each with its form (the name of the grammar's branch)."""
    words = {match.start(): match.end() for match in knowledge.words.finditer(text)}
    found: list[tuple[Numeral, str]] = []
    at = 0
    while begin := _BEGINS.search(text, at):
        start = begin.start()
        match = _NUMERAL.match(text, start)
        if match is None:
            at = start + 1
            continue
        word_end = next(
            (words[i] for i in range(start, max(-1, start - 4), -1) if words.get(i, 0) > start), None
        )
        if word_end is not None:
            at = word_end
            continue
        numeral = _read(match)
        at = match.end()
        if numeral is None:
            continue
        form = str(match.lastgroup) if match.lastgroup in _READERS else _form(match)
        found.append((numeral, form))
    return _with_ranges(text, found)


def _form(match: re.Match[str]) -> str:
    return next(name for name in _READERS if match[name] is not None)


def _read(match: re.Match[str]) -> Numeral | None:
    form = _form(match)
    value, high, bound = _READERS[form](match)
    if value is None:
        return None
    return Numeral(match.start(form), match.end(form), value, high, bound)


Reading = tuple[Decimal | None, Decimal | None, Bound]


def number(digits: str) -> Decimal | None:
    """The value of one Arabic or Chinese number without approximators (12,500; 三百五; 八十七点五), else None."""
    if not digits:
        return None
    if digits[0].isdigit():
        return Decimal(digits.replace(",", ""))
    if digits == "百":
        return Decimal(100)
    whole, _, fraction = digits.partition("点")
    spread = _spread(whole)
    low = spread[0] if spread else _chinese(whole)
    if low is None:
        return None
    if fraction:
        tail = fraction.rstrip("万亿")
        scale = _MAGNITUDES[fraction[-1]] if tail != fraction else 1
        return (low + Decimal("0." + "".join(str(_DIGITS[c]) for c in tail))) * scale
    return low


def _percent(match: re.Match[str]) -> Reading:
    value = number(match["percent_of"])
    base = _MAGNITUDES[match["percent"][0]]
    return (None if value is None else value / base), None, "exact"


def _fraction(match: re.Match[str]) -> Reading:
    above, below, whole = (number(match[name] or "") for name in ("above", "below", "whole"))
    if above is None or not below:
        return None, None, "exact"
    return (whole or Decimal(0)) + above / below, None, "exact"


def _tenths(match: re.Match[str]) -> Reading:
    tenth = Decimal("0.5") if match["tenth"] == "半" else number(match["tenth"])
    rest = {"半": Decimal("0.5"), None: Decimal(0)}.get(match["hundredth"])
    if rest is None:
        rest = Decimal(_DIGITS[match["hundredth"]]) / 10
    return (None if tenth is None else (tenth + rest) / 10), None, "exact"


def _discount(match: re.Match[str]) -> Reading:
    off = match["off"]
    if off == "对":
        return Decimal("0.5"), None, "exact"
    if "点" in off:
        return (number(off) or Decimal(0)) / 10, None, "exact"
    digits = Decimal(off) if off[0].isdigit() else Decimal("".join(str(_DIGITS[c]) for c in off))
    return digits / (10 if digits < 10 else 100), None, "exact"


def _half(match: re.Match[str]) -> Reading:
    return Decimal("0.5"), None, "at_least" if match["half"][0] in "过大" else "exact"


def _fold(match: re.Match[str]) -> Reading:
    return number(match["folds"] or "一"), None, "exact"


def _slash(match: re.Match[str]) -> Reading:
    above, below = match["slash"].split("/")
    return (Decimal(above) / Decimal(below) if Decimal(below) else None), None, "exact"


def _bound_of(more: str | None) -> Bound:
    return "exact" if not more else "approx" if more == "来" else "at_least"


def _arabic(match: re.Match[str]) -> Reading:
    digits = re.match(rf"[-−负]?{_ARABIC}", match["arabic"])
    assert digits is not None
    value = Decimal(re.sub("[−负]", "-", digits[0].replace(",", "")))
    for magnitude in match["magnitude"]:
        value *= _MAGNITUDES[magnitude]
    sign = -1 if digits[0][0] in "-−负" else 1
    for amount, magnitude in _REST.findall(match["arabic_rest"]):
        value += sign * Decimal(amount) * _MAGNITUDES[magnitude]
    return value, None, _bound_of(match["arabic_more"])


def _bare(match: re.Match[str]) -> Reading:
    value = Decimal(1)
    for magnitude in match["bare"]:
        value *= _MAGNITUDES[magnitude]
    return value, None, "at_least" if match.string[match.start() - 1 : match.start()] == "上" else "exact"


def _chinese_reading(match: re.Match[str]) -> Reading:
    body, sign = match["chinese"], 1
    if body[0] == "负":
        body, sign = body[1:], -1
    more = match["chinese_more"]
    scale = 1
    if more:
        body, rest = body.split(more, 1)
        for magnitude in rest:
            scale *= _MAGNITUDES[magnitude]
    spread = _spread(body)
    if spread:
        return spread[0] * scale, spread[1] * scale, _bound_of(more)
    value = number(body)
    return (None if value is None else sign * value * scale), None, _bound_of(more)


def _part(match: re.Match[str]) -> Reading:
    return Decimal("0.5"), None, "exact"


_READERS = {
    "percent": _percent,
    "fraction": _fraction,
    "tenths": _tenths,
    "discount": _discount,
    "half": _half,
    "fold": _fold,
    "slash": _slash,
    "arabic": _arabic,
    "bare": _bare,
    "chinese": _chinese_reading,
    "part": _part,
}


def _spread(digits: str) -> tuple[Decimal, Decimal] | None:
    """两三 is 2 to 3, 四五十 is 40 to 50, 十七八 is 17 to 18; None where two digits do not neighbour so."""
    match = re.search(
        r"(?<![零〇一二两三四五六七八九])([一二两三四五六七八])([二两三四五六七八九])(?![零〇一二两三四五六七八九])",
        digits,
    )
    if not match:
        return None
    low, high = _DIGITS[match[1]], _DIGITS[match[2]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    ends = [_chinese(digits[: match.start()] + one + digits[match.end() :]) for one in (match[1], match[2])]
    return (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None


def _chinese(digits: str) -> Decimal | None:
    """The value of a Chinese integer; None if it cannot be read as one."""
    if not digits:
        return None
    digits = digits.replace("廿", "二十").replace("卅", "三十")
    if len(digits) > 1 and all(c in _DIGITS for c in digits):
        return Decimal("".join(str(_DIGITS[c]) for c in digits))
    for magnitude in "亿万":
        if magnitude in digits:
            left, right = digits.rsplit(magnitude, 1)
            high = _chinese(left) if left else Decimal(1)
            if high is None:
                return None
            return high * _MAGNITUDES[magnitude] + _rest(right, _MAGNITUDES[magnitude])
    return _below_10000(digits)


def _rest(right: str, magnitude: int) -> Decimal:
    if len(right) == 1 and right in _DIGITS and right not in "零〇":
        return Decimal(_DIGITS[right] * magnitude // 10)
    return _chinese(right.lstrip("零〇")) or Decimal(0)


def _below_10000(digits: str) -> Decimal | None:
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
            current = _DIGITS[character]
    if current is None:
        return Decimal(total)
    return Decimal(total + (current * last // 10 if last >= 100 and not after_zero else current))


def _with_ranges(text: str, found: list[tuple[Numeral, str]]) -> list[tuple[Numeral, str]]:
    """Two numerals with 至, 到 or a dash between, the first the smaller, are one range."""
    joined: list[tuple[Numeral, str]] = []
    for numeral, form in found:
        if joined and form in ("arabic", "chinese"):
            low, low_form = joined[-1]
            if (
                low_form in ("arabic", "chinese")
                and low.high is None
                and _RANGE.fullmatch(text[low.end : numeral.start])
            ):
                start = _shared_magnitude(text, low, numeral)
                if start < numeral.value:
                    joined[-1] = (replace(low, end=numeral.end, value=start, high=numeral.value), low_form)
                    continue
        joined.append((numeral, form))
    return joined


def _shared_magnitude(text: str, low: Numeral, high: Numeral) -> Decimal:
    """In 3-5万 the 万 belongs to both ends."""
    last = text[high.end - 1]
    if (
        last in "万亿"
        and text[low.end - 1] not in "万亿千百十"
        and low.value < high.value / _MAGNITUDES[last]
    ):
        return low.value * _MAGNITUDES[last]
    return low.value
