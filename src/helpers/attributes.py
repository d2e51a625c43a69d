"""What an item is and what it sets out from: completeness, genre, year, problems, and the kind of each place.

Each is given with the words that show it; where nothing shows it, the tables say so (full, report, unknown).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.clauses import Span
from helpers.knowledge.fields import Anniversaries, FieldKnowledge, GenreRule
from helpers.model import Article, Attribute, Document, Noise, Place

_MOST_EVIDENCE = 2
# A brief: a news agency's opening line, or fewer characters than a page of a notebook.
_BRIEF = 350
# Not the year in which a house was built or a group founded, and no decade.
_YEAR = re.compile(
    r"((?:19|20)\d\d)(?<![\d于]\d{4})(?=\s?年(?!代|[^，。；]{0,8}(?:建|落成|竣工|入伙|成立|创办|开业|通车|退休|出生|搬))|[-/.]\d{1,2}[-/.]\d{1,2})"
)
# The text's own year, not one that it is compared with; and figures of a year, which come when the year is over.
_THIS_YEAR = re.compile(r"今年[^，。；比较与]{0,14}?((?:19|20)\d\d)(?=\s?年)")
_FIGURES = re.compile(r"\s?年(?:度|全年)?[^，。；]{0,3}(?:数据|统计)")
# A sentence with one of these tells of what is to come.
_TO_COME = re.compile(r"将|计划|力争|预计|拟|下一步|打算|目标|规划|展望|明年")
_DATED = ("dateline", "issue", "counter", "share")
_TITLE_KINDS = ("title", "place")
_VILLAGE = re.compile(r"(?<!新)村$")
Basis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True)
class Page:
    """What an item's fields need of the page that it stands on: its document, what was removed, how many items."""

    document: Document
    noise: tuple[Noise, ...]
    items: int


def find_attributes(
    article: Article, places: Sequence[Place], page: Page, knowledge: FieldKnowledge
) -> tuple[Attribute, ...]:
    """The evidence for the item's fields, all of it for each field together.

    An item out of scope has completeness, genre and year only.
    """
    completeness = _completeness(article, page)
    found = [
        completeness,
        _genre(article, completeness.value, page, knowledge.genres),
        *_year(article, page, knowledge.anniversaries),
    ]
    if article.in_scope:
        found += [
            *_problems(article, places, knowledge),
            *_types(article, places, knowledge),
            *_prizes(article, knowledge),
        ]
    return tuple(found)


def _raw(article: Article, start: int, end: int) -> tuple[int, int]:
    return article.text.raw_span(start, end)


def _title(article: Article) -> tuple[int, int]:
    title = next(p for p in article.paragraphs if p.kind == "title") if _has_title(article) else None
    start, end = (title.start, title.end) if title else (0, min(len(article.text), 20))
    return _raw(article, start, end)


def _has_title(article: Article) -> bool:
    return any(paragraph.kind == "title" for paragraph in article.paragraphs)


def _completeness(article: Article, page: Page) -> Attribute:
    """Cut off where the page points to the rest; an item of a digest where it has a place line of its own."""
    more = [n for n in page.noise if n.kind == "more" and article.start <= n.start < article.end + 12]
    if more:
        return Attribute(more[-1].start, more[-1].end, "completeness", "teaser")
    line = next((p for p in article.paragraphs if p.kind == "place"), None)
    if line and page.items > 1:
        return Attribute(*_raw(article, line.start, line.end), "completeness", "digest_item")
    return Attribute(*_title(article), "completeness", "full", "inferred")


