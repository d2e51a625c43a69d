"""Turns a raw page into text one can read, without losing where each character came from.

Removed, by kind: lines of spam, navigation, counters, bylines, captions, statements; pinyin in brackets behind a
character; spaces around digits. Changed one to one: full-width digits, and traditional characters where the
document is written in them.
"""

from __future__ import annotations

import re
from array import array

from helpers.characters import count_traditional, half_width, simplified
from helpers.knowledge.noise import NoiseKnowledge
from helpers.knowledge.words import is_word
from helpers.model import Block, Cleaned, Noise, Text
from helpers.paragraphs import whole_paragraphs

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# Behind its character, or what is left of it where the character itself was lost: 報(bào), ?bào).
_PINYIN = re.compile(
    rf"(?<=[一-鿿])[(（][a-zü{_TONED}]{{1,6}}[)）]|[?？�][a-zü]{{0,4}}[{_TONED}][a-zü{_TONED}]{{0,5}}[)）]"
)
_BRACKET = re.compile(r"[)）]")
# Expressions that begin with the space are found far faster than those that begin with what stands before it.
_GAP = r"[^\S\r\n]"
_SPACE = re.compile(
    rf"{_GAP}(?:(?<=[0-9０-９%％].){_GAP}*(?=[一-鿿%％(（+])|(?<=[一-鿿].){_GAP}*(?=[0-9０-９])"
    rf"|(?<=[0-9０-９一-鿿].){_GAP}*(?=[，。！？；、”）》])|(?<=[，。！？；、“（《].){_GAP}*(?=[0-9０-９一-鿿]))"
)
# A line in which a space stands behind nearly every character, so that it has many words.
_SPACED_OUT = re.compile(r"(?:\S[^\S\r\n]+){5}")
_FEWEST_WORDS = 5
_SPACES = re.compile(f"{_GAP}{_GAP}*")
_SPACED_SHARE = 0.7
# In prose also: inside figures, and where it cuts a word in two.
_PROSE = re.compile(r"[，。！？；]|[,;](?=[一-鿿])")
_SPACE_IN_FIGURE = re.compile(rf"{_GAP}(?<=[0-9０-９./．／].){_GAP}*(?=[0-9０-９./．／%％])")
_SPACE_IN_WORDS = re.compile(rf"{_GAP}(?<=[一-鿿].){_GAP}*(?=[一-鿿])")
# Prose below a line that usually begins the page's furniture: another item of the page, so only the line goes.
_TELLS = re.compile(r"[^\n]{60,}。|[^\n]{20,}\n[^\n]{0,60}。")
_SAYS = re.compile(r"[^\n]{25,}。|[^\n]{20,}\n[^\n]{0,60}。")
# A longer line with a full stop is no furniture.
_LONGEST_FURNITURE = 120
_LONGEST_MENU_WORD = 10
# What lists of a page's own data stand behind: • 发布日期：2024-02-02
_BULLETS = "•·● \u3000"
_MENU_GAP = re.compile(r"[^\w*+-]+")
# A line without Chinese: without figures, or with the rubbish that forums put against copying.
_NO_TEXT = re.compile(r"(?![。！？”’）》；，、：%‰]+$)[^一-鿿\d]+|(?=(?:[\w\s]*[^\w\s.,%:/+-]){4})[^一-鿿]+")
_HEADING = re.compile(r"\s*(#{1,6})\s+")
_TRADITIONAL_SHARE = 0.03
_HAN = re.compile(r"[一-鿿]+")


def clean(text: str, knowledge: NoiseKnowledge) -> Cleaned:
    """The text's headings and paragraphs in reading order, and what was removed, with raw offsets."""
    noise: list[Noise] = []
    traditional = _is_traditional(text)
    blocks: list[Block] = []
    raw = Text.of_raw(text)
    for start, end in _lines(text):
        line = _read_line(raw.cut(start, end), traditional, noise)
        bare = line.text.strip().lstrip(_BULLETS)
        if not bare:
            continue
        if len(bare) <= _LONGEST_FURNITURE or "。" not in bare:
            if tail := _tail(bare, text, end, knowledge):
                noise.append(Noise(tail, start, len(text.rstrip())))
                break
            if kind := _furniture(bare, knowledge):
                noise.append(Noise(kind, start, end, bare))
                continue
        line = _without_parts(line, noise, knowledge)
        if not line.text.strip():
            continue
        block = _block(line, start, end)
        if len(blocks) == 1 and block.text.text == blocks[0].text.text and "。" not in bare:
            noise.append(Noise("headline again", start, end))
        else:
            blocks.append(block)
    return Cleaned(tuple(whole_paragraphs(blocks)), tuple(sorted(noise, key=lambda n: (n.start, n.end))))


