"""How a number is meant: kind, direction, baseline and role in the logic model."""

from __future__ import annotations

import re
from typing import Literal

from helpers.countable import MEASURES
from helpers.knowledge.metrics import MetricKnowledge
from helpers.model import Direction, Kind, Quantity, Role

_CLAUSE = re.compile(r"[，。；！？：\n]")
_TO = re.compile(r"(?:到|至|为|达|成)[了约近超逾]?$")
_GAP_OF_CHANGE = re.compile(r"(?:了|近|约|超|逾|幅度|比例|率|达|[^，。；！？：\n\d]{0,8})*")


def clause_before(text: str, position: int) -> str:
    """What stands before `position` in its clause."""
    return _CLAUSE.split(text[max(0, position - 40) : position])[-1]


def clause_after(text: str, position: int) -> str:
    """What stands behind `position` in its clause."""
    return _CLAUSE.split(text[position : position + 30])[0]


def kind_of(text: str, quantity: Quantity, knowledge: MetricKnowledge) -> tuple[Kind, Direction | None]:
    """The kind of a single number and, for a change, its direction."""
    before, after = clause_before(text, quantity.start), clause_after(text, quantity.end)
    rules = knowledge.rules
    if quantity.unit in ("番",):
        return "change", "up"
    changed = _change(before, quantity, knowledge)
    if changed:
        return "change", changed
    if quantity.unit == "倍" and re.search(r"[为是]?(?:原来|上年|去年|以前|过去|之前)的$", before):
        return "change", "up"
    if quantity.kind == "money" and (
        "/" in quantity.unit
        or rules["price"].search(before[-10:])
        or re.match(r"[一-鿿]{0,4}[餐券票]", after)
    ):
        return "standard", None
    if rules["target"].search(before) and quantity.kind not in ("people", "household"):
        return "standard", None
    if quantity.kind == "time" and (
        quantity.bound == "at_most"
        or rules["promised_time"].search(after[:8])
        or rules["promised_time"].search(before[-4:])
    ):
        return ("frequency", None) if rules["per"].search(before) else ("standard", None)
    if quantity.kind == "score":
        return "standard", None
    if quantity.period or (
        rules["per"].search(before) and quantity.kind not in ("rate", "money", "area", "length")
    ):
        return "frequency", None
    return "level", None


def _change(before: str, quantity: Quantity, knowledge: MetricKnowledge) -> Direction | None:
    """A verb of difference before the number, not followed by 到, 至 or 为 (that is a level reached)."""
    for rule, direction in (("change_down", "down"), ("change_up", "up")):
        for match in reversed(list(knowledge.rules[rule].finditer(before))):
            gap = before[match.end() :]
            if _TO.search(gap) or len(match.group()) == 1 and gap not in ("", "了"):
                continue
            if (
                match.group()
                in ("提升", "提高", "缩短", "压缩", "扩大", "增加", "减少", "降低", "下降", "上升", "增长")
                and gap.strip("了近约超逾")
                and quantity.kind in ("rate", "time")
            ):
                continue
            if any(character.isdigit() for character in gap) or len(gap) > 10:
                continue
            return "up" if direction == "up" else "down"
    return None


def baseline_of(text: str, start: int, kind: Kind, knowledge: MetricKnowledge) -> Literal["yoy"] | None:
    """Yoy where a change is told against the year before, in its clause or the one just before in the list."""
    if kind != "change":
        return None
    window = re.split(r"[。；！？\n]", text[max(0, start - 30) : start])[-1]
    clauses = re.split(r"[，,]", window)
    near = (
        clauses[-1]
        if len(clauses) < 2
        else clauses[-2] + clauses[-1]
        if len(clauses[-1]) <= 4
        else clauses[-1]
    )
    return "yoy" if knowledge.rules["yoy"].search(near) else None


def role_of(
    text: str,
    quantity: Quantity,
    indicator: str,
    kind: Kind,
    share_of_text: float,
    knowledge: MetricKnowledge,
) -> Role:
    """Context, input, output or outcome: cues weighed in the indicator, then in the clause, then by kind and unit.

    `share_of_text` is how far into the article the number stands (0 first, 1 last).
    """
    before, after = clause_before(text, quantity.start), clause_after(text, quantity.end)
    weights: dict[Role, float] = dict.fromkeys(("outcome", "output", "input", "context"), 0.0)
    for role, pattern in knowledge.roles.items():
        weights[role] += 2.0 * min(2, len(pattern.findall(indicator)))
        weights[role] += 1.0 * min(2, len(pattern.findall(before[-16:] + "，" + after[:10])))
    if kind in ("before_after", "change"):
        weights["outcome"] += 1.5
        if quantity.kind not in MEASURES and "新增" in before:
            weights["output"] += 3
    if kind == "frequency":
        weights["output"] += 1.5
    if kind == "standard":
        weights["output"] += 2
    if quantity.kind == "rate":
        weights["outcome"] += 1.5
        if "占" in before:
            weights["context"] += 2.5
    if quantity.kind == "money":
        weights["input"] += 1.0
    if quantity.kind in ("household", "area"):
        weights["context"] += 1.0
    if quantity.kind in ("event", "project"):
        weights["output"] += 1.5
    weights["context"] += 1.5 * (1 - share_of_text) - 0.75
    order: tuple[Role, ...] = ("output", "outcome", "input", "context")
    return max(order, key=lambda role: weights[role])
