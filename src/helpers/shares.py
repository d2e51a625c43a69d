"""What a share, a rate or a discount is of."""

from __future__ import annotations

import re

from helpers.heads import OF_BEFORE, told_of, whole_of, without_change
from helpers.knowledge.metrics import MetricKnowledge, Phrases
from helpers.phrases import (
    clause_ahead,
    deed_before,
    governs,
    names_nobody,
    phrase_after,
    phrase_before,
    predicate,
)
from helpers.statements import Statement

_SHARE = re.compile(r"\A(.*?)占(?:比|到|了)?(.*?)(?:的|比例?)?(?:近|约|超过?|不到|达到?|为)?\Z")
_IS = re.compile(r"\A(?:都|均|也|多)?是")
# 是大伙儿捐的 says what became of it.
_IS_DONE = re.compile(r"\A(?:都|均|也|多)?是[^，]*的\Z")
_RATE_OF = re.compile(r"\A的([一-鿿]{1,6}?(?:率|比例|比重|度))")
_GETS = re.compile(r"(?:[可能再均都只也]|一律)*(?:享受?|打|按|优惠|收费?)+\s*\Z")
_LONGEST_NAME = 10
_PURPOSE = re.compile(r"\A(?:(?:被|则|就)?(?:用于|用来|用在)(?=.{2})|(?=[给补进归]|留作|留给))(.+)")


def of_share(statement: Statement, previous: str, knowledge: MetricKnowledge) -> str:
    """What a share or a rate is of; `previous` is the part where none stands before 占."""
    phrases = knowledge.phrases
    if of := _RATE_OF.match(statement.far):
        return of[1]
    if OF_BEFORE.match(statement.near.strip()):
        return ""
    if statement.quote.endswith("折"):
        return _discount(statement, phrases)
    head = without_change(statement, knowledge.changes).strip()
    if not head.strip("有已却倒") and (whole := whole_of(statement, phrases)):
        return told_of(whole, statement.far, phrases) or f"{whole}占比"
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