def _genre(article: Article, completeness: str, page: Page, rules: Sequence[GenreRule]) -> Attribute:
    text = article.text.text
    if completeness != "full" or sum(noise.kind == "more" for noise in page.noise) > 1:
        return Attribute(*_title(article), "genre", "page_digest", "inferred")
    for rule in rules:
        found = list(rule.pattern.finditer(text, 0, _reach(article, rule)))
        if len(found) >= rule.times:
            return Attribute(*_raw(article, *found[0].span()), "genre", rule.genre)
    agency = [n for n in page.noise if n.kind == "dateline" and article.start <= n.start < article.end]
    if len(text) < _BRIEF:
        span = (agency[0].start, agency[0].end) if agency else _title(article)
        return Attribute(*span, "genre", "brief", "inferred")
    return Attribute(*_title(article), "genre", "report", "inferred")


def _reach(article: Article, rule: GenreRule) -> int:
    """How far into the text a rule looks."""
    if rule.where == "line":
        return len(article.text)
    heads = [p for p in article.paragraphs if p.kind in _TITLE_KINDS]
    if rule.where == "title":
        return max((p.end for p in heads), default=0)
    body = [p for p in article.paragraphs if p.kind == "paragraph"]
    return body[0].end if body else len(article.text)


def _year(article: Article, page: Page, anniversaries: Anniversaries) -> Iterator[Attribute]:
    """The year that the text calls its own or that its page bears; else the manifest's, or what it looks back on."""
    stated = _stated_year(article, page)
    known = page.document.published[:4]
    if stated and known in ("", page.document.text[slice(*stated)]):
        yield Attribute(*stated, "year", page.document.text[slice(*stated)])
    elif known:
        yield Attribute(*_title(article), "year", known, "inferred")
    elif told := _year_told(article, anniversaries):
        (start, end), year = told
        yield Attribute(*_raw(article, start, end), "year", str(year), "inferred")


def _stated_year(article: Article, page: Page) -> tuple[int, int] | None:
    """The raw span of the year that stands in the page's dates, in the headline, or beside 今年."""
    text, raw = article.text.text, page.document.text
    for noise in page.noise:
        if noise.kind in _DATED and (match := _YEAR.search(raw, noise.start, noise.end)):
            return match.span(1)
    for head in article.paragraphs:
        if head.kind in _TITLE_KINDS and (match := _YEAR.search(text, head.start, head.end)):
            return _raw(article, *match.span(1))
    own = _THIS_YEAR.search(text)
    return _raw(article, *own.span(1)) if own else None


def _year_told(article: Article, anniversaries: Anniversaries) -> tuple[tuple[int, int], int] | None:
    """The latest year looked back on (one more where its figures are those of a whole year gone), or an anniversary's."""
    text = article.text.text
    sentences = article.text.sentences
    told = [
        match
        for match in _YEAR.finditer(text)
        if not _TO_COME.search(text, *sentences[sentences.at(match.start())])
    ]
    if told:
        latest = max(told, key=lambda match: (match[1], -match.start()))
        over = "今年" in text and any(_FIGURES.match(text, m.end()) for m in told if m[1] == latest[1])
        return latest.span(1), int(latest[1]) + over
    match = anniversaries.pattern.search(text)
    if match is None:
        return None
    count = 100 if match["count"] == "百" else int(match["count"])
    return match.span(), anniversaries.years[match["event"]] + count


def _problems(article: Article, places: Sequence[Place], knowledge: FieldKnowledge) -> Iterator[Attribute]:
    """The problems told of, with the clause of each word that tells them and the place whose problem it is."""
    text, index = article.text.text, knowledge.problems
    found = index.automaton.find_matches_as_indexes(text)
    if not found:
        return
    clauses = article.text.clauses
    of = _place_of(article, places)
    given: dict[tuple[str, int], Place | None] = {}
    for word, start, end in found:
        code, clause = index.codes[word], clauses.at(start)
        if not _tells(text, end, clauses[clause], index.sure[word], knowledge):
            continue
        place = of(clauses[clause][1])
        if sum(key[0] == code and there == place for key, there in given.items()) < _MOST_EVIDENCE:
            given[code, clause] = place
    for (code, clause), place in given.items():
        yield Attribute(*_raw(article, *_trimmed(text, *clauses[clause])), "problem", code, place=place)


