"""What is a word of Chinese: jieba's dictionary, read when a text first needs it."""

from __future__ import annotations

from functools import cache
from importlib import resources

# Tags of jieba's dictionary for names of persons, places, bodies and other things.
_NAMES = ("nr", "ns", "nt", "nz")


def is_word(word: str) -> bool:
    """Whether jieba's dictionary has `word`, of two or three characters."""
    return word in _words()


def is_made_of_common_words(text: str) -> bool:
    """Whether `text` can be cut into common words of two or three characters, none of them a name."""
    reached = {0}
    for end in range(2, len(text) + 1):
        if any(end - size in reached and _words().get(text[end - size : end], False) for size in (2, 3)):
            reached.add(end)
    return len(text) in reached


@cache
def _words() -> dict[str, bool]:
    """Each word of two or three characters: whether it is a common one."""
    with resources.files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        rows = (line.split() for line in lines)
        return {word: not tag.startswith(_NAMES) for word, _, tag in rows if len(word) in (2, 3)}
