"""Splits a cleaned page into news items, and tells which of them are about governing communities."""

from __future__ import annotations

import re
from collections import Counter

from helpers.knowledge.scope import ScopeKnowledge
from helpers.model import Article, Block, Cleaned, Paragraph, Text

_LONGEST_TITLE = 45
# Governance words (weighted) that put an item in scope, and the characters that one point of them may take in a brief.
_ENOUGH = 6
_CHARACTERS_PER_POINT = 20
_SENTENCE_END = re.compile(r"[。；;]|[，,].*[，,]")
# A place line: a district with its street or town and whatever lies there, or a district and a place's usual ending.
_PLACE_LINE = re.compile(
    r"^(?!.*(?:\d{4}年|总结|公报|报告|方案|通知))[一-鿿]{2,10}?(?:区|县|市|新区)[一-鿿]{1,8}(?:街道|镇|乡|新区|开发区)[一-鿿A-Za-z0-9·]{0,16}$"
    r"|^[一-鿿·0-9A-Za-z]{2,12}?(?:省|市|区|县|街道|镇|乡|新区)[一-鿿·0-9A-Za-z]{0,24}"
    r"(?:区|街道|镇|乡|村|路|社区|小区|中心|院|坊|苑|城|综合体|会客厅|站|楼|里|弄|团队|厅|园)$"
)
_PLACE_TAIL = re.compile(
    r"(?:区|街道|镇|乡|村|路|社区|小区|中心|院|坊|苑|城|综合体|会客厅|站|楼|里|弄|学院|团队|厅|园)$"
)


# A body that opens with an address from the district down tells of a place of its own: 成都市成华区万达社区有个传统.
_OWN_PLACE = re.compile(
    r"^(?:近日，|日前，|今年以来，|目前，)?(?:[一-鿿]{2,7}?(?:省|市|区|县|旗)){1,3}[一-鿿·\d]{0,12}?(?:街道|镇|乡|社区|村|小区|居民区|居委|新村|苑|园)"
)
_PLACE_AND_COLON = re.compile(r"[一-鿿]{2,9}(?:街道|镇|乡|社区|居民区|小区|区|县|村)[：:]")
_MARKED = re.compile(r"[▍■◆▶►●★☆▲◎□○※]")
# So many of a page's headlines must have a place or dateline of their own to be taken for items.
_MOST = 2 / 3
_NUMBERED = re.compile(
    r"^[【\[]?(?:案例|之|做法|故事)?[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）．.、：:】\]]|\s)"
)


def split_articles(cleaned: Cleaned, knowledge: ScopeKnowledge) -> tuple[Article, ...]:
    """The page's items in order; what stands before the first headline belongs to none."""
    blocks = cleaned.blocks
    if not blocks:
        return ()
    headings = _heading_starts(blocks)
    cases = [] if headings else _place_line_starts(blocks)
    starts = headings or cases or _item_starts(cleaned) or _byline_starts(cleaned) or [_first_title(blocks)]
    return tuple(
        _article(blocks[start:end], _is_case(blocks, start, cases), knowledge)
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    )


def _is_case(blocks: tuple[Block, ...], start: int, cases: list[int]) -> bool:
    """Whether the item at `start` has a place line on top: all but a digest's lead have."""
    return start in cases and (start != cases[0] or _is_place_line(blocks[start]))


def _is_title_like(block: Block) -> bool:
    text = block.text.text
    return block.kind == "heading" or (len(text) <= _LONGEST_TITLE and not _SENTENCE_END.search(text))


