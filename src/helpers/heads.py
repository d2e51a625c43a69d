"""What stands before a number, without what it is compared with; what the number is a part of."""

from __future__ import annotations

import re

from helpers.kinds import change_at
from helpers.knowledge.metrics import Changes, Phrases
from helpers.knowledge.words import cut
from helpers.phrases import phrase_after, phrase_before, predicate
from helpers.statements import Statement

# What it is compared with is not what is measured: 比市价|低近四成, 较概算|节约11.5%.
_COMPARED = re.compile(r"(?:比起?|较(?!好|大|多|高|低|少|快|为|强)|相比|同比|环比)[^，。；]*\Z")
_OF_THESE = re.compile(r"(?:里头?|里面|当中|其中|之中|中)\Z")
# 是过去的|5倍多, 只及去年同期的|一成二: what it was says nothing of what it is.
OF_BEFORE = re.compile(
    r"\A(?:[也仅只约就才还]|相当)*[是为及到于足]?(?:[一二三四五六七八九十两\d]+年前|过去|原来|原先|以前|从前|当年|当初|(?:[去上前]年)?同期|[去上前]年)的\Z"
)

_TIMES = frozenset("次回趟遍轮")
# 有, 要 and the like only lead to the number; a meeting that is held is told by its name.
_HAPPENS = re.compile("[^有要是到开办用花打达]")

_NUMBER = re.compile(r".*\d[万余多来]*(?:人次|[个位名户家条件辆台栋幢套张份只座处间场支块人])")
_IS = re.compile(r"\A(?:都|均|也|多)?(?:是|为)(.+)")
_LONGEST_DEED = 8


def without_change(statement: Statement, changes: Changes) -> str:
    """The words before the number without a change's verb and what it is compared with; its object if it has one."""
    head = statement.near
    if statement.kind != "change":
        return head
    baselines = [match.start() for match in changes.baseline.finditer(head)]
    baselines += [match.start() for match in _COMPARED.finditer(head)]
    verb = change_at(statement, changes)
    if verb and head[verb.end() :].lstrip("了至到 ") and not baselines:
        return head[verb.end() :]
    ends = [*baselines, *([verb.start()] if verb else [])]
    return head[: min(ends)] if ends else head


def whole_of(statement: Statement, phrases: Phrases) -> str:
    """What the number is a part of, where the clause ahead names it: 新一届楼组长里，有|19名."""
    clause = re.split(r"[，,]", statement.ahead.rstrip("，, "))[-1]
    of = _OF_THESE.search(clause)
    if not of or not statement.ahead.rstrip().endswith(("，", ",")):
        return ""
    return _NUMBER.sub("", phrase_before(clause[: of.start()], phrases).rpartition("的")[2])


def with_verb(found: str, statement: Statement) -> str:
    """What happens so often, not only what it happens to: 水管|爆 of 水管爆了六次."""
    near = statement.near
    if statement.quantity.unit not in _TIMES or not found or found not in near:
        return found
    verb = near[near.rfind(found) + len(found) :].strip().rstrip("了过着")
    return found + verb if _HAPPENS.fullmatch(verb) and cut(verb)[0][1] == "v" else found


def told_of(whole: str, far: str, phrases: Phrases) -> str:
    """Which of the whole are counted: 85户欠费户中，有|79户主动补缴."""
    if noun := _IS.match(far):
        return phrase_after(noun[1], phrases)
    deed = predicate(far, phrases)
    is_list = f"{deed}、" in far
    return f"{deed}的{whole}" if 1 < len(deed) <= _LONGEST_DEED and not is_list else ""
