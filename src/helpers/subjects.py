"""The place that a number is about: named in its clause, or the one that the text is speaking of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.model import Article, Place
from helpers.statements import Statement

CITY = "上海市"
# From this many places on, without one in the headline, an article is a round of places and none is its own.
_ROUND = 5
_LEAD_PARAGRAPHS = 4
# Where the headline names a district, a place told of less often than this is an example of it.
_TOLD_AGAIN = 2
# A bare noun at the head of a clause means the last place of its kind: 改造后，小区新增车棚4处.
_BARE = re.compile(
    r"(?:全|整个|该|这个|本)?(?:(?P<estate>小区)|(?P<community>居民区|社区|居委会|村里|全村|村委会))"
    r"(?!保障|治理|服务|养老|工作|建设|资金|基金|社工|卫生|规划|[一-鿿]{0,2}(?:的|里的|内的)?(?:小区|社区|居民区|街道))"
)
# So many districts in a row (来自黄浦、普陀、虹口等区) and the number is about none of them.
_SEVERAL = 3
_ACTOR = re.compile(r"党(?:总支|委|支部|组织|工委|群)|居委会?|村委会?|办事处|两委|书记|主任")
_LIES = re.compile(r"(?:位于|地处|来自|家住|住在|坐落于|落户)[一-鿿]{0,4}$")
_BARE_STREET = re.compile(r"(?<![一-鿿])(?:街道|镇)(?:里|党工委|办事处|办|党委)?(?=[一-鿿])")
_PARTS_OF = re.compile(r"\s*其中")
_SENTENCE_AHEAD = 200
_COLONS = ("：", ":")
_BREAK = re.compile(r"[。！？!?\n；;]")
_COMMA = re.compile(r"[，,：:。！？!?\n；;（）()]")
_OPENS = re.compile(
    r"[一-鿿\d年月日]{0,8}(?:在|位于|走进|来到|走访|地处|家住|住在|从|于|据|以|如|像|的|是|里|上)$|^.{0,3}$"
)
_TIME = re.compile(
    r"^(?:今年|去年|前年|目前|如今|近日|日前|近年来|现在|此外|同时|其中|年初|年末|\d{2,4}年|\d{1,2}月|\d{1,2}日|以来|起|初|底|末|[春夏秋冬]天)*"
)
# 全市首个 ranks a thing and says nothing of the whole city.
_WIDE = re.compile(
    r"(?P<city>(?:全市|本市|上海全市)(?!(?:范围内?|域)?(?:首|第|率先|唯一|最|推广|领先))|上海(?=市?(?:已|共|现有|目前|累计|各区)))"
    r"|(?P<district>全区|本区|全县|本县|全旗)|(?P<street>全街道|全镇|街道党工委|街道办|镇党委|镇政府)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is about, as the codebook words it: a coded place, a district, the city, or nothing."""

    community: str | None
    district: str | None
    place: Place | None


class Mention(NamedTuple):
    """A mention of a place; `is_topic` where its clause begins with it, so that what follows is about it.

    `is_actor` where it is the place's party branch or committee that acts there.
    """

    start: int
    end: int
    place: Place
    is_topic: bool
    is_actor: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """An article's coded places in the order of the text, its own place, and the place of each paragraph."""

    text: str
    mentions: tuple[Mention, ...]
    own: Place | None
    starts: tuple[int, ...]
    focus: tuple[Place | None, ...]
    street: Place | None
    wide: tuple[Mention, ...]
    district: str | None
    is_round: bool
    is_elsewhere: bool


def set_scene(article: Article, places: Sequence[Place]) -> Scene:
    """What subjects of the article's numbers are found with."""
    text = article.text.text
    mentions = _mentions(text, [p for p in places if p.is_coded], places)
    wide = _mentions(text, [p for p in places if p.level in ("district", "city")], places)
    own, is_round = _own(article, mentions, wide)
    starts = tuple(paragraph.start for paragraph in article.paragraphs)
    focus = tuple(_focus(text, p.start, p.end, mentions, own, is_round) for p in article.paragraphs)
    streets = [p for p in places if p.is_coded and p.level == "subdistrict"]
    districts = {p.district for p in places if p.district and not _is_province(p)}
    return Scene(
        text,
        mentions,
        own,
        starts,
        focus,
        streets[0] if len(streets) == 1 else None,
        wide,
        next(iter(districts)) if len(districts) == 1 else None,
        is_round,
        all(p.province != CITY for p in places if p.province) and any(p.province for p in places),
    )


def subject_of(statement: Statement, scene: Scene) -> Subject:
    """The place that the statement is about; `district` is the place's, else the only one of the article."""
    whole = _with_sentence_ahead(statement, scene.text)
    begin = _segment_start(scene.text, statement) if whole is statement else whole.sentence[0]
    named = [m for m in scene.mentions if begin <= m.start < statement.start]
    topics = [m for m in named if (m.is_topic or scene.is_round) and not _only_acts(m, scene.own)]
    if topics:
        return _subject(topics[-1].place)
    if wide := _wide(whole, scene):
        return wide
    if place := _bare(statement, scene, begin):
        return _subject(place)
    here = scene.focus[bisect_right(scene.starts, statement.start) - 1] if scene.starts else None
    place = here or scene.own or (named[-1].place if named else None)
    return _subject(place) if place else Subject(None, scene.district, None)


