"""A number's role in the logic model: what was there, what was put in, what was done, what changed."""

from __future__ import annotations

from helpers.knowledge.metrics import Votes
from helpers.model import Role
from helpers.statements import Statement

# Where votes are equal, the role that reports most often is taken.
_ORDER: tuple[Role, ...] = ("output", "outcome", "input", "context")
_CARRIED = 0.5


def role_of(statement: Statement, indicator_type: str, votes: dict[str, Votes]) -> Role:
    """The role with the most votes of the words around the number and of its kind, type and unit.

    The verb that governs the number, the nearest before it, decides most; where its clause has none, the verb of
    the clauses ahead is carried over with half its weight (建成食堂3家，助餐点11个).
    """
    sums: dict[Role, float] = dict.fromkeys(_ORDER, 0.0)
    kind = statement.kind or "level"
    for where, value in (
        ("kind", kind),
        ("type", indicator_type),
        ("unit", statement.quantity.unit),
        ("unit_kind", statement.quantity.kind),
        ("pair", indicator_type if kind in ("change", "before_after") else ""),
        ("change", statement.quantity.kind if kind == "change" else ""),
    ):
        _add(sums, votes, where, [value])
    own = _words(votes, "verb", statement.head)[-1:]
    _add(sums, votes, "verb", own or _words(votes, "verb", statement.ahead)[-1:], 1 if own else _CARRIED)
    _add(sums, votes, "behind", _words(votes, "behind", statement.tail)[:1])
    for where, text in (
        ("indicator", statement.indicator),
        ("head", statement.head),
        ("tail", statement.tail),
        ("ahead", statement.ahead),
    ):
        _add(sums, votes, where, sorted(set(_words(votes, where, text))))
    return max(_ORDER, key=lambda role: sums[role])


def _words(votes: dict[str, Votes], where: str, text: str) -> list[str]:
    """The words at `where` that `text` has, in its order."""
    return [match.group() for match in votes[where].pattern.finditer(text)] if where in votes else []


def _add(
    sums: dict[Role, float], votes: dict[str, Votes], where: str, words: list[str], share: float = 1
) -> None:
    for word in words:
        for role, weight in votes[where].weights.get(word, ()) if where in votes else ():
            sums[role] += weight * share
