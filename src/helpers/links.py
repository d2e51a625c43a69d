"""Finds which results the text itself ascribes to which mechanisms.

That two things stand in one article, or in one sentence, is no link. Only words are: 通过…, 使…, …以来, 此举….
What such words name as the means must show the mechanism; its evidence may stand elsewhere in the article.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.ascriptions import Ascription, Layout, Result
from helpers.clauses import Span, Spans
from helpers.knowledge.links import LinkKnowledge
from helpers.knowledge.mechanisms import MechanismKnowledge
from helpers.mechanism_words import find_hits
from helpers.model import Claim, Link, Mechanism, Metric, Text

_CHANGED = ("change", "before_after")


def find_links(
    text: Text,
    mechanisms: Sequence[Mechanism],
    metrics: Sequence[Metric],
    claims: Sequence[Claim],
    aside: bytearray,
    knowledge: LinkKnowledge,
    words: MechanismKnowledge,
) -> tuple[Link, ...]:
    """The links from mechanisms to outcomes and claims, by their places in the lists, in the order of the text.

    A result without a domain is left out. Where a result is ascribed to one category in two ways, the first counts; the
    mechanism is then the piece of evidence in the means or nearest to it. `aside` tells of what states no fact.
    """
    results = _results(metrics, claims)
    if not results or not mechanisms:
        return ()
    shown = _Shown(text.text, mechanisms, aside, words)
    links: dict[tuple[str, int | None, int | None], Link] = {}
    for result, ascription in Layout(text, knowledge).ascriptions(results):
        for code, number in shown.by(ascription).items():
            key = (code, result.metric, result.claim)
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
    found += [Result(c.start, c.end, None, number, True) for number, c in enumerate(claims)]
    return sorted(found, key=lambda result: (result.start, result.end))


class _Shown:
    """Which of the article's mechanisms a means shows: by evidence inside it, by its words, by a scheme's name."""

    def __init__(
        self, text: str, mechanisms: Sequence[Mechanism], aside: bytearray, words: MechanismKnowledge
    ) -> None:
        self._text = text
        self._mechanisms = mechanisms
        self._aside = aside
        self._words = words

    def by(self, ascription: Ascription) -> dict[str, int]:
        """The categories that the means shows, each with the place in the list of its evidence there or nearest."""
        means = ascription.means
        codes = {m.code for m in self._mechanisms if _is_in(m, means)}
        if ascription.is_named:
            codes |= self._by_words(means)
        return self._nearest(codes, means)

    def _by_words(self, means: Span) -> set[str]:
        start, end = means
        part = self._text[start:end]
        hits = find_hits(part, Spans((0,), (len(part),)), self._aside[start:end], self._words)
        named = {m.code for m in self._mechanisms if m.name is not None and m.name in part}
        return named | {hit.term.code for hit in hits if hit.weight}

    def _nearest(self, codes: set[str], means: Span) -> dict[str, int]:
        nearest: dict[str, int] = {}
        distances: dict[str, int] = {}
        for number, m in enumerate(self._mechanisms):
            if m.code not in codes:
                continue
            distance = max(means[0] - m.end, m.start - means[1], 0) + (not _is_in(m, means))
            if distance < distances.get(m.code, len(self._text) + 2):
                nearest[m.code], distances[m.code] = number, distance
        return nearest


def _is_in(mechanism: Mechanism, means: Span) -> bool:
    return means[0] <= mechanism.start and mechanism.end <= means[1] + 1
