"""Finds results that are asserted in words: a subject of some domain with a predicate of change, and no number.

Precise rather than complete: plans, aims, capabilities, negations, questions and headlines assert nothing, and what
got worse is a problem and no result.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.clauses import Span
from helpers.headlines import is_short_line
from helpers.knowledge.claims import ClaimKnowledge, Predicates, Topic
from helpers.model import Article, Claim, Direction, Metric, Paragraph, Text
from helpers.scenes import Scene
from helpers.subjects import place_at

# Subjects that one predicate shares: 治安状况和小区环境明显改善.
_AND = re.compile(r"以及|[、和与及]")
# So much may stand between a subject and its predicate: 邻里|之间的关系|越来越和睦, 缓解了|老年居民的|出行难.
_BEHIND, _BEFORE = 6, 10
# A predicate that ends its clause begins at most so far before the end.
_LONGEST_END = 18
_LEADING = " \t\u3000”’」』）)"
# … and what joins a clause to the one before.
_JOINING = _LEADING + "并也既又还更"


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a clause asserts: where its predicate stands, of which topic, in which direction; `is_whole` without a subject."""

    start: int
    end: int
    topic: Topic
    direction: Direction | None
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject's word at `start:end` and what it means."""

    start: int
    end: int
    topic: Topic


def find_claims(
    article: Article,
    metrics: Sequence[Metric],
    scene: Scene,
    aside: bytearray,
    knowledge: ClaimKnowledge,
) -> tuple[Claim, ...]:
    """The results that clauses of the article assert without a number, in the order of the text.

    `aside` tells of what states no fact (see `facts.unstated`).
    """
    text = article.text.text
    clauses = article.text.clauses
    numbered = {clauses.at(metric.start) for metric in metrics}
    measured = {clauses.at(metric.start) for metric in metrics if metric.role == "outcome"}
    headlines = [(p.start, p.end) for p in article.paragraphs if _is_headline(p, text)]
    claims: dict[tuple[Span, str], Claim] = {}
    for number, found in _assertions(article.text, numbered, measured, knowledge):
        start, end = clauses[number]
        # A turn begins with what was (从矛盾频发到和谐共处).
        if aside[found.end - 1 if found.is_whole else found.start]:
            continue
        if any(first <= start < last for first, last in headlines):
            continue
        span = _trimmed(text, start, end)
        place = place_at(*span, scene)
        topic = found.topic
        claim = Claim(
            *span, topic.domain, topic.is_service, found.direction, place, place.district if place else None
        )
        claims.setdefault((span, topic.domain), claim)
    return tuple(sorted(claims.values(), key=lambda claim: (claim.start, claim.domain)))


def _is_headline(paragraph: Paragraph, text: str) -> bool:
    return paragraph.kind != "paragraph" or is_short_line(text[paragraph.start : paragraph.end])


def _assertions(
    whole: Text, numbered: set[int], measured: set[int], knowledge: ClaimKnowledge
) -> Iterator[tuple[int, Assertion]]:
    """What each clause with a subject or with a sign of a whole asserts, and the clause's number.

    No number is in a clause about a subject, and no outcome (`measured`) in one that asserts a whole.
    """
    text, clauses = whole.text, whole.clauses
    reader = Reader(whole, knowledge)
    subjects: dict[int, list[Subject]] = defaultdict(list)
    topics = tuple(knowledge.topics.values())
    for word, start, end in knowledge.subjects.find_matches_as_indexes(text):
        subjects[clauses.at(start)].append(Subject(start, end, topics[word]))
    told: set[int] = set()
    for number, found in subjects.items():
        if number in numbered:
            continue
        for assertion in reader.predicated(clauses[number], found):
            told.add(number)
            yield number, assertion
    signed: dict[int, set[int]] = defaultdict(set)
    for word, start, _ in knowledge.signs.find_matches_as_indexes(text):
        signed[clauses.at(start)].update(knowledge.signed[word])
    for number in sorted(signed.keys() - told - measured):
        for assertion in reader.wholes(clauses[number], sorted(signed[number])):
            yield number, assertion


