"""What a number measures: the shortest phrase of the text that says so, and the group that it belongs to."""

from __future__ import annotations

import re

from helpers.knowledge.metrics import Changes, MetricKnowledge, Phrases
from helpers.statements import Statement, first_rule

LONGEST = 14
_QUOTED = re.compile(r"\A\s*[“‘「『]([^“”‘’「」『』]{1,16})[”’」』]")
_PART = re.compile(r"[，。；：:！？、…“”‘’「」『』（）()\[\]【】\n—|]")
_SHARE = re.compile(r"\A(.*?)占(?:比|到|了)?(.*?)(?:的|比例?)?(?:近|约|超过?|不到|达到?|为)?\Z")
_IS = re.compile(r"\A(?:左右|以上)?(?:都|均|也|多)?是")
_OPENER = re.compile(r"[从由自](?!(?:由|治|助|主|筹|来|发|动|行|家|己|愿|管))")
_MEASURES = frozenset({"money", "time", "rate", "length", "area", "volume", "mass", "energy", "score"})


def indicator_of(statement: Statement, previous: str, knowledge: MetricKnowledge) -> str:
    """The phrase that names what is measured; `previous` is the indicator before it, for 占…, 同比… and the like."""
    phrases = knowledge.phrases
    if statement.value_before is not None:
        return _of_pair(statement, previous, knowledge)
    if statement.quantity.kind == "rate":
        return _of_rate(statement, previous, knowledge)
    before = _phrase_before(_cut_at_change(statement, knowledge.changes), phrases)
    after = _phrase_after(statement.far, phrases)
    if statement.quantity.kind in _MEASURES:
        return _of_measure(statement, before, after, previous, phrases)
    return after or before or _predicate(statement.far, phrases) or previous


def type_of(statement: Statement, knowledge: MetricKnowledge) -> str:
    """The group of comparable indicators, "other" where none is known."""
    rule = first_rule(knowledge.types, statement)
    return rule.says if rule else "other"


def _of_pair(statement: Statement, previous: str, knowledge: MetricKnowledge) -> str:
    """The words before 从 or 由; else those before the first number; else the noun at the first number."""
    head = statement.near
    openers = list(_OPENER.finditer(head))
    subject = _phrase_before(head[: openers[-1].start()] if openers else head, knowledge.phrases)
    inside = re.match(
        r"[\d一二三四五六七八九十百千万.,，\s]*[一-鿿]{0,2}?([一-鿿]{2,8}?)(?:从|由|增|减|归|整|合|压|扩|精|缩)",
        "",
    )
    return (
        subject
        or (inside[1] if inside else "")
        or _phrase_after(statement.far, knowledge.phrases)
        or previous
    )


def _of_rate(statement: Statement, previous: str, knowledge: MetricKnowledge) -> str:
    phrases = knowledge.phrases
    head = _cut_at_change(statement, knowledge.changes)
    share = _SHARE.match(head.strip())
    if share and "占" in head:
        whole = _phrase_before(share[2], phrases) if share[2] else ""
        part = _phrase_before(share[1], phrases) or previous
        return f"{part}占{whole}" if whole else f"{part}占比"
    before = _phrase_before(head, phrases)
    if before:
        return before
    after = _IS.sub("", statement.far).removeprefix("的")
    return (
        _phrase_after(after, phrases)
        or (previous if statement.kind == "change" else "")
        or _predicate(after, phrases)
        or previous
    )


def _of_measure(statement: Statement, before: str, after: str, previous: str, phrases: Phrases) -> str:
    """Money, time, length and so on: 15元|暖心餐 and 半吨|涂料 name it behind the number, 收入|100万元 before it."""
    behind = statement.far
    if statement.quantity.kind == "time":
        done = _predicate(behind, phrases)
        if statement.kind == "standard" and done:
            return (before + done) if before and len(before) <= 6 else done
        return before or done or previous
    is_joined = bool(after) and not behind.lstrip().startswith("的")
    if is_joined and (statement.kind == "standard" or not before or phrases.verb.search(before[-2:])):
        return after
    return before or after or previous


def _cut_at_change(statement: Statement, changes: Changes) -> str:
    """The words before the number, without a change's verb and what it is compared with."""
    head = statement.near
    if statement.kind != "change":
        return head
    ends = [m.start() for m in changes.baseline.finditer(head)]
    ends += [m.start() for m in changes.alone.finditer(head) if m.start() > 0][-1:]
    shorter = head[: min(ends)] if ends else head
    if shorter.strip() or not ends:
        return shorter
    found = list(changes.alone.finditer(head))
    return head[found[-1].end() :] if found else ""


def _phrase_before(words: str, phrases: Phrases) -> str:
    """The noun phrase that `words` ends with, freed of what says when and how."""
    words = phrases.particle.sub("", words)
    words = _stripped(words, phrases)
    words = re.sub(r"[“”‘’「」『』]", "", words)
    if len(words) > LONGEST:
        cuts = [m.end() for m in phrases.verb.finditer(words) if len(words) - m.end() >= 2]
        fitting = [at for at in cuts if len(words) - at <= LONGEST]
        words = words[(fitting or cuts or [len(words) - LONGEST])[0 if fitting else -1] :]
        words = _stripped(words, phrases)
    return words


def _stripped(words: str, phrases: Phrases) -> str:
    words = words.strip()
    while match := phrases.lead_at_start.match(words):
        words = words[match.end() :]
    while match := phrases.tail_at_end.search(words):
        words = words[: match.start()]
    return words.strip()


def _phrase_after(words: str, phrases: Phrases) -> str:
    """The noun phrase that `words` begins with, "" where a predicate begins there."""
    words = words.strip().removeprefix("的").strip()
    if quoted := _QUOTED.match(words):
        return quoted[1]
    words = _PART.split(words, maxsplit=1)[0]
    verb = next((m for m in phrases.verb.finditer(words)), None)
    if verb and verb.start() == 0:
        return ""
    words = words[: verb.start()] if verb else words
    if (of := words.find("的")) > 0 and phrases.noun_at_end.search(words[:of]):
        words = words[:of]
    return _stripped(words[:LONGEST], phrases)


def _predicate(words: str, phrases: Phrases) -> str:
    """The short predicate that `words` begins with: 联系诉求人."""
    words = _PART.split(words.strip(), maxsplit=1)[0]
    words = re.sub(r"(?<=.)[了着过](?=.)|[了着过]$", "", words)
    return _stripped(words[:LONGEST], phrases)
