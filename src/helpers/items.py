"""Tells where the items of a page begin: by headings, place lines, marks, bylines, places of their own and topics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.headlines import (
    ADDRESS,
    LOCAL,
    LONGEST_TITLE,
    MARKED,
    NUMBERED,
    OWN_PLACE,
    PLACE_AND_COLON,
    PLACE_WORD,
    SIGNED,
    is_crosshead,
    is_headed,
    is_in_brackets,
    is_place_line,
    is_prose,
    is_title_like,
    may_be_headline,
    may_head_a_case,
)
from helpers.knowledge.scope import ScopeKnowledge
from helpers.model import Block, Cleaned

# All short lines above a page's first text are its headline; later ones may stand below the end of another item.
_LINES_OF_HEADLINE = 2
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
class _Headline:
    """A headline's first line and the text below it, as indexes of blocks."""

    start: int
    body: int


def item_starts(cleaned: Cleaned, knowledge: ScopeKnowledge) -> list[int]:
    """The indexes of the blocks with which items begin, in order; what stands before the first belongs to none."""
    blocks = cleaned.blocks
    starts = (
        _heading_starts(cleaned, knowledge)
        or _place_line_starts(blocks, knowledge)
        or _headline_starts(cleaned, knowledge)
        or [_first_title(blocks, knowledge)]
    )
    return starts if len(starts) > 1 else [_with_lead(blocks, starts[0], knowledge)]


def _with_lead(blocks: tuple[Block, ...], start: int, knowledge: ScopeKnowledge) -> int:
    """Where the page's only item begins if text stands above its first headline, which then is a crosshead."""
    lead = next((i for i in range(start) if is_prose(blocks[i], knowledge)), None)
    if lead is None:
        return start
    return lead - 1 if lead and may_be_headline(blocks[lead - 1], knowledge) else lead


def _heading_starts(cleaned: Cleaned, knowledge: ScopeKnowledge) -> list[int]:
    """Headings of the highest level used; of the next where the only one above heads a page of items."""
    blocks = cleaned.blocks
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    if not levels:
        return []
    top = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == levels[0]]
    if top == [0] and len(levels) == 1:
        return []  # the page's headline, marked or not, does not tell whether items stand below
    if len(top) > 1 or len(levels) == 1:
        return top
    below = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == levels[1]]
    if (
        len(below) < 2
        or below[0] != top[0] + 1
        or any(b == a + 1 for a, b in zip(below, below[1:], strict=False))
    ):
        return top
    page = _Page(cleaned, [_Headline(i, i + 1) for i in below if i + 1 < len(blocks)], knowledge)
    return below if any(page.is_another_item(n) for n in range(1, len(page.headlines))) else top


def _opens_a_case(blocks: tuple[Block, ...], i: int, knowledge: ScopeKnowledge) -> bool:
    """Whether a headline stands below block `i`, and text below that (its first line may be short)."""
    below = blocks[i + 2 : i + 4]
    return is_title_like(blocks[i + 1], knowledge) and any(
        not is_title_like(block, knowledge) for block in below
    )


def _place_line_starts(blocks: tuple[Block, ...], knowledge: ScopeKnowledge) -> list[int]:
    """A digest: two or more place lines, each above a headline; the lead before them is an item too."""
    found = [
        i for i in range(len(blocks) - 2) if is_place_line(blocks[i]) and _opens_a_case(blocks, i, knowledge)
    ]
    if len(found) < 2:
        return []
    # An organisation may stand where the others have their place: a short line, a headline, then text. Where places
    # stand in brackets, every line in brackets is one, also above a headline that lost its line.
    bracketed = [i for i in found if is_in_brackets(blocks[i])]
    found = [
        i
        for i in range(found[0], len(blocks) - 1)
        if (may_head_a_case(blocks[i], knowledge) and _opens_a_case(blocks, i, knowledge))
        or (len(bracketed) > 1 and is_in_brackets(blocks[i]))
    ]
    lead = [i for i in range(found[0]) if is_title_like(blocks[i], knowledge)][-1:]
    has_lead = any(is_prose(block, knowledge) for i in lead for block in blocks[i + 1 : found[0]])
    return [*(lead if has_lead else []), *found]


