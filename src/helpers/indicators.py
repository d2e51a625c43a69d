"""What a number measures: the shortest phrase of the text that says so, and the group that it belongs to."""

from __future__ import annotations

import re

from helpers.antecedents import Around, noun_for, noun_of_clause
from helpers.kinds import change_at
from helpers.knowledge.metrics import Changes, MetricKnowledge, Phrases
from helpers.phrases import (
    clause_ahead,
    deed_before,
    does_something,
    governs,
    is_bare,
    is_empty,
    names_nobody,
    only_persons,
    phrase_after,
    phrase_before,
    predicate,
)
from helpers.statements import Statement, first_rule

_SHARE = re.compile(r"\A(.*?)占(?:比|到|了)?(.*?)(?:的|比例?)?(?:近|约|超过?|不到|达到?|为)?\Z")
_IS = re.compile(r"\A(?:都|均|也|多)?是")
# 是大伙儿捐的 says what became of it.
_IS_DONE = re.compile(r"\A(?:都|均|也|多)?是[^，]*的\Z")
# 从 and 由 open a pair, unless they are part of another word (自由, 由于).
_OPENER = re.compile(r"从|(?<!自|理|缘|事)由(?!于|此)")
_EACH = re.compile(r"每个?[^\d，。天日周月年季晚次]{1,3}\Z")
_PER_PIECE = re.compile(r"\A(?:一|每|1|/)\s?[顿份次餐张客位节课晚天杯碗人桶斤度车月年户间套辆场门盒只件]")
_WIDE = re.compile(r"\A([长宽高深])的[“「『]?([一-鿿]+)")
_ENDS_OPEN = re.compile(r"(?:[成为了着过出到有]|推出|提供|[一这那][个间栋座块片处条把份])\Z")
_AMONG = re.compile(r"[一-鿿]{0,6}?(?:当中|之中|里头|里面|(?<![初高集])中|(?<![邻公故英])里)(?=[一-鿿])")
# What it is compared with is not what is measured: 比市价|低近四成, 较概算|节约11.5%.
_COMPARED = re.compile(r"(?:比起?|较(?!好|大|多|高|低|少|快|为|强)|相比|同比|环比)[^，。；]*\Z")
_COMPARISON = re.compile(r"\A(?:[同与和跟][^，]*比较?|(?:较|比|相比)[^，]*)\Z")
_OF_THESE = re.compile(r"(?:里头?|里面|当中|其中|之中|中)\Z")
_RATE_OF = re.compile(r"\A的([一-鿿]{1,6}?(?:率|比例|比重|度))")
_DWELLS = re.compile(r"(?:住着?|居住着?|生活着?|塞进|挤着?|入住)了?\s*(?:近|约|超过?|逾|上)?\s*\Z")
# 9人|组成的自管小组
_COMPOSE = re.compile(r"\A\s*(?:组|构)成的")
# 将原有|214个基础网格整合为129个
_TAKEN = re.compile(r"[把将](?:原有?|原来)?的?\s*\Z")
_BRACKET = re.compile(r"([^，,、。；;：:）)]+)[（(]\s*\Z")
# 互助群：1480人
_LABEL = re.compile(r"([^，,、。；;：:\s]{2,12})[：:]\s*\Z")
_CLAUSE = re.compile(r"[，,。；;：:！!？?\n]")
_GETS = re.compile(r"(?:[可能再均都只也]|一律)*(?:享受?|打|按|优惠|收费?)+\s*\Z")
# Who lives there is counted: 全村|376户, 新泾六村|2034户.
_PLACE = re.compile(r"(?:[全该]|\A)[村镇乡区]里?\Z|(?:社区|小区|居民区|[一-鿿](?:[村苑]|(?<!街)坊))\Z")
_VILLAGE = re.compile(
    r"全村|村民|村里|村上|自然村|(?<![新一二三四五六七八九十])村(?:由|有|共|现|下辖|位于|地处)"
)
_LONGEST_NAME = 10
_ASPECTS = frozenset(["总价", "单价", "售价", "长", "宽", "高"])
_EXTENTS = frozenset(["全长", "总长", "长", "宽", "高", "面积", "总面积", "占地", "建筑面积", "占地面积"])
_LIES = re.compile("地处|位于|坐落|之间")
_ARRIVES = re.compile(r"\A.?[到至为成了]|\A[^一-鿿]")
_MONEY_VERBS = frozenset("收支省约负本")
# 是过去的|5倍多, 只及去年同期的|一成二: what it was says nothing of what it is.
_OF_BEFORE = re.compile(
    r"\A(?:[也仅只约就才还]|相当)*[是为及到于足]?(?:[一二三四五六七八九十两\d]+年前|过去|原来|原先|以前|从前|当年|当初|(?:[去上前]年)?同期|[去上前]年)的\Z"
)
# What is listed stands before 分别, or in the clause ahead where nothing does.
_RESPECTIVELY = re.compile(r"([^，,。；：:]*?)(?:分别|依次)(?:[为是有占达])?到?")
_RANKED = re.compile(r"(?:位[列居]|排在?|名列|居).*\Z")
_COMPARED_WITH = re.compile(r"\A(?:[同环]比|比上年|较)[^，]*\Z")
_DIVIDED = re.compile(r"(?:[分编][成为作]?|划分?[成为])了?\s*\Z")
_FOUNDED = re.compile(r"\A，?\s*(?:共同|一起)?组成了?(?!的)(?:一支|一个)?([^，。；\d]{2,16})")
_PURPOSE = re.compile(r"\A(?:(?:被|则|就)?(?:用于|用来|用在)(?=.{2})|(?=[给补进归]|留作|留给))(.+)")
_GROUPS = frozenset("组班批拨队支")
_AND = re.compile(r"[、和及与]")
_FIGURE = re.compile(r"[\d.,]*\d|[一二三四五六七八九十百千两]+")
_REGISTERED = {"常住": "常住人口", "户籍": "户籍人口", "在册": "在册居民"}
# Who lives there, where no noun says it.
_DWELLERS = {
    ("people", False): "居民",
    ("people", True): "村民",
    ("household", False): "居民住户",
    ("household", True): "村民户",
}
# A place's short name: 社区|在册4312户
_SHORT = 2
_SIGNS = re.compile(r"\A[^一-鿿\w“‘「『《]+|[^一-鿿\w”’」』》)）]+\Z")
_MEASURES = frozenset({"money", "time", "rate", "length", "area", "volume", "mass", "energy", "score"})
_LIVING = frozenset({"people", "household"})
_AMOUNTS = frozenset({"length", "area", "volume", "mass", "energy"})


