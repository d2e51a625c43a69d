"""Which quantities are metrics: the codebook's exclusions E1 to E7."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from helpers.knowledge.rules import Rules
from helpers.model import Place, Quantity
from helpers.statements import Statement, first_rule


def exclusion(statement: Statement, rules: Rules) -> str | None:
    """The codebook's rule ("E1" … "E7") that excludes the quantity, None if it is a metric."""
    rule = first_rule(rules, statement)
    return rule.says if rule else None


def outside_names(quantities: Sequence[Quantity], text: str, places: Iterable[Place]) -> list[Quantity]:
    """The quantities that are not part of a place's name (五里桥街道): Chinese figures inside a mention are dropped."""
    spans = sorted(span for place in places for span in place.mentions)
    starts = [start for start, _ in spans]
    ends = list(accumulate((end for _, end in spans), max))
    kept = []
    for quantity in quantities:
        at = bisect_right(starts, quantity.number_start) - 1
        inside = at >= 0 and quantity.number_end <= ends[at]
        if not inside or quantity.period or text[quantity.number_start].isdigit():
            kept.append(quantity)
    return kept