def _headline_starts(cleaned: Cleaned, knowledge: ScopeKnowledge) -> list[int]:
    """A page or bulletin of items without headings: marked, numbered, or each headline by what tells it apart."""
    headlines = _headlines(cleaned, knowledge)
    if not headlines:
        return []
    for mark in (MARKED, NUMBERED):
        if starts := _bulletin_starts(cleaned, headlines, mark, knowledge):
            return starts
    page = _Page(cleaned, headlines, knowledge)
    if page.is_parallel():
        return [headlines[0].start]
    if page.is_of_items():
        return [h.start for h in headlines]
    begin = [n for n in range(len(headlines)) if n == 0 or page.is_another_item(n)]
    if len(begin) > 1 or any(noise.kind == "issue" for noise in cleaned.noise):
        for n in range(1, len(headlines)):
            if n not in begin and page.is_elsewhere(n, max(m for m in begin if m < n)):
                begin.append(n)
    return [headlines[n].start for n in sorted(begin)]


def _bulletin_starts(
    cleaned: Cleaned, headlines: list[_Headline], mark: re.Pattern[str], knowledge: ScopeKnowledge
) -> list[int]:
    """Where the marked headlines begin items, with the lead above and what follows below; empty if they begin sections."""
    chosen = _at_marks(headlines, cleaned.blocks, mark)
    if len(chosen) < 2:
        return []
    has_lead = headlines[0].body < chosen[0].body
    is_headed = has_lead or headlines[0].start < chosen[0].start
    if not _Page(cleaned, chosen, knowledge).are_items(mark is NUMBERED, is_headed):
        return []
    below = [h for h in headlines if h.body > chosen[-1].body]
    page = _Page(cleaned, [chosen[-1], *below], knowledge)
    more = [h.start for n, h in enumerate(below, 1) if page.is_another_item(n)]
    return [*([headlines[0].start] if has_lead else []), *(h.start for h in chosen), *more]


def _at_marks(
    headlines: list[_Headline], blocks: tuple[Block, ...], mark: re.Pattern[str]
) -> list[_Headline]:
    """The headlines that have a line with the mark, begun at that line."""
    chosen = []
    for headline in headlines:
        marked = [i for i in range(headline.start, headline.body) if mark.match(blocks[i].text.text)]
        if marked:
            chosen.append(_Headline(marked[0], headline.body))
    return chosen


def _headlines(cleaned: Cleaned, knowledge: ScopeKnowledge) -> list[_Headline]:
    """Each headline with text below it; a preface's and the names of columns are left out."""
    blocks = cleaned.blocks
    found: list[_Headline] = []
    for body in range(1, len(blocks)):
        if is_title_like(blocks[body], knowledge) or not is_title_like(blocks[body - 1], knowledge):
            continue
        is_preface = blocks[body].text.text.startswith(knowledge.prefaces)
        if is_preface and any(is_title_like(block, knowledge) for block in blocks[body + 1 : body + 2]):
            continue
        start = body - 1
        while start > 0 and is_title_like(blocks[start - 1], knowledge):
            if found and body - start >= _LINES_OF_HEADLINE and not is_headed(blocks[start - 1].text.text):
                break
            start -= 1
        if furniture := [i for i in range(start, body - 1) if _is_above_furniture(cleaned, i)]:
            start = furniture[-1] + 1
        while start < body - 1 and knowledge.is_column(blocks[start].text.text):
            start += 1
        if blocks[start].text.text.startswith("—"):  # a letter's signature, or a headline's second line alone
            continue
        found.append(_Headline(start, body))
    return found


def _is_above_furniture(cleaned: Cleaned, i: int) -> bool:
    """Whether a page's name or menu stood between block `i` and the next, so that the block is the page's too."""
    above, below = cleaned.blocks[i].end, cleaned.blocks[i + 1].start
    return any(
        n.kind in ("issue", "navigation", "weather") and above <= n.start < below for n in cleaned.noise
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's headlines, and what tells whether one of them begins another item."""

    cleaned: Cleaned
    headlines: Sequence[_Headline]
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

    def _is_below_an_end(self, headline: _Headline) -> bool:
        """Whether an editor's name or a site's last line stood just above the headline."""
        above, here = self.cleaned.blocks[headline.start - 1].end, self.cleaned.blocks[headline.start].start
        return any(n.kind in _LAST_LINES and above <= n.start < here for n in self.cleaned.noise)

    def _is_signed(self, headline: _Headline) -> bool:
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


def _first_title(blocks: tuple[Block, ...], knowledge: ScopeKnowledge) -> int:
    """The first line that reads like a headline and has text below; a page's preface may stand before it."""
    for i, block in enumerate(blocks[:-1]):
        if is_title_like(block, knowledge):
            return i
        if len(block.text) > LONGEST_TITLE:
            break
    return 0
