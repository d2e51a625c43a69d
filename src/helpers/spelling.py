"""A text made ready for reading its numbers: everyday characters, and no spaces inside a numeral.

Both keep the way back to the text as it was: `plain` changes character for character, `closed_up` tells where each stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from helpers.characters import half_width, simplified
from helpers.knowledge import DATA
from helpers.knowledge.numbers import NumberKnowledge, load_numbers

_FORMAL: dict[str, str] = dict(
    zip("壹贰叁参肆伍陆柒捌玖拾佰仟弍", "一二三三四五六七八九十百千二", strict=True)
)
_TELLING = "壹贰叁肆伍陆柒捌玖拾佰仟弍"  # 参 alone is almost always another word (参与)
_CN = "零〇一二两三四五六七八九十百千万亿兆廿卅"
_ONES = "一二两三四五六七八九"
# ○, O and 0 in a number of Chinese digits: 二○二四年, 一九八O年.
_ZERO = re.compile(
    "[○OＯ0](?<=[〇○OＯ0一二三四五六七八九].)(?<![A-Za-zＡ-Ｚ0-9].)(?=[〇○OＯ0]{0,2}[一二三四五六七八九年])"
)
_WIDE = "ＫＭＧＬＷＴＶｋｍｇｗｔｌ"
_NARROW = {code: code - 0xFEE0 for first in "Ａａ" for code in range(ord(first), ord(first) + 26)}
_SPACE = "(?:[ \u3000\u00a0]+)"
_SPACES = re.compile("[ \u3000\u00a0][ \u3000\u00a0]*")  # found faster than with one +
# Spaces inside a numeral: before a magnitude or 点, behind a magnitude or 零, around 又, inside 分之 and 百分点, before 成 and
# 折; between groups of three figures (ISO 80000-1) if something Chinese is counted.
_GAP = re.compile(
    rf"(?:(?<=(?<![\d.,])\d)|(?<=(?<![\d.,])\d\d)|(?<=(?<![\d.,])\d\d\d))[ \u00a0](?=\d{{3}}(?:[ \u00a0]\d{{3}})*[ \u00a0]?[一-鿿])"
    rf"|(?<=[{_CN}\d]){_SPACE}(?=分{_SPACE}?之|又{_SPACE}?[{_CN}\d]+{_SPACE}?分)|(?<=[{_CN}\d]\s又){_SPACE}|(?<=[{_CN}\d]又){_SPACE}"
    rf"|(?<=[{_CN}]){_SPACE}(?=[十百千万亿点成折])|(?<=\d){_SPACE}(?=[万亿]|[十百千](?![一-鿿]*{_SPACE}?分)|[成折])"
    rf"|(?<=[十百千万亿零]){_SPACE}(?=[{_ONES}零十百千万亿余多几])|(?<=[十百千万亿]){_SPACE}(?=\d+{_SPACE}?[百千万十])"
    rf"|(?<=[{_CN}]点){_SPACE}(?=[零{_ONES}]+(?![十百千万人]))|(?<=点){_SPACE}(?=[零{_ONES}]+{_SPACE}?[成折])|(?<=[百千万亿]\s点){_SPACE}(?=[零{_ONES}])"
    rf"|(?<=[{_CN}余多几]){_SPACE}(?=余?[万亿])|(?<=[{_ONES}]){_SPACE}(?=[{_ONES}]{_SPACE}?折)|(?<=(?<![\d.,])\d){_SPACE}(?=\d{_SPACE}?折)"
    rf"|(?<=成){_SPACE}(?=[{_ONES}半](?![一-鿿]))|(?<=分){_SPACE}(?=[之点])|(?<=之){_SPACE}(?=[{_CN}\d负])|(?<=百){_SPACE}(?=分)|(?<=负){_SPACE}(?=\d)|(?<=\A[-−]){_SPACE}(?=\d)"
    rf"|(?<=[{_CN}\d]){_SPACE}(?=个{_SPACE}?百{_SPACE}?分)|(?<=个){_SPACE}(?=百{_SPACE}?分)"
)


@cache
def shipped() -> NumberKnowledge:
    """The number lexicons in `data/`, loaded once."""
    return load_numbers(DATA)


def plain(text: str, knowledge: NumberKnowledge | None = None) -> str:
    """The text with half-width digits and simplified, everyday numerals, of the same length.

    A formal numeral that is part of a word (队伍, 收拾, 陆续) stays.
    """
    everyday = _ZERO.sub("〇", half_width(simplified(text)))
    if any(letter in everyday for letter in _WIDE):
        everyday = everyday.translate(_NARROW)
    if not any(
        character in everyday for character in _TELLING
    ):  # far faster than one look with an expression
        return everyday
    formal = (knowledge or shipped()).formal
    return formal.sub(lambda match: _FORMAL.get(match[0], match[0]), everyday)


def closed_up(text: str) -> tuple[str, Sequence[int]]:
    """A `plain` text without the spaces inside its numerals, and where each of its characters stood.

    7 万 5 千, 一百 五 十 and 1 482 户 are one numeral each; between other Arabic figures, or before a figure that
    begins a numeral of its own (667 五点八), a space divides.
    """
    gaps = [match.span() for match in _SPACES.finditer(text) if _GAP.match(text, match.start())]
    if not gaps:
        return text, range(len(text))
    inside = {i for start, end in gaps for i in range(start, end)}
    kept = [i for i in range(len(text)) if i not in inside]
    return "".join(text[i] for i in kept), kept
