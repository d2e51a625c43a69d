"""Splits a cleaned page into news items, and tells which of them are about governing communities."""

from __future__ import annotations

from helpers.headlines import is_place_line, is_title_like
from helpers.items import item_starts
from helpers.knowledge.scope import ScopeKnowledge
from helpers.model import Article, Block, Cleaned, Paragraph, Text


def split_articles(cleaned: Cleaned, knowledge: ScopeKnowledge) -> tuple[Article, ...]:
    """The page's items in order; what stands before the first headline belongs to none."""
    blocks = cleaned.blocks
    if not blocks:
        return ()
    starts = item_starts(cleaned, knowledge)
    return tuple(
        _article(blocks[start:end], knowledge)
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    )


def _article(item: tuple[Block, ...], knowledge: ScopeKnowledge) -> Article:
    texts, paragraphs, at = [], [], 0
    is_case = (
        len(item) > 2
        and item[0].kind == "paragraph"
        and is_place_line(item[0])
        and is_title_like(item[1], knowledge)
    )
    title_index = 1 if is_case else 0
    for index, block in enumerate(item):
        kind = "place" if is_case and index == 0 else "title" if index == title_index else block.kind
        texts.append(block.text)
        paragraphs.append(Paragraph(at, at + len(block.text), kind))
        at += len(block.text) + 1
    text = Text.join(texts)
    in_scope, reason = knowledge.scope(text.text)
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
