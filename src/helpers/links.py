"""Finds which results the text itself ascribes to which mechanisms.

That two things stand in one article, or in one sentence, is no link. Only words are: 通过…, 使…, …以来, 此举….
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.clauses import Span, split_clauses, split_sentences
from helpers.knowledge.links import LinkKnowledge
from helpers.model import Claim, Link, Mechanism, Metric

# So many clauses may stand between the means and the result that one sentence tells.
_REACH = 3
_CHANGED = ("change", "before_after")


@dataclass(frozen=True, slots=True)
class Result:
    """A metric or a claim as something that may be ascribed: where it stands and whether it is a change."""

    start: int
    end: int
    metric: int | None
    claim: int | None
    is_change: bool


@dataclass(frozen=True, slots=True)
class Ascription:
    """The text says that what stands in `means` brought the result; `words` is the clause that says so."""

    means: Span
    words: Span
    link: Literal["stated", "package"]


def find_links(
    text: str,
    mechanisms: Sequence[Mechanism],
    metrics: Sequence[Metric],
    claims: Sequence[Claim],
    knowledge: LinkKnowledge,
) -> tuple[Link, ...]:
    """The links from mechanisms to outcomes and claims, by their places in the lists, in the order of the text.

    A result without a domain is left out. Where a result is ascribed to one category in two ways, or to two pieces of
    evidence for it, the first counts.
    """
    results = _results(metrics, claims)
    if not results or not mechanisms:
        return ()
    layout = Layout(text, knowledge)
    links: dict[tuple[str, int | None, int | None], Link] = {}
    for result in results:
        for ascription in layout.ascriptions(result):
            for number, mechanism in enumerate(mechanisms):
                if _is_in(mechanism, ascription.means):
                    key = (mechanism.code, result.metric, result.claim)
                    links.setdefault(
                        key, Link(*ascription.words, ascription.link, number, result.metric, result.claim)
                    )
    return tuple(
        sorted(
            links.values(), key=lambda link: (link.start, link.mechanism, link.metric or 0, link.claim or 0)
        )
    )


def _results(metrics: Sequence[Metric], claims: Sequence[Claim]) -> list[Result]:
    found = [
        Result(m.start, m.end, number, None, m.kind in _CHANGED)
        for number, m in enumerate(metrics)
        if m.role == "outcome" and m.kind != "standard" and m.domain
    ]
    return found + [Result(c.start, c.end, None, number, True) for number, c in enumerate(claims)]


def _is_in(mechanism: Mechanism, means: Span) -> bool:
    return means[0] <= mechanism.start and mechanism.end <= means[1] + 1


class Layout:
    """An article's clauses and sentences, asked for the words that ascribe a result."""

    def __init__(self, text: str, knowledge: LinkKnowledge) -> None:
        self._text = text
        self._know = knowledge
        self._clauses = split_clauses(text)
        self._sentences = split_sentences(text)

    def ascriptions(self, result: Result) -> Iterator[Ascription]:
        """Every way in which the sentence of the result ascribes it to something."""
        clause = self._clauses.at(result.start)
        sentence = self._sentences.at(result.start)
        first = self._clauses.at(self._sentences[sentence][0])
        if self._clauses[first][0] < self._sentences[sentence][0]:
            first += 1
        yield from self._by_means(result, first, clause)
        yield from self._by_cause(result, first, clause)
        yield from self._by_time(result, first, clause)
        if sentence:
            yield from self._by_pronoun(result, first, clause, self._sentences[sentence - 1])
        if result.is_change:
            yield from self._by_thanks(sentence)

    def _by_means(self, result: Result, first: int, clause: int) -> Iterator[Ascription]:
        """通过连片管理，成本降低30%: the means is the clause that the word opens."""
        for number in range(max(first, clause - _REACH), clause):
            start, end = self._clauses[number]
            opened = self._know.by.search(self._text, start, end)
            if opened and not self._is_parted(end, result.start):
                is_model = self._know.model.search(self._text, opened.end(), end)
                yield Ascription((start, end), (start, end), "package" if is_model else "stated")

    def _by_cause(self, result: Result, first: int, clause: int) -> Iterator[Ascription]:
        """推行积分制，使投诉减少: the means is what the clauses before tell; before 因此 only the last of them."""
        start, end = self._clauses[clause]
        head = self._text[start : result.start if result.metric is not None else end]
        if self._know.causes.search(head) or (result.claim is not None and self._know.pushes.match(head)):
            reach = _REACH
        elif self._know.hence.search(head):
            reach = 1
        else:
            return
        for number in range(clause - 1, max(first, clause - reach) - 1, -1):
            if not self._is_parted(self._clauses[number][1], start):
                yield Ascription(self._clauses[number], (start, end), "stated")

    def _by_time(self, result: Result, first: int, clause: int) -> Iterator[Ascription]:
        """机制运行以来，投诉下降: the means is what began."""
        for number in range(first, clause):
            start, end = self._clauses[number]
            since = self._know.since.search(self._text, start, end)
            after = result.is_change and self._know.after.search(self._text, start, end)
            is_told = since and not self._know.parting.search(self._text, end, result.start)
            if is_told or (after and not self._is_parted(end, result.start)):
                yield Ascription((start, end), (start, end), "stated")

    def _by_pronoun(self, result: Result, first: int, clause: int, before: Span) -> Iterator[Ascription]:
        """此举让投诉减少: the means is what the sentence before told."""
        for number in range(first, clause + 1):
            start, end = self._clauses[number]
            meant = self._know.this.match(self._text, start, end)
            if meant and meant.start() < result.end and not self._is_parted(end, result.start):
                yield Ascription(before, (start, end), "stated")

    def _by_thanks(self, sentence: int) -> Iterator[Ascription]:
        """停车有序。这得益于车位改造: the means is what the next sentence names."""
        if sentence + 1 < len(self._sentences):
            start, end = self._clauses[self._clauses.at(self._sentences[sentence + 1][0])]
            if self._know.thanks.match(self._text, start, end):
                yield Ascription((start, end), (start, end), "stated")

    def _is_parted(self, start: int, end: int) -> bool:
        between = self._text[start:end]
        return "；" in between or bool(self._know.parting.search(between))
