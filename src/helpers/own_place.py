"""The place that an article is about as a whole: in its place line, headline or lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from helpers.focus import BARE
from helpers.headlines import SURVEY, is_second_line
from helpers.mentions import BREAK, ONE_IN_IT, WHOLE_STREET, Mention, are_in_row
from helpers.model import Article, Paragraph, Place

# From this many places on, without one in the headline, an article is a round of places and none is its own.
_ROUND = 5
_LEAD_PARAGRAPHS = 4
# How a place is known that text or gazetteer say where to find.
_KNOWN = ("stated", "gazetteer")
# A story that begins with a street and tells of so many places in it goes round them.
_SEVERAL = 3
# Where the headline names a district, a place told of less often than this is an example of it.
_TOLD_AGAIN = 2
_BARE_STREET = re.compile(
    r"(?<![一-鿿])(?:街道|镇)(?:里|党工委|办事处|办|党委)?(?=[一-鿿])"
    rf"|{WHOLE_STREET}|(?<=由)镇党委"
)
# How a street is described of which a story tells: Y街道地处城北，面积8平方公里.
_DESCRIBED = re.compile("地处|位于|面积|辖区|下辖|常住人口|实有人口|户籍人口")
_ALL_IN = re.compile("(?:同属于?|[都均]属于?|[都同]归)[^，。；]*$")
_REACH = 16
# How an estate is described of which a story tells: 桂园小区，18幢房子, 桂园小区建于1986年.
_BUILT = re.compile(
    r"[，,]?(?:共?有)?\d+[余多]?[幢栋]|(?:始?建|建成|交付)于|(?:19|20)\d\d年(?:建成|交付|入住|竣工)"
)
_OF_BUILT = 2
_OF_VILLAGE = ("全村", "村里", "村委会")
# A street named and spoken of so often is told of in general.
_TOLD_IN_GENERAL = 3


def own_place(
    article: Article, mentions: Sequence[Mention], wide: Sequence[Mention]
) -> tuple[Place | None, bool]:
    """The article's own place (in its place line, headline or lead), and whether it is a round of places."""
    text = article.text.text
    headline = _headline(article)
    lead = [p for p in article.paragraphs if p.kind == "paragraph" and p not in headline][:_LEAD_PARAGRAPHS]
    until = lead[-1].end if lead else 0
    for kind, lines in (
        ("place", [p for p in article.paragraphs if p.kind == "place"]),
        ("title", headline),
    ):
        for paragraph in lines:
            inside = [m for m in mentions if paragraph.start <= m.start < paragraph.end]
            if kind == "title":
                inside = _told_below([m for m in inside if not ONE_IN_IT.match(text, m.end)], mentions, until)
            if inside:
                own = inside[-1 if kind == "place" else 0].place
                body = [m for m in mentions if m.start >= paragraph.end]
                opening = lead[0].end if lead else 0
                return _inside(own, body, opening, until, text, paragraph.end), False
    if whole := _holding_all(mentions, text):
        return whole, False
    below = {m.place.name for m in mentions if m.place.level != "subdistrict"}
    district = _district_of(headline, wide)
    streets = {m.place.subdistrict for m in mentions if m.place.subdistrict}
    if district and (len(streets) >= _SEVERAL or (len(streets) > 1 and _is_survey(headline, text))):
        return district, len(below) >= _ROUND
    if len(below) >= _ROUND:
        return None, True
    early = [m for m in mentions if lead and lead[0].start <= m.start < until]
    deep = [m for m in early if m.place.level != "subdistrict"]
    most = max(Counter(m.place.name for m in mentions if m in deep).values(), default=0)
    opens = any(_opens(text, p.start, m) for p in lead for m in deep if p.start <= m.start < p.end)
    if district and ((most < _TOLD_AGAIN and not opens) or _is_told_first(district, wide, early, lead)):
        return district, False
    if deep:
        return _street_in_general(early, deep, mentions, text) or _most_told(deep, mentions, text), False
    first = (early or list(mentions))[:1]
    return (first[0].place if first else None), False


