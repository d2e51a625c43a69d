"""Finds the words that show a mechanism, and which categories they suffice for.

A word is evidence only where the text says that the thing was done: plans, wishes, the past before a change,
negations and questions are left out (`facts`). The words of a category that are left add up; one sure word is
enough, a likely one needs an action or a number in its clause, or a second word, weak ones only add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.clauses import Span, Spans
from helpers.facts import ASKED, UNTRUE
from helpers.knowledge.mechanisms import MechanismKnowledge, Term, TermIndex

_WEIGHTS = {"sure": 3, "likely": 2, "weak": 1}
_THRESHOLD = 3
_GAP = 8


class Hit(NamedTuple):
    """A word of the lexicon at `start:end`, in clause number `clause`, and what it weighs there."""

    start: int
    end: int
    clause: int
    term: Term
    weight: int


def find_hits(text: str, clauses: Spans, aside: bytearray, knowledge: MechanismKnowledge) -> list[Hit]:
    """All words of the lexicon that stand in a statement of fact, with their weight.

    `aside` tells of what is none (see `unstated`); words of a question are kept with weight 0: they prove
    nothing, yet tell what a name in it is about.
    """
    hits = []
    actions: dict[int, list[Span]] = {}
    clause, begin, until = 0, 0, 0
    for start, end, term in _longest(_fitting(text, clauses, aside, knowledge.terms)):
        if not begin <= start < until:
            clause = clauses.at(start)
            begin, until = clauses[clause]
        weight = _WEIGHTS[term.strength]
        if term.strength != "sure":
            if clause not in actions:
                cues = knowledge.cues["action"].finditer(text, *clauses[clause])
                actions[clause] = [cue.span() for cue in cues]
            weight += _acts(actions[clause], start, end, term)
        hits.append(Hit(start, end, clause, term, 0 if aside[start] == ASKED else weight))
    return hits


def _fitting(
    text: str, clauses: Spans, aside: bytearray, index: TermIndex
) -> Iterator[tuple[int, int, Term]]:
    """The terms of the lexicon that stand in a statement of fact and have what they need in their clause.

    The parts of a term with a gap stand in one clause.
    """
    clause = (0, 0)
    for head, start, end in index.automaton.find_matches_as_indexes(text, overlapping=True):
        if aside[start] == UNTRUE:
            continue
        if not clause[0] <= start < clause[1]:
            clause = clauses[clauses.at(start)]
        for term in index.by_head[head]:
            if term.is_plain and not term.tail:
                yield start, end, term
                continue
            until = end
            if term.tail:
                at = text.find(term.tail, end, min(clause[1], end + _GAP + len(term.tail)))
                if at < 0:
                    continue
                until = at + len(term.tail)
            if term.is_plain or _fits(term, text, start, until, clause, aside):
                yield start, until, term


def _longest(found: Iterator[tuple[int, int, Term]]) -> Iterator[tuple[int, int, Term]]:
    """Leaves out what stands inside a longer word of the same category or inside a word of "none"."""
    reach: dict[str, int] = defaultdict(int)
    for start, end, term in sorted(found, key=lambda f: (f[0], -f[1], f[2].code != "none")):
        if term.code != "none" and end > reach["none"] and end > reach[term.code]:
            yield start, end, term
        reach[term.code] = max(reach[term.code], end)


def _fits(term: Term, text: str, start: int, end: int, clause: Span, aside: bytearray) -> bool:
    """Whether the term has what it needs in the rest of its clause, and nothing in the clause speaks against it."""
    first, last = clause
    for needed in (term.needs, term.also):
        if not needed:
            continue
        found = needed.search(text, first, last)
        if found and found.start() < end and start < found.end():  # of the term's own words
            found = needed.search(text, first, start) or needed.search(text, end, last)
        if not found or aside[found.start()] == UNTRUE:
            return False
    return not (term.unless and term.unless.search(text, first, last))


def _acts(actions: Sequence[Span], start: int, end: int, term: Term) -> bool:
    """Whether one of the clause's actions and numbers stands outside the word itself, or in its gap."""
    head, tail = start + len(term.head), end - len(term.tail)
    return any(first < start or last > end or head <= first < last <= tail for first, last in actions)


def accept(hits: Sequence[Hit]) -> set[str]:
    """Categories whose different words together weigh enough."""
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for hit in hits:
        words = weights[hit.term.code]
        words[hit.term.word] = max(hit.weight, words.get(hit.term.word, 0))
    return {code for code, words in weights.items() if sum(words.values()) >= _THRESHOLD}
