"""What page furniture looks like: patterns for lines and parts of lines, and the words of menus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.knowledge.beginnings import to_search
from helpers.knowledge.reader import Expression, Row, read_rows


@dataclass(frozen=True, slots=True)
class Patterns:
    """Several patterns in one expression, and the kind of noise that each finds."""

    expression: re.Pattern[str]
    kinds: dict[str, str]

    def kind_of(self, line: str) -> str | None:
        """The kind of noise that the whole line is by these patterns, if any."""
        match = self.expression.fullmatch(line)
        return self.kinds[match.lastgroup] if match and match.lastgroup else None


class NoiseRow(Row):
    """One pattern of `data/lexicon/noise.yml`."""

    kind: str
    scope: Literal["line", "part", "end", "tail", "sidebar"]
    pattern: Expression


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
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    ends: Patterns
    tails: Patterns
    sidebars: Patterns
    actions: frozenset[str]
    topics: frozenset[str]
    menu_endings: tuple[str, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind of noise that the patterns find."""
        joined = (self.lines, self.ends, self.tails, self.sidebars)
        return frozenset(kind for patterns in joined for kind in patterns.kinds.values()) | {
            kind for kind, _ in self.parts
        }


def load_noise(data: Path) -> NoiseKnowledge:
    """The patterns and words in `data/lexicon`; raises `InputError` for a row or pattern that is broken."""
    path = data / "lexicon" / "noise.yml"
    scopes: dict[str, list[NoiseRow]] = {scope: [] for scope in ("line", "part", "end", "tail", "sidebar")}
    for row in read_rows(path, NoiseRow):
        scopes[row.scope].append(row)
    words = read_rows(data / "lexicon" / "menu_words.yml", MenuRow)
    endings = (w.removeprefix("*") for row in words for w in row.words if w.startswith("*"))
    return NoiseKnowledge(
        lines=_joined(scopes["line"]),
        parts=tuple((row.kind, to_search(row.pattern)) for row in scopes["part"]),
        ends=_joined(scopes["end"]),
        tails=_joined(scopes["tail"]),
        sidebars=_joined(scopes["sidebar"]),
        actions=frozenset(w for row in words if row.role == "action" for w in row.words),
        topics=frozenset(w for row in words if row.role == "topic" for w in row.words),
        menu_endings=tuple(sorted(endings)),
    )


def _joined(rows: list[NoiseRow]) -> Patterns:
    named = {f"p{number}": row for number, row in enumerate(rows)}
    expression = "|".join(f"(?P<{name}>{row.pattern})" for name, row in named.items()) or "(?!)"
    return Patterns(re.compile(expression), {name: row.kind for name, row in named.items()})