def _holding_all(mentions: Sequence[Mention], text: str) -> Place | None:
    """The community that the story's estates all belong to: 甲苑、乙坊同属Y街道丙居民区."""
    within = (m for m in mentions if m.place.level == "community")
    return next((m.place for m in within if _ALL_IN.search(text, max(0, m.start - _REACH), m.start)), None)


def _headline(article: Article) -> list[Paragraph]:
    """The headline with the line below it where that is no sentence: ——青浦区实事项目盘点."""
    text, paragraphs = article.text.text, article.paragraphs
    below = {
        i + 1
        for i, p in enumerate(paragraphs[:-1])
        if p.kind == "title" and is_second_line(text[paragraphs[i + 1].start : paragraphs[i + 1].end])
    }
    return [p for i, p in enumerate(paragraphs) if p.kind == "title" or i in below]


def _is_survey(headline: Sequence[Paragraph], text: str) -> bool:
    """Whether the headline counts the places that the story goes to: 走访普陀三个小区."""
    return any(SURVEY.search(text, p.start, p.end) for p in headline)


def _told_below(inside: list[Mention], mentions: Sequence[Mention], until: int) -> list[Mention]:
    """A headline's places without those known by their form only that a story with other places never names again."""
    names = [m.place.name for m in mentions]
    told = {m.place.name for m in mentions if _is_whole(m) and m.is_topic and not m.is_actor}
    inside = [m for m in inside if _is_whole(m) or m.place.name in told]
    has_others = bool(inside) and any(inside[-1].end <= m.start < until for m in mentions)
    return [
        m for m in inside if names.count(m.place.name) > 1 or not has_others or m.place.resolved_by in _KNOWN
    ]


def _street_in_general(
    early: Sequence[Mention], deep: Sequence[Mention], mentions: Sequence[Mention], text: str
) -> Place | None:
    """The street that the story begins with and comes back to, where what lies in it is named once as an example."""
    streets = [m for m in early if m.place.level == "subdistrict" and m.is_topic]
    if not streets:
        return None
    first = streets[0]
    if first is early[0] and _is_round_of(first.place, mentions):
        return first.place
    counts = Counter(m.place.name for m in mentions)
    most = max(counts[m.place.name] for m in deep)
    told = max(counts[m.place.name] + _bare_places(text, 0, m.place, mentions) for m in deep)
    spoken = counts[first.place.name] + _bare_streets(text, 0)
    is_described = _DESCRIBED.match(text, first.end) is not None
    if (spoken >= _TOLD_IN_GENERAL * most or is_described) and spoken > told:
        return first.place
    is_example = (
        first is early[0]
        and most == 1
        and told < spoken
        and all(BREAK.search(text, first.end, m.start) for m in deep)
    )
    return first.place if is_example and spoken >= _TOLD_AGAIN else None


def _is_round_of(street: Place, mentions: Sequence[Mention]) -> bool:
    """Whether the story goes round several places in the street and stays with none."""
    inside = [m for m in mentions if m.place.subdistrict == street.name != m.place.name]
    counts = Counter(m.place.name for m in inside if m.is_topic)
    return len(counts) >= _SEVERAL and max(counts.values()) * 2 <= counts.total()


def _opens(text: str, start: int, mention: Mention) -> bool:
    """Whether the paragraph that begins at `start` comes to the place in its first or second sentence."""
    return mention.is_topic and len(BREAK.findall(text, start, mention.start)) <= 1


def _most_told(early: Sequence[Mention], mentions: Sequence[Mention], text: str) -> Place:
    """Of the places told of early the one that is named most often, the first one where that does not decide."""
    has_estate = any(m.place.level in ("estate", "site") for m in early)  # for which a community's bodies act
    counts = Counter(m.place.name for m in mentions if not (m.is_actor and has_estate))
    counts[early[0].place.name] += early[0].is_topic
    for mention in early:
        counts[mention.place.name] += _OF_BUILT * bool(_BUILT.match(text, mention.end))
    return max(_not_in_row(early, text), key=lambda m: (counts[m.place.name], -m.start)).place


