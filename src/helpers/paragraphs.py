"""Puts paragraphs together again that a page broke: hard-wrapped lines, and sentences cut by columns and captions."""

from __future__ import annotations

import re
from collections import Counter

from helpers.knowledge.words import is_word
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
# So many lines at most are longer than the width.
_LONGER = 0.1
_IN_SENTENCE = re.compile("[，。；]")
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
    widths = sorted(block.end - block.start for block in blocks if block.text.text in full)
    width = widths[len(widths) // 2]
    joined: list[Block] = []
    goes_on = False
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if goes_on and block.kind == joined[-1].kind == "paragraph":
            before = joined[-1]
            text = Text.join([before.text, block.text], "")
            joined[-1] = Block(text, "paragraph", 0, before.start, block.end)
        else:
            joined.append(block)
        line = block.text.text
        is_full = line in full or (not goes_on and _is_first_line(block, following, width))
        goes_on = is_full and line[-1] not in _SENTENCE_ENDS
    return joined


def _is_first_line(block: Block, following: Block | None, width: int) -> bool:
    """Whether a paragraph's first line reaches the usual width with its indent and byline, and is no headline.

    A headline has no commas, and its end makes no word with what stands below (居|民区).
    """
    line = block.text.text
    if following is None or block.end - block.start < width - 1:
        return False
    return bool(_IN_SENTENCE.search(line)) or is_word(line[-1] + following.text.text[0])


def _full_lines(lines: list[str]) -> set[str]:
    """The lines that reach the width at which a text was wrapped, counted in characters or as wide as they are shown.

    Few lines are longer (an advertisement, a table).
    """
    if len(lines) < _FEWEST_WRAPPED:
        return set()
    for widths, slack in (
        ({line: len(line) for line in lines}, 1),
        ({line: len(line) + len(_WIDE.findall(line)) for line in lines}, 2),
        ({line: len(line) for line in lines}, 3),
        ({line: len(line) for line in lines}, 4),
    ):
        times = Counter(widths[line] for line in lines)
        near = {width: sum(times[width - less] for less in range(slack + 1)) for width in times}
        width = max(near, key=lambda w: (near[w], w))
        longer = sum(count for other, count in times.items() if other > width)
        full = {line for line in lines if widths[line] >= width - slack}
        in_range = max(map(len, full)) in _WRAP_WIDTHS
        is_prose = 2 * sum(bool(_IN_SENTENCE.search(line)) for line in full) >= len(full)
        if in_range and is_prose and 2 * near[width] >= len(lines) and longer <= _LONGER * len(lines):
            return full
    return set()


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