def indicator_of(statement: Statement, around: Around, knowledge: MetricKnowledge) -> str:
    """The phrase that names what is measured."""
    phrases, previous = knowledge.phrases, around.previous
    if listed := _listed(statement, around, phrases):
        return listed
    if not statement.near.strip() and (bracket := _BRACKET.search(statement.ahead)):  # 噪声扰民（15.1%）
        return phrase_before(bracket[1], phrases)
    if not statement.near.strip() and statement.far.startswith("—"):  # 41次——恳谈会召开次数
        return phrase_before(statement.far.lstrip("—"), phrases)
    statement = _behind_noun_of_previous(statement, previous, phrases)
    if group := _divided(statement, around, phrases):
        return group
    if statement.value_before is not None:
        found = _of_pair(statement, knowledge)
    elif statement.quantity.kind == "rate":
        found = _of_rate(statement, previous, knowledge)
    elif statement.quantity.kind in _MEASURES:
        found = _of_measure(statement, previous, knowledge)
    else:
        found = _founded(statement, around, phrases) or _of_count(statement, knowledge)
    if found in _ASPECTS and previous and previous in statement.ahead + statement.head:
        return previous.rstrip("长宽高") + found  # 电动爬楼机5台，总价|9.9万元
    if found in _EXTENTS and (thing := _extended(found, statement, phrases)):
        return thing + found
    if not found and statement.kind == "change" and statement.quantity.kind == "money":
        verb = change_at(statement, knowledge.changes)  # 年|增收|6.8万元: what grew is the income itself
        found = verb.group() if verb and verb.group()[-1] in _MONEY_VERBS else ""
    is_measure = statement.quantity.kind in _MEASURES
    if found not in statement.far and (noun := noun_for(found, statement, around, is_measure, phrases)):
        return noun
    bare = found if is_bare(found, phrases) else ""
    found = "" if bare and is_empty(bare, phrases) else found
    return _SIGNS.sub("", found or _carried(statement, previous, knowledge) or bare[1:] and bare)


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
    division = _DIVIDED.search(statement.near) if statement.quantity.unit in _GROUPS else None
    if not division or phrase_after(statement.far, phrases):
        return ""
    return phrase_before(statement.near[: division.start()], phrases) or around.previous or clause_ahead(statement.ahead, phrases)


