"""Expressions made from words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, longer ones first; matches nothing if there are none.

    Words that begin alike share their first character: there is far less to try at each place of a text.
    """
    rests: dict[str, list[str]] = {}
    for word in longest_first(words):
        rests.setdefault(word[:1], []).append(re.escape(word[1:]))
    return "|".join(re.escape(first) + _either(rest) for first, rest in rests.items()) or r"(?!)"


def longest_first(words: Iterable[str]) -> list[str]:
    """The words, each once, in the order in which an expression must try them."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def _either(expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"(?:{'|'.join(expressions)})"
