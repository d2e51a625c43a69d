"""Joins an earlier and a later value of one indicator: 从37%提升至89%, 由61宗降至9宗, 41处归并为12处."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.knowledge.metrics import MetricKnowledge
from helpers.model import Direction, Quantity

LONGEST_GAP = 14
_FROM = re.compile(r"(?:从|由|自)[^，。；！？\n]{0,16}$")
_CLOSED = re.compile(r"[，。；！？：\n]")


@dataclass(frozen=True, slots=True)
class Pair:
    """The earlier and the later quantity and which way it went."""

    before: Quantity
    after: Quantity
    direction: Direction


def find_pairs(text: str, quantities: Sequence[Quantity], knowledge: MetricKnowledge) -> list[Pair]:
    """The before-and-after pairs among neighbouring quantities of `text`, in order, each quantity used once."""
    pairs: list[Pair] = []
    for before, after in zip(quantities, quantities[1:], strict=False):
        if pairs and pairs[-1].after is before:
            continue
        direction = _direction(text, before, after, knowledge)
        if direction:
            pairs.append(Pair(before, after, direction))
    return pairs


def _direction(text: str, before: Quantity, after: Quantity, knowledge: MetricKnowledge) -> Direction | None:
    gap = text[before.end : after.start]
    if len(gap) > LONGEST_GAP or not _same_unit(before, after) or before.value_high is not None:
        return None
    started = bool(_FROM.search(text[max(0, before.start - 18) : before.start]))
    gap = gap.replace("，", "").replace(",", "") if started else gap
    if _CLOSED.search(gap):
        return None
    for rule, direction in (("to_up", "up"), ("to_down", "down")):
        match = _last(knowledge.rules[rule], gap)
        if match and gap[match.end() :].strip("了 的") in ("", "现在", "如今", "目前", "今年"):
            return "up" if direction == "up" else "down"
    match = _last(knowledge.rules["to_either"], gap)
    if (
        match
        and not gap[match.end() :].strip("了 的如今现在目前")
        and (started or match.group() in ("→", "->", "变为", "变成", "改为", "调整为", "调整到", "调整至"))
    ):
        return "up" if after.value > before.value else "down"
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern.finditer(text)))), None)


def _same_unit(before: Quantity, after: Quantity) -> bool:
    if before.unit == after.unit:
        return bool(before.unit)
    return not after.unit and after.value == 0 and bool(before.unit)
