"""What a number measures: the shortest phrase of the text that says so, and the group that it belongs to."""

from __future__ import annotations

import re

from helpers.amounts import of_amount
from helpers.antecedents import MEASURES, Around, noun_for, noun_of_clause
from helpers.counts import founded, named_role, of_count
from helpers.heads import OF_BEFORE, with_verb, without_change
from helpers.kinds import change_at
from helpers.knowledge.metrics import MetricKnowledge, Phrases
from helpers.phrases import (
    clause_ahead,
    is_bare,
    is_empty,
    is_place,
    names_nobody,
    phrase_after,
    phrase_before,
)
from helpers.shares import of_share
from helpers.statements import Statement, first_rule

# 从 and 由 open a pair, unless they are part of another word (自由, 由于).
_OPENER = re.compile(r"从|(?<!自|理|缘|事)由(?!于|此)")
_AMONG = re.compile(r"[一-鿿]{0,6}?(?:当中|之中|里头|里面|(?<![初高集])中|(?<![邻公故英])里)(?=[一-鿿])")
_COMPARISON = re.compile(r"\A(?:[同与和跟][^，]*比较?|(?:较|比|相比)[^，]*)\Z")
# 将原有|214个基础网格整合为129个
_TAKEN = re.compile(r"[把将](?:原有?|原来)?的?\s*\Z")
_BRACKET = re.compile(r"([^，,、。；;：:）)]+)[（(]\s*\Z")
# 互助群：1480人
_LABEL = re.compile(r"([^，,、。；;：:\s]{2,12})[：:]\s*\Z")
_CLAUSE = re.compile(r"[，,。；;：:！!？?\n]")
_ASPECTS = frozenset(["总价", "单价", "售价", "长", "宽", "高"])
_EXTENTS = frozenset(["全长", "总长", "长", "宽", "高", "面积", "总面积", "占地", "建筑面积", "占地面积"])
_LIES = re.compile("地处|位于|坐落|之间")
_ARRIVES = re.compile(r"\A.?[到至为成了]|\A[^一-鿿]")
_PER_HEAD = re.compile("(?:[户人年月]均|每?[户人年月])*")
_MONEY_VERBS = frozenset("收支省约负本")
# What is listed stands before 分别, or in the clause ahead where nothing does.
_RESPECTIVELY = re.compile(r"([^，,。；：:]*?)(?:分别|依次)(?:[为是有占达])?到?")
_RANKED = re.compile(r"(?:位[列居]|排在?|名列|居).*\Z")
_COMPARED_WITH = re.compile(r"\A(?:[同环]比|比上年|较)[^，]*\Z")
_DIVIDED = re.compile(r"(?:[分编][成为作]?|划分?[成为])了?\s*\Z")
_GROUPS = frozenset("组班批拨队支")
_TEAMS = frozenset("批拨队支")
_AND = re.compile(r"[、和及与]")
_FIGURE = re.compile(r"[\d.,]*\d|[一二三四五六七八九十百千两]+")
# 31位老师里，|19位: the number of the whole is none of it.
_COUNT = re.compile(r"\A[\d.,]+[万余多来]*[个位名户家条件辆台栋幢套张份只座处间场支块](?=[一-鿿]{2})")
_SIGNS = re.compile(r"\A[^一-鿿\w“‘「『《]+|[^一-鿿\w”’」』》)）]+\Z")


def indicator_of(statement: Statement, around: Around, knowledge: MetricKnowledge) -> str:
    """The phrase that names what is measured."""
    phrases, previous = knowledge.phrases, around.previous
    if told := _told_elsewhere(statement, around, phrases):
        return told
    statement = _behind_noun_of_previous(statement, previous, phrases)
    found = _divided(statement, around, phrases) or _told_by_clause(statement, around, knowledge)
    found = with_verb(found, statement)
    if found in _ASPECTS and previous and previous in statement.ahead + statement.head:
        return previous.rstrip("长宽高") + found  # 电动爬楼机5台，总价|9.9万元
    if found in _EXTENTS and (thing := _extended(found, statement, phrases)):
        return thing + found
    if found not in statement.far and (noun := noun_for(found, statement, around, phrases)):
        return noun
    if (
        previous
        and (statement.value_before is not None or statement.kind == "change")
        and is_place(found, phrases)
    ):
        return previous  # 全区投诉下降46%，其中福利路街道由|213件减至98件
    bare = found if is_bare(found, phrases) else ""
    found = "" if bare and is_empty(bare, phrases) else found
    return _SIGNS.sub(
        "", _COUNT.sub("", found) or _carried(statement, previous, knowledge) or bare[1:] and bare
    )


def _told_elsewhere(statement: Statement, around: Around, phrases: Phrases) -> str:
    """What a list, a bracket or a dash names: 噪声扰民（|15.1%）, 41次|——恳谈会召开次数."""
    if listed := _listed(statement, around, phrases):
        return listed
    if statement.near.strip():
        return ""
    if bracket := _BRACKET.search(statement.ahead):
        return phrase_before(bracket[1], phrases)
    is_explained = statement.far.startswith("—")
    return phrase_before(statement.far.lstrip("—"), phrases) if is_explained else ""


