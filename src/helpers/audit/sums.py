"""Parts and wholes, announced lists, shares and counts: what the text's own arithmetic says of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import pandas as pd

from helpers.analysis import records
from helpers.audit.numbers import Cues, Finding, Item, Number, as_written, between, fits, written
from helpers.intervals import Interval, share_of
from helpers.values import number_text

# So many numbers back a sum of two may be told before it; small sums are chance.
_REACH = 4
_SMALLEST_SUM = 5
_SHARE_OF = re.compile(r"占(?:比|到|了)?")
_RATE = re.compile(r"率$")
# Kinds of things are no things: 三类合计占七成八.
_SORTS = frozenset({"类", "种"})
# 按时结案 is another thing than 结案.
_BEFORE_STEM = ("", "，", ",", "、", "；", ";", "已", "共")
_COMMAS = ("，", ",", "、")


def parts_and_wholes(item: Item, cues: Cues) -> Iterator[Finding]:
    """Lists of parts behind their whole, sums told after their parts, and parts that the tables relate."""
    done: set[str] = set()
    for group in item.by_sentence():
        for whole, parts in _announced(group, cues):
            done.update(number.id for number in (whole, *parts))
            yield _sum(whole, parts, item)
    for whole, parts in (*_related(item), *_added_up(item, cues)):
        if not done & {number.id for number in parts}:
            done.update(number.id for number in (whole, *parts))
            yield _sum(whole, parts, item)


def _announced(group: Sequence[Number], cues: Cues) -> Iterator[tuple[Number, tuple[Number, ...]]]:
    """A count, a word such as 其中, and two or more counts of the same unit directly behind one another."""
    for at, whole in enumerate(group[:-2]):
        if not (whole.is_count and cues["among"].search(between(whole, group[at + 1]))):
            continue
        parts = []
        for part in group[at + 1 :]:
            if part.unit != whole.unit or part.kind != "level":
                break
            parts.append(part)
        if len(parts) >= 2:
            yield whole, tuple(parts)


def _related(item: Item) -> Iterator[tuple[Number, tuple[Number, ...]]]:
    """Wholes with their parts as the table of relations has them; a single part tells nothing, unless it is larger."""
    parts: dict[str, list[Number]] = {}
    wholes: dict[str, Number] = {}
    for part, whole in item.relations.get("part_of", ()):
        if part.unit == whole.unit and part.kind == whole.kind:
            parts.setdefault(whole.id, []).append(part)
            wholes[whole.id] = whole
    for name, found in parts.items():
        if len(found) > 1 or found[0].span.low > wholes[name].span.high:
            yield wholes[name], tuple(found)


def _added_up(item: Item, cues: Cues) -> Iterator[tuple[Number, tuple[Number, ...]]]:
    """Two counts of one thing and, close by, their sum: told as a sum, or between two equal groups of the same name."""
    counts = [number for number in item.numbers if number.is_count and number.is_exact]
    same = {pair[0].id for pair in item.relations.get("same_fact", ())}
    for whole in counts:
        if whole.value < _SMALLEST_SUM:
            continue
        near = [n for n in counts if n is not whole and n.unit == whole.unit and n.value < whole.value]
        near = [n for n in near if abs(n.turn - whole.turn) <= _REACH and n.id not in same]
        for one, other in combinations(near, 2):
            if one.value + other.value == whole.value and _is_told_as_sum(one, other, whole, cues):
                yield whole, (one, other)
                break


def _is_told_as_sum(one: Number, other: Number, whole: Number, cues: Cues) -> bool:
    """Whether the whole is named as what the two make, or all three count the same thing."""
    if not _share_noun(one, whole) or not _share_noun(other, whole):
        return False
    leads = cues["sums"].search(whole.sentence[: whole.at])
    if leads and max(one.turn, other.turn) < whole.turn:
        return True
    return one.sentence != other.sentence and all(_ends_alike(n, whole) for n in (one, other))


def _share_noun(one: Number, other: Number) -> bool:
    """Whether two indicators have two characters side by side in common."""
    return any(one.indicator[at : at + 2] in other.indicator for at in range(len(one.indicator) - 1))


def _ends_alike(one: Number, other: Number) -> bool:
    """Whether the indicators have a noun of four characters or more in common."""
    first, second = one.indicator, other.indicator
    return any(first[at : at + 4] in second for at in range(len(first) - 3))


def announced_lists(lists: pd.DataFrame) -> Iterator[Finding]:
    """Lists of which the text says how long they are; that fewer are named may be a choice of the writer."""
    for row in records(lists):
        values = {"name": row["name"], "listed": row["listed"]}
        if row["announced"] == row["listed"]:
            yield Finding("list", "consistent", "listed.whole", (), values, listed=row)
        else:
            yield Finding("list", "cannot_be_checked", "listed.other", (), values, listed=row)


def _sum(whole: Number, parts: tuple[Number, ...], item: Item) -> Finding:
    """How the parts' sum meets the whole; fewer than the whole may be just some of its parts."""
    total = parts[0].span
    for part in parts[1:]:
        total = total + part.span
    exact = as_written(*parts)
    added = number_text(float(sum(exact))) if exact else written(total)
    values = {"parts": " + ".join(part.shown for part in parts), "whole": whole.shown, "sum": added}
    numbers = (whole, *parts)
    grade = fits(total, whole, sum(exact) if exact else None)
    if grade != "contradictory":
        again = tuple(n for n in item.numbers if n not in numbers and _is_told_again(whole, n))
        twins = len(parts) == 2 and parts[0].value == parts[1].value
        told = "parts.twins" if twins else "parts.again" if again else "parts.fit"
        return Finding("parts", grade, told, (*numbers, *again), values)
    if total.low < whole.span.low:
        return Finding("parts", "cannot_be_checked", "parts.some", numbers, values)
    if any(part.span.low > whole.span.high for part in parts):
        return Finding("parts", "contradictory", "parts.larger", numbers, values)
    return Finding("parts", "tension", "parts.more", numbers, values)


