"""Clauses and sentences of a text as spans; pure punctuation, no knowledge of words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]

# A comma or colon between digits belongs to a number or a clock time.
_CLAUSE_END = re.compile(r"[，；：。！？!?;…\n]|(?<!\d)[,:]|[,:](?!\d)")
_SENTENCE_END = re.compile(r"[。！？!?\n]+[”’」』）)]*")


@dataclass(frozen=True, slots=True)
class Spans:
    """Consecutive spans of a text and the way from an offset to the span that it lies in."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The number of the span that `offset` lies in (or, behind a span's end, of that span)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def __getitem__(self, number: int) -> Span:
        return self.starts[number], self.ends[number]

    def __len__(self) -> int:
        return len(self.starts)


# The stages of one article ask for the same text: it is split once.
@lru_cache(maxsize=2)
def split_clauses(text: str) -> Spans:
    """Spans between two marks of punctuation (the marks left out); empty ones are left out."""
    return _spans(text, _CLAUSE_END)


@lru_cache(maxsize=2)
def split_sentences(text: str) -> Spans:
    """Spans from one full stop, question mark, exclamation mark or newline to the next, that mark included."""
    return _spans(text, _SENTENCE_END, with_mark=True)


def _spans(text: str, ends: re.Pattern[str], with_mark: bool = False) -> Spans:
    pairs = [pair for pair in _pieces(text, ends, with_mark) if text[pair[0] : pair[1]].strip()]
    return Spans(tuple(start for start, _ in pairs), tuple(end for _, end in pairs))


def _pieces(text: str, ends: re.Pattern[str], with_mark: bool) -> Iterator[Span]:
    start = 0
    for mark in ends.finditer(text):
        yield start, mark.end() if with_mark else mark.start()
        start = mark.end()
    yield start, len(text)
