"""The place that a number is about: named beside it, else what its paragraph or article is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.model import Article, Place

_SENTENCE = re.compile(r"[。！？!?\n]")
_CITYWIDE = re.compile(r"全市|上海全市|本市")
_DISTRICTWIDE = re.compile(r"全区|区内|我区|本区|该区|区层面")
_STREETWIDE = re.compile(r"(?:全|该|本|我)?(?:街道|镇)(?!.{0,2}居民区)")


def subject_of(article: Article, places: Sequence[Place], start: int) -> Place | None:
    """The place that the number at `start` is about, None where the article names none that fits."""
    text = article.text.text
    begin = max((match.end() for match in _SENTENCE.finditer(text, 0, start)), default=0)
    sentence = text[begin:start]
    named = _last_before(places, begin, start)
    if named and (named.is_coded or named.level == "district"):
        return named
    if _CITYWIDE.search(sentence):
        return next((place for place in places if place.level == "city"), None)
    if _DISTRICTWIDE.search(sentence):
        return next((place for place in places if place.level == "district"), None)
    coded = [place for place in places if place.is_coded]
    if not coded:
        return next((place for place in places if place.level in ("district", "city")), None)
    if _STREETWIDE.search(sentence):
        street = next((place for place in coded if place.level == "subdistrict"), None)
        if street:
            return street
    paragraph = next((p for p in article.paragraphs if p.start <= start < p.end), None)
    if paragraph and (near := _last_before(coded, paragraph.start, start)):
        return near
    return _focus(article, coded, start)


def _last_before(places: Sequence[Place], begin: int, end: int) -> Place | None:
    """The place mentioned last between `begin` and `end`, the smallest where several end there."""
    mentions = [
        (b, place)
        for place in places
        for a, b in place.mentions
        if begin <= a and b <= end and place.level != "city"
    ]
    return max(mentions, key=lambda pair: pair[0])[1] if mentions else None


def _focus(article: Article, coded: Sequence[Place], start: int) -> Place:
    """The article's subject so far: the place last mentioned, unless one is named again and again."""
    before = [place for place in coded if place.mentions[0][0] < start]
    if not before:
        return coded[0]
    most = max(before, key=lambda place: (sum(a < start for a, _ in place.mentions), -place.mentions[0][0]))
    if sum(a < start for a, _ in most.mentions) >= 2:
        return most
    return max(before, key=lambda place: max(a for a, _ in place.mentions if a < start))