def _founded(statement: Statement, around: Around, phrases: Phrases) -> str:
    """The group that persons without a noun of their own form: 推选出15人，组成|居民理事会."""
    if statement.quantity.kind != "people":
        return ""
    group = _FOUNDED.match(statement.far + around.behind)
    return phrase_after(group[1], phrases) if group else ""


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


def _of_rate(statement: Statement, previous: str, knowledge: MetricKnowledge) -> str:
    phrases = knowledge.phrases
    if of := _RATE_OF.match(statement.far):
        return of[1]
    if _OF_BEFORE.match(statement.near.strip()):
        return ""
    if statement.quote.endswith("折"):
        return _discount(statement, phrases)
    head = _without_change(statement, knowledge.changes).strip()
    if not head.strip("有已却倒") and (whole := _whole(statement, phrases)):
        return f"{whole}占比"
    share = _SHARE.match(head) if "占" in head else None
    if share:
        whole = phrase_before(share[2], phrases)
        part = phrase_before(share[1], phrases, whole=True) or previous
        return f"{part}占{whole}" if whole else f"{part}占比"
    if (
        statement.far.startswith("的")
        and statement.kind != "change"
        and governs(head, phrases)
        and (of_these := phrase_after(statement.far, phrases))
    ):
        return of_these
    before = phrase_before(head, phrases, whole=True)
    before = before if len(before) > 1 else ""
    if not before and (purpose := _PURPOSE.match(statement.far)):
        return predicate(purpose[1], phrases)
    if names_nobody(before, phrases):
        behind = phrase_after(statement.far, phrases) if before else ""
        deed = deed_before(head, phrases)
        before = behind or ("" if deed.endswith("分") else deed) or before  # no points: 换了九成
    if before or statement.kind == "change":
        return before
    is_told_ahead = not head and _IS_DONE.match(statement.far)
    ahead = clause_ahead(statement.ahead, phrases) if is_told_ahead else ""
    behind = _IS.sub("", statement.far)
    return ahead or phrase_after(behind, phrases) or predicate(behind, phrases)


def _discount(statement: Statement, phrases: Phrases) -> str:
    """Who or what gets it: 70岁以上老人就餐|享八折."""
    before = phrase_before(_GETS.sub("", statement.near), phrases, whole=True)
    return before + "折扣" if 1 < len(before) <= _LONGEST_NAME else "折扣"


def _of_count(statement: Statement, knowledge: MetricKnowledge) -> str:
    """Counted things: the noun behind the classifier, else the noun before the number, else what they do."""
    phrases = knowledge.phrases
    if statement.kind == "standard" and (each := _EACH.search(statement.near)):
        return each.group()
    before = phrase_before(_without_change(statement, knowledge.changes), phrases)
    after = phrase_after(_COMPOSE.sub("", statement.far), phrases)
    if statement.quantity.kind in _LIVING:
        after = only_persons(after, phrases)
    is_nothing = statement.quantity.kind in _LIVING and is_bare(after, phrases)
    after = "" if after == "人" or is_nothing else after
    if not after and statement.quantity.kind in ("people", "household"):
        words = [words for words in _REGISTERED if statement.near.rstrip().endswith(words)]
        if words and len(before.removesuffix(words[0])) <= _SHORT:
            return _REGISTERED[words[0]]
    near = statement.near.strip()
    label = _LABEL.search(statement.ahead) if not near else None
    begins = not near and not label and not predicate(statement.far, phrases)
    dwells = _DWELLS.search(near) or near in ("、", "或") or begins or _PLACE.search(before)
    if not after and statement.quantity.kind in ("people", "household") and dwells:
        in_village = bool(_VILLAGE.search(statement.ahead + statement.head))
        return _DWELLERS[statement.quantity.kind, in_village]
    if label and not after:
        return phrase_before(label[1], phrases)
    if not after and not before.strip("有已") and (whole := _whole(statement, phrases)):
        return whole
    is_threshold = statement.kind == "standard" and statement.far.startswith(("者", "的"))
    found = (before if is_threshold else "") or after or before or predicate(statement.far, phrases)
    is_listed = statement.quantity.kind in ("people", "household") and not statement.head.startswith(
        statement.near
    )
    return found or (statement.quantity.unit if is_listed else "")


