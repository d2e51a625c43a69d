"""The place that a paragraph tells of: named where it opens, meant by a bare 小区 there, or the article's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.mentions import BREAK, COMMA, COUNTED_INSIDE, Mention, end_of_time, last_told
from helpers.model import Place

# A bare noun at the head of a clause means the last place of its kind: 改造后，小区新增车棚4处.
BARE = re.compile(
    r"(?:全|整个|该|这个|本)?(?:(?P<estate>小区)|(?P<community>居民区|社区|居委会|村里|全村|村委会))"
    r"(?!保障|治理|服务|养老|工作|建设|资金|基金|社工|卫生|规划|[一-鿿]{0,2}(?:的|里的|内的)?(?:小区|社区|居民区|街道))"
)
# A numbered heading in the line of its paragraph: 2．狠抓提质。
_HEADING = re.compile(
    r"\W{0,3}(?:第?[一二三四五六七八九十\d]{1,2}\W{1,2}|[一二三四五六七八九十]是)[^，。；：\n]{2,12}。"
)
# A short sentence without a number that a paragraph opens with: 住得下，还要融得进。
_MOTTO = re.compile(r"[^。！？\n\d]{2,16}[。！？]")
_SOMEONE = re.compile(r"的?(?:居民|业主|村民|老人|住户)?[一-鿿]{2,4}(?:今年|，?\d{2}岁|家住|家里|独居|说)")


def focus_of(
    text: str, start: int, end: int, mentions: Sequence[Mention], own: Place | None, is_round: bool
) -> Place | None:
    """The place that a paragraph opens with, else the article's own."""
    inside = [m for m in mentions if start <= m.start < end]
    if is_round:
        return last_told(inside, text).place if inside else None
    first = _first_sentence(text, start, end, inside)
    inside = [m for m in inside if not _is_someones(text, m, own)]
    opening = [m for m in inside if m.is_topic and m.start < first]
    opening = [m for m in opening if not only_acts(m, own)]
    if not opening and own and own.level == "subdistrict":
        opening = _only_one_inside(inside, own, first)
    if not opening and own:
        opening = _only_one_elsewhere(inside, own, first)
    if not opening and (bare := _bare_opening(text, start, end, mentions)):
        return bare
    if not opening:
        return own
    if own and own.subdistrict == opening[-1].place.name and not COUNTED_INSIDE.match(text, opening[-1].end):
        return own  # the street or town around it is only the actor
    return last_told(opening, text).place


def _first_sentence(text: str, start: int, end: int, inside: Sequence[Mention]) -> int:
    """Where the paragraph's first sentence ends, with the one that begins with a place behind a heading in its line."""
    heading = _HEADING.match(text, start, end) or _MOTTO.match(text, start, end)
    begins = heading is not None and any(m.is_topic and m.start - heading.end() in (0, 1) for m in inside)
    first = BREAK.search(text, heading.end() if heading and begins else start, end)
    return first.start() if first else end


def _bare_opening(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Place | None:
    """The place that a bare 小区 stands for with which a paragraph opens: 改造后，小区新增车棚4处."""
    until = BREAK.search(text, start, end)
    heads = [start, *(m.end() for m in COMMA.finditer(text, start, until.start() if until else end))][:2]
    for at in heads:
        noun = BARE.match(text, end_of_time(text, at, end), end)
        if noun and noun.lastgroup == "estate":
            before = [m for m in mentions if m.start < at and m.place.level == "estate"]
            return before[-1].place if before else None
    return None


def _is_someones(text: str, mention: Mention, own: Place | None) -> bool:
    """Whether a place in the story's street is named once, for where someone lives: 桂园居民区的老何今年76岁."""
    is_inside = own is not None and mention.place.subdistrict == own.name != mention.place.name
    return is_inside and len(mention.place.mentions) == 1 and bool(_SOMEONE.match(text, mention.end))


def _only_one_inside(inside: Sequence[Mention], street: Place, until: int) -> list[Mention]:
    """The one place in the street that the paragraph names, where its first sentence comes to it (灵感来自榆荫新村)."""
    within = [m for m in inside if m.place.subdistrict == street.name and m.place != street]
    one = len({m.place.name for m in within}) == 1
    return [m for m in within[:1] if one and m.start < until]


def _only_one_elsewhere(inside: Sequence[Mention], own: Place, until: int) -> list[Mention]:
    """The one place that the paragraph names, in its first sentence and in another street than the story's own: 第三样贴在Y镇的樟溪村."""
    told = [m for m in inside if m.place.level != "subdistrict"]
    streets = {place.subdistrict for place in (own, *(m.place for m in told)) if place.subdistrict}
    is_one = len({m.place.name for m in told}) == 1 and len(streets) > 1
    return [m for m in told[:1] if is_one and m.start < until]


def only_acts(mention: Mention, own: Place | None) -> bool:
    """Whether the community's or street's own bodies act in a story about what lies in it."""
    if not mention.is_actor or own is None:
        return False
    inside = {"community": ("estate", "site"), "subdistrict": ("estate", "site", "community")}
    return own.level in inside.get(mention.place.level, ())