def _is_province(place: Place) -> bool:
    return place.level == "city" and place.name == place.district and place.province == place.name


def _only_acts(mention: Mention, own: Place | None) -> bool:
    """Whether the community's or street's own bodies act in a story about an estate in it."""
    return (
        mention.is_actor
        and own is not None
        and own.level in ("estate", "site")
        and mention.place.level in ("community", "subdistrict")
    )


def _subject(place: Place) -> Subject:
    return Subject(place.name, _district(place), place)


def _district(place: Place) -> str | None:
    """The district as the codebook words it: province and city outside Shanghai."""
    if place.province and place.province != CITY:
        return place.province + (place.city or "")
    return place.district


def _segment_start(text: str, statement: Statement) -> int:
    """Where the part of the sentence begins that the statement stands in (a semicolon begins another)."""
    begin = statement.sentence[0]
    breaks = [m.end() for m in _BREAK.finditer(text, begin, statement.start)]
    return breaks[-1] if breaks else begin


def _with_sentence_ahead(statement: Statement, text: str) -> Statement:
    """The statement with the sentence ahead where its own only tells parts of that (其中，…)."""
    begin, end = statement.sentence
    if not _PARTS_OF.match(text, begin):
        return statement
    ahead = [m.end() for m in _BREAK.finditer(text, max(0, begin - _SENTENCE_AHEAD), begin - 1)]
    return statement._replace(sentence=(ahead[-1], end)) if ahead else statement


def _wide(statement: Statement, scene: Scene) -> Subject | None:
    """The city, a district or the street as a whole, where the sentence is about it."""
    begin, end = statement.sentence
    districts = {m.place.name for m in scene.wide if begin <= m.start < statement.start and m.place.district}
    if len(districts) >= _SEVERAL:
        return Subject(None, None, None)
    standing = [m for m in scene.wide if begin <= m.start < statement.start and m.is_topic]
    standing = [m for m in standing if not _LIES.search(scene.text, begin, m.start)]
    if scene.own and scene.own.is_coded:  # 广州海珠：… above a community's story only says where it is
        standing = [m for m in standing if scene.text[m.end : m.end + 1] not in _COLONS]
    if standing:
        return _of_region(standing[-1].place)
    words = list(_WIDE.finditer(scene.text, begin, end))
    for word in reversed(words):
        if word["city"] and not any(m.start <= word.start() < m.end for m in scene.mentions):
            return Subject(None, scene.district, None) if scene.is_elsewhere else Subject(CITY, None, None)
        if word["district"] and scene.district and word.start() < statement.start:
            return _whole_district(word.start(), scene)
        if word["street"] and scene.street and word.start() < statement.start:
            return _subject(scene.street)
    return None


def _of_region(place: Place) -> Subject:
    """A district or Shanghai by its name; of another city as a whole the codebook has no name."""
    name = place.name if place.level == "district" or place.province == CITY else None
    return Subject(name, place.district, None)


def _whole_district(position: int, scene: Scene) -> Subject:
    """What 全区 means: the district named last, outside Shanghai one that is named."""
    if not scene.is_elsewhere:
        return Subject(scene.district, scene.district, None)
    before = [m.place for m in scene.wide if m.place.level == "district" and m.start < position]
    return _of_region(before[-1]) if before else Subject(None, scene.district, None)


def _bare(statement: Statement, scene: Scene, begin: int) -> Place | None:
    """The place that a bare 小区 or 社区 at the head of a clause of the sentence stands for."""
    heads = [begin, *(m.end() for m in _COMMA.finditer(scene.text, begin, statement.start))]
    for at in reversed(heads):
        time = _TIME.match(scene.text, at, statement.start)
        noun = _BARE.match(scene.text, time.end() if time else at, statement.start)
        if noun:
            before = [m for m in scene.mentions if m.start < at and _is_kind(m.place, str(noun.lastgroup))]
            return before[-1].place if before else None
    return None


def _is_kind(place: Place, kind: str) -> bool:
    return place.level == kind or (kind == "community" and place.name.endswith("社区"))


def _mentions(text: str, places: Sequence[Place], all_places: Sequence[Place]) -> tuple[Mention, ...]:
    """All mentions of the places; of names that directly follow each other (X镇Y居民区) the last is kept."""
    admin = {span[1]: span[0] for place in all_places for span in place.mentions}
    begun = {span[0] for place in all_places for span in place.mentions}
    found = []
    for place in places:
        for start, end in place.mentions:
            if end in begun or (text[end : end + 1] == "的" and end + 1 in begun):
                continue
            acts = bool(_ACTOR.match(text, end))
            found.append(Mention(start, end, place, _is_topic(text, start, end, admin), acts))
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.place.name)))


