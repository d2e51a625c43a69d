"""Clauses and sentences of a text as spans; pure punctuation, no knowledge of words."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass

Span = tuple[int, int]

# A comma or colon between digits belongs to a number or a clock time.
_CLAUSE_END = re.compile(r"[，；：。！？!?;…\n,:](?:(?<![,:])|(?<!\d[,:])|(?!\d))")
_SENTENCE_END = re.compile(r"[。！？!?\n][。！？!?\n]*[”’」』）)]*")


@dataclass(frozen=True, slots=True)
class Spans:
    """Consecutive spans of a text and the way from an offset to the span that it lies in."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The number of the span that `offset` lies in (or, behind a span's end, of that span)."""
        return bisect_right(self.starts, offset, 1) - 1

    def near(self, offset: int, distance: int) -> Span:
        """From where to where offsets lie in the span of this one or so many spans before or behind."""
        number = self.at(offset)
        first, behind = number - distance, number + distance + 1
        begin = self.starts[first] if first > 0 else 0
        return begin, self.starts[behind] if behind < len(self.starts) else sys.maxsize

    def __getitem__(self, number: int) -> Span:
        return self.starts[number], self.ends[number]

    def __len__(self) -> int:
        return len(self.starts)


def split_clauses(text: str) -> Spans:
    """Spans between two marks of punctuation (the marks left out); empty ones are left out."""
    return _spans(text, _CLAUSE_END)


def split_sentences(text: str) -> Spans:
    """Spans from one full stop, question mark, exclamation mark or newline to the next, that mark included."""
    return _spans(text, _SENTENCE_END, with_mark=True)


def _spans(text: str, ends: re.Pattern[str], with_mark: bool = False) -> Spans:
    marks = [mark.span() for mark in ends.finditer(text)]
    starts = [0, *(end for _, end in marks)]
    stops = [*(end if with_mark else start for start, end in marks), len(text)]
    filled = [(a, b) for a, b in zip(starts, stops, strict=True) if a < b and not text[a:b].isspace()]
    return Spans(tuple(start for start, _ in filled), tuple(end for _, end in filled))