def _heading_starts(blocks: tuple[Block, ...]) -> list[int]:
    """Headings of the highest level used, each followed by text of its own."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    if not levels:
        return []
    top = min(levels)
    return [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == top]


def _is_place_line(block: Block) -> bool:
    text = block.text.text
    return len(text) <= 30 and bool(_PLACE_LINE.match(text))


def _may_head_a_case(block: Block) -> bool:
    return _is_title_like(block) and bool(_is_place_line(block) or _PLACE_TAIL.search(block.text.text))


def _opens_a_case(blocks: tuple[Block, ...], i: int) -> bool:
    """Whether a headline stands below block `i`, and text below that (its first line may be short)."""
    below = blocks[i + 2 : i + 4]
    return _is_title_like(blocks[i + 1]) and any(not _is_title_like(block) for block in below)


def _place_line_starts(blocks: tuple[Block, ...]) -> list[int]:
    """A digest: two or more place lines, each above a headline; the lead before them is an item too."""
    found = [i for i in range(len(blocks) - 2) if _is_place_line(blocks[i]) and _opens_a_case(blocks, i)]
    if len(found) < 2:
        return []
    # An organisation may stand where the others have their place: a short line, a headline, then text.
    found = [
        i
        for i in range(found[0], len(blocks) - 2)
        if _may_head_a_case(blocks[i]) and _opens_a_case(blocks, i)
    ]
    lead = [i for i in range(found[0]) if _is_title_like(blocks[i])]
    return [*lead[-1:], *found]


def _item_starts(cleaned: Cleaned) -> list[int]:
    """A page or bulletin of items without marks: under most headlines, or numbered ones, a place or dateline of its own."""
    blocks = cleaned.blocks
    datelines = {noise.start for noise in cleaned.noise if noise.kind == "dateline"}
    groups = _headline_groups(blocks)
    numbered = [group for group in groups if _NUMBERED.match(blocks[group[0]].text.text)]
    marked = [group for group in groups if _MARKED.match(blocks[group[0]].text.text)]
    for chosen in (marked, numbered, groups):
        own = [
            chosen is marked
            or blocks[body].start in datelines
            or _is_of_its_own(blocks[title], blocks[body], chosen is numbered)
            for title, body in chosen
        ]
        if sum(own) > 1 and (all(own) if chosen is numbered else sum(own) >= _MOST * len(own)):
            first = chosen[0][0]
            lead = [i for i in range(first) if _is_title_like(blocks[i])]
            has_lead = any(not _is_title_like(block) for block in blocks[:first])
            return [*(lead[:1] if has_lead else []), *(start for start, _ in chosen)]
    return []


def _is_of_its_own(title: Block, body: Block, is_numbered: bool) -> bool:
    """Whether an item tells of a place of its own; under a numbered headline it may open with a question or a date."""
    if _PLACE_AND_COLON.match(title.text.text):
        return True
    clauses = re.split(r"[，。？！?!]", body.text.text, maxsplit=3)[: 3 if is_numbered else 1]
    return any(_OWN_PLACE.match(clause) for clause in clauses)


def _headline_groups(blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """Each headline of one or two lines: where it begins, and where the text below it does."""
    groups = []
    for i in range(1, len(blocks)):
        if _is_title_like(blocks[i]) or not _is_title_like(blocks[i - 1]):
            continue
        has_two = i > 1 and _is_title_like(blocks[i - 2])
        groups.append((i - 2 if has_two else i - 1, i))
    return groups


def _byline_starts(cleaned: Cleaned) -> list[int]:
    """Lines just above a byline that reads like a headline (the byline itself was removed as noise)."""
    blocks = cleaned.blocks
    starts = []
    for noise in cleaned.noise:
        if noise.kind != "byline":
            continue
        before = [i for i, block in enumerate(blocks) if block.end <= noise.start]
        if before and _is_title_like(blocks[before[-1]]) and before[-1] + 1 < len(blocks):
            following = blocks[before[-1] + 1]
            if following.start >= noise.end and not _is_title_like(following):
                starts.append(before[-1])
    return sorted(set(starts))


def _first_title(blocks: tuple[Block, ...]) -> int:
    """The first line that reads like a headline and has text below; a page's preface may stand before it."""
    for i, block in enumerate(blocks[:-1]):
        if _is_title_like(block):
            return i
        if len(block.text) > _LONGEST_TITLE:
            break
    return 0


def _article(item: tuple[Block, ...], is_case: bool, knowledge: ScopeKnowledge) -> Article:
    texts, paragraphs, at = [], [], 0
    is_case = (
        len(item) > 2 and item[0].kind == "paragraph" and _is_place_line(item[0]) and _is_title_like(item[1])
    )
    title_index = 1 if is_case else 0
    for index, block in enumerate(item):
        kind = "place" if is_case and index == 0 else "title" if index == title_index else block.kind
        texts.append(block.text)
        paragraphs.append(Paragraph(at, at + len(block.text), kind))
        at += len(block.text) + 1
    text = Text.join(texts)
    in_scope, reason = _scope(text.text, knowledge)
    return Article(
        start=item[0].start,
        end=max(block.end for block in item),
        segments=tuple((block.start, block.end) for block in item),
        title=item[title_index].text.text,
        in_scope=in_scope,
        scope_reason=reason,
        text=text,
        paragraphs=tuple(paragraphs),
    )


def _scope(text: str, knowledge: ScopeKnowledge) -> tuple[bool, str]:
    words = Counter(knowledge.pattern.findall(text))
    inside = sum(knowledge.weights[w] * n for w, n in words.items() if knowledge.weights[w] > 0)
    outside = -sum(knowledge.weights[w] * n for w, n in words.items() if knowledge.weights[w] < 0)
    cues = "、".join(word for word, _ in sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))[:5])
    # A brief of two lines cannot hold as many governance words as an article.
    needed = min(_ENOUGH, max(2, len(text) // _CHARACTERS_PER_POINT))
    in_scope = inside >= needed and inside > outside
    return in_scope, f"governance words {inside}, other words {outside}: {cues}"