def _not_in_row(early: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions without estates in a row, where a community is told of before: 桐澳社区在甲苑、乙庭2个小区试点."""
    row = {m.place.name for a, b in pairwise(early) if are_in_row(a, b, text) for m in (a, b)}
    others = [m for m in early if m.place.name not in row]
    is_before = bool(others) and others[0] is early[0] and others[0].place.level == "community"
    return others if is_before else early


def _bare_streets(text: str, start: int) -> int:
    """How often the text speaks of the street or town without its name."""
    return sum(1 for _ in _BARE_STREET.finditer(text, start))


def _bare_places(text: str, start: int, place: Place, mentions: Sequence[Mention]) -> int:
    """How often the text speaks of the only place of its kind without its name: 小区, 全村."""
    if len({m.place.name for m in mentions if m.place.level == place.level}) > 1:
        return 0
    nouns = (noun for noun in BARE.finditer(text, start) if not "一" <= text[noun.start() - 1] <= "鿿")
    return sum(_may_mean(noun.group(), str(noun.lastgroup), place) for noun in nouns)


def _may_mean(noun: str, kind: str, place: Place) -> bool:
    """Whether a bare noun may stand for the place: 小区 for an estate, 全村 for what is called a village."""
    return noun in _OF_VILLAGE if place.name.endswith("村") and "村" in noun else kind == place.level


def _inside(own: Place, mentions: Sequence[Mention], first: int, until: int, text: str, start: int) -> Place:
    """The one place that the story is about where the headline only names its street or community: told of early and more often.

    What the first paragraph (up to `first`) does not name yet is told of more than once, or is an example.
    """
    if own.level == "community":
        return _built_in(own, mentions, text) or own
    if own.level != "subdistrict":
        return own
    if any(m.place == own and _DESCRIBED.match(text, m.end) for m in mentions):
        return own
    counts = Counter(m.place.name for m in mentions)
    counts[own.name] += _bare_streets(text, start)
    for place in {m.place.name: m.place for m in mentions if m.place.level != "subdistrict"}.values():
        counts[place.name] += _bare_places(text, start, place, mentions)
    deep = [m for m in mentions if m.start < until and m.place.level != "subdistrict"]
    deep = [m for m in deep if m.place.subdistrict == own.name and counts[m.place.name] > counts[own.name]]
    deep = [m for m in deep if m.start < first or counts[m.place.name] >= _TOLD_AGAIN]
    if not deep:
        return own
    return max(_not_in_row(deep, text), key=lambda m: (counts[m.place.name], -m.start)).place


def _is_whole(mention: Mention) -> bool:
    """Whether the name is written with its ending: 马桥镇, not 马桥."""
    return mention.end - mention.start >= len(mention.place.name)


def _is_told_first(
    district: Place, wide: Sequence[Mention], early: Sequence[Mention], lead: Sequence[Paragraph]
) -> bool:
    """Whether the story's first paragraph tells of the district by itself before anything in it: 昨天，普陀区举行通气会."""
    begin, end = lead[0].start, lead[0].end
    told = [m.start for m in wide if m.place == district and m.is_topic and _is_whole(m) and begin <= m.start]
    first = min((m.start for m in early if m.is_topic), default=end)
    return bool(told) and told[0] < min(first, end)


def _built_in(community: Place, mentions: Sequence[Mention], text: str) -> Place | None:
    """The one estate in the headline's community whose buildings the story describes."""
    estates = [m for m in mentions if m.place.level == "estate"]
    within = [
        m for m in estates if m.place.subdistrict == community.subdistrict and _BUILT.match(text, m.end)
    ]
    names = {m.place.name for m in estates}
    return within[0].place if within and len(names) == 1 else None


def _district_of(headline: Sequence[Paragraph], wide: Sequence[Mention]) -> Place | None:
    """The district that the headline names."""
    named = (m for p in headline for m in wide if p.start <= m.start < p.end)
    return next((m.place for m in named if m.place.level == "district"), None)
