"""Expressions that are searched for, made so that a search passes over places where they cannot begin.

Python looks for the first characters of an expression only if all of its alternatives begin with plain ones; else it tries all of them
at every place of a text. A look at the next character, put in front, spares most of that and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# What `re` itself reads an expression with: the same in Python 3.11 to 3.13, without a public name.
from re import _constants as sre  # type: ignore[attr-defined]  # no public name
from re import _parser as parser  # type: ignore[attr-defined]  # no public name
from typing import Any

# More characters in a row than so many are no help: all of Chinese.
_WIDEST = 1000
_CLASSES = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s"}
_LOOKS = (sre.ASSERT, sre.ASSERT_NOT, sre.AT)
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


class _UnknownError(Exception):
    """It may begin with nearly any character."""


def to_search(expression: str) -> re.Pattern[str]:
    """The expression compiled, behind a look at its first character where that helps a search."""
    parsed = parser.parse(expression)
    if parsed.state.flags != re.UNICODE.value or _is_helped(parsed):
        return re.compile(expression)
    try:
        first, may_be_empty = _first(parsed)
    except _UnknownError:
        return re.compile(expression)
    if may_be_empty:
        return re.compile(expression)
    return re.compile(f"(?=[{''.join(sorted(first))}])(?:{expression})")


def _is_helped(parsed: Sequence[Any]) -> bool:
    """Whether Python looks for the first character by itself, or the expression stands at a fixed place."""
    while parsed and parsed[0][0] is sre.SUBPATTERN:
        parsed = parsed[0][1][-1]
    if not parsed:
        return True
    kind, value = parsed[0]
    if kind is sre.BRANCH:
        return all(branch and branch[0][0] is sre.LITERAL for branch in value[1])
    return kind in (sre.LITERAL, sre.IN, sre.AT)


def _first(parsed: Sequence[Any]) -> tuple[set[str], bool]:
    """What it may begin with, as members of a set of characters, and whether it may match nothing."""
    first: set[str] = set()
    for kind, value in parsed:
        if kind in _LOOKS:
            continue
        more, may_be_empty = _first_of(kind, value)
        first |= more
        if not may_be_empty:
            return first, False
    return first, True


def _first_of(kind: Any, value: Any) -> tuple[set[str], bool]:
    if kind is sre.LITERAL:
        return {re.escape(chr(value))}, False
    if kind is sre.IN:
        return {_member(*member) for member in value}, False
    if kind is sre.BRANCH:
        found = [_first(branch) for branch in value[1]]
        return set().union(*(first for first, _ in found)), any(empty for _, empty in found)
    if kind is sre.SUBPATTERN and value[1:3] == (0, 0):  # without flags of its own
        return _first(value[3])
    if kind in _REPEATS:
        first, may_be_empty = _first(value[2])
        return first, may_be_empty or value[0] == 0
    raise _UnknownError


def _member(kind: Any, value: Any) -> str:
    if kind is sre.LITERAL:
        return re.escape(chr(value))
    if kind is sre.RANGE and value[1] - value[0] < _WIDEST:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if kind is sre.CATEGORY and value in _CLASSES:
        return _CLASSES[value]
    raise _UnknownError
