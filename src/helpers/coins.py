"""Amounts that end in a smaller unit or without one: 三元五角八分, 两美元又三美分, 三块五, 一米七五."""

from __future__ import annotations

import re
from decimal import Decimal

from helpers.knowledge.numbers import NumberKnowledge
from helpers.number_values import DIGITS, number

LENGTHS = frozenset({"米", "尺", "丈"})
_TAIL = re.compile(
    r"[1-9一二三四五六七八九][\d一二三四五六七八九]?(?![\d.,:/~\-零〇一二三四五六七八九十百千万亿点成折分至到])"
)
_NOTES = frozenset({"元", "块", "美元", "欧元", "英镑", "港元"})
_DIMES = frozenset({"角", "毛"})
_DIME = r"又?(?P<dime>[\d零〇一二两三四五六七八九])[角毛](?!度|落|巾|衣|坯|病)"
_CENT = r"[又零]?(?P<cent>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:分|美分|欧分|便士)(?!钟|之|贝|米)"
_COINS = re.compile(rf"(?:{_DIME})?(?:{_CENT})?(?:钱|整(?![一-鿿]))?")
_CENTS = re.compile(_CENT)
# Colloquially the last digit alone: 三块五; before a unit of its own it begins another number (两块五面墙).
_LAST = re.compile(
    r"[1-9一二三四五六七八九](?![\d.,二三四五六七八九十百千万亿点成折]|一(?![斤个公件份张瓶袋盒本只条串碗杯平度吨天月人次]))"
)


def with_coins(
    text: str, value: Decimal, unit: str, end: int, knowledge: NumberKnowledge
) -> tuple[Decimal, str, int]:
    """An amount `value` of `unit` that ends at `end`, with the coins behind it: value, unit, end."""
    if unit in _DIMES and (last := _CENTS.match(text, end) or _last(text, end, knowledge)):
        return (
            value + (number(last.groupdict().get("cent") or last[0]) or Decimal(0)) / 10,
            unit,
            last.end(),
        )  # 四毛六
    if unit not in _NOTES:
        return value, unit, end
    coins = _COINS.match(text, end)
    if coins and (coins["dime"] or coins["cent"]):
        dimes, cents, end = number(coins["dime"] or ""), number(coins["cent"] or ""), coins.end()
        if coins["dime"] and not coins["cent"] and (last := _last(text, end, knowledge)):
            cents, end = number(last[0]), last.end()  # 两块二毛五
        return _sum(value, dimes, cents), "元" if unit == "块" else unit, end
    if unit != "块":
        return value, unit, coins.end() if coins else end
    last = _last(text, end, knowledge)
    return (_sum(value, number(last[0]), None), "元", last.end()) if last else (value, unit, end)


def with_tail(text: str, value: Decimal, end: int, knowledge: NumberKnowledge) -> tuple[Decimal, int]:
    """A length that ends at `end`, with the figures behind it that name no unit (一米七五): value, end."""
    tail = _TAIL.match(text, end)
    if tail is None or value != value.to_integral_value() or knowledge.unit.match(text, tail.end()):
        return value, end
    figures = "".join(str(DIGITS.get(c, c)) for c in tail[0])
    return value + Decimal(f"0.{figures}"), tail.end()


def _last(text: str, at: int, knowledge: NumberKnowledge) -> re.Match[str] | None:
    """A last digit that names no coin: 三块五."""
    last = _LAST.match(text, at)
    return None if last is None or knowledge.unit.match(text, last.end()) else last


def _sum(notes: Decimal, dimes: Decimal | None, cents: Decimal | None) -> Decimal:
    return notes + (dimes or 0) / Decimal(10) + (cents or 0) / Decimal(100)
