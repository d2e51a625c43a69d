"""A number's role in the logic model: what was there, what was put in, what was done, what changed.

A log-linear model over what stands around the number (`features`); its weights are `data/models/roles.csv`, learnt
by `helpers.training` from articles coded by hand. One of its features are the votes of `data/lexicon/roles.yml`.
"""

from __future__ import annotations

import re

from helpers.knowledge.metrics import ROLES, RoleKnowledge, Votes
from helpers.model import Role
from helpers.statements import Statement

Features = dict[str, float]
ALWAYS = "any"
"""The feature that every number has."""

# A verb carried over from the clauses ahead counts half (建成食堂3家，助餐点11个).
_CARRIED = 0.5
_NOT_WORDS = re.compile(r"[\d.,%\s]+")
_NEAR, _CHARACTERS, _AHEAD = 8, 6, 20
# Weak evidence counts less than what stands beside the number; found by cross-validation, see the method page.
_VOTE, _THIRD, _AROUND, _SENTENCE = 0.25, 0.5, 0.4, 0.3


def role_of(statement: Statement, indicator_type: str, text: str, knowledge: RoleKnowledge) -> Role:
    """The role that the model finds likeliest; `text` is the article's."""
    found = features(statement, indicator_type, text, knowledge.votes)
    a = b = c = d = 0.0  # one sum for each role, in the order of `ROLES`
    for name, value in found.items():
        if row := knowledge.weights.get(name):
            a += value * row[0]
            b += value * row[1]
            c += value * row[2]
            d += value * row[3]
    sums = (a, b, c, d)
    return ROLES[sums.index(max(sums))]


def features(statement: Statement, indicator_type: str, text: str, votes: dict[str, Votes]) -> Features:
    """What the model looks at: kind, type and unit, the characters around the number, its sentence, its place in the article."""
    kind, counted = statement.kind or "level", statement.quantity.kind
    found: Features = {ALWAYS: 1.0}
    for role, share in vote(statement, indicator_type, votes).items():
        found[f"votes for {role}"] = share * _VOTE
    found[f"type {indicator_type}"] = found[f"kind {kind}"] = 1.0
    found[f"unit {statement.quantity.unit}"] = found[f"counts {counted}"] = 1.0
    found[f"bound {statement.quantity.bound}"] = found[f"direction {statement.direction}"] = 1.0
    found[f"{indicator_type} {kind}"] = found[f"{counted} {kind}"] = 1.0
    place = statement.start / len(text)
    found["place"] = place
    found[f"fifth {int(place * 5)}"] = _THIRD
    for name in (kind, counted, indicator_type):
        found[f"third {int(place * 3)} {name}"] = _THIRD
    near, far = _words(statement.near)[-_NEAR:], _words(statement.far)[:_NEAR]
    _add(found, "before", near[-_CHARACTERS:], near)
    _add(found, "behind", far[:_CHARACTERS], far)
    _add(found, "indicator", statement.indicator, statement.indicator)
    for name, end in (
        ("ends", near[-1:]),
        ("ends", near[-2:]),
        ("begins", far[:1]),
        ("begins", far[:2]),
        ("noun", statement.indicator[-1:]),
        ("noun", statement.indicator[-2:]),
    ):
        if end:
            found[f"{name} {end}"] = 1.0
    ahead = _words(statement.ahead + statement.head)[-_AHEAD:]
    found.update(dict.fromkeys(["ahead " + pair for pair in _pairs(ahead)], _AROUND))
    sentence = _words(text[statement.sentence[0] : statement.sentence[1]])
    found.update(dict.fromkeys(["sentence " + pair for pair in _pairs(sentence)], _SENTENCE))
    return found


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
        _count(sums, votes, where, [value])
    own = _cues(votes, "verb", statement.head)[-1:]
    _count(sums, votes, "verb", own or _cues(votes, "verb", statement.ahead)[-1:], 1 if own else _CARRIED)
    _count(sums, votes, "behind", _cues(votes, "behind", statement.tail)[:1])
    for where, words in (
        ("indicator", statement.indicator),
        ("head", statement.head),
        ("tail", statement.tail),
        ("ahead", statement.ahead),
    ):
        _count(sums, votes, where, sorted(set(_cues(votes, where, words))))
    return sums


def _cues(votes: dict[str, Votes], where: str, text: str) -> list[str]:
    """The words at `where` that `text` has, in its order."""
    return [match.group() for match in votes[where].pattern.finditer(text)] if where in votes else []


def _count(
    sums: dict[Role, float], votes: dict[str, Votes], where: str, words: list[str], share: float = 1
) -> None:
    for word in words:
        for role, weight in votes[where].weights.get(word, ()) if where in votes else ():
            sums[role] += weight * share


def _words(text: str) -> str:
    return _NOT_WORDS.sub("", text)


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _add(found: Features, name: str, characters: str, text: str) -> None:
    found.update(dict.fromkeys([f"{name} {one}" for one in (*characters, *_pairs(text))], 1.0))
