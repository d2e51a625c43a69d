"""Two numbers that tell of one change: 从37%提升至89%, 由52小时压缩至31小时, 4家整合成1家."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from helpers.knowledge.metrics import Changes
from helpers.model import Direction, Quantity
from helpers.statements import Statement

_FURTHEST = 26
# Behind a bare number that no 从 opens the second one follows so near.
_NEAR_BARE = 6
_HOTLINE = re.compile(r"1(?:10|19|20|22)|12\d{3}|9[56]\d{3,4}")
# What stands between 从 and the first number has not arrived yet (由13起降为0 is done when 升至97.2% follows).
_OPENER = re.compile(
    r"(?:从|由|自)(?!而|于|此)(?![^，。；]*\d[^，。；年月日]*(?:到|至|为|成)$)[^从由自，。；]{0,14}$"
)
_BREAK = re.compile(r"[。！？；!?;\n]")
_ARRIVAL = re.compile("了?(?:到|至|为|成|达)|→|->|⟶")
_APART = re.compile(r"[，,、]")
_ARRIVED = frozenset("到至为成达作→>⟶➔➡")
_BARE_LINK = re.compile(
    r"\s?[，,]?(?:到|至|→|->|—>|⟶|—+＞)了?\s?(?:现在|如今|目前|今年|眼下|后来|最后)?的?\s?"
)
# 以前平均29小时，如今只要3.5小时; 头一回只有8人，第四回就有30人
_WAS = re.compile(
    r"(?:以前|过去|原来|原先|此前|从前|早先|当初|起初|最初|刚开始|[前头]年|[二三四五六七八九十两\d]年前|[头第][一1][回次届期年个场])[^，。；]{0,8}$"
)
_ONLY = r"(?:已经?|只|仅|就|才|降|缩短|压缩|增|提高|升|不|要|需|到|至|为|是|有|平均|每月|每天|一个月|一天)*"
_NOW = re.compile(
    rf"的?[一-鿿]{{0,6}}，(?:而|到)?(?:如今|现在|目前|眼下|现如今|后来|[去今]年(?!前|[一-鿿]?\d)|第[二三四五六七八九十\d]+[回次届期年个场])了?{_ONLY}"
)
# 去年平均每月26件，今年平均每月11件: of two years only averages of the same period compare.
_WAS_MEAN = re.compile(r"去年[^，。；]{0,6}(?:[月日周]均|每个?[月天周]|一个?[月天周])[^，。；]{0,3}$")
_NOW_MEAN = re.compile(
    rf"，(?:今年|如今|现在|目前)[^，。；\d]{{0,6}}(?:[月日周]均|每个?[月天周]|一个?[月天周]){_ONLY}"
)
_MADE_INTO = re.compile(r"(?:整合|归并|合并|划分|划|编|组建|改造|优化|细分|调整|分)(?:成|为)")
_ENDS = re.compile(r"[，。；、！？）)”]|$")
_NOUN = re.compile(r"[一-鿿]{2,}")
# After 从 any verb that arrives will do: 从51%|爬到|89%, 由1.6米|拓宽到|2.8米.
_VERB_LINK = re.compile(
    r"[一-鿿]{1,2}(?:到|至|成)了?(?:现在|如今|目前|今年|去年|后来|最后|第?[一二三四]季度)?的?"
)
_PERSONS = frozenset({"人", "名", "位"})
_MINUTES = {
    "秒": Decimal(1) / 60,
    "秒钟": Decimal(1) / 60,
    "分钟": Decimal(1),
    "小时": Decimal(60),
    "天": Decimal(1440),
    "周": Decimal(10080),
    "星期": Decimal(10080),
}
# Numbers that may stand between the two and belong to neither: 从2020年的30件降到2023年的5件.
_ASIDE = frozenset({"date", "clock", "ordinal"})
_PERIODS = frozenset({"季度", "个季度"})


def join_pairs(statements: Sequence[Statement], text: str, changes: Changes) -> list[Statement]:
    """The statements with every before→after pair as one, its span from the first number to the second.

    The joined statement keeps the words before the first number and those behind the second; its quantity is
    the later one, `value_before` the earlier value in the later one's unit.
    """
    joined: list[Statement] = []
    for statement in statements:
        at = next((i for i in range(len(joined) - 1, -1, -1) if not _is_aside(joined[i].quantity)), None)
        first = joined[at] if at is not None and len(joined) - at <= 2 else None
        pair = _pair(first, statement, text, changes) if first else None
        if pair:
            del joined[at:]
        joined.append(pair or statement)
    return joined


def _pair(first: Statement, second: Statement, text: str, changes: Changes) -> Statement | None:
    before = _in_unit_of(first, second)
    link = text[first.end : second.start]
    is_item = not first.quantity.unit and link.startswith("是")  # 三是满意度达到95%
    if (
        is_item
        or _is_called(first, link)
        or before is None
        or first.value_before is not None
        or len(link) > _FURTHEST
        or _BREAK.search(link)
    ):
        return None
    found, direction = _link(link, first.head, changes)
    if not found or _counts_others(first, second, link):
        return None
    if direction is None and before != second.quantity.value:
        direction = "up" if second.quantity.value > before else "down"
    return first._replace(
        quantity=second.quantity
        if second.quantity.unit
        else second.quantity._replace(unit=first.quantity.unit, kind=first.quantity.kind),
        end=second.end,
        quote=text[first.start : second.end],
        tail=second.tail,
        far=second.far,
        forms=second.forms - {"lone"},  # 11件变成|零
        link=link,
        value_before=before,
        direction=direction,
    )


def _is_called(first: Statement, link: str) -> bool:
    """Whether the first number is a hotline's, or a bare number far from the second: 12345|热线工单满意率升至88%."""
    is_bare = not first.quantity.unit and not _OPENER.search(first.head)
    return is_bare and (len(link) > _NEAR_BARE or _HOTLINE.fullmatch(first.quote) is not None)