def _is_topic(text: str, start: int, end: int, admin: dict[int, int]) -> bool:
    """Whether the clause begins with the place: before it stand only its district and street, a time, 在 or the like."""
    at = start
    while at in admin or (at and text[at - 1] == "的" and at - 1 in admin):
        at = admin[at] if at in admin else admin[at - 1]
    begin = max((m.end() for m in _COMMA.finditer(text, max(0, at - 40), at)), default=max(0, at - 40))
    before = _TIME.sub("", text[begin:at].strip("“‘「『 —·■#"))
    is_attribute = before.endswith("是") and text[end : end + 1] == "的"  # 某坊是某街道的一条里弄
    return not is_attribute and bool(_OPENS.search(before))


def _own(article: Article, mentions: Sequence[Mention], wide: Sequence[Mention]) -> tuple[Place | None, bool]:
    """The article's own place (in its place line, headline or lead), and whether it is a round of places."""
    text = article.text.text
    lead = [p for p in article.paragraphs if p.kind == "paragraph"][:_LEAD_PARAGRAPHS]
    until = lead[-1].end if lead else 0
    for kind in ("place", "title"):
        for paragraph in article.paragraphs:
            inside = [m for m in mentions if paragraph.start <= m.start < paragraph.end]
            if paragraph.kind == kind and inside:
                own = inside[-1 if kind == "place" else 0].place
                body = [m for m in mentions if m.start >= paragraph.end]
                return _inside_street(own, body, until, _bare_streets(text, paragraph.end)), False
    below = {m.place.name for m in mentions if m.place.level != "subdistrict"}
    if len(below) >= _ROUND:
        return None, True
    early = [m for m in mentions if m.start < until]
    deep = [m for m in early if m.place.level != "subdistrict"]
    most = max(Counter(m.place.name for m in mentions if m in deep).values(), default=0)
    opens = any(_opens(text, p.start, m) for p in lead for m in deep if p.start <= m.start < p.end)
    if most < _TOLD_AGAIN and not opens and (district := _district_of_title(article, wide)):
        return district, False
    if deep:
        return _most_told(deep, mentions), False
    first = (early or list(mentions))[:1]
    return (first[0].place if first else None), False


def _opens(text: str, start: int, mention: Mention) -> bool:
    """Whether the paragraph that begins at `start` comes to the place in its first or second sentence."""
    return mention.is_topic and len(_BREAK.findall(text, start, mention.start)) <= 1


def _most_told(early: Sequence[Mention], mentions: Sequence[Mention]) -> Place:
    """Of the places told of early the one that is named most often, the first one where that does not decide."""
    counts = Counter(m.place.name for m in mentions if not m.is_actor)
    return max(early, key=lambda m: (counts[m.place.name], -m.start)).place


def _bare_streets(text: str, start: int) -> int:
    """How often the text speaks of the street or town without its name."""
    return sum(1 for _ in _BARE_STREET.finditer(text, start))


def _inside_street(own: Place, mentions: Sequence[Mention], until: int, bare: int) -> Place:
    """The one place that the story is about where the headline only names its street: told of early and more often."""
    if own.level != "subdistrict":
        return own
    counts = Counter(m.place.name for m in mentions)
    counts[own.name] += bare
    deep = [m for m in mentions if m.start < until and m.place.level != "subdistrict"]
    deep = [m for m in deep if m.place.subdistrict == own.name and counts[m.place.name] > counts[own.name]]
    return max(deep, key=lambda m: (counts[m.place.name], -m.start)).place if deep else own


def _district_of_title(article: Article, wide: Sequence[Mention]) -> Place | None:
    """The district that the headline names."""
    titles = [p for p in article.paragraphs if p.kind == "title"]
    return next(
        (m.place for p in titles for m in wide if p.start <= m.start < p.end and m.place.level == "district"),
        None,
    )


def _focus(
    text: str, start: int, end: int, mentions: Sequence[Mention], own: Place | None, is_round: bool
) -> Place | None:
    """The place that a paragraph opens with, else the article's own."""
    inside = [m for m in mentions if start <= m.start < end]
    if is_round:
        return inside[-1].place if inside else None
    first = _BREAK.search(text, start, end)
    opening = [m for m in inside if m.is_topic and m.start < (first.start() if first else end)]
    opening = [m for m in opening if not _only_acts(m, own)]
    if not opening or (own and own.subdistrict == opening[-1].place.name):
        return own  # the street or town around it is only the actor
    return opening[-1].place


def place_before(end: int, places: Sequence[Place]) -> Place | None:
    """The coded place that is named last before `end`, else the one named first; None where there is none."""
    coded = [(mention, place) for place in places if place.is_coded for mention in place.mentions]
    before = [pair for pair in coded if pair[0][0] < end]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(coded, key=lambda pair: pair[0])[1] if coded else None