def _is_told_again(whole: Number, other: Number) -> bool:
    """Whether the sum stands a second time in the text, of things of the same name."""
    is_equal = other.value == whole.value and other.unit == whole.unit and other.kind == whole.kind
    return is_equal and _share_noun(other, whole)


def shares_and_counts(item: Item) -> Iterator[Finding]:
    """Each share of which part and whole are told: whether it is the share that they give."""
    for share, part, whole in shares_with_base(item):
        found, exact = share_of(part.span, whole.span), as_written(part, whole)
        percent = 100 * exact[0] / exact[1] if exact else None
        grade = fits(found, share, percent)
        shown = written(Interval(percent, percent) if percent else found)
        values = {"part": part.shown, "whole": whole.shown, "share": share.shown, "found": shown}
        if grade == "contradictory" and not _is_named(share, part, whole):
            continue
        told = "share.differs" if grade == "contradictory" else "share.fits"
        yield Finding("share", grade, told, (share, part, whole), values)


def shares_with_base(item: Item) -> Iterator[tuple[Number, Number, Number]]:
    """(share, part, whole) where the text gives all three: its base by relation, by name, or by arithmetic."""
    bases = {share.id: whole for share, whole in item.relations.get("share_of", ())}
    for share in item.numbers:
        told = part_of_share(share, item)
        part = told or (_count_before(share, item) if share.is_share else None)
        if not part:
            continue
        named = (bases.get(share.id) or _named_base(share, part, item)) if told else None
        if named and (named is part or named.unit != part.unit or not named.value >= part.value > 0):
            named = None
        # What the words leave open is taken only where the figures agree.
        near = [w for w in _candidates(share, part, item) if told or as_written(share, part, w)]
        fitting = [w for w in ([named] if named else []) + near if _fits_share(share, part, w)]
        if fitting or named:
            yield share, part, fitting[0] if fitting else named  # type: ignore[misc]  # one of them is there


def _fits_share(share: Number, part: Number, whole: Number) -> bool:
    return fits(share_of(part.span, whole.span), share) != "contradictory"


def part_of_share(share: Number, item: Item) -> Number | None:
    """The count before the share of which it says what part it is: 6026件，占38.6% and 办结11,058件，办结率98.1%."""
    if not share.is_share:
        return None
    part = _count_before(share, item)
    if part and re.match(r"[，,\s]*占", between(part, share)):
        return part
    ahead = [n for n in item.numbers[: share.turn] if n.sentence == share.sentence and n.is_count]
    return next((n for n in reversed(ahead) if n.unit not in _SORTS and _is_rate_of(share, n)), None)


def _count_before(share: Number, item: Item) -> Number | None:
    """The number before the share, if it is a count in the same sentence."""
    part = item.numbers[share.turn - 1] if share.turn else None
    if not part or not part.is_count or part.unit in _SORTS or part.sentence != share.sentence:
        return None
    return part


def _is_rate_of(share: Number, part: Number) -> bool:
    """Whether the share is the rate of what the count tells: 办结158个，办结率; 791户同意，同意率."""
    stem = _RATE.sub("", share.indicator)
    if stem == share.indicator or len(stem) < 2:
        return False
    ahead, behind = part.sentence[: part.at].rstrip("了"), part.sentence[part.end :]
    is_behind = behind.startswith(stem) and behind[len(stem) : len(stem) + 1] in _COMMAS
    if ahead.endswith(stem):
        return ahead.removesuffix(stem)[-1:] in _BEFORE_STEM
    return part.indicator == stem or is_behind


def base_noun(share: Number) -> str:
    """What the share says that it is a share of: 常住人口 in 老年人占常住人口."""
    halves = _SHARE_OF.split(share.indicator, maxsplit=1)
    return halves[1] if len(halves) == 2 else ""


def _named_base(share: Number, part: Number, item: Item) -> Number | None:
    """The one count whose indicator is the noun that the share is said to be a share of."""
    noun = base_noun(share)
    if not noun and _is_rate_of(share, part):
        before = [n for n in item.numbers[: part.turn] if n.sentence == part.sentence]
        return before[-1] if before and before[-1].is_count and before[-1].unit == part.unit else None
    alike = [n for n in item.numbers if n.is_count and n.unit == part.unit and n.indicator == noun]
    named = [n for n in alike if n.row["community"] == share.row["community"]]
    return named[0] if noun and len({n.value for n in named}) == 1 else None


def _candidates(share: Number, part: Number, item: Item) -> list[Number]:
    """Counts of the part's unit in this sentence and the one before that are larger than it."""
    near = [n for n in item.numbers[: part.turn] if part.turn - n.turn <= _REACH]
    larger = [n for n in near if n.is_count and n.unit == part.unit and n.span.high > part.span.high]
    return [n for n in reversed(larger) if n.value > part.value]


def _is_named(share: Number, part: Number, whole: Number) -> bool:
    """Whether the words leave no doubt of what it is a share: only then may arithmetic contradict it."""
    noun = base_noun(share)
    return bool(noun and noun == whole.indicator) or _is_rate_of(share, part)
