"""A number's role in the logic model: what was there, what was put in, what was done, what changed.

A log-linear model over what stands around the number (`features`) and over the role of the number ahead; its weights are `data/models/roles.csv`, learnt
by `helpers.training` from articles coded by hand. One of its features are the votes of `data/lexicon/roles.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log10
from operator import add
from typing import NamedTuple

from helpers.clauses import Span
from helpers.knowledge.roles import ROLES, RoleKnowledge, Votes
from helpers.model import Role
from helpers.statements import Statement
from helpers.word_classes import ClassedWord

Group = tuple[str, Iterable[str], float]
"""Features of one kind: what their names begin with, how they go on (each counts once), and how much each counts."""
Sums = tuple[float, float, float, float]
Ties = Sequence[Sequence[float]]
ALWAYS = "any"
"""The feature that every number has."""

# A verb carried over from the clauses ahead counts half (建成食堂3家，助餐点11个).
_CARRIED = 0.5
_NOT_WORDS = re.compile(r"[\d.,%\s]+")
_NEAR, _CHARACTERS = 8, 6
# Weak evidence counts less than what stands beside the number; found by cross-validation, see the method page.
_VOTES_FOR: tuple[tuple[Role, str], ...] = tuple((role, f"votes for {role}") for role in ROLES)
_VOTE, _THIRD, _SIZE, _SENTENCE, _BEFORE, _BEGINS = 0.25, 0.5, 0.6, 0.3, 0.6, 1.6
_OWN, _EARLIER, _LATER, _SUBJECT = 0.5, 0.4, 0.3, 0.7


def roles_of(
    statements: Sequence[Statement], types: Sequence[str], text: str, knowledge: RoleKnowledge
) -> list[Role]:
    """The role that the model finds likeliest for each of an article's statements; `types` are those of their indicators."""
    sentences: dict[Span, tuple[Sequence[ClassedWord], Sums]] = {}  # read once for all numbers in them
    sums: list[Sums] = []
    for statement, indicator_type in zip(statements, types, strict=True):
        if statement.sentence not in sentences:
            of_sentence = _sums(features_of_sentence(statement, text), knowledge)
            sentences[statement.sentence] = knowledge.classes.words(text, statement.sentence), of_sentence
        words, shared = sentences[statement.sentence]
        around = _sums(features(statement, indicator_type, text, words, knowledge), knowledge)
        known = _known(facts(statement, indicator_type, text), knowledge)
        a, b, c, d = map(add, map(add, around, known), shared)
        sums.append((a, b, c, d))
    ties = [knowledge.ties[one.sentence == other.sentence] for one, other in pairwise(statements)]
    return likeliest(sums, ties)


def likeliest(sums: Sequence[Sums], ties: Sequence[Ties]) -> list[Role]:
    """The roles that together are likeliest for an article's numbers, by Viterbi's algorithm.

    `sums` is how much each number's own features speak for each role, `ties` for each number but the first how much
    each role of the one ahead speaks for each of its own.
    """
    if not sums:
        return []
    best: Sequence[float] = sums[0]
    came: list[list[int]] = []
    for own, tie in zip(sums[1:], ties, strict=True):
        ways = [list(map(add, best, to)) for to in zip(*tie, strict=True)]
        most = list(map(max, ways))
        came.append([way.index(much) for way, much in zip(ways, most, strict=True)])
        best = list(map(add, most, own))
    at = max(range(len(best)), key=best.__getitem__)
    path = [at]
    for ahead in reversed(came):
        path.append(at := ahead[at])
    return [ROLES[i] for i in reversed(path)]


def _sums(groups: Iterable[Group], knowledge: RoleKnowledge) -> Sums:
    """How much the features speak for each role, in the order of `ROLES`."""
    a = b = c = d = 0.0
    for group, names, value in groups:
        for e, f, g, h in filter(None, map(knowledge.weights[group].get, dict.fromkeys(names))):
            a, b, c, d = a + value * e, b + value * f, c + value * g, d + value * h
    return a, b, c, d


class Facts(NamedTuple):
    """What was read of a number: few values, so that what they speak for is summed once for all numbers alike."""

    type: str
    kind: str
    unit: str
    counted: str
    bound: str
    direction: str | None
    size: int
    third: int
    fifth: int

    def features(self) -> list[Group]:
        """The values, and pairs of them that say more together."""
        itself = (
            ALWAYS,
            f"type {self.type}",
            f"kind {self.kind}",
            f"unit {self.unit}",
            f"counts {self.counted}",
            f"bound {self.bound}",
            f"direction {self.direction}",
            f"{self.type} {self.kind}",
            f"{self.counted} {self.kind}",
        )
        thirds = [f"third {self.third} {name}" for name in (self.kind, self.counted, self.type)]
        sizes = [f"size {self.size} {name}" for name in ("any", self.counted, self.type, self.unit)]
        return [
            ("", itself, 1.0),
            ("", [f"fifth {self.fifth}", *thirds], _THIRD),
            ("", sizes, _SIZE),
        ]


