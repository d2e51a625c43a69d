"""Turns a raw page into text one can read, without losing where each character came from.

Removed, by kind: lines of spam, navigation, counters, bylines, captions, statements; pinyin in brackets behind a
character; spaces around digits. Changed one to one: full-width digits, and traditional characters where the
document is written in them.
"""

from __future__ import annotations

import re
from array import array
from operator import ne

from helpers.characters import half_width, simplified
from helpers.knowledge.noise import NoiseKnowledge
from helpers.knowledge.words import is_word
from helpers.model import Block, Cleaned, Noise, Text

_PINYIN = re.compile(r"(?<=[一-鿿])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]")
_SPACE = re.compile(r"(?<=[0-9０-９%％])[^\S\r\n]+(?=[一-鿿%％(（+])|(?<=[一-鿿])[^\S\r\n]+(?=[0-9０-９])")
# In prose also: inside figures, and where it cuts a word in two.
_PROSE = re.compile(r"[，。！？；]|[,;](?=[一-鿿])")
_SPACE_IN_FIGURE = re.compile(r"(?<=[0-9０-９./．／])[^\S\r\n]+(?=[0-9０-９./．／%％])")
_SPACE_IN_WORDS = re.compile(r"(?<=[一-鿿])[^\S\r\n]+(?=[一-鿿])")
# Prose below a line that usually begins the page's furniture: another item of the page, so only the line goes.
_TELLS = re.compile(r"[^\n]{60,}。|[^\n]{20,}\n[^\n]{0,60}。")
_HEADING = re.compile(r"\s*(#{1,6})\s+")
_TRADITIONAL_SHARE = 0.03
_HAN = re.compile(r"[一-鿿]")
# A paragraph that ends in one of these is complete.
_COMPLETE = "。！？!?…”’；;：:）)》】~"
# What a figure at the end of a line goes on with.
_GOES_ON = frozenset("0123456789.%‰万亿余多个")
# Below this length a line without a full stop may as well be a headline.
_SHORTEST_BROKEN = 46
_ITEM = re.compile(r"[·•●○■□◆▲★※]|[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|\d{1,2}[、．)）]")
_WRAP_WIDTHS = range(20, 81)


def clean(text: str, knowledge: NoiseKnowledge) -> Cleaned:
    """The text's headings and paragraphs in reading order, and what was removed, with raw offsets."""
    noise: list[Noise] = []
    traditional = _is_traditional(text)
    blocks: list[Block] = []
    for start, end in _lines(text):
        line = _clean_line(text, start, end, traditional, noise, knowledge)
        bare = line.text.strip()
        if not bare:
            continue
        if (tail := _kind_of(bare, knowledge.tails)) and _TELLS.search(text, end) is None:
            noise.append(Noise(tail, start, len(text.rstrip())))
            break
        if kind := tail or _kind_of(bare, knowledge.lines):
            noise.append(Noise(kind, start, end))
            continue
        blocks.append(_block(line, start, end))
    return Cleaned(tuple(_mend(_unwrapped(blocks))), tuple(sorted(noise, key=lambda n: (n.start, n.end))))


def _kind_of(line: str, patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    return next((kind for kind, pattern in patterns if pattern.fullmatch(line)), None)


def _lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\r\n]+", text)]


def _clean_line(
    raw: str, start: int, end: int, traditional: bool, noise: list[Noise], knowledge: NoiseKnowledge
) -> Text:
    """One line: pinyin and stray spaces out, digits half-width, simplified; then the noisy parts out."""
    line = raw[start:end]
    gone = [(match.span(), "pinyin") for match in _PINYIN.finditer(line)]
    gone += [(span, "") for span in _stray_spaces(line)]
    text = _without(Text.of_raw(line, start), [span for span, _ in gone])
    noise.extend(Noise(kind, start + a, start + b) for (a, b), kind in gone if kind)
    mapped = half_width(text.text)
    if traditional:
        mapped = simplified(mapped)
    text = Text(mapped, text.starts, text.ends)
    for kind, pattern in knowledge.parts:
        spans = [match.span() for match in pattern.finditer(text.text) if match.group()]
        noise.extend(Noise(kind, *text.raw_span(a, b)) for a, b in spans)
        text = _without(text, spans, extend=False)
    return text


def _stray_spaces(line: str) -> list[tuple[int, int]]:
    """Spaces between figures and what they count; in prose also inside figures and words."""
    spans = [match.span() for match in _SPACE.finditer(line)]
    if _PROSE.search(line):
        spans += [match.span() for match in _SPACE_IN_FIGURE.finditer(line)]
        for match in _SPACE_IN_WORDS.finditer(line):
            start, end = match.span()
            before, behind = simplified(line[max(0, start - 2) : start]), simplified(line[end : end + 2])
            if any(
                is_word(word) for word in (before[-1] + behind[0], before + behind[0], before[-1] + behind)
            ):
                spans.append((start, end))
    return sorted(set(spans))


def _without(text: Text, spans: list[tuple[int, int]], extend: bool = True) -> Text:
    """The text without these spans; with `extend` the character before one covers it in the raw file."""
    if not spans:
        return text
    out, starts, ends, at = [], array("q"), array("q"), 0
    for start, end in sorted(spans):
        out.append(text.text[at:start])
        starts.extend(text.starts[at:start])
        ends.extend(text.ends[at:start])
        if extend and len(ends):
            ends[-1] = text.ends[end - 1]
        at = end
    out.append(text.text[at:])
    starts.extend(text.starts[at:])
    ends.extend(text.ends[at:])
    return Text("".join(out), starts, ends)


def _block(line: Text, start: int, end: int) -> Block:
    heading = _HEADING.match(line.text)
    body = line.cut(heading.end(), len(line)) if heading else line
    left = len(body.text) - len(body.text.lstrip())
    body = body.cut(left, left + len(body.text.strip()))
    level = len(heading[1]) if heading else 0
    return Block(body, "heading" if heading else "paragraph", level, start, end)


def _unwrapped(blocks: list[Block]) -> list[Block]:
    """Lines of a text that was hard-wrapped at one width, joined into paragraphs again."""
    widths = sorted(len(block.text) for block in blocks if block.kind == "paragraph")
    if len(widths) < 8 or widths[-1] not in _WRAP_WIDTHS:
        return blocks
    full = widths[-1] - 3
    if sum(width >= full for width in widths) < len(widths) / 2:
        return blocks
    joined: list[Block] = []
    goes_on = False
    for block in blocks:
        if goes_on and joined and block.kind == joined[-1].kind == "paragraph":
            before = joined[-1]
            text = Text.join([before.text, block.text], "")
            joined[-1] = Block(text, "paragraph", 0, before.start, block.end)
        else:
            joined.append(block)
        goes_on = len(block.text) >= full
    return joined


def _mend(blocks: list[Block]) -> list[Block]:
    """Paragraphs broken in mid-sentence joined with their continuation, also across a heading between."""
    mended: list[Block] = []
    for block in blocks:
        broken = _last_broken(mended, block.text.text)
        if block.kind == "paragraph" and broken is not None and len(block.text) >= 2 and not _is_item(block):
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
        is_cut = text[-1] in "，、" or (text[-1].isdigit() and following[0] in _GOES_ON)
        return index if is_cut or (is_prose and text[-1] not in _COMPLETE) else None
    return None


def _is_traditional(text: str) -> bool:
    han = "".join(_HAN.findall(text))
    if not han:
        return False
    changed: int = sum(map(ne, han, simplified(han)))
    return changed > _TRADITIONAL_SHARE * len(han)
