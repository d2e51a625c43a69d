"""Codes how a community is governed (codebook, section 4): lexicon words in clauses that state a fact.

A category is coded where words of the lexicon say that it was used (`mechanism_words`); its evidence are the
clauses in which they stand, and the name of the scheme where the text coins one (`scheme_names`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice
from operator import itemgetter

from helpers.clauses import Span, Spans
from helpers.facts import UNTRUE
from helpers.knowledge.mechanisms import MechanismKnowledge
from helpers.mechanism_words import Hit, accept, find_hits
from helpers.model import Article, Mechanism
from helpers.scenes import Scene
from helpers.scheme_names import SchemeName, find_names
from helpers.subjects import place_at

_MOST_EVIDENCE = 3
# So many sentences away a word still tells what a name is about.
_NEAR = 2
# A clause that weighs less shows a category only where no clause weighs more.
_PLAIN_WEIGHT = 2
_LEADING = " \t\u3000”’」』）)"

Evidence = tuple[int, int, str]
"""A piece of evidence: where it starts and ends, and its category."""


def code_mechanisms(
    article: Article, scene: Scene, aside: bytearray, knowledge: MechanismKnowledge
) -> tuple[Mechanism, ...]:
    """The article's mechanisms in order of appearance, a few pieces of evidence for each category.

    Spans are clauses of `article.text.text` (half-open offsets), or the name alone where a clause coins several.
    `place` is the one that the clause tells of (see `subjects.place_at`); None where the article names none. `aside` tells of what states no fact (see `facts.unstated`).
    """
    text = article.text.text
    clauses, sentences = article.text.clauses, article.text.sentences
    hits = find_hits(text, clauses, aside, knowledge)
    accepted = accept(hits)
    hits = [hit for hit in hits if hit.term.code in accepted]
    names = [name for name in find_names(text, knowledge.names) if aside[name.start] != UNTRUE]
    named = named_evidence(names, hits, clauses, sentences)
    mechanisms = []
    for (start, end, code), name in (named | other_evidence(hits, named, clauses)).items():
        start, end = _trimmed(text, start, end)
        place = place_at(start, end, scene)
        mechanisms.append(Mechanism(start, end, code, name, place, place.district if place else None))
    return tuple(sorted(mechanisms, key=lambda m: (m.start, m.end, m.code)))


def named_evidence(
    names: Sequence[SchemeName], hits: Sequence[Hit], clauses: Spans, sentences: Spans
) -> dict[Evidence, str | None]:
    """Where schemes get their names, each name once.

    Its categories are those of the words inside it, else that of the nearest word in its clause or in a sentence
    near; a name with no such word near is no scheme's.
    """
    found: dict[Evidence, str | None] = {}
    given: set[str] = set()
    for name in names:
        codes = [] if name.name in given else _codes_near(name, hits, clauses, sentences)
        start, end = clauses[clauses.at(name.start)]
        for code in codes:
            clause = (start, max(end, name.end), code)
            found[clause if clause not in found else (name.start, name.end, code)] = name.name
            given.add(name.name)
    return found


def _codes_near(name: SchemeName, hits: Sequence[Hit], clauses: Spans, sentences: Spans) -> list[str]:
    clause, (begin, stop) = clauses.at(name.start), sentences.near(name.start, _NEAR)
    around = hits[bisect_left(hits, begin, key=itemgetter(0)) : bisect_left(hits, stop, key=itemgetter(0))]
    inside = [hit.term.code for hit in around if name.start < hit.end and hit.start < name.end]
    if inside:
        return list(dict.fromkeys(inside))
    nearest = min(
        around, key=lambda hit: (abs(hit.clause - clause), abs(hit.start - name.start)), default=None
    )
    return [nearest.term.code] if nearest else []


def other_evidence(
    hits: Sequence[Hit], named: Collection[Evidence], clauses: Spans
) -> dict[Evidence, str | None]:
    """The weightiest clauses of each category, so many that with the named ones there are a few."""
    weights: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for hit in hits:
        if hit.weight:
            weights[hit.term.code][hit.clause] += hit.weight
    best: dict[Evidence, str | None] = {}
    for code, by_clause in weights.items():
        have = [(start, end) for start, end, named_code in named if named_code == code]
        least = min(_PLAIN_WEIGHT, max(by_clause.values()))
        telling = [clause for clause, weight in by_clause.items() if weight >= least]
        ranked = sorted(telling, key=lambda clause: (-by_clause[clause], clause))
        fresh = (clause for clause in ranked if not any(s <= clauses[clause][0] < e for s, e in have))
        best |= {
            (*clauses[clause], code): None for clause in islice(fresh, max(0, _MOST_EVIDENCE - len(have)))
        }
    return best


def _trimmed(text: str, start: int, end: int) -> Span:
    """The clause without white space around it and without the mark that closes the quotation before it."""
    clause = text[start:end]
    return end - len(clause.lstrip(_LEADING)), start + len(clause.rstrip())
