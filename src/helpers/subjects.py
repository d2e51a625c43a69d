"""The place that a number or a clause is about: named in its clause, or the one that the text is speaking of."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from helpers.focus import BARE, only_acts
from helpers.knowledge.beginnings import to_search
from helpers.mentions import (
    ACTOR,
    BREAK,
    COMMA,
    STREET_PLANS,
    WHOLE_CITY,
    WHOLE_DISTRICT,
    WHOLE_STREET,
    Mention,
    end_of_time,
    last_told,
)
from helpers.model import Place
from helpers.scenes import CITY, Scene
from helpers.statements import Statement

# So many districts in a row (来自黄浦、普陀、虹口等区) and the number is about none of them.
_SEVERAL = 3
_LIES = re.compile(r"(?:位于|地处|来自|家住|住在|坐落于|落户)[一-鿿]{0,4}$")
_PARTS_OF = re.compile(r"\s*其中")
_SENTENCE_AHEAD = 200
_COMMITTEES = ("居委会", "村委会")
_SENTENCE_MARKS = "。！？!?\n；;"
_COLONS = ("：", ":")
_IN_BRACKETS = re.compile("[（(][^（()）]*[)）]")
_BUREAU = r"(?:民政|房管|住建|城管|教育|人社|司法|卫健|绿化|文旅)[局委](?:有关负责人|相关负责人)?(?:表示|介绍|透露|统计)"
_WIDE = to_search(
    rf"(?P<city>(?:上海)?{WHOLE_CITY}|上海(?=市?(?:已|共|现有|目前|累计|各区)))"
    rf"|(?P<district>{WHOLE_DISTRICT}|[区县]里(?=的目标|的计划|今年|明年|计划|打算|提出|明确|要求)"
    rf"|(?<![一-鿿])[区县]{_BUREAU})"
    rf"|(?P<street>{STREET_PLANS}|{WHOLE_STREET}|面上(?=[一-鿿]{{2}}))"
    r"|(?P<office>街道党工委|街道办|镇党委|镇政府)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is about, as the codebook words it: a coded place, a district, the city, or nothing."""

    community: str | None
    district: str | None
    place: Place | None


def subject_of(statement: Statement, scene: Scene) -> Subject:
    """The place that the statement is about; `district` is the place's, else the only one of the article."""
    whole = _with_sentence_ahead(statement, scene.text)
    begin = whole.sentence[0]
    if whole is statement:
        begin = max(begin, _part_start(statement.start, scene))
    named = [m for m in scene.mentions if begin <= m.start < statement.start]
    topics = [m for m in named if (m.is_topic or scene.is_round) and not only_acts(m, scene.own)]
    if topics:
        return _subject(last_told(topics, scene.text).place)
    if wide := _wide(whole, scene):
        return wide
    if place := _bare(statement, scene, begin):
        return _subject(place)
    carried = [m for m in scene.mentions if whole.sentence[0] <= m.start < begin and m.is_topic]
    if carried and not named and _goes_on(carried[-1], scene.own):
        return _subject(carried[-1].place)
    here = _here(statement.start, scene)
    place = here or scene.own or (named[-1].place if named else None)
    return _subject(place) if place else Subject(None, scene.district, None)


def place_at(start: int, end: int, scene: Scene) -> Place | None:
    """The place that the clause `start:end` tells of: the last that its sentence begins a clause with up to there.

    Else the place of its paragraph, the article's own, the one named last before, the first; None where none is named.
    """
    begin = _part_start(start, scene)
    named = [m for m in scene.mentions if begin <= m.start < end]
    topics = [m for m in named if (m.is_topic or scene.is_round) and not only_acts(m, scene.own)]
    if topics:
        return last_told(topics, scene.text).place
    if place := _here(start, scene) or scene.own:
        return place
    before = [m for m in scene.mentions if m.start < end] or scene.mentions[:1]
    return before[-1].place if before else None


def _here(position: int, scene: Scene) -> Place | None:
    """The place that the paragraph at `position` tells of."""
    return scene.focus[bisect_right(scene.starts, position) - 1] if scene.starts else None


def _goes_on(mention: Mention, own: Place | None) -> bool:
    """Whether a clause that begins with a place tells of it behind a semicolon too; in its street's own story the next may be about the street."""
    is_example = own is not None and mention.place != own and mention.place.subdistrict == own.name
    return not is_example and not only_acts(mention, own)


def _subject(place: Place) -> Subject:
    return Subject(place.name, _district(place), place)


def _district(place: Place) -> str | None:
    """The district as the codebook words it: province and city outside Shanghai."""
    if place.province and place.province != CITY:
        return place.province + (place.city or "")
    return place.district


def _part_start(position: int, scene: Scene) -> int:
    """Where the part of a sentence begins that `position` stands in (a semicolon begins another)."""
    return scene.parts[bisect_right(scene.parts, position) - 1]


def _with_sentence_ahead(statement: Statement, text: str) -> Statement:
    """The statement with the sentence ahead where its own only tells parts of that (其中，…)."""
    begin, end = statement.sentence
    if not _PARTS_OF.match(text, begin):
        return statement
    ahead = [m.end() for m in BREAK.finditer(text, max(0, begin - _SENTENCE_AHEAD), begin - 1)]
    return statement._replace(sentence=(ahead[-1], end)) if ahead else statement


