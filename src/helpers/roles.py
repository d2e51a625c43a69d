"""A number's role in the logic model: what was there, what was put in, what was done, what changed."""

from __future__ import annotations

from helpers.knowledge.metrics import Votes
from helpers.model import Role
from helpers.statements import Statement

# Where votes are equal, the role that reports most often is taken.
_ORDER: tuple[Role, ...] = ("output", "outcome", "input", "context")


def role_of(statement: Statement, indicator_type: str, votes: dict[str, Votes]) -> Role:
    """The role with the most votes of the words around the number and of its kind, type and unit."""
    sums: dict[Role, float] = dict.fromkeys(_ORDER, 0.0)
    values = {
        "kind": statement.kind or "level",
        "type": indicator_type,
        "unit": statement.quantity.unit,
        "unit_kind": statement.quantity.kind,
    }
    texts = {
        "indicator": statement.indicator,
        "head": statement.head,
        "tail": statement.tail,
        "ahead": statement.ahead,
    }
    for where, value in values.items():
        if where in votes:
            _add(sums, votes[where], [value])
    for where, text in texts.items():
        if where in votes:
            _add(sums, votes[where], sorted(set(votes[where].pattern.findall(text))))
    return max(_ORDER, key=lambda role: sums[role])


def _add(sums: dict[Role, float], votes: Votes, words: list[str]) -> None:
    for word in words:
        for role, weight in votes.weights.get(word, ()):
            sums[role] += weight
