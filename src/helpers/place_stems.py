"""Where a place's name begins, and whether what stands before its ending may be a proper name."""

from __future__ import annotations

import re

from helpers.knowledge.gazetteer import CONJUNCTIONS, Gazetteer
from helpers.knowledge.words import cut, is_made_of_common_words, is_word

_UNBROKEN = re.compile(r"[一-鿿A-Za-z0-9·]*\Z")
_COUNTED = re.compile(
    r"^(?:[\d一二三四五六七八九十百两几多数余]+[个家处座]?|[一两二三四五六][一-鿿][一二两三]|第[一二三四五六七八九十\d]+[个期批]?)$"
)
_COUNT = re.compile(r"^(?:[\d一二三四五六七八九十两几多]+个|个)")
# The number of a community among its like: 培花|第三|居民区, 梅陇|十一|村, 梅陇三村|第一|居委会, 芳城|二里|社区.
ORDINAL_TAIL = re.compile(r"(?<=[一-鿿]{2})第?(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:里|村|区|期|街坊)?$")
# A number behind an estate's name is its own: 桐韵花园|127|社区.
_NUMBER_OF_ESTATE = re.compile(r"[一-鿿]{2}(?:花园|家园|新村|苑|城|村|里)\d{1,3}$")
# The lane that a community or estate lies in: 汾西路|261弄|居民区.
_LANE_AT_END = re.compile(r"(?<=[一-鿿]{2}路)\d{1,4}弄$")
# Distances and shares that names begin with: 五里桥, 七里海, 三元里.
_NUMERAL_IN_NAME = re.compile("[一二三四五六七八九十]+(?=[里元][一-鿿])")
# A stem of so many characters that is made of everyday words is a phrase and no name.
_LONG_STEM = 6
_PLACE_INSIDE = re.compile("(?:小区|社区|居民区)[一-鿿]")
_INTO = frozenset("进入")
# How long ago: 近三年|荷花池街道.
_SINCE = re.compile(r"[近前这]?[\d一二两三四五六七八九十几]+(?:年|个月)[来间里]?")
_STREETS = ("路", "街", "道")
_LONGEST_EXAMPLE = 10
_SHORTEST = 2
_PARTICLES = frozenset("的了着过")
# What makes of a kind of village another kind: 空心|山村.
_LANDS = frozenset("山渔")
_ALWAYS_BOUNDARY = frozenset("的在由是等了着过")
_KIND_OF_PLACE = re.compile(
    r"(?:[型式性种类名年某]|[多各几每哪全本该这那数]一?个?|[\d一二两三四五六七八九十百余多]+[个家处座条]|\d+年?|分钟|这一|.{2}[进入])$"
)

# 老小区想得慌新|小区
_KIND_BY_AGE = re.compile("...[新旧]$")


def name_start(text: str, start: int, stem_end: int, gazetteer: Gazetteer, admin_ends: set[int]) -> int:
    """Where the proper name that ends in a suffix at `stem_end` begins, at `start` or later."""
    unbroken = _UNBROKEN.search(text, start, stem_end)
    start = unbroken.start() if unbroken else stem_end
    start = next((i for i in range(stem_end, start, -1) if i in admin_ends), start)
    since = _SINCE.match(text, start, stem_end)
    phrase = since.end() if since else start
    for match in gazetteer.boundary.finditer(text, start, stem_end):
        word = match.group()
        if word == "上海" and text.startswith(_STREETS, match.end()):  # 汇川区|上海路街道
            continue
        is_short = word == "老" and match.end() == stem_end - 1
        if is_short and text.startswith("街道", stem_end):  # 老街|街道: a name has two characters
            continue
        is_old = word == "老" and match.end() == stem_end and match.start() - phrase >= _SHORTEST
        if is_old and text.startswith("村", stem_end):  # 石坪|老村
            continue
        if (
            word not in _ALWAYS_BOUNDARY
            and len(word) == 1
            and _belongs_to_name(text, match, phrase, start, stem_end, admin_ends, gazetteer)
        ):
            continue
        phrase = match.end()
    return phrase


