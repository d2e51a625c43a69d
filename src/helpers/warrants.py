"""What a reported number rests on: who measured it, what it is compared with, and how firmly it is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.clauses import Spans
from helpers.knowledge.results import ResultKnowledge
from helpers.model import Metric

_STRENGTH_OF_KIND = {"before_after": "R5", "change": "R4", "level": "R3", "frequency": "R3"}
_RATED = frozenset({"%", "分", "个百分点"})
# A noun's head: its last two characters (央企|职工).
_HEAD = 2
_MARKS = "，,：:；;、的也 "
# What was measured ends where a semicolon closes a part of the sentence.
_PART_END = re.compile(r"[；;。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Measurer:
    """Who measured, as written; what was measured stands in `start:until` of the text."""

    start: int
    until: int
    name: str
    is_independent: bool


class Warrants:
    """Finds who measured and what is compared, looking into each sentence of one article once."""

    def __init__(
        self,
        text: str,
        clauses: Spans,
        sentences: Spans,
        metrics: Sequence[Metric],
        knowledge: ResultKnowledge,
    ) -> None:
        self._text = text
        self._clauses = clauses
        self._sentences = sentences
        self._knowledge = knowledge
        self._numbers = sorted(metric.start for metric in metrics)
        self._found: dict[int, list[Measurer]] = {}

    def measurer(self, metric: Metric) -> Measurer | None:
        """Who measured the number: named before it in its part of the sentence, or for a rating in the sentence before."""
        sentence = self._sentences.at(metric.start)
        here = [m for m in self._measurers(sentence) if m.start < metric.start < m.until]
        if here:
            return here[-1]
        if (
            metric.unit not in _RATED
            or sentence == 0
            or "\n" in self._text[slice(*self._sentences[sentence - 1])]
        ):
            return None
        before = self._measurers(sentence - 1)
        return before[-1] if before and not self._has_number(before[-1].start, metric.start) else None

    def comparison(self, metric: Metric) -> str | None:
        """The place or group that the number is compared with, in its clause or, without a number of its own, the next."""
        clause = self._clauses.at(metric.start)
        match = self._knowledge.comparison.search(self._text, *self._clauses[clause])
        if not match and clause + 1 < len(self._clauses):
            start, end = self._clauses[clause + 1]
            if end <= metric.sentence[1] and not self._has_number(start, end):
                match = self._knowledge.comparison.search(self._text, start, end)
        return match.group() if match else None

    def superlative(self, metric: Metric) -> str | None:
        """The claim to have most of what the number counts, before it in its sentence or in the one before."""
        if metric.kind != "level" or "最" not in self._text:
            return None
        sentence = self._sentences.at(metric.start)
        begin = self._sentences[max(0, sentence - 1)][0]
        counted = (
            metric.indicator + self._text[self._clauses[self._clauses.at(metric.start)][0] : metric.start]
        )
        claims = self._knowledge.most.finditer(self._text, begin, metric.start)
        told = [claim.group() for claim in claims if claim[1][-_HEAD:] in counted]
        return told[-1] if told else None

    def followed(self, metric: Metric) -> str | None:
        """That the result was followed for a year or longer, as its sentence says before the number."""
        match = self._knowledge.followed.search(self._text, metric.sentence[0], metric.start)
        return match.group() if match else None

    def _measurers(self, sentence: int) -> list[Measurer]:
        if sentence not in self._found:
            start, end = self._sentences[sentence]
            self._found[sentence] = []
            if self._knowledge.sign.search(self._text, start, end):
                self._found[sentence] = list(self._search(start, end))
        return self._found[sentence]

    def _search(self, start: int, end: int) -> list[Measurer]:
        found = []
        for match in self._knowledge.measurer.finditer(self._text, start, end):
            stop = _PART_END.search(self._text, match.end(), end)
            until = stop.start() if stop else end
            name = match.group().strip(_MARKS)
            found.append(Measurer(match.start(), until, name, match["independent"] is not None))
        return found

    def _has_number(self, start: int, end: int) -> bool:
        at = bisect_left(self._numbers, start)
        return at < len(self._numbers) and self._numbers[at] < end


def strength_of(
    metric: Metric, measurer: Measurer | None, compared_with: str | None, has_base: bool
) -> str | None:
    """How firmly an output or outcome is reported, None for what is neither or only promised.

    `has_base`: the article gives the count that the number is a share of. A pair, or a share with its base, rises
    to R6 where base, period and measurer are told, and to R7 where it is set beside another place or group or
    comes from somebody independent. A bare level or change never does: it leaves open what it is to be seen against.
    """
    if metric.kind == "standard" or metric.role not in ("output", "outcome"):
        return None
    if metric.role == "output":
        return "R2"
    is_firm = metric.kind == "before_after" or (has_base and metric.unit == "%")
    if is_firm and (compared_with or (measurer and measurer.is_independent)):
        return "R7"
    if is_firm and has_base and metric.date and measurer:
        return "R6"
    return _STRENGTH_OF_KIND[metric.kind]
