"""A reported number as the audit sees it, and what a check gives back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import pandas as pd

from helpers.analysis import records
from helpers.intervals import UNBOUNDED, Interval, Value, exactly, span_of, step_of
from helpers.knowledge.audit import AuditCue
from helpers.values import number_text, value_text

GRADES = ("contradictory", "tension", "within_rounding", "consistent", "cannot_be_checked")
"""Worst first; what could be checked stands before what could not."""

# Classifiers of one kind of thing; 人次 (attendances) are no 人 (people).
_ALIKE = {"名": "人", "位": "人", "口": "人"}
Cues = Mapping[AuditCue, re.Pattern[str]]
_LOOSE_ENDS = "与和及、的"


@dataclass(frozen=True, slots=True)
class Number:
    """A row of the table of metrics; `at` is where its words stand in its sentence, `turn` its place in the item."""

    row: Mapping[str, Any]
    turn: int
    at: int
    span: Interval

    @property
    def id(self) -> str:
        """The metric's id."""
        return str(self.row["metric_id"])

    @property
    def unit(self) -> str:
        """The unit; classifiers for people are one."""
        unit = str(self.row["unit"])
        return _ALIKE.get(unit, unit)

    @property
    def indicator(self) -> str:
        """What it measures, "" where that is not known."""
        return (self.row["indicator"] or "").strip(_LOOSE_ENDS)

    @property
    def kind(self) -> str:
        """State, change, pair, frequency or standard."""
        return str(self.row["kind"])

    @property
    def type(self) -> str:
        """The indicator type."""
        return str(self.row["indicator_type"])

    @property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        return str(self.row["sentence"])

    @property
    def end(self) -> int:
        """Where its words end in its sentence."""
        return self.at + len(self.row["text"])

    @property
    def value(self) -> float:
        """The value as written."""
        return float(self.row["value"])

    @property
    def is_share(self) -> bool:
        """A level in percent."""
        return self.row["unit"] == "%" and self.kind == "level"

    @property
    def is_count(self) -> bool:
        """A level of something counted or measured."""
        return self.row["unit"] not in ("%", "‰", "个百分点", "倍", "") and self.kind == "level"

    @property
    def is_exact(self) -> bool:
        """One value, said without reserve."""
        return self.row["bound"] == "exact" and self.row["value_high"] is None

    @property
    def shown(self) -> str:
        """The number with its sign and unit."""
        return value_text(self.row)

    @property
    def before(self) -> Interval | None:
        """The earlier value of a pair."""
        earlier = self.row["value_before"]
        return (
            None if earlier is None else span_of(earlier, None, "exact", step_of(self.row["text"], self.unit))
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: the numbers involved (first the one that it is about), the template `told` and its values.

    `listed` is the row of the table of lists that it is about instead.
    """

    check: str
    grade: str
    told: str
    numbers: tuple[Number, ...]
    values: Mapping[str, object] = field(default_factory=dict)
    is_derived: bool = False
    listed: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One article: its headline, what is known of its year, its numbers in order, relations between them by kind."""

    title: str
    published: str
    year: str
    numbers: tuple[Number, ...]
    relations: Mapping[str, tuple[tuple[Number, Number], ...]]

    @property
    def has_year(self) -> bool:
        """Whether it is known of which year the text tells."""
        return bool(self.year)

    def by_sentence(self) -> list[list[Number]]:
        """The numbers of each sentence, in order."""
        groups: list[list[Number]] = []
        for number in self.numbers:
            if groups and groups[-1][0].sentence == number.sentence:
                groups[-1].append(number)
            else:
                groups.append([number])
        return groups


def items_of(frames: Mapping[str, pd.DataFrame]) -> list[Item]:
    """The articles that have numbers, each with its own."""
    articles = {row["article_id"]: row for row in records(frames["articles"])}
    relations = records(frames["relations"])
    items = []
    for article_id, rows in frames["metrics"].groupby("article_id", sort=False):
        numbers = tuple(_numbers(records(rows)))
        by_id = {number.id: number for number in numbers}
        linked: dict[str, list[tuple[Number, Number]]] = {}
        for relation in relations:
            pair = by_id.get(relation["metric_id"]), by_id.get(relation["other_id"])
            if pair[0] and pair[1]:
                linked.setdefault(relation["kind"], []).append((pair[0], pair[1]))
        article = articles.get(article_id, {})
        items.append(
            Item(
                article.get("title") or "",
                article.get("published") or "",
                str(article.get("year") or ""),
                numbers,
                {kind: tuple(pairs) for kind, pairs in linked.items()},
            )
        )
    return items


def _numbers(rows: Iterable[Mapping[str, Any]]) -> Iterable[Number]:
    """The rows with their place in their sentence; equal words in one sentence are taken in turn."""
    reached: dict[str, int] = {}
    for turn, row in enumerate(rows):
        at = row["sentence"].find(row["text"], reached.get(row["sentence"], 0))
        at = max(at, 0)
        reached[row["sentence"]] = at + len(row["text"])
        step = step_of(row["text"], row["unit"])
        yield Number(row, turn, at, span_of(row["value"], row["value_high"], row["bound"], step))


def between(one: Number, other: Number) -> str:
    """The words between two numbers of one sentence."""
    return one.sentence[one.end : other.at]


def fits(found: Interval, told: Number, as_written: Value | None = None) -> str:
    """How a computed interval meets a number: consistent, within_rounding or contradictory.

    Consistent is what the figures `as_written` give to the last digit told (None where one of them is not exact).
    Within rounding is what only an inexact figure, or one that was cut off instead of rounded, brings together.
    """
    if as_written is not None and told.is_exact and told.span.holds(as_written):
        return "consistent"
    loose = told.span.widened(step_of(told.row["text"], told.unit) / 2)
    return "within_rounding" if found.meets(loose) else "contradictory"


def as_written(*numbers: Number) -> list[Fraction] | None:
    """The values as they stand there, None if one of them is not exact."""
    return [exactly(number.value) for number in numbers] if all(n.is_exact for n in numbers) else None


def written(span: Interval) -> str:
    """An interval as a reader writes it: "72,506–72,843", "≥93,000", "578"."""
    if span.high == UNBOUNDED:
        return f"≥{_rounded(span.low)}"
    low, high = _rounded(span.low), _rounded(span.high)
    if low == high:
        return low
    return f"≤{high}" if not span.low else f"{low}–{high}"


def _rounded(value: object) -> str:
    """A value with at most four significant figures behind the point."""
    number = float(value)  # type: ignore[arg-type]  # a Fraction or a float
    return number_text(round(number) if abs(number) >= 1000 else round(number, 2))
