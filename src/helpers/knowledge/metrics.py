"""Words that decide how a quantity is coded: exclusions, pairs, kinds, roles, indicator types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.errors import InputError
from helpers.knowledge.gazetteer import common_words
from helpers.knowledge.reader import Row, read_rows
from helpers.model import Role
from helpers.schema import INDICATOR_TYPES

Rule = Literal[
    "abstraction", "when_before", "when_after", "to_up", "to_down", "to_either", "change_up", "change_down",
    "yoy", "per", "target", "price", "promised_time", "outcome", "input", "context", "output",
]  # fmt: skip
EXPRESSIONS = ("per", "target", "price")


class MetricWords(Row):
    """A row of `data/lexicon/metric_words.yml`."""

    rule: Rule
    words: tuple[str, ...]


class TypeRow(Row):
    """A row of `data/lexicon/indicator_types.yml`."""

    type: str
    pattern: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorType:
    """An indicator type, the expression that its indicators contain and the kinds of unit it goes with."""

    name: str
    pattern: re.Pattern[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class MetricKnowledge:
    """One compiled expression for each rule, the role cues, and the indicator types in order."""

    rules: dict[str, re.Pattern[str]]
    roles: dict[Role, re.Pattern[str]]
    types: tuple[IndicatorType, ...]
    common: frozenset[str]


def load_metrics(data: Path) -> MetricKnowledge:
    """The lexicons of metrics; raises `InputError` for a broken row or expression."""
    folder = data / "lexicon"
    path = folder / "metric_words.yml"
    rules: dict[str, list[str]] = {}
    for row in read_rows(path, MetricWords):
        words = row.words if row.rule in EXPRESSIONS else tuple(map(re.escape, row.words))
        rules.setdefault(row.rule, []).extend(words)
    compiled = {rule: _compiled(path, words) for rule, words in rules.items()}
    roles: tuple[Role, ...] = ("outcome", "input", "context", "output")
    return MetricKnowledge(
        compiled,
        {role: compiled[role] for role in roles},
        _types(folder / "indicator_types.yml"),
        common_words(),
    )


def _compiled(path: Path, words: Iterable[str]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(sorted(set(words), key=lambda word: (-len(word), word))))
    except re.error as error:
        raise InputError(f"{path}: an expression is not valid ({error}); mend it") from None


def _types(path: Path) -> tuple[IndicatorType, ...]:
    types = []
    for row in read_rows(path, TypeRow):
        if row.type not in INDICATOR_TYPES:
            raise InputError(
                f"{path}: {row.type} is no indicator type; use one of {', '.join(INDICATOR_TYPES)}"
            )
        types.append(IndicatorType(row.type, _compiled(path, [row.pattern]), frozenset(row.kinds)))
    return tuple(types)
