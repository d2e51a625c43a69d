"""Changes and levels: whether a change is the one that the values told beside it make."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from helpers.audit.numbers import Cues, Finding, Item, Number, as_written, between, fits, written
from helpers.intervals import UNBOUNDED, Interval, exactly


def changes_and_levels(item: Item, cues: Cues) -> Iterator[Finding]:
    """Changes that the text tells beside what they follow from: a pair, or a level and a change in number.

    One that is compared with something of its own (…, 同比下降…) follows from nothing told beside it.
    """
    for first, change in zip(item.numbers, item.numbers[1:], strict=False):
        if first.sentence != change.sentence or change.kind != "change":
            continue
        if change.indicator not in ("", first.indicator) or change.row["direction"] != first.row["direction"]:
            continue
        if cues["compared"].search(between(first, change)):
            continue
        if first.kind == "before_after":
            yield from _pair_and_change(first, change)
        elif first.kind == "change" and change.row["unit"] == "%" and (level := level_of(first, item)):
            yield _level_and_changes(level, first, change)


def _pair_and_change(pair: Number, change: Number) -> Iterator[Finding]:
    """From 43 % to 96 %, up 53 points."""
    found = _change(pair, change)
    if found is None:
        return
    grade = fits(found, change, _change_as_written(pair, change))
    told = "change.differs" if grade == "contradictory" else "change.fits"
    is_percent = pair.row["unit"] == change.row["unit"] == "%"
    if grade == "contradictory" and is_percent and fits(_points(pair), change) != "contradictory":
        grade, told = "tension", "change.points"
    values = {"first": pair.shown, "change": change.shown, "found": f"{written(found)} {change.row['unit']}"}
    yield Finding("change", grade, told, (change, pair), values)


def level_of(change: Number, item: Item) -> Number | None:
    """The level that a change in number brought about, if its sentence tells it before."""
    before = [n for n in item.numbers[: change.turn] if n.sentence == change.sentence and n.is_count]
    alike = [n for n in before if n.unit == change.unit and n.indicator == change.indicator and n.indicator]
    return alike[-1] if alike else None


def _level_and_changes(level: Number, moved: Number, change: Number) -> Finding:
    """4218 cases, 637 fewer, down 13.1 %."""
    earlier = level.span - moved.span if moved.row["direction"] == "up" else level.span + moved.span
    ratio = moved.span / earlier
    found = Interval(100 * ratio.low, 100 * ratio.high)
    exact = as_written(level, moved)
    before = exact and (exact[0] - exact[1] if moved.row["direction"] == "up" else exact[0] + exact[1])
    grade = fits(found, change, 100 * exact[1] / before if exact and before else None)
    told = "change.differs" if grade == "contradictory" else "change.fits"
    first = f"{level.shown}, {moved.shown}"
    values = {"first": first, "change": change.shown, "found": f"{written(found)} %"}
    return Finding("change", grade, told, (change, moved, level), values)


def _points(pair: Number) -> Interval:
    before, after = pair.before, pair.span
    assert before is not None  # a pair has an earlier value
    return after - before if pair.value > float(pair.row["value_before"]) else before - after


def _change(pair: Number, change: Number) -> Interval | None:
    """The change that the pair gives in the change's own unit, None where that cannot be told."""
    before = pair.before
    if before is None or not before.low or pair.span.high == UNBOUNDED:
        return None
    moved = _points(pair)
    if _is_in_own_unit(pair, change):
        return moved
    if change.row["unit"] == "%":
        return Interval(100 * moved.low / before.high, 100 * moved.high / before.low)
    return None


def _is_in_own_unit(pair: Number, change: Number) -> bool:
    """Whether the change is a difference: points of a percentage, pieces of a count."""
    if pair.row["unit"] == "%":
        return bool(change.row["unit"] == "个百分点")
    return bool(change.row["unit"] == pair.row["unit"])


def _change_as_written(pair: Number, change: Number) -> Fraction | None:
    if not pair.is_exact:
        return None
    before = exactly(float(pair.row["value_before"]))
    moved = abs(exactly(pair.value) - before)
    return moved if _is_in_own_unit(pair, change) else 100 * moved / before