class Reader:
    """Reads what single clauses of a text assert."""

    def __init__(self, text: Text, knowledge: ClaimKnowledge) -> None:
        self._text = text.text
        self._know = knowledge
        self._sentences = text.sentences

    def predicated(self, clause: Span, subjects: Sequence[Subject]) -> Iterator[Assertion]:
        """What the predicates of the clause say of its subjects."""
        text, (start, end) = self._text, clause
        nearest = max(subjects[0].end, end - _LONGEST_END)
        for match, direction in _matches(text, nearest, end, self._know.stands):
            before = [subject for subject in subjects if subject.end <= match.start()]
            is_last = self._know.tail.match(text[match.end() : end])
            if is_last and before and match.start() - before[-1].end <= _BEHIND:
                yield from self._said(clause, match, direction, _sharing(text, before[::-1]))
        for match, direction in _matches(text, start, subjects[-1].end, self._know.governs):
            yield from self._governed(clause, match, direction, subjects)
        bare = self._know.bare.pattern.match(text, end - len(_opened(text[start:end])), end)
        if bare and bare.lastindex and self._ends(subjects[-1], end) and self._is_told_before(start):
            direction = self._know.bare.directions[bare.lastindex - 1]
            yield from self._governed(clause, bare, direction, subjects)

    def wholes(self, clause: Span, signed: Sequence[int]) -> Iterator[Assertion]:
        """What the clause asserts by itself: the first of the wholes whose signs it has."""
        for number in signed:
            whole = self._know.wholes[number]
            match = whole.pattern.search(self._text, *clause)
            if match and not self._is_aim(clause[0], match.start()):
                yield Assertion(*match.span(), whole.topic, whole.direction, is_whole=True)
                return

    def _governed(
        self, clause: Span, match: re.Match[str], direction: Direction | None, subjects: Sequence[Subject]
    ) -> Iterator[Assertion]:
        behind = [subject for subject in subjects if subject.start >= match.end()]
        if behind and behind[0].start - match.end() <= _BEFORE:
            yield from self._said(clause, match, direction, _heads(self._text, behind))

    def _said(
        self, clause: Span, match: re.Match[str], direction: Direction | None, subjects: Sequence[Subject]
    ) -> Iterator[Assertion]:
        """The assertion about each subject for which this is a change to the better."""
        if self._is_aim(clause[0], match.start()):
            return
        for subject in subjects:
            is_trouble = subject.topic.good == "up" and self._know.trouble.match(self._text, subject.end)
            good = "down" if is_trouble else subject.topic.good
            if direction is None or good is None or direction == good:
                yield Assertion(*match.span(), subject.topic, direction or good)

    def _is_aim(self, start: int, predicate: int) -> bool:
        """Whether what stands in the clause before the predicate makes an aim, a capability or a background of it."""
        know, text = self._know, self._text
        if know.aim.search(text, start, predicate) or know.lead.search(text[start:predicate].rstrip("地")):
            return True
        return bool(know.push.search(text, start, predicate)) and not self._is_told_before(start)

    def _is_told_before(self, start: int) -> bool:
        """Whether clauses stand before this one in its sentence, and what they tell is no aim."""
        first = self._sentences[self._sentences.at(start)][0]
        return bool(self._text[first:start].strip()) and not self._know.sentence.search(
            self._text, first, start
        )

    def _ends(self, subject: Subject, end: int) -> bool:
        """Whether the clause ends with the subject or with what is wrong with it."""
        rest = self._text[subject.end : end].strip(_LEADING)
        trouble = self._know.trouble.match(rest)
        return not rest or (trouble is not None and trouble.end() == len(rest))


def _opened(clause: str) -> str:
    """The clause without the words that join it to the one before."""
    return clause.lstrip(_JOINING)


def _matches(
    text: str, start: int, end: int, predicates: Predicates
) -> Iterator[tuple[re.Match[str], Direction | None]]:
    for match in predicates.pattern.finditer(text, start, end):
        if match.lastindex:
            yield match, predicates.directions[match.lastindex - 1]


def _sharing(text: str, nearest_first: Sequence[Subject]) -> list[Subject]:
    """The subject nearest before a predicate and those that are joined to it: the last one of each part."""
    sharing = [nearest_first[0]]
    for subject in nearest_first[1:]:
        between = _AND.search(text, subject.end, sharing[-1].start)
        if between:
            sharing.append(subject)
    return sharing


def _heads(text: str, behind: Sequence[Subject]) -> list[Subject]:
    """The objects of a predicate: of each joined part the last subject, which is its head (居民参与|积极性)."""
    heads = [behind[0]]
    for subject in behind[1:]:
        if _AND.search(text, heads[-1].end, subject.start):
            heads.append(subject)
        else:
            heads[-1] = subject
    return heads


def _trimmed(text: str, start: int, end: int) -> Span:
    """The clause without white space around it and without the mark that closes the quotation before it."""
    clause = text[start:end]
    return end - len(clause.lstrip(_LEADING)), start + len(clause.rstrip())
