"""What a quantity measures: the shortest phrase of its own clause that says so."""

from __future__ import annotations

import re
from functools import cache

import jieba

from helpers.knowledge.metrics import MetricKnowledge
from helpers.model import Quantity

LONGEST = 14
_CLAUSE_END = re.compile(r"[，。；：！？、,;:!?\n（(——]")
_FORWARD = re.compile(r"[一-鿿A-Za-z“”‘’·]+")
# What stands between an indicator and its number and says nothing of it.
_LINK = re.compile(
    r"(?:已经|已|累计|共计|共|合计|总计|总共|分别|均|都|就|也|又|还|再|达到了?|达|高达|多达|为|是|有|至|到|了|约|近|超过?|仅|只|"
    r"升|降|下降|上升|提升|提高|降低|减少|增加|增长|新增|缩短|压缩|同比|环比|大约|平均|率先|占比|左右|的|从|由|每[天月年周日]|一年|能|可|要|"
    r"比[^，。]{1,6}|较[^，。]{1,6}|至今|目前|现有|全年|去年|今年|为[上去]年|节省|节约|省|收取|只收|每)+$"
)
_STOPS = frozenset("的了着过在由和与及或等把将被从对向为以于并且而但则也都就还又已")
_TAIL = re.compile(r"(?:的|了|等|和|与|及|、|并|已|都|均)+$")


@cache
def _tokenizer() -> jieba.Tokenizer:
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def indicator_of(text: str, quantity: Quantity, common: frozenset[str]) -> str:
    """The phrase that names what is measured, in the text's words: behind a classifier, before a rate or measure.

    `common` holds verbs and function words that no indicator reaches over.
    """
    behind = _behind(text, quantity, common)
    before = _before(text, quantity, common)
    if quantity.kind in ("rate", "money", "area", "length", "volume", "mass", "energy", "time", "score"):
        if quantity.kind == "rate" and text[quantity.end : quantity.end + 1] == "的" and behind:
            return behind
        return before or behind
    return behind or before


def _behind(text: str, quantity: Quantity, common: frozenset[str]) -> str:
    """The noun phrase right behind the quantity, up to a verb or the clause's end."""
    at = quantity.end + (1 if text[quantity.end : quantity.end + 1] == "的" else 0)
    match = _FORWARD.match(text, at)
    if not match:
        return ""
    phrase = match.group()[: LONGEST + 4]
    taken = ""
    for token in _tokenizer().cut(phrase):
        if (
            token in _STOPS
            and (taken or token != "以")
            or (token in common and taken)
            or len(taken) + len(token) > LONGEST
        ):
            break
        if token in common and not taken and len(token) == 2:
            return ""
        taken += token
    return _tidy(taken)


def _before(text: str, quantity: Quantity, common: frozenset[str]) -> str:
    """The phrase before the quantity in its clause, without the linking words next to the number."""
    start = max(0, quantity.start - LONGEST - 10)
    window = text[start : quantity.start]
    ends = [match.end() for match in _CLAUSE_END.finditer(window)]
    clause = window[ends[-1] :] if ends else window
    if not _LINK.sub("", clause).strip() and len(ends) >= 2 and text[start + ends[-1] - 1] in "，,、":
        clause = window[ends[-2] : ends[-1] - 1]
    share = re.search(r"[^的]*占[^占]{0,12}$", clause)
    if share and quantity.kind == "rate":
        return _tidy(share.group()[-LONGEST - 6 :].removesuffix("的"))
    clause = _LINK.sub("", clause)
    taken = ""
    for token in reversed(list(_tokenizer().cut(clause))):
        if taken and (token in common and len(taken) >= 2 and len(token) == 2):
            break
        if token in "在由把将被从并且而但则也都就还又已了使让" or len(taken) + len(token) > LONGEST:
            if taken:
                break
            continue
        taken = token + taken
    return _tidy(taken)


def _tidy(phrase: str) -> str:
    phrase = _TAIL.sub("", phrase.strip("“”‘’·"))
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    return re.sub(r"^(?:的|了|和|与|及|等|其中|其|即|约|达|共|累计)+", "", phrase)


def indicator_type(indicator: str, quantity_kind: str, knowledge: MetricKnowledge) -> str:
    """The group of comparable indicators: the first row of the lexicon that fits."""
    for row in knowledge.types:
        if (not row.kinds or quantity_kind in row.kinds) and row.pattern.search(indicator):
            return row.name
    return "other"