def _tail(line: str, text: str, end: int, knowledge: NoiseKnowledge) -> str | None:
    """The kind of furniture that this line begins and that goes on to the page's end, if it is all below."""
    if kind := knowledge.ends.kind_of(line):
        return kind
    for patterns, prose in ((knowledge.tails, _TELLS), (knowledge.sidebars, _SAYS)):
        if (kind := patterns.kind_of(line)) and not _goes_on(prose, text, end, knowledge):
            return kind
    return None


def _goes_on(prose: re.Pattern[str], text: str, end: int, knowledge: NoiseKnowledge) -> bool:
    """Whether such prose stands below that is no furniture itself (版权声明：….)."""
    return any(_furniture(match.group().strip(), knowledge) is None for match in prose.finditer(text, end))


def _furniture(line: str, knowledge: NoiseKnowledge) -> str | None:
    """The kind of furniture that the whole line is, if any."""
    if kind := (
        knowledge.lines.kind_of(line) or knowledge.tails.kind_of(line) or knowledge.sidebars.kind_of(line)
    ):
        return kind
    if _is_menu(line, knowledge):
        return "navigation"
    return "markup" if _NO_TEXT.fullmatch(line) else None


def _is_menu(line: str, knowledge: NoiseKnowledge) -> bool:
    """Whether the line is a row of links: words of menus, beside no prose."""
    if _PROSE.search(line):
        return False
    words: list[str] = [word for word in _MENU_GAP.split(line) if word]
    actions = sum(word in knowledge.actions or word.endswith(knowledge.menu_endings) for word in words)
    topics = sum(word in knowledge.topics for word in words)
    if len(words) < 3:
        return 0 < len(words) == actions
    return 2 * (actions + topics) >= len(words) and all(len(word) <= _LONGEST_MENU_WORD for word in words)


def _lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\r\n]+", text)]


def _read_line(line: Text, traditional: bool, noise: list[Noise]) -> Text:
    """One line without pinyin, with half-width digits, simplified where the page is traditional."""
    pinyin = [match.span() for match in _PINYIN.finditer(line.text)] if _BRACKET.search(line.text) else []
    noise.extend(Noise("pinyin", *line.raw_span(*span)) for span in pinyin)
    spaces = [match.span() for match in _SPACES.finditer(line.text)] if _is_spaced_out(line.text) else []
    text = _without(line, pinyin + spaces)
    mapped = half_width(text.text)
    mapped = simplified(mapped) if traditional else mapped
    return text if mapped == text.text else Text(mapped, text.starts, text.ends, text.rises)


def _without_parts(line: Text, noise: list[Noise], knowledge: NoiseKnowledge) -> Text:
    """The line without noisy parts, then without stray spaces."""
    for kind, pattern in knowledge.parts:
        if spans := [match.span() for match in pattern.finditer(line.text) if match.group()]:
            noise.extend(Noise(kind, *line.raw_span(a, b), line.text[a:b]) for a, b in spans)
            line = _without(line, spans, extend=False)
    return _without(line, _stray_spaces(line.text))


def _is_spaced_out(line: str) -> bool:
    """Whether spaces stand between single characters all along the line."""
    words = line.split()
    if len(words) < _FEWEST_WORDS or not _SPACED_OUT.search(line):
        return False
    return sum(len(word) == 1 for word in words) >= _SPACED_SHARE * len(words)


def _stray_spaces(line: str) -> list[tuple[int, int]]:
    """Spaces between figures and what they count; in prose also inside figures and words."""
    if not _SPACES.search(line):
        return []
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
    return Text("".join(out), starts, ends, text.rises)


def _block(line: Text, start: int, end: int) -> Block:
    heading = _HEADING.match(line.text)
    words = line.text[heading.end() :] if heading else line.text
    left = len(line) - len(words.lstrip())
    right = left + len(words.strip())
    body = line if right - left == len(line) else line.cut(left, right)
    level = len(heading[1]) if heading else 0
    return Block(body, "heading" if heading else "paragraph", level, start, end)


def _is_traditional(text: str) -> bool:
    han = "".join(_HAN.findall(text))
    return count_traditional(han) > _TRADITIONAL_SHARE * len(han)
