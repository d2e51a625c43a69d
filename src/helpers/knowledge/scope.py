"""What stands around a page's items, and the words that tell whether an item is about the governance of communities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from helpers.knowledge.reader import Row, read_rows

# Governance words (weighted) that put an item in scope, and the characters that one point of them may take in a brief.
_ENOUGH = 6
_CHARACTERS_PER_POINT = 20
_REASONS = 5
# A paper and its column: 平安周报 · 基层, 消费维权｜居住.
_MASTHEAD = re.compile(r"[一-鿿]{2,6}\s*[·・|｜/]\s*[一-鿿]{2,6}")


class ScopeRow(Row):
    """One row of `data/lexicon/scope.yml`."""

    side: Literal["in", "out"]
    weight: int
    words: tuple[str, ...]


class HeadlineRow(Row):
    """One row of `data/lexicon/headlines.yml`."""

    role: Literal["column", "preface", "speaker"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeKnowledge:
    """Words and the weight of each (negative: it speaks against scope), what finds them all, and words around items."""

    weights: tuple[int, ...]
    words: tuple[str, ...]
    finder: AhoCorasick
    columns: frozenset[str]
    column_endings: tuple[str, ...]
    prefaces: tuple[str, ...]
    speakers: frozenset[str]

    def is_column(self, line: str) -> bool:
        """Whether the line is the name of a column or page and no headline."""
        bare = re.sub(r"[\s·|｜—-]", "", line)
        return bare in self.columns or bare.endswith(self.column_endings) or bool(_MASTHEAD.fullmatch(line))

    def points(self, text: str) -> tuple[int, int]:
        """How much the words speak for scope, and against it."""
        return self._weighed(self._found(text))

    def _found(self, text: str) -> list[int]:
        """The words that the text has, by their places in `words`."""
        return [word for word, _, _ in self.finder.find_matches_as_indexes(text)]

    def _weighed(self, found: Sequence[int]) -> tuple[int, int]:
        weights = [self.weights[word] for word in found]
        inside = sum(weight for weight in weights if weight > 0)
        return inside, inside - sum(weights)

    def outside(self, text: str) -> set[str]:
        """The words that speak against scope."""
        return {self.words[word] for word in self._found(text) if self.weights[word] < 0}

    def needed(self, text: str) -> int:
        """The points that put a text in scope: a brief of two lines cannot hold as many as an article."""
        return min(_ENOUGH, max(2, len(text) // _CHARACTERS_PER_POINT))

    def scope(self, text: str) -> tuple[bool, str]:
        """Whether a text is in scope, and the words that decided it."""
        found = self._found(text)
        inside, outside = self._weighed(found)
        words = Counter(map(self.words.__getitem__, found)).items()
        cues = "、".join(word for word, _ in sorted(words, key=lambda pair: (-pair[1], pair[0]))[:_REASONS])
        in_scope = inside >= self.needed(text) and inside > outside
        return in_scope, f"governance words {inside}, other words {outside}: {cues}"


def load_scope(data: Path) -> ScopeKnowledge:
    """The words in `data/lexicon/scope.yml` and `headlines.yml`."""
    rows = read_rows(data / "lexicon" / "scope.yml", ScopeRow)
    weights = {word: row.weight if row.side == "in" else -row.weight for row in rows for word in row.words}
    words: dict[str, list[str]] = {"column": [], "preface": [], "speaker": []}
    for row in read_rows(data / "lexicon" / "headlines.yml", HeadlineRow):
        words[row.role] += row.words
    return ScopeKnowledge(
        weights=tuple(weights.values()),
        words=tuple(weights),
        finder=AhoCorasick(list(weights), matchkind=MatchKind.LeftmostLongest),
        columns=frozenset(words["column"]),
        column_endings=tuple(w.removeprefix("*") for w in words["column"] if w.startswith("*")),
        prefaces=tuple(words["preface"]),
        speakers=frozenset(words["speaker"]),
    )
