"""What is counted: the noun behind the classifier or before the number, those who live there, or what they do."""

from __future__ import annotations

import re

from helpers.antecedents import Around
from helpers.heads import told_of, whole_of, without_change
from helpers.knowledge.metrics import MetricKnowledge, Phrases
from helpers.phrases import is_bare, is_place, only_persons, phrase_after, phrase_before, predicate
from helpers.statements import Statement

_EACH = re.compile(r"每个?[^\d，。天日周月年季晚次]{1,3}\Z")
_DWELLS = re.compile(r"(?:住着?|居住着?|生活着?|塞进|挤着?|入住)了?\s*(?:近|约|超过?|逾|上)?\s*\Z")
# 9人|组成的自管小组
_COMPOSE = re.compile(r"\A\s*(?:组|构)成的")
# 互助群：1480人
_LABEL = re.compile(r"([^，,、。；;：:\s]{2,12})[：:]\s*\Z")
# Who lives there is counted: 全村|376户, 新泾六村|2034户.
_PLACE = re.compile(r"(?:[全该]|\A)[村镇乡区]里?\Z|(?:社区|小区|居民区|[一-鿿](?:[村苑]|(?<!街)坊))\Z")
_VILLAGE = re.compile(
    r"全村|村民|村里|村上|自然村|(?<![新一二三四五六七八九十])村(?:由|有|共|现|下辖|位于|地处)"
)
_FOUNDED = re.compile(r"\A，?\s*(?:共同|一起)?组成了?(?!的)(?:一支|一个)?([^，。；\d]{2,16})")
_REGISTERED = {"常住": "常住人口", "户籍": "户籍人口", "在册": "在册居民"}
# Who lives there, where no noun says it.
_DWELLERS = {
    ("people", False): "居民",
    ("people", True): "村民",
    ("household", False): "居民住户",
    ("household", True): "村民户",
}
# 社团14个、|560余人 are its members; 在册1023户、|2386人 are registered too.
_BODY = re.compile(r"(?:队伍?|社?团|(?<!小)组|班|联盟|学员|商户)\Z|户籍|常住|在册")
# 找到活儿干的，|8位; 我们志愿者呢，|26人
_SPOKEN_OF = re.compile(r"(?:\A|[，。；：])(?![^，。；：]*[是各])([^，。；：]{2,})[的呢][，,]\s*\Z")
# A place's short name: 社区|在册4312户
_SHORT = 2
_ROLE = re.compile(
    r"(?<!轮流|报名)(?:担任|当起?|当上|化身|变身为?|成为|成了|是[一-鿿]{0,4}的)[一-鿿]{0,4}[“「]([^”」]{2,8})[”」]([一-鿿]{2,3}(?=[，。；]|\Z))?"
)
_TIMES = frozenset("次回趟")
_WHO = re.compile("(?:[员者工师人户队]|家庭|居民|业主|学生)$")
_LIVING = frozenset({"people", "household"})


def of_count(statement: Statement, around: Around, knowledge: MetricKnowledge) -> str:
    """Counted things: the noun behind the classifier, else the noun before the number, else what they do."""
    phrases = knowledge.phrases
    before = phrase_before(without_change(statement, knowledge.changes), phrases)
    after = _behind(statement, before, phrases)
    if statement.kind == "standard" and (each := _EACH.search(statement.near)):
        return after if after and is_bare(each.group()[-1], phrases) else each.group()  # 每村配|2名调解员
    if not after and (implied := _implied(statement, around, before, phrases)):
        return implied
    if statement.quantity.unit in _TIMES and is_place(before, phrases):
        before = predicate(statement.far, phrases) or before  # 街道|6次组织清整
    is_threshold = statement.kind == "standard" and statement.far.startswith(("者", "的"))
    found = (before if is_threshold else "") or after or before or predicate(statement.far, phrases)
    is_listed = statement.quantity.kind in _LIVING and not statement.head.startswith(statement.near)
    return found or (statement.quantity.unit if is_listed else "")


def _behind(statement: Statement, before: str, phrases: Phrases) -> str:
    """The noun behind the number; of people and households only what names such."""
    after = phrase_after(_COMPOSE.sub("", statement.far), phrases)
    if after and statement.quantity.kind in _LIVING:
        leader = re.match(f"{re.escape(after)}栋?长", statement.far.strip())
        after = only_persons(leader.group() if leader else after, phrases)  # 网格|长
        is_told = bool(_WHO.search(before)) and statement.near.strip().endswith(before)
        is_deed = is_told and not phrases.agent_at_end.search(after)
        if is_deed or phrases.place_at_end.search(after) or is_bare(after, phrases):
            return ""  # 规划师|2名驻点画图
    return "" if after == "人" else after


def _implied(statement: Statement, around: Around, before: str, phrases: Phrases) -> str:
    """What is counted where no noun is behind the number: who lives there, what a label or the clause ahead names."""
    near = statement.near.strip()
    label = _LABEL.search(statement.ahead) if not near else None
    begins = not near and not label and not predicate(statement.far, phrases)
    if begins and (spoken_of := _SPOKEN_OF.search(statement.ahead)):
        return phrase_before(spoken_of[1], phrases)
    if statement.quantity.kind in _LIVING and (dwellers := _dwellers(statement, around, before, begins)):
        return dwellers
    if label:
        return phrase_before(label[1], phrases)
    whole = "" if before.strip("有已") else whole_of(statement, phrases)
    return whole and (told_of(whole, statement.far, phrases) or whole)


def _dwellers(statement: Statement, around: Around, before: str, begins: bool) -> str:
    """Who lives or is registered there, or belongs to the body that was counted before."""
    near = statement.near.strip()
    registered = next((words for words in _REGISTERED if near.endswith(words)), "")
    if registered and len(before.removesuffix(registered)) <= _SHORT:
        return _REGISTERED[registered]
    if near in ("", "、", "和") and statement.head.strip() and _BODY.search(around.previous):
        return around.previous
    if not (begins or near in ("、", "或") or _DWELLS.search(near) or _PLACE.search(before)):
        return ""
    in_village = bool(_VILLAGE.search(statement.ahead + statement.head))
    return _DWELLERS[statement.quantity.kind, in_village]


def named_role(statement: Statement) -> str:
    """The coined name of what persons act as: 24位茶师担任|“茶桌长”."""
    role = _ROLE.search(statement.far) if statement.quantity.kind == "people" else None
    return role[1] + (role[2] or "") if role else ""


def founded(statement: Statement, around: Around, phrases: Phrases) -> str:
    """The group that persons without a noun of their own form: 推选出15人，组成|居民理事会."""
    if statement.quantity.kind != "people":
        return ""
    group = _FOUNDED.match(statement.far + around.behind)
    return phrase_after(group[1], phrases) if group else ""