def _wide(statement: Statement, scene: Scene) -> Subject | None:
    """The city, a district or the street as a whole, where the sentence is about it."""
    begin, end = statement.sentence
    districts = {m.place.name for m in scene.wide if begin <= m.start < statement.start and m.place.district}
    if len(districts) >= _SEVERAL:
        return Subject(None, None, None)
    standing = [m for m in scene.wide if begin <= m.start < statement.start and m.is_topic]
    standing = [m for m in standing if _covers(m.start, statement, scene.text)]
    standing = [m for m in standing if not _LIES.search(scene.text, begin, m.start)]
    standing = [m for m in standing if scene.text[m.start - 1 : m.start] != "占"]  # 占X区总量的11.9%
    if scene.own and scene.own.is_coded:  # 广州海珠：… above a community's story only says where it is
        standing = [m for m in standing if scene.text[m.end : m.end + 1] not in _COLONS]
    words = list(_WIDE.finditer(scene.text, begin, end))
    if standing and not any(w["city"] and standing[-1].end <= w.start() < statement.start for w in words):
        return _of_region(standing[-1].place)
    for word in reversed(words):
        if (
            word["city"]
            and _covers(word.start(), statement, scene.text)
            and not any(m.start <= word.start() < m.end for m in scene.mentions)
        ):
            return _whole_city(scene)
        if word["district"] and scene.district and word.start() < statement.start:
            return _whole_district(word.start(), scene)
        is_own = (
            scene.own is None or scene.own == scene.street
        )  # else its office acts in a story of what lies in it
        is_street = word["street"] or (word["office"] and is_own)
        street = scene.street or (_last_street(word.start(), scene) if word["street"] else None)
        if is_street and street and word.start() < statement.start:
            return _subject(street)
    return None


def _covers(position: int, statement: Statement, text: str) -> bool:
    """Whether what a bigger unit is named by stands in no brackets, or in those of the number: 14户（全市仅60家）."""
    bracket = next((b for b in _IN_BRACKETS.finditer(text, *statement.sentence) if position < b.end()), None)
    return bracket is None or position < bracket.start() or bracket.start() < statement.start < bracket.end()


def _last_street(position: int, scene: Scene) -> Place | None:
    """The street or town named last before `position`, of several."""
    before = [m.place for m in scene.mentions if m.place.level == "subdistrict" and m.start < position]
    return before[-1] if before else None


def _of_region(place: Place) -> Subject:
    """A district or Shanghai by its name; of another city as a whole the codebook has no name."""
    name = place.name if place.level == "district" or place.province == CITY else None
    return Subject(name, place.district, None)


def _whole_city(scene: Scene) -> Subject:
    """What 全市 means: Shanghai, the county-level city that the story is about, or another city, which has no name here."""
    if not scene.is_elsewhere:
        return Subject(CITY, None, None)
    own = scene.own if scene.own and scene.own.level == "district" else scene.county
    return _of_region(own) if own and own.name.endswith("市") else Subject(None, scene.district, None)


def _whole_district(position: int, scene: Scene) -> Subject:
    """What 全区 means: the district named last, outside Shanghai one that is named."""
    if not scene.is_elsewhere:
        return Subject(scene.district, scene.district, None)
    before = [m.place for m in scene.wide if m.place.level == "district" and m.start < position]
    named = before[-1] if before else scene.county
    return _of_region(named) if named else Subject(None, scene.district, None)


def _bare(statement: Statement, scene: Scene, begin: int) -> Place | None:
    """The place that a bare 小区 or 社区 at the head of a clause of the sentence stands for."""
    heads = [begin, *(m.end() for m in COMMA.finditer(scene.text, begin, statement.start))]
    for at in reversed(heads):
        noun = BARE.match(scene.text, end_of_time(scene.text, at, statement.start), statement.start)
        if noun:
            kind = str(noun.lastgroup)
            if kind == "community" and _acts_for(noun, scene, statement.start):
                return None
            whole = noun.group().startswith("全")
            told = [*scene.mentions, *(scene.around if whole else ())]
            before = [m for m in told if m.start < at and _is_kind(m.place, kind)]
            before = [m for m in before if not _is_elsewhere(m, at, scene)]
            return max(before, key=lambda m: m.start).place if before else None
    return None


def _is_elsewhere(mention: Mention, position: int, scene: Scene) -> bool:
    """Whether a place named in a paragraph before lies in another street than the one that this paragraph tells of."""
    here = _here(position, scene)
    starts = scene.starts[: bisect_right(scene.starts, position)]
    is_before = bool(starts) and mention.start < starts[-1]
    streets = {place.subdistrict for place in (mention.place, here) if place and place.subdistrict}
    return is_before and len(streets) > 1


def _acts_for(noun: re.Match[str], scene: Scene, position: int) -> bool:
    """Whether a community's committee acts in a paragraph about an estate in it: 居委会支起长条凳."""
    here = _here(position, scene)
    is_actor = noun.group().endswith(_COMMITTEES) or ACTOR.match(scene.text, noun.end())
    return here is not None and here.level in ("estate", "site") and bool(is_actor)


def _is_kind(place: Place, kind: str) -> bool:
    return place.level == kind or (kind == "community" and place.name.endswith("社区"))
