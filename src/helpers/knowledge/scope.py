"""Words that tell whether an item is about the governance of communities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.knowledge.reader import Row, read_rows


class ScopeRow(Row):
    """One row of `data/lexicon/scope.yml`."""

    side: Literal["in", "out"]
    weight: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeKnowledge:
    """The weight of each word (negative: it speaks against scope) and one expression that finds them all."""

    weights: dict[str, int]
    pattern: re.Pattern[str]


def load_scope(data: Path) -> ScopeKnowledge:
    """The words in `data/lexicon/scope.yml`."""
    rows = read_rows(data / "lexicon" / "scope.yml", ScopeRow)
    weights = {word: row.weight if row.side == "in" else -row.weight for row in rows for word in row.words}
    longest_first = sorted(weights, key=lambda word: (-len(word), word))
    return ScopeKnowledge(weights, re.compile("|".join(map(re.escape, longest_first))))
