"""What money, time, length and the like measure."""

from __future__ import annotations

import re

from helpers.antecedents import Around, noun_ahead
from helpers.heads import without_change
from helpers.knowledge.metrics import MetricKnowledge, Phrases
from helpers.phrases import (
    clause_ahead,
    deed_before,
    does_something,
    is_bare,
    is_place,
    names_nobody,
    phrase_after,
    phrase_before,
    predicate,
)
from helpers.statements import Statement

_PER_PIECE = re.compile(r"\A(?:一|每|1|/)\s?[顿份次餐张客位节课晚天杯碗人桶斤度车月年户间套辆场门盒只件]")
_WIDE = re.compile(r"\A([长宽高深])的[“「『]?([一-鿿]+)")
_MADE_INTO = re.compile(r"(?:用?[作做]为?|设立|成立|建立|注入)了?(?:一个)?[“「]([^”」]{2,8})[”」]")
_FROM = re.compile(
    r"从([一-鿿]{0,8}(?:经费|资金|基金|收益|收入|[党工会]费|款项))(?:里|中|当中)?[一-鿿]{1,3}\Z"
)
_REST = re.compile("(?:剩下|其余|余下|剩余)(?:的|部分)*")
_BY = re.compile(r"由([^，。；]{2,12})")
_ENDS_OPEN = re.compile(
    r"(?:[成为了着过出到有里上内外旁边予]|之间|推出|提供|[一这那][个间栋座块片处条把份])\Z"
)
_PURPOSE = re.compile(r"\A(?:(?:被|则|就)?(?:用于|用来|用在)(?=.{2})|(?=[给补进归]|留作|留给))(.+)")
# What things are worth or cost is told of the things: 捐赠厨房设备，折合|16.5万元.
_WORTH = re.compile(r"\A(?:总|共|合计)?(?:折[合价钱款]|价值|总值|值|耗资|耗费)(?:人民币)?[约近达]?\Z")
_FIGURE = re.compile(r"\d|[二三四五六七八九十百千]")
_CLAUSE = re.compile(r"，|(?<!\d),|,(?!\d)")
_MARKED = re.compile(r"打分|[测考]评|评[分议价]|满意度(?:调查|测评)?")
_EARNS = re.compile(r"\A(?:以[上下])?(?:的|者|就|奖|即)")
_SHORT = 6
_AMOUNTS = frozenset({"length", "area", "volume", "mass", "energy"})


def of_amount(statement: Statement, around: Around, knowledge: MetricKnowledge) -> str:
    """Money, time, length and so on: 15元|暖心餐 and 半吨|涂料 name it behind the number, 收入|100万元 before it."""
    phrases = knowledge.phrases
    before = phrase_before(without_change(statement, knowledge.changes), phrases)
    if statement.quantity.kind == "time":
        return _of_time(statement, before, phrases)
    if statement.quantity.unit == "分" and statement.kind != "change":
        return _of_marks(statement, before, around, phrases)
    far = _PER_PIECE.sub("", statement.far.strip())
    if made_into := _MADE_INTO.match(far):
        return made_into[1]  # 拿出十万元作|“点子金”
    if wide := _WIDE.match(far):
        return wide[2] + wide[1]
    return _of_money_spent(statement, before, around, phrases) or _of_thing(statement, before, far, phrases)


def _of_time(statement: Statement, before: str, phrases: Phrases) -> str:
    """What took so long, or was done in the time."""
    is_attribute = statement.far.strip().startswith("的") and does_something(statement.near)
    if is_attribute and (after := phrase_after(statement.far, phrases)):
        return after  # 开出45分钟的|微课
    done = predicate(_PER_PIECE.sub("", statement.far.strip()), phrases)
    done = "" if done in phrases.deeds else done  # 服务1小时|存1个
    if statement.kind == "standard" and done:
        return before + done if len(before) <= _SHORT else done
    return done if done and is_place(before, phrases) else before or done  # 社区连续203天|零发案


def _of_marks(statement: Statement, before: str, around: Around, phrases: Phrases) -> str:
    """What is marked with so many points."""
    ahead = "" if statement.near.strip() else clause_ahead(statement.ahead, phrases)  # 居民打分，93.7分
    marked = _mark(around.ahead, phrases) if not before and _EARNS.match(statement.far) else ""
    scored = deed_before(statement.near, phrases) or marked or before
    scored = scored or phrase_after(statement.far, phrases) or ahead
    return scored or noun_ahead("分", "", around.ahead, phrases) or "积分"


def _of_money_spent(statement: Statement, before: str, around: Around, phrases: Phrases) -> str:
    """Where money comes from, what it is for, or the things that are worth so much; "" where none is said."""
    kind, near, far = statement.quantity.kind, statement.near.strip(), statement.far.strip()
    if kind == "money" and _WORTH.search(near):
        is_attribute = far.startswith("的")
        return phrase_after(far, phrases) if is_attribute else _worth(statement, around.previous, phrases)
    if kind == "money" and (fund := _FROM.search(near)):
        return fund[1]  # 从|美丽家园经费中拨出38万元
    if _REST.fullmatch(near) and (giver := _BY.match(far)):
        return predicate(giver[1], phrases)  # 剩下的|36万元由街道承担
    is_told_behind = not before or (kind == "area" and is_bare(before, phrases))
    purpose = _PURPOSE.match(far) if kind in ("money", "area") and is_told_behind else None
    return predicate(purpose[1], phrases) if purpose else ""  # 其中|21万元用于更换监控探头


def _of_thing(statement: Statement, before: str, far: str, phrases: Phrases) -> str:
    """The thing before or behind the number; who pays or gets the money and what the verb says of it."""
    kind = statement.quantity.kind
    after = phrase_after(far, phrases)
    is_paid = kind == "money" and statement.kind != "change" and names_nobody(before, phrases)
    deed = deed_before(statement.near, phrases) if is_paid else ""
    deed = "" if deed.endswith("分") else deed  # 攒了两万元 are no points
    if not after:
        return deed or before
    is_adjacent = not far.startswith("的")
    names_no_thing = is_bare(before, phrases) or (kind in _AMOUNTS and names_nobody(before, phrases))
    is_open = not before or bool(deed) or names_no_thing or bool(_ENDS_OPEN.search(statement.near.strip()))
    return after if is_open or (is_adjacent and kind in _AMOUNTS) else before


def _worth(statement: Statement, previous: str, phrases: Phrases) -> str:
    """The things that the clause ahead tells of, with their number if it has one."""
    last = _CLAUSE.split(statement.ahead.rstrip("，, "))[-1]
    return (
        previous
        if previous and previous in last and _FIGURE.search(last)
        else clause_ahead(statement.ahead, phrases)
    )


def _mark(ahead: str, phrases: Phrases) -> str:
    """What is marked: 由业主打分，低于80分的换人."""
    marks = list(_MARKED.finditer(ahead))
    return phrase_before(_CLAUSE.split(ahead[: marks[-1].end()])[-1], phrases) if marks else ""
