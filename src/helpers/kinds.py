"""What kind of statement a number makes: a level, a change, a pair, a frequency or a standard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.knowledge.metrics import Changes, MetricKnowledge
from helpers.model import Direction, Kind
from helpers.statements import Statement, first_rule

_FILLER = re.compile(r"\s*(?:了|近|约|达|高达|超过|逾|将近|整整|至少|一|也|均|各|幅度|幅度达|分别)*\s*")
# 新增停车位86个, 减少了投诉30件: what changed may stand between the verb and its number.
_OBJECT = re.compile(r"了?[^，。；、\d至到为达率度]{1,12}\s*")
_LISTED = re.compile(r"[一-鿿]{0,8}\s?(?:、|以及|和|及|与)\s?(?:(?!的)[一-鿿]){0,10}")
_AND = re.compile(r"\s?(?:、|和|及|以及|与)\s?")
_NEVER_LISTED = frozenset({"rate", "time", "money"})
# What a tariff lists; how short the words before its next number are, how near it follows, how many times more it is at most.
_OF_TARIFFS = frozenset({"money", "rate", "score"})
_SHORT_NAME, _NEXT, _LIKE = 8, 16, 10
_TOTAL = re.compile(
    "共|累计|总|已|了|花|筹|捐|投|拨|增|降|减少|省|收入|支出|耗资|进账|实际|去年|今年|目前|平均|其中|占|率|度"
)
_IS = re.compile(r"\s*(?:为|是|达到?|约为?|近)+\s*")
_TO = re.compile(r"(?:到|至|为|达到|成)\s*$")
_MORE = re.compile(
    r"(?:(?<![占对])比(?!例)|较|同比|环比)[^，。；]{0,12}?(?:(多|高(?!达)|快|大|长|增|贵)|(少|低|慢|小|短|减|便宜|省|提前|提早|早))了?[一-鿿]{0,2}\s*$"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change that stands before or behind a single number; `is_named` for 降幅 and the like."""

    direction: Direction | None
    is_named: bool


def classify(statements: Sequence[Statement], knowledge: MetricKnowledge) -> list[Statement]:
    """The statements with their `kind`, and `direction` where it is a change or a pair."""
    classified: list[Statement] = []
    for statement in statements:
        before = classified[-1] if classified else None
        if before and _is_listed_behind(before, statement):
            classified.append(statement._replace(kind="change", direction=before.direction))
            continue
        own = _classified(statement, knowledge)
        if before and own.kind == "level" and _is_next_of_a_tariff(before, own):
            own = own._replace(kind="standard")
        classified.append(own)
    return classified


def _is_listed_behind(before: Statement, statement: Statement) -> bool:
    """Whether the verb of change before the earlier number governs this one too: 新增车棚4处、充电口388个."""
    is_next = bool(_AND.fullmatch(statement.near)) and before.quantity.unit == statement.quantity.unit
    may_be_listed = not {before.quantity.kind, statement.quantity.kind} & _NEVER_LISTED
    return (
        before.kind == "change"
        and before.clause == statement.clause
        and statement.value_before is None
        and (is_next or (may_be_listed and bool(_LISTED.fullmatch(statement.near))))
    )


def _is_next_of_a_tariff(before: Statement, statement: Statement) -> bool:
    """Whether it stands in a list of prices, shares or terms behind one: 首辆每月80元，第二辆160元; 修伞5元、磨刀6元."""
    return (
        before.kind == "standard"
        and before.sentence == statement.sentence
        and before.under == statement.under
        and before.quantity.unit == statement.quantity.unit
        and statement.quantity.kind in _OF_TARIFFS
        and len(statement.near) <= _SHORT_NAME
        and statement.start - before.end <= _NEXT
        and before.quantity.value <= _LIKE * statement.quantity.value
        and statement.quantity.value <= _LIKE * before.quantity.value
        and not _TOTAL.search(statement.near)
    )


def baseline(statement: Statement, previous: Statement | None, changes: Changes) -> Literal["yoy"] | None:
    """Against what a change is told: "yoy" for the year before, in its clause or, for 降幅, in the one ahead."""
    if statement.kind != "change":
        return None
    stated = [changes.baselines[m.group()] for m in changes.baseline.finditer(statement.head)]
    if not stated and previous and previous.sentence == statement.sentence:
        change = single_change(statement, changes)
        if change and change.is_named:
            stated = [changes.baselines[m.group()] for m in changes.baseline.finditer(statement.ahead)]
    return "yoy" if stated and stated[-1] == "yoy" else None


def change_at(statement: Statement, changes: Changes) -> re.Match[str] | None:
    """The word of change in `near` that the number belongs to: right before it, or before its object."""
    head = statement.near
    for match in reversed(list(changes.alone.finditer(head))):
        rest = head[match.end() :]
        if match.group() in changes.names and _IS.fullmatch(rest):
            return match  # 降幅为38%
        if _TO.search(rest):
            return None
        if _FILLER.fullmatch(rest):
            return match
        if statement.quantity.kind not in ("rate", "time") and _OBJECT.fullmatch(rest):
            return match
    return None


def single_change(statement: Statement, changes: Changes) -> Change | None:
    """The change that one number tells: by a verb or noun of change before it, 比…多, or 的降幅 behind it."""
    if match := change_at(statement, changes):
        return Change(changes.directions[match.group()], match.group() in changes.names)
    if compared := _MORE.search(statement.near):
        return Change("up" if compared[1] else "down", False)
    if behind := changes.behind.match(statement.tail):
        return Change(changes.directions[behind[1]], True)
    return None


def _classified(statement: Statement, knowledge: MetricKnowledge) -> Statement:
    if statement.value_before is not None:
        return statement._replace(kind="before_after")
    rule = first_rule(knowledge.kinds, statement)
    change = None if rule and rule.over == "change" else single_change(statement, knowledge.changes)
    if change:
        return statement._replace(kind="change", direction=change.direction)
    kind: Kind = rule.says if rule else "level"  # type: ignore[assignment]  # a KindRow says nothing else
    direction: Direction | None = (
        _direction_nearby(statement, knowledge.changes) if kind == "change" else None
    )
    return statement._replace(kind=kind, direction=direction)


def _direction_nearby(statement: Statement, changes: Changes) -> Direction | None:
    """For differences without a verb at the number: the last word of change in the clause, else more than one."""
    found = [changes.directions[match.group()] for match in changes.alone.finditer(statement.head)]
    if found:
        return found[-1]
    unit, value = statement.quantity.unit, statement.quantity.value
    return "up" if unit == "番" or (unit == "倍" and value > 1) else None
