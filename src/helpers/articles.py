"""Splits a cleaned page into news items, and tells which of them are about governing communities."""

from __future__ import annotations

import re
from typing import Literal

from helpers.headlines import LONGEST_TITLE, is_in_brackets, is_place_line, is_title_like
from helpers.items import item_starts
from helpers.knowledge.scope import ScopeKnowledge
from helpers.model import Article, Block, Cleaned, Paragraph, Text

_FIRST_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?”?")
# Lines that tell where an item comes from.
_WHERE = ("byline", "dateline")


def split_articles(cleaned: Cleaned, knowledge: ScopeKnowledge) -> tuple[Article, ...]:
    """The page's items in order; what stands before the first headline belongs to none."""
    blocks = cleaned.blocks
    if not blocks:
        return ()
    starts = item_starts(cleaned, knowledge)
    return tuple(
        _article(blocks[start:end], _lines_of(cleaned, start, end), knowledge)
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    )


def _lines_of(cleaned: Cleaned, start: int, end: int) -> str:
    """The bylines and datelines that stood above and within the item of the blocks from `start` to `end`."""
    blocks = cleaned.blocks
    above = blocks[start - 1].end if start else 0
    below = blocks[end].start if end < len(blocks) else None
    inside = (n for n in cleaned.noise if n.start >= above and (below is None or n.start < below))
    return "\n".join(n.text for n in inside if n.kind in _WHERE)


def _article(item: tuple[Block, ...], lines: str, knowledge: ScopeKnowledge) -> Article:
    texts, paragraphs, at = [], [], 0
    is_case = len(item) > 1 and item[0].kind == "paragraph" and _is_above_a_title(item, knowledge)
    title_index = 1 if is_case else 0
    head = item[title_index]
    is_headless = head.kind == "paragraph" and len(head.text) > LONGEST_TITLE
    kinds: dict[int, Literal["place", "title"]] = {0: "place"} if is_case else {}
    if not is_headless:
        kinds[title_index] = "title"
    for index, block in enumerate(item):
        kind = kinds.get(index, block.kind)
        texts.append(block.text)
        paragraphs.append(Paragraph(at, at + len(block.text), kind))
        at += len(block.text) + 1
    text = Text.join(texts)
    in_scope, reason = knowledge.scope(text.text)
    return Article(
        start=item[0].start,
        end=max(block.end for block in item),
        segments=tuple((block.start, block.end) for block in item),
        title=_beginning(head.text.text) if is_headless else head.text.text,
        in_scope=in_scope,
        scope_reason=reason,
        text=text,
        paragraphs=tuple(paragraphs),
        lines=lines,
    )


def _is_above_a_title(item: tuple[Block, ...], knowledge: ScopeKnowledge) -> bool:
    """Whether the item's first line is a place line: in brackets altogether, or above a headline with text below."""
    if is_in_brackets(item[0]):
        return True
    return len(item) > 2 and is_place_line(item[0]) and is_title_like(item[1], knowledge)


def _beginning(text: str) -> str:
    """The first sentence, or as many of its clauses as a headline has room for: what an item without headline is called."""
    sentence = _FIRST_SENTENCE.match(text)
    if sentence and len(sentence.group()) <= LONGEST_TITLE:
        return sentence.group()
    cut = max(text.rfind(comma, 0, LONGEST_TITLE) for comma in "，,、；;：:")
    return text[: cut if cut > 0 else LONGEST_TITLE] + "…"
