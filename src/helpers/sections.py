"""Tells a headline that begins another item of a page from one that begins a section of the same: by byline, place and topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.headlines import (
    ADDRESS,
    LOCAL,
    OWN_PLACE,
    PLACE_AND_COLON,
    PLACE_WORD,
    SIGNED,
    SURVEY,
    is_crosshead,
    is_headed,
)
from helpers.knowledge.scope import ScopeKnowledge
from helpers.model import Cleaned

_SHORTEST_ITEM = 30
# What is taken out at the end of an item.
_LAST_LINES = frozenset({"byline", "editor", "copyright"})
# So many of a page's headlines must have a place or dateline of their own to be taken for items.
_MOST = 2 / 3
# So many lines that have so many characters in common are crossheads of one pattern.
_FEWEST_PARALLEL = 3
_PATTERN = 3
_HAN = re.compile("[一-鿿]")
_DIVISION = re.compile("[省市区县镇乡村街社]")
# In so many characters an item names its place; so many at the end of an address tell it from others.
_OPENING = 60
_TELLING = 5
# Words of one topic that make a passage another item, and how few of governance it may have beside them.
_OTHER_TOPIC = 3


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline's first line and the text below it, as indexes of blocks."""

    start: int
    body: int


@dataclass(frozen=True, slots=True)
class PageOfHeadlines:
    """A page's headlines, and what tells whether one of them begins another item."""

    cleaned: Cleaned
    headlines: Sequence[Headline]
    knowledge: ScopeKnowledge

    def are_items(self, is_numbered: bool, has_headline: bool) -> bool:
        """Whether marked or numbered headlines begin items and no sections of one below a headline."""
        own = sum(self.is_of_its_own(n, is_numbered) for n in range(len(self.headlines)))
        if is_numbered:
            return own == len(self.headlines)
        return not has_headline or 2 * own >= len(self.headlines)

    def is_of_items(self) -> bool:
        """Whether most headlines have a place or byline of their own; under one byline all are a survey's crossheads."""
        own = [self.is_of_its_own(n) for n in range(len(self.headlines))]
        signed = [self._is_signed(headline) for headline in self.headlines]
        if signed[0] and sum(signed) == 1 and not self._opens_with_place(0):
            return False
        return sum(own) > 1 and sum(own) >= _MOST * len(own)

    def is_parallel(self) -> bool:
        """Whether all headlines but the first are of one pattern, as crossheads often are: “合”出来的, “走”出来的."""
        lines = [self.cleaned.blocks[h.start].text.text for h in self.headlines[1:]]
        return len(lines) >= _FEWEST_PARALLEL and (_share_words(lines) or _share_places(lines))

    def is_survey(self) -> bool:
        """Whether the first headline or the text below it announces a round of places, and no other headline is signed."""
        is_announced = SURVEY.search(self._section(0)) is not None
        return is_announced and not any(self._is_signed(headline) for headline in self.headlines[1:])

    def _opens_with_place(self, n: int) -> bool:
        return bool(re.search(ADDRESS, self.cleaned.blocks[self.headlines[n].body].text.text[:_OPENING]))

    def is_of_its_own(self, n: int, anywhere: bool = False) -> bool:
        """Whether it tells of a place of its own; `anywhere` in the first sentences, for a numbered one may open with a question."""
        headline, blocks = self.headlines[n], self.cleaned.blocks
        if self._is_signed(headline) or any(
            PLACE_AND_COLON.match(blocks[i].text.text) for i in range(headline.start, headline.body)
        ):
            return True
        if anywhere and any(
            OWN_PLACE.match(b.text.text.lstrip("—- ")) for b in blocks[headline.start : headline.body]
        ):
            return True
        clauses = re.split(r"[，。？！?!]", blocks[headline.body].text.text, maxsplit=3)[
            : 3 if anywhere else 1
        ]
        return any(OWN_PLACE.match(clause) for clause in clauses)

    def is_another_item(self, n: int) -> bool:
        """Whether headline `n` is no crosshead: signed, after a signature, of another place or of another topic."""
        headline = self.headlines[n]
        blocks = self.cleaned.blocks
        lines = [block.text.text for block in blocks[headline.start : headline.body]]
        if self._is_signed(headline) or SIGNED.search(blocks[headline.start - 1].text.text):
            return True
        if is_crosshead(lines[0]):
            return False
        if any(map(is_headed, lines)) or self._is_below_an_end(headline):
            return True
        return self._is_of_another_place(n) or self._is_of_another_topic(n)

    def _is_below_an_end(self, headline: Headline) -> bool:
        """Whether an editor's name or a site's last line stood just above the headline."""
        above, here = self.cleaned.blocks[headline.start - 1].end, self.cleaned.blocks[headline.start].start
        return any(n.kind in _LAST_LINES and above <= n.start < here for n in self.cleaned.noise)

    def _is_signed(self, headline: Headline) -> bool:
        """Whether a byline or dateline stands below the headline."""
        blocks = self.cleaned.blocks
        first, last = blocks[headline.start].end, blocks[headline.body].start
        return any(n.kind in ("byline", "dateline") and first <= n.start <= last for n in self.cleaned.noise)

    def _is_of_another_place(self, n: int) -> bool:
        """Whether headline or opening name a place that nothing before names, where what is before names its own."""
        blocks, headline = self.cleaned.blocks, self.headlines[n]
        earlier = "".join(self._section(m) for m in range(n))
        body = blocks[headline.body].text.text
        in_head = [p for b in blocks[headline.start : headline.body] for p in LOCAL.findall(b.text.text)]
        if any(place in body and place not in earlier for place in in_head):
            return True
        address = re.search(ADDRESS, body[:_OPENING])
        if address is None or not re.search(ADDRESS, self._section(0)):
            return False
        shared = set(LOCAL.findall(self._section(n))) & set(LOCAL.findall(earlier))
        return address.group()[-_TELLING:] not in earlier and not shared

    def is_elsewhere(self, n: int, start: int) -> bool:
        """Whether it opens with a place and names none of the item begun at `start`, or has nothing of governance at all.

        That tells items apart only on a page that is known to hold several.
        """
        blocks = self.cleaned.blocks
        if is_crosshead(blocks[self.headlines[n].start].text.text):
            return False
        here = set(LOCAL.findall(self._section(n)))
        opening = blocks[self.headlines[n].body].text.text[:_OPENING]
        before = set(LOCAL.findall("".join(self._section(m) for m in range(start, n))))
        if bool(before and LOCAL.search(opening)) and not here & before:
            return True
        section = self._section(n)
        return len(section) >= _SHORTEST_ITEM and not self.knowledge.points(section)[0]

    def _section(self, n: int) -> str:
        """Headline `n` and the text below it."""
        start, ends = self.headlines[n].start, [h.start for h in self.headlines[n + 1 : n + 2]]
        return "\n".join(b.text.text for b in self.cleaned.blocks[start : ends[0] if ends else None])

    def _is_of_another_topic(self, n: int) -> bool:
        here, there = self._section(n), self._section(n - 1)
        sides = self._side(here), self._side(there)
        if sides == (-1, -1):
            return not self.knowledge.outside(here) & self.knowledge.outside(there)
        return sides[0] * sides[1] < 0

    def _side(self, text: str) -> int:
        """1 for a passage about governance, -1 for one about something else, 0 for neither."""
        inside, outside = self.knowledge.points(text)
        if outside >= _OTHER_TOPIC and outside > inside:
            return -1
        return 1 if inside > outside and inside >= self.knowledge.needed(text) else 0


def _share_words(lines: list[str]) -> bool:
    """Whether all lines have some characters in a row in common that name no kind of place."""
    first, *others = lines
    shared = (first[i : i + _PATTERN] for i in range(len(first) - _PATTERN + 1))
    return any(all(part in line for line in others) for part in shared if not PLACE_WORD.search(part))


def _share_places(lines: list[str]) -> bool:
    """Whether some characters stand in the same places of all lines: 做加法：, 做减法：, 做乘法：."""
    columns = [set(column) for column in zip(*lines, strict=False)]
    same = "".join(column.pop() for column in columns if len(column) == 1)
    return len(_HAN.findall(same)) > 1 and not _DIVISION.search(same)
