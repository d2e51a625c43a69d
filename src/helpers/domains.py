"""Which domain of results a number belongs to, and whether it tells of a service or of the residents."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.knowledge.results import DomainRule
from helpers.model import Metric


def domain_of(metric: Metric, clause: str, rules: Sequence[DomainRule]) -> tuple[str | None, bool]:
    """The domain of a number in its clause, None where no rule holds, and whether a service's performance is told."""
    for rule in rules:
        if rule.types and metric.indicator_type not in rule.types:
            continue
        if rule.indicator and not rule.indicator.search(metric.indicator):
            continue
        if rule.clause and not rule.clause.search(clause):
            continue
        return rule.domain, rule.is_service
    return None, False
