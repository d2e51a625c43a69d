"""Amounts of money with their coins: 三元五角八分, 两美元又三美分, 三块五."""

from __future__ import annotations

import re
from decimal import Decimal

from helpers.knowledge.numbers import NumberKnowledge
from helpers.number_values import number

_NOTES = frozenset({"元", "块", "美元", "欧元", "英镑", "港元"})
_DIMES = frozenset({"角", "毛"})
_DIME = r"又?(?P<dime>[\d零〇一二两三四五六七八九])[角毛](?!度|落|巾|衣|坯|病)"
_CENT = r"[又零]?(?P<cent>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:分|美分|欧分|便士)(?!钟|之|贝|米)"
_COINS = re.compile(rf"(?:{_DIME})?(?:{_CENT})?(?:钱|整(?![一-鿿]))?")
# Colloquially the last digit alone: 三块五; before a unit of its own it begins another number (两块五面墙).
_LAST = re.compile(r"[1-9一二三四五六七八九](?![\d.,一二三四五六七八九十百千万亿点成折])")


def with_coins(
    text: str, value: Decimal, unit: str, end: int, knowledge: NumberKnowledge
) -> tuple[Decimal, str, int]:
    """An amount `value` of `unit` that ends at `end`, with the coins behind it: value, unit, end."""
    if unit in _DIMES and (last := _LAST.match(text, end)) and not knowledge.unit.match(text, last.end()):
        return value + (number(last.group()) or Decimal(0)) / 10, unit, last.end()  # 四毛六
    if unit not in _NOTES:
        return value, unit, end
    coins = _COINS.match(text, end)
    if coins and (coins["dime"] or coins["cent"]):
        dimes, cents = number(coins["dime"] or ""), number(coins["cent"] or "")
        return _sum(value, dimes, cents), "元" if unit == "块" else unit, coins.end()
    if unit != "块":
        return value, unit, coins.end() if coins else end
    last = _LAST.match(text, end)
    if not last or knowledge.unit.match(text, last.end()):
        return value, unit, end
    return _sum(value, number(last.group()), None), "元", last.end()


def _sum(notes: Decimal, dimes: Decimal | None, cents: Decimal | None) -> Decimal:
    return notes + (dimes or 0) / Decimal(10) + (cents or 0) / Decimal(100)