def _told_by_clause(statement: Statement, around: Around, knowledge: MetricKnowledge) -> str:
    """What the number's own clause names, by the kind of quantity."""
    kind = statement.quantity.kind
    if statement.value_before is not None:
        return _of_pair(statement, knowledge)
    if kind == "rate":
        found = of_share(statement, around.previous, knowledge)
    elif kind in MEASURES:
        found = of_amount(statement, around, knowledge)
    else:
        found = (
            founded(statement, around, knowledge.phrases)
            or named_role(statement)
            or of_count(statement, around, knowledge)
        )
    if (
        statement.kind == "change"
        and kind == "money"
        and (_PER_HEAD.fullmatch(found) or names_nobody(found, knowledge.phrases))
    ):
        verb = change_at(statement, knowledge.changes)  # 年|增收|6.8万元: what grew is the income itself
        return found + verb.group() if verb and verb.group()[-1] in _MONEY_VERBS else found
    return found


def _extended(extent: str, statement: Statement, phrases: Phrases) -> str:
    """What is so long or wide, of the clause ahead: 临着一条内河，全长|1.8公里; no place, which may lie in another."""
    if not statement.near.strip().startswith(extent) or "分别" in statement.near:
        return ""
    thing = noun_of_clause(statement.ahead, phrases)
    return "" if phrases.noun_at_end.search(thing) or _LIES.search(statement.ahead) else thing


def _listed(statement: Statement, around: Around, phrases: Phrases) -> str:
    """Its name in a list that comes before the numbers: 解决率、市民满意率分别为84.1%和|87.6%."""
    is_listed = "分别" in statement.head or "依次" in statement.head
    list_of = _RESPECTIVELY.search(statement.head) if is_listed else None
    if not list_of:
        return ""
    place = len(_FIGURE.findall(statement.head, list_of.end()))
    if _COMPARED_WITH.search(list_of[1]):  # 签约58台，完工41台，同比分别增长|16%和36.7%
        last = place + 1 + len(_FIGURE.findall(statement.tail))
        return around.earlier[place - last] if last <= len(around.earlier) else ""
    names = _AND.split(list_of[1] or _RANKED.sub("", _CLAUSE.split(statement.ahead.rstrip("，, "))[-1]))
    return phrase_before(names[place], phrases) if len(names) > 1 and place < len(names) else ""


def _divided(statement: Statement, around: Around, phrases: Phrases) -> str:
    """Who or what is divided into so many groups: 30名志愿者分|6组轮值."""
    unit = statement.quantity.unit
    division = _DIVIDED.search(statement.near) if unit in _GROUPS else None
    if not division or (unit in _TEAMS and phrase_after(statement.far, phrases)):
        return ""
    return (
        phrase_before(statement.near[: division.start()], phrases)
        or around.previous
        or clause_ahead(statement.ahead, phrases)
    )


def type_of(statement: Statement, knowledge: MetricKnowledge) -> str:
    """The group of comparable indicators, "other" where none is known."""
    rule = first_rule(knowledge.types, statement)
    return rule.says if rule else "other"


def _behind_noun_of_previous(statement: Statement, previous: str, phrases: Phrases) -> Statement:
    """What stands between the previous number's noun and this number: 课程 in 16个区开设课程212门, nothing in 2户、3人."""
    if statement.head.startswith(statement.near):
        return statement
    if among := _AMONG.match(statement.near):  # 2208户|中欠费|42户
        return statement._replace(near=statement.near[among.end() :])
    listed = statement.near.split("、")
    rest = listed[-1] if len(listed) > 1 else statement.near.removeprefix(previous)
    return statement._replace(near=rest) if len(listed) > 1 or phrase_before(rest, phrases) else statement


def _of_pair(statement: Statement, knowledge: MetricKnowledge) -> str:
    """The words before 从 or 由, else those before the first number, else the noun between the two."""
    phrases = knowledge.phrases
    openers = list(_OPENER.finditer(statement.near))
    subject = phrase_before(statement.near[: openers[-1].start()] if openers else statement.near, phrases)
    link = statement.link.strip()
    is_verb = _ARRIVES.match(link) or knowledge.changes.link.match(link)
    between = "" if is_verb else phrase_after(link, phrases)
    if not subject and (label := _LABEL.search(statement.ahead)):
        subject = phrase_before(label[1], phrases)
    if between and ("，" in link or _TAKEN.search(statement.near)):
        return between  # 头一回8个|摊位，第六回68个
    return subject or between or phrase_after(statement.far, phrases)


def _carried(statement: Statement, previous: str, knowledge: MetricKnowledge) -> str:
    """The subject carried over: that of the clause ahead if it has no number of its own, else the one before."""
    phrases = knowledge.phrases
    ahead = clause_ahead(statement.ahead, phrases)
    if not ahead or statement.head.rstrip().endswith("、"):
        return previous
    last = _CLAUSE.split(statement.ahead.rstrip("，, "))[-1]
    if previous and _COMPARISON.match(last):
        return previous  # 违停31起，同治理前比，降了|85.8%
    begins_pair = (
        statement.value_before is not None
        and _OPENER.match(statement.near.strip())
        and not (previous and previous in last)
    )
    is_new = not previous or bool(last and previous not in last and not _FIGURE.search(last))
    own = _OPENER.sub("", without_change(statement, knowledge.changes))
    names = phrase_before(own, phrases)
    is_verb = len(ahead) > 1 and is_bare(names, phrases) and not names.startswith("一")
    says_nothing = not names or is_verb or bool(OF_BEFORE.match(own.strip()))
    return ahead if begins_pair or (is_new and says_nothing) else previous
