"""What an article's story is set in: its places in the order of the text, its own place, the place of each paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpers.focus import focus_of
from helpers.headlines import is_short_line
from helpers.mentions import BREAK, Mention, mentions_of
from helpers.model import Article, Place
from helpers.own_place import own_place

CITY = "上海市"
# A crosshead in the line of its paragraph: 物业管理。全区…, 下半年目标：再完成….
_HEADED = re.compile(r"[^\W\d]{3,8}[。：]")
_COLONS = ("：", ":")


@dataclass(frozen=True, slots=True)
class Scene:
    """An article's coded places in the order of the text, its own place, and the place of each paragraph.

    `parts` is where its sentences and what semicolons part begin.
    """

    text: str
    parts: tuple[int, ...]
    mentions: tuple[Mention, ...]
    own: Place | None
    starts: tuple[int, ...]
    focus: tuple[Place | None, ...]
    street: Place | None
    wide: tuple[Mention, ...]
    around: tuple[Mention, ...]
    district: str | None
    county: Place | None
    is_round: bool
    is_elsewhere: bool


def set_scene(article: Article, places: Sequence[Place]) -> Scene:
    """What subjects of the article's numbers are found with."""
    text = article.text.text
    mentions = mentions_of(text, [p for p in places if p.is_coded], places)
    wide = mentions_of(text, [p for p in places if p.level in ("district", "city")], places)
    own, is_round = own_place(article, mentions, wide)
    starts = tuple(paragraph.start for paragraph in article.paragraphs)
    # What a district's story comes to holds on in its section.
    inside = None if own and own.level == "district" and _has_sections(article) else own
    focus = tuple(focus_of(text, p.start, p.end, mentions, inside, is_round) for p in article.paragraphs)
    if is_round or own is None or own.level == "district":
        focus = _through_sections(article, focus)
    focus = _below_places(article, focus, mentions, own)
    streets = [p for p in places if p.level == "subdistrict"]
    counties = [p for p in places if p.level == "district"]
    districts = {p.district for p in places if p.district and not _is_province(p)}
    return Scene(
        text,
        (0, *(mark.end() for mark in BREAK.finditer(text))),
        mentions,
        own,
        starts,
        focus,
        streets[0] if len(streets) == 1 and streets[0].is_coded else None,
        wide,
        _around(places),
        next(iter(districts)) if len(districts) == 1 else None,
        counties[0] if len(counties) == 1 else None,
        is_round,
        all(p.province != CITY for p in places if p.province) and any(p.province for p in places),
    )


def _has_sections(article: Article) -> bool:
    """Whether crossheads part the story: short lines with text below."""
    lines = [article.text.text[p.start : p.end] for p in article.paragraphs if p.kind != "title"]
    return any(is_short_line(a) and not is_short_line(b) for a, b in pairwise(lines[1:]))


def _through_sections(article: Article, focus: Sequence[Place | None]) -> tuple[Place | None, ...]:
    """The place of each paragraph where a story goes from place to place: it holds until the next crosshead, of a line of its own or not."""
    here, held = None, []
    for paragraph, place in zip(article.paragraphs, focus, strict=True):
        line = article.text.text[paragraph.start : paragraph.end]
        here = place or (None if is_short_line(line) or _HEADED.match(line) else here)
        held.append(here)
    return tuple(held)


def _below_places(
    article: Article, focus: Sequence[Place | None], mentions: Sequence[Mention], own: Place | None
) -> tuple[Place | None, ...]:
    """The place of each paragraph where a crosshead names one with a colon (桐河雅庭：多出来的保安), up to the next crosshead."""
    text, here, held = article.text.text, None, []
    for paragraph, place in zip(article.paragraphs, focus, strict=True):
        if paragraph.kind != "title" and is_short_line(text[paragraph.start : paragraph.end]):
            heads = (
                m.place for m in mentions if m.start == paragraph.start and text[m.end : m.end + 1] in _COLONS
            )
            here = next(heads, None)
        held.append(here if here and place in (None, own) else place)
    return tuple(held)


def _is_province(place: Place) -> bool:
    return place.level == "city" and place.name == place.district and place.province == place.name


def _around(places: Sequence[Place]) -> tuple[Mention, ...]:
    """First mentions of the communities, also of those that only tell where an estate lies."""
    return tuple(
        Mention(*place.mentions[0], place, False, False)
        for place in places
        if place.is_coded and place.level == "community"
    )
