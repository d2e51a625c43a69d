"""What page furniture looks like: patterns for lines and parts of lines, and the words of menus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.errors import InputError
from helpers.knowledge.reader import Row, read_rows

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


class NoiseRow(Row):
    """One pattern of `data/lexicon/noise.yml`."""

    kind: str
    scope: Literal["line", "part", "end", "tail", "sidebar"]
    pattern: str


class MenuRow(Row):
    """One row of `data/lexicon/menu_words.yml`."""

    role: Literal["action", "topic"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoiseKnowledge:
    """Compiled patterns by scope, each with the kind of noise that it finds, and the words of menus.

    `menu_endings` are endings of menu words (频道).
    """

    lines: Patterns
    parts: Patterns
    ends: Patterns
    tails: Patterns
    sidebars: Patterns
    actions: frozenset[str]
    topics: frozenset[str]
    menu_endings: tuple[str, ...]


def load_noise(data: Path) -> NoiseKnowledge:
    """The patterns and words in `data/lexicon`; raises `InputError` for a row or pattern that is broken."""
    path = data / "lexicon" / "noise.yml"
    scopes: dict[str, list[tuple[str, re.Pattern[str]]]] = {
        scope: [] for scope in ("line", "part", "end", "tail", "sidebar")
    }
    for row in read_rows(path, NoiseRow):
        try:
            scopes[row.scope].append((row.kind, re.compile(row.pattern)))
        except re.error as error:
            raise InputError(f"{path}: pattern {row.pattern!r}: {error}; mend the expression") from None
    words = read_rows(data / "lexicon" / "menu_words.yml", MenuRow)
    endings = (w.removeprefix("*") for row in words for w in row.words if w.startswith("*"))
    return NoiseKnowledge(
        lines=tuple(scopes["line"]),
        parts=tuple(scopes["part"]),
        ends=tuple(scopes["end"]),
        tails=tuple(scopes["tail"]),
        sidebars=tuple(scopes["sidebar"]),
        actions=frozenset(w for row in words if row.role == "action" for w in row.words),
        topics=frozenset(w for row in words if row.role == "topic" for w in row.words),
        menu_endings=tuple(sorted(endings)),
    )
