"""What is a word of Chinese: jieba's dictionary, read when a text first needs it."""

from __future__ import annotations

from functools import cache
from importlib import resources


def is_word(word: str) -> bool:
    """Whether jieba's dictionary has `word`, of two or three characters."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    with resources.files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        return frozenset(word for line in lines if len(word := line.split(" ", 1)[0]) in (2, 3))