def _of_measure(statement: Statement, previous: str, knowledge: MetricKnowledge) -> str:
    """Money, time, length and so on: 15元|暖心餐 and 半吨|涂料 name it behind the number, 收入|100万元 before it."""
    phrases, kind = knowledge.phrases, statement.quantity.kind
    before = phrase_before(_without_change(statement, knowledge.changes), phrases)
    far = _PER_PIECE.sub("", statement.far.strip())
    after = phrase_after(far, phrases)
    if kind == "time" and far.startswith("的") and after and does_something(statement.near):
        return after
    if kind == "time":
        done = predicate(far, phrases)
        done = "" if done in phrases.deeds else done  # 服务1小时|存1个
        joined = before + done if len(before) <= 6 else done
        return joined if statement.kind == "standard" and done else before or done
    if statement.quantity.unit == "分" and statement.kind != "change":
        ahead = "" if statement.near.strip() else clause_ahead(statement.ahead, phrases)  # 居民打分，93.7分
        return deed_before(statement.near, phrases) or before or after or ahead or "积分"
    if wide := _WIDE.match(far):
        return wide[2] + wide[1]
    if kind == "money" and not before and (purpose := _PURPOSE.match(far)):
        return predicate(purpose[1], phrases)  # 其中|21万元用于更换监控探头
    deed = (
        deed_before(statement.near, phrases)
        if kind == "money" and statement.kind != "change" and names_nobody(before, phrases)
        else ""
    )
    deed = "" if deed.endswith("分") else deed  # 攒了两万元 are no points
    if not after:
        return deed or before
    is_adjacent = not far.startswith("的")
    names_no_thing = is_bare(before, phrases) or (kind in _AMOUNTS and names_nobody(before, phrases))
    is_open = not before or bool(deed) or names_no_thing or bool(_ENDS_OPEN.search(statement.near.strip()))
    return after if is_open or (is_adjacent and kind in _AMOUNTS) else before


def _without_change(statement: Statement, changes: Changes) -> str:
    """The words before the number without a change's verb and what it is compared with; its object if it has one."""
    head = statement.near
    if statement.kind != "change":
        return head
    baselines = [match.start() for match in changes.baseline.finditer(head)]
    baselines += [match.start() for match in _COMPARED.finditer(head)]
    verb = change_at(statement, changes)
    if verb and head[verb.end() :].lstrip("了 ") and not baselines:
        return head[verb.end() :]
    ends = [*baselines, *([verb.start()] if verb else [])]
    return head[: min(ends)] if ends else head


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
    own = _OPENER.sub("", _without_change(statement, knowledge.changes))
    says_nothing = not phrase_before(own, phrases) or bool(_OF_BEFORE.match(own.strip()))
    return ahead if begins_pair or (is_new and says_nothing) else previous


def _whole(statement: Statement, phrases: Phrases) -> str:
    """What the number is a part of, where the clause ahead names it: 新一届楼组长里，有|19名."""
    clause = re.split(r"[，,]", statement.ahead.rstrip("，, "))[-1]
    of = _OF_THESE.search(clause)
    if not of or not statement.ahead.rstrip().endswith(("，", ",")):
        return ""
    return phrase_before(clause[: of.start()], phrases).rpartition("的")[2]