def _is_aside(quantity: Quantity) -> bool:
    return quantity.kind in _ASIDE or quantity.unit in _PERIODS


def _counts_others(first: Statement, second: Statement, link: str) -> bool:
    """Whether things of one kind were made into some of another (31个小区归并为6个片区): two numbers, no change of one."""
    noun, other = _NOUN.match(link), _NOUN.match(second.tail)
    if _OPENER.search(first.head) or not noun or not other:
        return False
    verb = _MADE_INTO.search(noun.group())
    return bool(
        verb and verb.start() >= 2 and not set(noun.group()[: verb.start()][-2:]) & set(other.group()[:6])
    )


def _in_unit_of(first: Statement, second: Statement) -> Decimal | None:
    """The first value in the second's unit, None where they do not measure alike."""
    a, b = first.quantity, second.quantity
    if b.kind in _ASIDE or b.kind == "age" or (a.value_high is not None and not _OPENER.search(first.head)):
        return None
    if not b.unit:  # 由13起降为0
        has_arrived = second.head[-1:] in _ARRIVED
        return a.value if a.unit and has_arrived and _ENDS.match(second.tail) else None
    if a.unit == b.unit or {a.unit, b.unit} <= _PERSONS:
        return a.value
    if not a.unit and first.end == a.number_end:
        return a.value
    if a.unit in _MINUTES and b.unit in _MINUTES:
        return round(a.value * _MINUTES[a.unit] / _MINUTES[b.unit], 2).normalize() + 0
    return None


def _link(words: str, head: str, changes: Changes) -> tuple[bool, Direction | None]:
    """Whether the words between two numbers join them, and the direction that they state; `head` stands before the first."""
    opened = bool(_OPENER.search(head))
    if opened and (_BARE_LINK.fullmatch(words) or _VERB_LINK.fullmatch(words)):
        return True, None
    if "，" in words and _tells_two_times(words, head):
        return True, None
    verbs = list(changes.link.finditer(words))
    for verb in reversed(verbs):
        behind = words[verb.end() :]
        arrives = _ARRIVAL.match(behind) or verb.group()[-1] in _ARRIVED
        near = len(behind) <= 12
        plain = len(words[: verb.start()]) <= 8 and not _APART.search(words)
        if near and arrives and (opened or plain):
            return True, changes.directions[verb.group()]
    return False, None


def _tells_two_times(words: str, head: str) -> bool:
    """Whether one number is told of an earlier time and the next of a later one: 前年平均每月43件，现在7件."""
    return bool(
        (_WAS.search(head) and _NOW.fullmatch(words))
        or (_WAS_MEAN.search(head) and _NOW_MEAN.fullmatch(words))
    )