def _tells(text: str, end: int, clause: Span, is_sure: bool, knowledge: FieldKnowledge) -> bool:
    """Whether the clause with a problem's word tells of the problem: surely or beside a cue, and not that it lessens."""
    cue = None if is_sure else knowledge.problem_cue.search(text, *clause)
    if not is_sure and cue is None:
        return False
    return not knowledge.fewer.search(text, cue.end() if cue else end, clause[1])


def _place_of(article: Article, places: Sequence[Place]) -> Callable[[int], Place | None]:
    """Tells whose problem is told at an offset: the place named last in its paragraph, else the item's only one.

    None where several places share the item and the paragraph has named none: the problem is the item's.
    """
    mentions = sorted(
        ((span[0], place) for place in places if place.is_coded for span in place.mentions),
        key=lambda pair: pair[0],
    )
    below = {place for _, place in mentions if place.level != "subdistrict"}
    only = next(iter(below)) if len(below) == 1 else None
    starts = [paragraph.start for paragraph in article.paragraphs]

    def place(end: int) -> Place | None:
        begin = starts[max(0, bisect_left(starts, end) - 1)]
        here = [place for start, place in mentions if begin <= start < end]
        return here[-1] if here else only

    return place


def _prizes(article: Article, knowledge: FieldKnowledge) -> Iterator[Attribute]:
    """The first prize or title that the item tells of; plans to win one are none."""
    text = article.text.text
    sentences = article.text.sentences
    for match in knowledge.prizes.finditer(text):
        if not _TO_COME.search(text, sentences[sentences.at(match.start())][0], match.start()):
            yield Attribute(*_raw(article, *match.span()), "prize", "told")
            return


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    clause = text[start:end]
    return end - len(clause.lstrip()), start + len(clause.rstrip())


def _types(article: Article, places: Sequence[Place], knowledge: FieldKnowledge) -> Iterator[Attribute]:
    """What kind of housing or area each coded place is: by the words of its sentences, else by its level or name."""
    coded = [place for place in places if place.is_coded]
    words = _type_words(article, coded, knowledge)
    for place in coded:
        if place in words:
            (start, end), kind = words[place]
            yield Attribute(*_raw(article, start, end), "community_type", kind, "stated", place)
        elif place.level == "subdistrict":
            yield Attribute(
                *_raw(article, *place.mentions[0]), "community_type", "street_town", "inferred", place
            )
        elif place.level == "community" and _VILLAGE.search(place.name):
            yield Attribute(
                *_raw(article, *place.mentions[0]), "community_type", "village", "inferred", place
            )


def _type_words(
    article: Article, coded: Sequence[Place], knowledge: FieldKnowledge
) -> dict[Place, tuple[tuple[int, int], str]]:
    """For each place below street level the first word of the strongest type in a sentence that tells of it.

    A sentence that names no place tells of the only estate or community of an item that is about no street.
    """
    text, index = article.text.text, knowledge.types
    below = [place for place in coded if place.level not in ("subdistrict", "city")]
    mentions = sorted((span, place) for place in below for span in place.mentions) if below else []
    if not mentions:
        return {}
    homes = [place for place in coded if place.level != "site"] or coded
    only = homes[0] if len(homes) == 1 and homes[0] in below else None
    sentences = article.text.sentences
    order = list(dict.fromkeys(index.codes))
    best: dict[Place, tuple[tuple[int, int], str]] = {}
    for word, start, end in index.automaton.find_matches_as_indexes(text):
        kind, sentence = index.codes[word], sentences[sentences.at(start)]
        here = [place for span, place in mentions if sentence[0] <= span[0] < sentence[1]]
        place = here[-1] if here else only
        if place and (place not in best or order.index(kind) < order.index(best[place][1])):
            best[place] = ((start, end), kind)
    return best
