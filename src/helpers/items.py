"""Tells where the items of a page begin: by headings, place lines and marks, and by what their headlines stand above."""

from __future__ import annotations

import re

from helpers.headlines import (
    LABELLED,
    LONGEST_TITLE,
    MARKED,
    NUMBERED,
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
from helpers.sections import Headline, PageOfHeadlines

# All short lines above a page's first text are its headline; later ones may stand below the end of another item.
_LINES_OF_HEADLINE = 2
_SHORT_NAME = re.compile("[一-鿿]{2,4}")
_ACCOUNT = re.compile("[一-鿿A-Za-z]{2,8}")
_BELOW_ACCOUNT = ("dateline", "share")
_LONG_HEADLINE = 10


_TOWN = re.compile("[一-鿿]{2,5}(?:镇|街道)(?![里上])")
# What stands between a headline and a reader's words.
_LETTER = re.compile(
    r"[【\[]?(?:读者|网友|市民|居民)?(?:来信|来电|留言|反映|投诉|诉求|提问)(?:内容)?[】\]]?[：:]?"
)


def item_starts(cleaned: Cleaned, knowledge: ScopeKnowledge) -> list[int]:
    """The indexes of the blocks with which items begin, in order; what stands before the first belongs to none."""
    blocks = cleaned.blocks
    starts = (
        _heading_starts(cleaned, knowledge)
        or _place_line_starts(blocks, knowledge)
        or _letter_starts(blocks, knowledge)
        or _labelled_starts(blocks, knowledge)
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
    page = PageOfHeadlines(cleaned, [Headline(i, i + 1) for i in below if i + 1 < len(blocks)], knowledge)
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


def _letter_starts(blocks: tuple[Block, ...], knowledge: ScopeKnowledge) -> list[int]:
    """A column of letters: two or more headlines, each above a line that says that a reader's words follow."""
    starts = [
        i
        for i in range(len(blocks) - 2)
        if _LETTER.fullmatch(blocks[i + 1].text.text) and is_title_like(blocks[i], knowledge)
    ]
    return starts if len(starts) > 1 else []


def _labelled_starts(blocks: tuple[Block, ...], knowledge: ScopeKnowledge) -> list[int]:
    """A digest of briefs without headlines, each begun by its place in brackets (【新桐街道】柏荫居民区…).

    A lead above them is an item too.
    """
    found = [
        i
        for i, block in enumerate(blocks)
        if LABELLED.match(block.text.text) and not is_title_like(block, knowledge)
    ]
    if len(found) < 2:
        return []
    titles = [i for i in range(found[0]) if is_title_like(blocks[i], knowledge)]
    has_lead = any(is_prose(block, knowledge) for block in blocks[: found[0]])
    return [*(titles[:1] if has_lead else []), *found]


def _headline_starts(cleaned: Cleaned, knowledge: ScopeKnowledge) -> list[int]:
    """A page or bulletin of items without headings: marked, numbered, or each headline by what tells it apart."""
    headlines = _without_sections(_headlines(cleaned, knowledge), cleaned.blocks)
    if not headlines:
        return []
    for mark in (MARKED, NUMBERED):
        if starts := _bulletin_starts(cleaned, headlines, mark, knowledge):
            return starts
    page = PageOfHeadlines(cleaned, headlines, knowledge)
    if page.is_parallel() or page.is_survey():
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
    cleaned: Cleaned, headlines: list[Headline], mark: re.Pattern[str], knowledge: ScopeKnowledge
) -> list[int]:
    """Where the marked headlines begin items, with the lead above and what follows below; empty if they begin sections."""
    chosen = _at_marks(headlines, cleaned.blocks, mark)
    if len(chosen) < 2:
        return []
    has_lead = headlines[0].body < chosen[0].body
    is_headed = has_lead or headlines[0].start < chosen[0].start
    if not PageOfHeadlines(cleaned, chosen, knowledge).are_items(mark is NUMBERED, is_headed):
        return []
    below = [h for h in headlines if h.body > chosen[-1].body]
    page = PageOfHeadlines(cleaned, [chosen[-1], *below], knowledge)
    more = [h.start for n, h in enumerate(below, 1) if page.is_another_item(n)]
    return [*([headlines[0].start] if has_lead else []), *(h.start for h in chosen), *more]


def _without_sections(headlines: list[Headline], blocks: tuple[Block, ...]) -> list[Headline]:
    """Without the marked lines below a story of a street or town, which begin its sections: ■芦潼村 敲门."""
    bodies = {headline.body for headline in _at_marks(headlines, blocks, MARKED)}
    is_story = len(bodies) > 1 and headlines[0].body not in bodies and _tells_of_town(headlines[0], blocks)
    return [headline for headline in headlines if not (is_story and headline.body in bodies)]


def _tells_of_town(headline: Headline, blocks: tuple[Block, ...]) -> bool:
    """Whether a headline names a street or town, so that marked lines below its text are sections of its story."""
    return any(_TOWN.search(blocks[i].text.text) for i in range(headline.start, headline.body))


def _at_marks(headlines: list[Headline], blocks: tuple[Block, ...], mark: re.Pattern[str]) -> list[Headline]:
    """The headlines that have a line with the mark, begun at that line."""
    chosen = []
    for headline in headlines:
        marked = [i for i in range(headline.start, headline.body) if mark.match(blocks[i].text.text)]
        if marked:
            chosen.append(Headline(marked[0], headline.body))
    return chosen


def _headlines(cleaned: Cleaned, knowledge: ScopeKnowledge) -> list[Headline]:
    """Each headline with text below it; a preface's and the names of columns are left out."""
    blocks = cleaned.blocks
    found: list[Headline] = []
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
        while start < body - 1 and (_is_column(blocks[start], knowledge) or _is_account(cleaned, start)):
            start += 1
        if blocks[start].text.text.startswith("—"):  # a letter's signature, or a headline's second line alone
            continue
        found.append(Headline(start, body))
    return found


def _is_column(block: Block, knowledge: ScopeKnowledge) -> bool:
    """Whether the line above a headline names its column: 要闻, 【案例速递】."""
    is_named = is_in_brackets(block) and not is_place_line(block)
    return is_named or knowledge.is_column(block.text.text)


def _is_account(cleaned: Cleaned, i: int) -> bool:
    """Whether so short a line above a headline can only name a page, or an account above its date: 新区民生, 桐场有事儿."""
    line, below = cleaned.blocks[i], cleaned.blocks[i + 1]
    is_dated = any(n.kind in _BELOW_ACCOUNT and line.end <= n.start < below.start for n in cleaned.noise)
    is_name = (_ACCOUNT if is_dated else _SHORT_NAME).fullmatch(line.text.text) is not None
    return is_name and len(below.text) >= _LONG_HEADLINE


def _is_above_furniture(cleaned: Cleaned, i: int) -> bool:
    """Whether a page's name or menu stood between block `i` and the next, so that the block is the page's too."""
    above, below = cleaned.blocks[i].end, cleaned.blocks[i + 1].start
    return any(
        n.kind in ("issue", "navigation", "weather") and above <= n.start < below for n in cleaned.noise
    )


def _first_title(blocks: tuple[Block, ...], knowledge: ScopeKnowledge) -> int:
    """The first line that reads like a headline and has text below; a page's preface may stand before it."""
    for i, block in enumerate(blocks[:-1]):
        if is_title_like(block, knowledge):
            return i
        if len(block.text) > LONGEST_TITLE:
            break
    return 0