def _belongs_to_name(
    text: str,
    match: re.Match[str],
    phrase: int,
    start: int,
    stem_end: int,
    admin_ends: set[int],
    gazetteer: Gazetteer,
) -> bool:
    """Whether a single character that may be a function word is the name's own: 和畅公寓, 和平街社区.

    A conjunction cannot open a phrase that a verb or preposition has just closed (面对|和畅公寓); after a
    street's name it opens one only as part of a word (枫林|和平街, but 安亭镇|与|花桥). Behind a single
    character it joins nothing (人和街).
    """
    at, word = match.start(), match.group()
    if word == "以" and "为例" in text[stem_end : stem_end + _LONGEST_EXAMPLE]:
        return False
    pairs = (text[at : at + 2], text[at - 1 : at + 1])
    if pairs[0] in gazetteer.proper and match.end() < stem_end:
        return True
    if word == "都" and at == phrase + 1 < stem_end - 1 and not "一" <= text[phrase - 1 : phrase] <= "鿿":
        return True  # 。|圣都国际|小区
    if word in CONJUNCTIONS and at == start and match.end() == stem_end - 1:
        # 长生桥镇|同景|社区: a name has two characters
        return not is_generic(text[match.end() : stem_end], gazetteer)
    if match.end() >= stem_end:
        # 大宁路街道|宁和|小区, 山江镇|东就|村: a name has two characters
        is_short = at == start + 1 and start in admin_ends and text[start] not in gazetteer.prepositions
        is_free = word not in gazetteer.prepositions and not is_word(pairs[1])
        return (is_short and is_free) or (
            word in CONJUNCTIONS and (is_short or pairs[1] in gazetteer.opening)
        )
    if word in CONJUNCTIONS:
        if at == phrase + 1:
            return True
        after_verb = at == phrase != start and text[phrase - 1] in gazetteer.prepositions
        # 完成|和平新村
        after_verb = after_verb or (pairs[0] in gazetteer.opening and text[at - 2 : at] in gazetteer.common)
        return (
            after_verb
            or (at == phrase and pairs[0] in gazetteer.opening)
            or (at > phrase and pairs[1] in gazetteer.opening)
        )
    if at == phrase and _is_noun(pairs[0]):
        return True  # 的|朝阳|新村, 走进|向阳|社区, 家住|将军|苑
    is_inside = word == "之" and phrase == start < at  # 粤海街道|滨海之窗|花园
    return start in admin_ends and (at == phrase == start or is_inside)


def _is_noun(pair: str) -> bool:
    """Whether two characters are one noun, which no function word begins."""
    first, tag = cut(pair)[0]
    return first == pair and tag.startswith("n")


def after_verbs(text: str, left: int, start: int, gazetteer: Gazetteer) -> int:
    """Behind the last common verb or function word of a stem: 完成|文怡花园."""
    first = left + _begun_by_numeral(text[left:start])
    for i in range(start - 2, first - 1, -1):
        if text[i : i + 2] in gazetteer.common:
            return i + 2
    return left


def is_name_like(stem: str, gazetteer: Gazetteer) -> bool:
    """No common verb or function word inside, no digits: what stands before the ending may be a proper name."""
    stem = ORDINAL_TAIL.sub("", _LANE_AT_END.sub("", stem))
    first = _begun_by_numeral(stem)
    return not any(c.isdigit() for c in stem) and not any(
        stem[i : i + 2] in gazetteer.common for i in range(first, len(stem) - 1)
    )


def _begun_by_numeral(stem: str) -> int:
    """How much of it is the numeral that a name may begin with."""
    numeral = _NUMERAL_IN_NAME.match(stem)
    return numeral.end() if numeral else 0


def is_chained(stem: str, gazetteer: Gazetteer) -> bool:
    """Whether what stands between a street's name and the ending may be a proper name: not common words alone."""
    stem = ORDINAL_TAIL.sub("", stem)
    if len(stem) >= _LONG_STEM and is_made_of_common_words(stem):
        return False  # 嘉兴路街道|整合力量共同参与|社区
    at = 0
    while at < len(stem):
        if stem[at : at + 2] not in gazetteer.common:
            return not (at and len(stem) - at == 1 and stem[at] in _PARTICLES)
        at += 2
    return not stem


def is_generic(stem: str, gazetteer: Gazetteer) -> bool:
    """Whether what stands before the ending says what kind of place it is, and is no name."""
    if stem in gazetteer.generic or _COUNTED.match(stem) or stem.isdigit():
        return True
    if _KIND_OF_PLACE.search(stem) and not _NUMBER_OF_ESTATE.search(stem):
        return True
    if stem.isascii() or _KIND_BY_AGE.search(stem):  # AI社区, 老小区想得慌新|小区
        return True
    if _PLACE_INSIDE.search(stem):  # 老小区嫌新|小区
        return True
    if stem[-1:] in _INTO and stem not in gazetteer.proper | gazetteer.virtues:  # 捐进|社区, but 前进|社区
        return True
    if stem[-1:] in _LANDS and stem[:-1] in gazetteer.generic:
        return True
    if stem[-1:] in CONJUNCTIONS and stem[:-1] in gazetteer.generic and not is_word(stem):  # but 大同
        return True
    rest = _COUNT.sub("", stem)
    if rest in gazetteer.generic or not rest:
        return True
    return any(rest[-size:] in gazetteer.generic_endings for size in gazetteer.sizes_of_endings)
