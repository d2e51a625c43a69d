"""Characters that stand for one another, changed one for one so that offsets hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import opencc

_WIDTH = tuple(zip("０１２３４５６７８９％．＋－／～丨", "0123456789%.+-/~｜", strict=True))
# Simplified by themselves and traditional in some phrases: 坏布, 反覆, 沈默, 英哩.
_IN_PHRASES = "坏瞭藉覆沈衹哩"
_IN_NONE = "(?!(?<=覆)盖)"  # 覆盖 is in many texts
_DIGIT_COMMA = re.compile(r"，(?<=[0-9]，)(?=[0-9]{3}(?![0-9]))")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    """Finds a character without which a text is simplified already; looking for one is faster than converting."""
    han = [chr(code) for code in range(0x3400, 0x10000) if not 0xD800 <= code < 0xE000]
    changed = [
        c for c, s in zip(han, _converter().convert("\n".join(han)).split("\n"), strict=True) if c != s
    ]
    return re.compile(f"[{''.join(changed)}{_IN_PHRASES}\U00010000-\U0010ffff]{_IN_NONE}")


def count_traditional(text: str) -> int:
    """How many characters have a simplified form of their own (or in some phrase)."""
    return len(_traditional().findall(text))


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length: phrase by phrase where that keeps the length."""
    if not _traditional().search(text):
        return text
    whole = str(_converter().convert(text))
    if len(whole) == len(text):
        return whole
    return "".join(c if len(s := str(_converter().convert(c))) != 1 else s for c in text)


def half_width(text: str) -> str:
    """The text with half-width digits, signs and thousands separators, and a stroke for the character 丨, of the same length."""
    return _DIGIT_COMMA.sub(",", replaced(text, _WIDTH))


def replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The text with one character for another (`str.replace` looks for one far faster than `str.translate`)."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text
