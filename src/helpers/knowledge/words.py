"""What is a word of Chinese, and of what kind: jieba's dictionary, read when a text first needs it."""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import cache, lru_cache
from importlib import resources

# Tags of jieba's dictionary for names of persons, places, bodies and other things.
_NAMES = ("nr", "ns", "nt", "nz")
# Tags of pronouns: no name begins with one.
_PRONOUNS = frozenset({"r", "rr", "rz"})
# Tags of verbs, localizers, prepositions, adverbs: characters that make a clause and no name.
_IN_CLAUSES = frozenset({"v", "f", "p", "d"})
_LONGEST = 4
# A word seen less often is hardly one in a newspaper: its characters may as well have met in a name (巨野, 春阳).
_EVERYDAY = 40
_UNKNOWN = (-20.0, "x")

Word = tuple[str, str]
"""A word and its tag in jieba's dictionary (n noun, v verb, vn verbal noun, d adverb …); x where it has none."""


def is_word(word: str) -> bool:
    """Whether jieba's dictionary has `word`, of two or three characters."""
    return 2 <= len(word) <= 3 and _words().get(word, _UNKNOWN)[0] >= _least(_EVERYDAY)


def is_made_of_common_words(text: str) -> bool:
    """Whether `text` can be cut into common words of two or three characters, none of them a name."""
    words, least = _words(), _least(_EVERYDAY)
    reached = {0}
    for end in range(2, len(text) + 1):
        for size in (2, 3):
            weight, tag = words.get(text[end - size : end], _UNKNOWN)
            if end - size in reached and weight >= least and not tag.startswith(_NAMES):
                reached.add(end)
    return len(text) in reached


def is_phrase(text: str) -> bool:
    """Whether `text` begins with a pronoun, or ends in a verb behind words that are no parts of a name: 督导专班常驻."""
    *others, (last, tag) = cut(text)
    if not others:
        return False
    is_clause = len(last) > 1 and tag == "v" and any(len(w) > 1 or t in _IN_CLAUSES for w, t in others)
    return is_clause or others[0][1] in _PRONOUNS


def common_words(tags: Collection[str], frequency: int) -> frozenset[str]:
    """Words of two characters with one of these tags (by its first letter), seen so often at least."""
    least = _least(frequency)
    return frozenset(
        w for w, (weight, tag) in _words().items() if len(w) == 2 and tag[0] in tags and weight >= least
    )


def words_with(characters: Collection[str]) -> frozenset[str]:
    """Words of two characters, one of them among these: 和平街 must not be read as 和 + 平街."""
    return frozenset(w for w in _words() if len(w) == 2 and (w[0] in characters or w[1] in characters))


# What is asked about a number's words is asked several times, one rule after another.
@lru_cache(maxsize=8)
def cut(text: str) -> tuple[Word, ...]:
    """The likeliest words of a short text, by how often jieba's dictionary has seen each."""
    words, sizes = _words(), _sizes_by_end()
    weights, ends_with = [0.0], [("", "")]
    for end in range(1, len(text) + 1):
        weight, tag = words.get(text[end - 1], _UNKNOWN)
        most, last = weights[-1] + weight, (text[end - 1], tag)
        for size in sizes.get(text[end - 2 : end], ()):
            if size > end:
                break
            word = text[end - size : end]
            if (row := words.get(word)) and weights[end - size] + row[0] >= most:
                most, last = weights[end - size] + row[0], (word, row[1])
        weights.append(most)
        ends_with.append(last)
    cuts: list[Word] = []
    at = len(text)
    while at:
        cuts.append(ends_with[at])
        at -= len(ends_with[at][0])
    return tuple(reversed(cuts))


def _least(frequency: int) -> float:
    """The weight of a word that was seen so often."""
    return math.log(frequency - 0.5) - _dictionary()[1]


def _words() -> dict[str, tuple[float, str]]:
    """Each word of up to four characters: the logarithm of its share of all words, and its tag."""
    return _dictionary()[0]


@cache
def _sizes_by_end() -> dict[str, tuple[int, ...]]:
    """How long the words are that end in these two characters, shorter ones first; most two neighbours end none."""
    sizes: dict[str, tuple[int, ...]] = {}
    same: dict[tuple[int, ...], tuple[int, ...]] = {}  # few of them for many ends
    for word in _words():
        end, size = word[-2:], len(word)
        if size > 1 and size not in (have := sizes.get(end, ())):
            more = tuple(sorted((*have, size)))
            sizes[end] = same.setdefault(more, more)
    return sizes


@cache
def _dictionary() -> tuple[dict[str, tuple[float, str]], float]:
    """The words, and the logarithm of how often all of them together were seen."""
    with resources.files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        rows = [line.split() for line in lines]
    log_total = math.log(sum(int(times) for _, times, _ in rows))
    words = {
        word: (math.log(int(times)) - log_total, tag) for word, times, tag in rows if len(word) <= _LONGEST
    }
    return words, log_total
