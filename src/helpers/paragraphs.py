"""Puts paragraphs together again that a page broke: hard-wrapped lines, and sentences cut by columns and captions."""

from __future__ import annotations

import re

from helpers.model import Block, Text

# A paragraph that ends in one of these is complete.
_COMPLETE = "。！？!?…”’；;：:）)》】~"
# What a figure at the end of a line goes on with.
_GOES_ON = frozenset("0123456789.%‰万亿余多个")
_YEAR = re.compile(r"(?:19|20)\d\d年")
# What closes a sentence or bracket begun on the line before; words that lean on what follows.
_CLOSING = frozenset("。，、；！？”’）》%‰")
_LEANING = frozenset("到至由从为在把被将向对于近约超逾达两“‘（《")
# No paragraph begins with a particle.
_PARTICLE = re.compile(r"的(?!确|士)")
_SHORTEST_CLAUSE = 15
# Below this length a line without a full stop may as well be a headline.
_SHORTEST_BROKEN = 46
_ITEM = re.compile(
    r"[·•●○■□◆▲★※≡【①-⑳─-➿\U0001f300-\U0001faff]|[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|\d{1,2}[、．)）]"
)
_WRAP_WIDTHS = range(12, 81)
_FEWEST_WRAPPED = 8
_SENTENCE_ENDS = frozenset("。！？")
# Characters that take two columns.
_WIDE = re.compile(r"[⺀-鿿︰-﹏＀-｠“”‘’…—]")


def whole_paragraphs(blocks: list[Block]) -> list[Block]:
    """The blocks with wrapped lines and broken sentences joined."""
    return _mend(_unwrapped(blocks))


def _unwrapped(blocks: list[Block]) -> list[Block]:
    """Lines of a text that was hard-wrapped at one width, joined into paragraphs again."""
    full = _full_lines([block.text.text for block in blocks if block.kind == "paragraph"])
    if not full:
        return blocks
    joined: list[Block] = []
    goes_on = False
    for block in blocks:
        if goes_on and block.kind == joined[-1].kind == "paragraph":
            before = joined[-1]
            text = Text.join([before.text, block.text], "")
            joined[-1] = Block(text, "paragraph", 0, before.start, block.end)
        else:
            joined.append(block)
        line = block.text.text
        goes_on = line in full and line[-1] not in _SENTENCE_ENDS
    return joined


def _full_lines(lines: list[str]) -> set[str]:
    """The lines that reach the width at which a text was wrapped, counted in characters or as wide as they are shown."""
    if len(lines) < _FEWEST_WRAPPED or max(map(len, lines)) not in _WRAP_WIDTHS:
        return set()
    found: list[set[str]] = []
    for widths, slack in (
        ({line: len(line) for line in lines}, 1),
        ({line: len(line) + len(_WIDE.findall(line)) for line in lines}, 2),
        ({line: len(line) for line in lines}, 3),
    ):
        least = max(widths.values()) - slack
        found.append({line for line, width in widths.items() if width >= least})
    return next((full for full in found if 2 * sum(line in full for line in lines) >= len(lines)), set())


def _mend(blocks: list[Block]) -> list[Block]:
    """Paragraphs broken in mid-sentence joined with their continuation, also across a heading between."""
    mended: list[Block] = []
    for block in blocks:
        broken = _last_broken(mended, block.text.text)
        if block.kind == "paragraph" and broken is not None and not _is_item(block):
            before = mended[broken]
            text = Text.join([before.text, block.text], "")
            mended[broken] = Block(text, "paragraph", 0, before.start, block.end)
        else:
            mended.append(block)
    return mended


def _is_item(block: Block) -> bool:
    """Whether the line opens with a bullet or an item's number and so goes on with nothing."""
    return bool(_ITEM.match(block.text.text))


def _last_broken(blocks: list[Block], following: str) -> int | None:
    """The index of the last paragraph if it stops in mid-sentence and only headings came after it.

    Prose without a full stop at its end does; so does any line that ends in a comma, or between a figure and what it counts.
    """
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 3), -1):
        block = blocks[index]
        if block.kind == "heading":
            continue
        text = block.text.text
        is_prose = "。" in text or len(text) >= _SHORTEST_BROKEN
        is_cut = (
            text[-1] in "，、,"
            or bool(_PARTICLE.match(following))
            or following[0] in _CLOSING
            or (text[-1].isdigit() and following[0] in _GOES_ON and not _YEAR.match(following))
            or (len(text) >= _SHORTEST_CLAUSE and text[-1] in _LEANING)
        )
        return index if is_cut or (is_prose and text[-1] not in _COMPLETE) else None
    return None
