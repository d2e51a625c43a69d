"""The same fact told twice: in one item, in the headline and below it, in two items.

Two equal numbers may be different people: a small round count is one fact only where a relation of the tables
says so, or where a share, a pair or a figure of three digits is told again of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.audit.numbers import Finding, Item, Number

_SAME = ("value", "value_high", "value_before", "unit", "kind", "direction")
_FIGURES = 3
# All of one thing is not all of another.
_ALL = 100


def told_twice(item: Item) -> Iterator[Finding]:
    """Facts that one item tells more than once, and headline figures that its text gives otherwise."""
    seen: dict[str, Number] = {}
    for later, first in item.relations.get("same_fact", ()):
        if _is_all(first):
            continue
        seen[later.id] = first
        yield _repeat(first, later)
    for at, later in enumerate(item.numbers):
        if later.id in seen:
            continue
        again = [n for n in item.numbers[:at] if n.sentence != later.sentence and _is_again(n, later)]
        if again:
            yield _repeat(again[0], later)
    yield from _headline(item)


def _repeat(first: Number, later: Number) -> Finding:
    """Told alike, or once more surely than the other time: then the weaker wording holds."""
    values: dict[str, object] = {"first": first.shown, "later": later.shown}
    numbers = (later, first)
    if all(first.row[name] == later.row[name] for name in (*_SAME, "bound")):
        return Finding("repeat", "consistent", "repeat.alike", numbers, values)
    if first.span.meets(later.span):
        weaker = later if first.row["bound"] == "exact" else first
        return Finding(
            "repeat", "within_rounding", "repeat.weaker", numbers, {**values, "weaker": weaker.shown}
        )
    return Finding("repeat", "contradictory", "repeat.differs", numbers, values)


def _is_again(first: Number, later: Number) -> bool:
    """Whether two equal numbers are plainly one fact."""
    if first.unit != later.unit or any(
        first.row[name] != later.row[name] for name in _SAME if name != "unit"
    ):
        return False
    if _is_all(first):
        return False
    if figures(first) >= _FIGURES:
        return True
    is_specific = first.row["unit"] == "%" or first.row["value_before"] is not None
    alike = bool(first.indicator) and first.indicator == later.indicator
    return is_specific and alike and first.row["community"] == later.row["community"]


def _is_all(number: Number) -> bool:
    """100 %, which may be told of many things."""
    return bool(number.row["unit"] == "%") and number.value == _ALL


def figures(number: Number) -> int:
    """How many figures of a number tell something: 3 in 16.9万, 1 in 1000."""
    return len(f"{number.value:.15g}".replace(".", "").strip("0"))


def _headline(item: Item) -> Iterator[Finding]:
    """A headline's figure of which the text gives another value, and one that stands in the headline alone."""
    head = [number for number in item.numbers if number.sentence.strip() == item.title]
    body = [number for number in item.numbers if number.sentence.strip() != item.title]
    for number in head:
        same = [n for n in body if n.unit == number.unit and n.kind == number.kind]
        if any(number.span.meets(n.span) for n in same):
            continue
        named = [n for n in same if number.indicator and n.indicator == number.indicator]
        if named:
            values = {"head": number.shown, "text": named[0].shown}
            yield Finding("repeat", "tension", "repeat.headline", (number, named[0]), values)
        elif number.row["role"] == "outcome":
            yield Finding(
                "repeat", "cannot_be_checked", "repeat.only_headline", (number,), {"number": number.shown}
            )


def told_by_two_items(items: Sequence[Item]) -> Iterator[Finding]:
    """Facts that two items tell: in one sentence word for word, or of one coded place by one name."""
    seen: dict[tuple[object, ...], tuple[int, Number]] = {}
    for at, item in enumerate(items):
        for number in item.numbers:
            for key in _keys(number):
                first_item, first = seen.setdefault(key, (at, number))
                if first_item != at and first.id != number.id:
                    values = {"first": first.shown, "later": number.shown}
                    yield Finding("repeat", "consistent", "repeat.items", (number, first), values)
                    break


def _keys(number: Number) -> Iterator[tuple[object, ...]]:
    fact = tuple(number.row[name] for name in _SAME)
    yield ("sentence", number.sentence, *fact)
    if number.row["community_id"] and number.indicator and figures(number) >= 2:
        yield ("place", number.row["community"], number.row["district"], number.indicator, *fact)
