"""Rules that are rows of a lexicon: what must stand in and around a statement for a row to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from helpers.knowledge.beginnings import to_search
from helpers.knowledge.reader import Expression, Row
from helpers.model import Bound, Kind

NumeralForm = Literal["one", "chinese", "round", "tens", "lone", "half", "greater", "spread"]
Quoted = Literal["name", "title"]

# Fields of a row that are expressions: whether they must meet the end, the beginning or any part of their text,
# and whether the row needs a match or the lack of one.
_EXPRESSIONS = {
    "quote": ("quote", "{}", True),
    "head": ("head", "(?:{})$", True),
    "tail": ("tail", r"\A(?:{})", True),
    "before": ("head", "{}", True),
    "after": ("tail", "{}", True),
    "ahead": ("ahead", "{}", True),
    "indicator": ("indicator", "{}", True),
    "under": ("under", "{}", True),
    "unless_head": ("head", "(?:{})$", False),
    "unless_tail": ("tail", r"\A(?:{})", False),
    "unless_before": ("head", "{}", False),
    "unless_indicator": ("indicator", "{}", False),
    "unless_under": ("under", "{}", False),
}


class RuleRow(Row):
    """When a rule holds: all that is given must hold (see the heads of `exclusions.yml` and `kinds.yml`)."""

    why: str = ""
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    stated: tuple[Kind, ...] = ()
    numeral: NumeralForm | None = None
    below: Decimal | None = None
    quoted: Quoted | None = None
    quote: Expression = ""
    head: Expression = ""
    tail: Expression = ""
    before: Expression = ""
    after: Expression = ""
    ahead: Expression = ""
    indicator: Expression = ""
    under: Expression = ""
    unless_head: Expression = ""
    unless_tail: Expression = ""
    unless_before: Expression = ""
    unless_indicator: Expression = ""
    unless_under: Expression = ""
    over: Literal["change", ""] = ""


Test = tuple[str, Callable[[str], object], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row ready to be asked: what it says, and the tests of a statement's fields that it must pass.

    Empty sets and None ask for nothing. A test is a field's name, a search in it, and whether it must find.
    """

    says: str
    kinds: frozenset[str]
    units: frozenset[str]
    bounds: frozenset[str]
    stated: frozenset[str]
    numeral: str | None
    below: Decimal | None
    quoted: str | None
    over: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in the order of their file; those for a unit are picked out when it is first met."""

    rules: tuple[Rule, ...]
    by_unit: dict[tuple[str, str], tuple[Rule, ...]]

    def for_unit(self, kind: str, unit: str) -> tuple[Rule, ...]:
        """The rules that can hold for this unit of this kind."""
        if (kind, unit) not in self.by_unit:
            self.by_unit[kind, unit] = tuple(
                rule
                for rule in self.rules
                if (not rule.kinds or kind in rule.kinds) and (not rule.units or unit in rule.units)
            )
        return self.by_unit[kind, unit]


def rules_of(rows: Iterable[tuple[str, RuleRow]]) -> Rules:
    """The rows, each with what it says, ready to be asked."""
    return Rules(tuple(_rule(says, row) for says, row in rows), {})


def _rule(says: str, row: RuleRow) -> Rule:
    tests = tuple(
        (field, to_search(form.format(getattr(row, name))).search, wanted)
        for name, (field, form, wanted) in _EXPRESSIONS.items()
        if getattr(row, name)
    )
    return Rule(
        says,
        frozenset(row.kinds),
        frozenset(row.units),
        frozenset(row.bounds),
        frozenset(row.stated),
        row.numeral,
        row.below,
        row.quoted,
        row.over,
        tests,
    )