def features(
    statement: Statement,
    indicator_type: str,
    text: str,
    words: Sequence[ClassedWord],
    knowledge: RoleKnowledge,
) -> list[Group]:
    """What stands around the number: its place in the article, the votes, characters and the sentence's classed `words`."""
    shares = vote(statement, indicator_type, knowledge.votes)
    near, far = _words(statement.near)[-_NEAR:], _words(statement.far)[:_NEAR]
    noun = statement.indicator
    return [
        ("", ["place"], statement.start / len(text)),
        *(("", [name], shares[role] * _VOTE) for role, name in _VOTES_FOR),
        ("before ", [*near[-_CHARACTERS:], *_pairs(near)], _BEFORE),
        ("behind ", [*far[:_CHARACTERS], *_pairs(far)], 1.0),
        ("indicator ", [*noun, *_pairs(noun)], 1.0),
        ("ends ", [near[-1:], near[-2:]], 1.0),
        ("begins ", [far[:1], far[:2]], _BEGINS),
        ("measured ", [knowledge.classes.of_noun(noun)], 1.0),
        *_classes(statement, words),
    ]


def facts(statement: Statement, indicator_type: str, text: str) -> Facts:
    """What was read of the number."""
    quantity, place = statement.quantity, statement.start / len(text)
    # In half powers of ten.
    size = int(2 * log10(abs(quantity.value))) if abs(quantity.value) >= 1 else -1
    return Facts(
        indicator_type,
        statement.kind or "level",
        quantity.unit,
        quantity.kind,
        quantity.bound,
        statement.direction,
        size,
        int(place * 3),
        int(place * 5),
    )


def _classes(statement: Statement, words: Sequence[ClassedWord]) -> list[Group]:
    """The classes of the sentence's words by where they stand from the number; the verbs that govern and follow it."""
    earlier: list[str] = []
    own: list[str] = []
    following: list[str] = []
    later: list[str] = []
    governed = carried = followed = subject = ""
    begin, until = statement.clause
    for start, stop, name, verb in words:
        if stop <= statement.start:
            if start < begin:
                earlier.append(name)
                carried = f"from ahead {name}" if verb else carried
                continue
            own.append(name)
            governed, subject = (name, subject) if verb else (governed, name)
        elif start >= statement.end:
            (following if stop <= until else later).append(name)
            followed = followed or (name if verb and stop <= until else "")
    return [
        ("governed ", [governed or carried], 1.0),
        ("followed ", [followed], 1.0),
        ("subject ", [subject], _SUBJECT),
        ("earlier words ", earlier, _EARLIER),
        ("own words ", own, _OWN),
        ("next words ", following, _OWN),
        ("later words ", later, _LATER),
    ]


def _known(read: Facts, knowledge: RoleKnowledge) -> Sums:
    """How much the facts speak for each role, summed once for all numbers alike."""
    if read not in knowledge.sums:
        knowledge.sums[read] = _sums(read.features(), knowledge)
    return knowledge.sums[read]


def features_of_sentence(statement: Statement, text: str) -> list[Group]:
    """What the model sees of the whole sentence."""
    sentence = _words(text[statement.sentence[0] : statement.sentence[1]])
    return [("sentence ", _pairs(sentence), _SENTENCE)]


def vote(statement: Statement, indicator_type: str, votes: dict[str, Votes]) -> dict[Role, float]:
    """The votes of the cues in `roles.yml`: the verb that governs the number, what it counts, the words around."""
    sums: dict[Role, float] = dict.fromkeys(ROLES, 0.0)
    kind = statement.kind or "level"
    for where, value in (
        ("kind", kind),
        ("type", indicator_type),
        ("unit", statement.quantity.unit),
        ("unit_kind", statement.quantity.kind),
        ("pair", indicator_type if kind in ("change", "before_after") else ""),
        ("change", statement.quantity.kind if kind == "change" else ""),
    ):
        _count(sums, votes[where], [value])
    own = _cues(votes["verb"], statement.head)[-1:]
    _count(sums, votes["verb"], own or _cues(votes["verb"], statement.ahead)[-1:], 1 if own else _CARRIED)
    _count(sums, votes["behind"], _cues(votes["behind"], statement.tail)[:1])
    for where, words in (
        ("indicator", statement.indicator),
        ("head", statement.head),
        ("tail", statement.tail),
        ("ahead", statement.ahead),
    ):
        _count(sums, votes[where], dict.fromkeys(_cues(votes[where], words)))
    return sums


def _cues(votes: Votes, text: str) -> list[str]:
    """The words that `text` has, in its order."""
    return [match.group() for match in votes.pattern.finditer(text)]


def _count(sums: dict[Role, float], votes: Votes, words: Iterable[str], share: float = 1) -> None:
    for word in words:
        for role, weight in votes.weights.get(word, ()):
            sums[role] += weight * share


def _words(text: str) -> str:
    return _NOT_WORDS.sub("", text)


def _pairs(text: str) -> Iterable[str]:
    """Every two neighbouring characters."""
    return map(add, text, text[1:])
