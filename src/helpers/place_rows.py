"""Places that a text lists and counts: 在绿苑商城、银桂祥邸2个小区试点."""

from __future__ import annotations

import re

from helpers.clauses import Span
from helpers.knowledge.gazetteer import Gazetteer
from helpers.knowledge.words import is_made_of_common_words, is_phrase
from helpers.place_stems import is_generic, is_name_like, name_start

# The last name of a row, and what the text calls them all.
_LAST = re.compile(
    r"[、和与及](?P<name>[一-鿿]{3,8}?)等?(?:\d{1,3}|[两二三四五六七八九十]{1,3})个(?P<kind>小区|居民区)"
)
_LONGEST = 8
_JOINS = frozenset("、和与及")


def counted_row(text: str, gazetteer: Gazetteer, admin_ends: set[int]) -> list[tuple[Span, str]]:
    """The names of such rows with the kind of place that each is; a row of which one may be no name is left out."""
    found: list[tuple[Span, str]] = []
    for last in _LAST.finditer(text):
        spans = [last.span("name"), *_before(text, last.start(), gazetteer, admin_ends)]
        if len(spans) > 1 and all(_may_be_name(text[start:end], gazetteer) for start, end in spans):
            found += [(span, last["kind"]) for span in spans]
    return found


def _before(text: str, end: int, gazetteer: Gazetteer, admin_ends: set[int]) -> list[Span]:
    """The names of the row that end before the sign at `end`, the last one first."""
    spans: list[Span] = []
    while True:
        start = name_start(text, max(0, end - _LONGEST), end, gazetteer, admin_ends)
        spans.append((start, end))
        if text[start - 1 : start] not in _JOINS or start < 1:
            return spans
        end = start - 1


def _may_be_name(name: str, gazetteer: Gazetteer) -> bool:
    """Whether it has the length of a name and is no phrase of common words."""
    is_free = not is_made_of_common_words(name) and not is_phrase(name) and is_name_like(name, gazetteer)
    return len(name) > 2 and is_free and not is_generic(name, gazetteer)
