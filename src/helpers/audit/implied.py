"""What the numbers imply without saying it: totals, counts, bases, averages. All of it is derived, and marked so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers.audit.changes import level_of
from helpers.audit.numbers import Cues, Finding, Item, Number, between, written
from helpers.audit.sums import base_noun, part_of_share, shares_with_base
from helpers.intervals import (
    UNBOUNDED,
    Interval,
    can_be_share,
    exactly,
    part_from,
    smallest_base,
    step_of,
    total_from,
)

# What a share of this type is a share of, by the unit that it is counted in.
_BASE_UNITS = {
    "occupancy": ("套", "间", "户", "套(间)"),
    "elderly_share": ("人",),
    "approval": ("户",),
}
_SESSIONS = frozenset({"场", "场次", "期", "堂", "节"})
_HOUSEHOLD = Interval(exactly(1), exactly(6))
_NEAR = 2
# A noun of so many characters says which of the things are meant.
_NOUN = 3


def totals(item: Item) -> Iterator[Finding]:
    """The total that a part and its share imply, where the text tells no total."""
    known = {share.id for share, _, _ in shares_with_base(item)}
    for share in item.numbers:
        part = part_of_share(share, item) if share.is_share and share.id not in known else None
        if part and base_noun(share) and share.span.high:
            values = {"part": part.shown, "share": share.shown}
            yield _total("total.share", (share, part), values)


def starting_levels(item: Item, cues: Cues) -> Iterator[Finding]:
    """The earlier level that a level and its change imply; the earlier count that a change in both forms implies."""
    for first, second in zip(item.numbers, item.numbers[1:], strict=False):
        if first.sentence != second.sentence or second.kind != "change" or not second.row["direction"]:
            continue
        if second.indicator not in ("", first.indicator):
            continue
        if first.row["unit"] == "%" and second.row["unit"] == "个百分点" and first.kind == "level":
            rises = second.row["direction"] == "up"
            before = first.span - second.span if rises else first.span + second.span
            values = {"level": first.shown, "change": second.shown, "before": f"{written(before)} %"}
            yield _derived("total", "total.points", (second, first), values, before)
        elif cues["compared"].search(between(first, second)):
            continue
        elif _is_change_in_both_forms(first, second) and not level_of(first, item):
            yield _total("total.change", (second, first), {"part": first.shown, "share": second.shown})


def _is_change_in_both_forms(first: Number, second: Number) -> bool:
    """412 fewer, down 11.8 %."""
    is_number = first.kind == "change" and first.row["unit"] not in ("%", "个百分点")
    is_alike = first.row["direction"] == second.row["direction"]
    return is_number and is_alike and second.row["unit"] == "%" and bool(second.span.low)


def _total(told: str, numbers: tuple[Number, Number], values: Mapping[str, object]) -> Finding:
    """The whole behind a part and its percentage; for things that are counted one that is a whole number."""
    share, part = numbers
    total = total_from(part.span, share.span)
    if not (part.is_exact and part.span.is_point and part.value.is_integer()):
        return _derived("total", told, numbers, {**values, "total": written(total)}, total)
    loose = total_from(part.span, share.span.widened(step_of(share.row["text"], "%") / 2))
    whole = total.whole() or loose.whole()
    if whole is None:
        return Finding("total", "tension", "total.none", numbers, {**values, "total": written(total)})
    return _derived("total", told, numbers, {**values, "total": written(whole)}, whole)


def counts(item: Item, cues: Cues) -> Iterator[Finding]:
    """The count that a base and its rate imply."""
    bases = {share.id: whole for share, whole in item.relations.get("share_of", ())}
    known = {share.id for share, _, _ in shares_with_base(item)}
    for share in item.numbers:
        if not share.is_share or share.id in known or part_of_share(share, item):
            continue
        base = bases.get(share.id) or _base_before(share, item, cues)
        if base and base.is_count:
            count = part_from(base.span, share.span)
            shown = count.whole() or count
            values = {"base": base.shown, "share": share.shown, "count": written(shown)}
            yield _derived("count", "amount.rate", (share, base), values, shown)


def _base_before(share: Number, item: Item, cues: Cues) -> Number | None:
    """The count right before the share that it can only be a share of: by its type and unit, or by 其中."""
    if not share.turn:
        return None
    before = item.numbers[share.turn - 1]
    if before.sentence != share.sentence or not before.is_count:
        return None
    if before.unit in _BASE_UNITS.get(share.type, ()):
        return before
    words = between(before, share)
    lone = share.turn < 2 or item.numbers[share.turn - 2].sentence != share.sentence
    is_among = cues["among"].search(words) and "占" not in base_noun(share)
    return before if lone and is_among and not base_noun(share) else None


def bases(item: Item) -> Iterator[Finding]:
    """Whether a rounded percentage can be a share of the counted things that it names (GRIM)."""
    for share in item.numbers:
        if share.row["unit"] != "%" or share.kind not in ("level", "before_after") or not share.is_exact:
            continue
        spans = [share.span, *([share.before] if share.before else [])]
        step = step_of(share.row["text"], "%")
        named = [n for n in item.numbers if n.sentence != share.sentence and _is_base_of(n, share)]
        named = [n for n in named if n.value < 100 / step]
        if not named or step > 1:
            continue
        fitting = [n for n in named if all(can_be_share(span, int(n.value)) for span in spans)]
        smallest = smallest_base(spans)
        values = {
            "share": share.shown,
            "bases": ", ".join(dict.fromkeys(n.shown for n in named)),
            "smallest": smallest or 0,
        }
        if fitting:
            values["bases"] = ", ".join(dict.fromkeys(n.shown for n in fitting))
            yield Finding("base", "consistent", "base.fits", (share, *fitting), values)
        else:
            yield Finding("base", "tension", "base.none", (share, *named), values)


def _is_base_of(count: Number, share: Number) -> bool:
    """Whether the share's indicator begins with what is counted: 老年居民 and 老年居民建档率.

    People are left out, and so are nouns of two characters: 居民 in 居民满意度 and 工单 in 工单办结率 are all of them,
    not the few that were counted for something else.
    """
    noun = count.indicator
    is_thing = count.is_count and count.is_exact and count.unit != "人"
    return is_thing and len(noun) >= _NOUN and share.indicator.startswith(noun)


def averages(item: Item, cues: Cues) -> Iterator[Finding]:
    """Attendances a session, attendances a head, residents a household, where one sentence gives both."""
    for group in item.by_sentence():
        for at, number in enumerate(group):
            near = group[max(0, at - _NEAR) : at]
            if number.is_count and number.unit == "人次":
                yield from _per(number, [n for n in near if n.unit in _SESSIONS], "average.session")
                yield from _per(number, [n for n in near if n.unit == "人"], "average.head")
            elif number.is_count and number.unit == "人" and cues["population"].search(number.indicator):
                homes = [n for n in near[-1:] if n.unit == "户" and n.type == "households"]
                yield from _per(number, homes, "average.household")


def _per(number: Number, bases: list[Number], told: str) -> Iterator[Finding]:
    if not bases or not bases[-1].is_count or not bases[-1].value:
        return
    base = bases[-1]
    average = number.span / base.span
    values = {"number": number.shown, "base": base.shown, "average": written(average)}
    numbers = (number, base)
    if not average.low and average.high == UNBOUNDED:
        yield Finding("average", "cannot_be_checked", "average.open", numbers, values)
    elif average.high < 1 or (told == "average.household" and not average.meets(_HOUSEHOLD)):
        yield Finding("average", "tension", "average.odd", numbers, values)
    else:
        yield Finding("average", "cannot_be_checked", told, numbers, values, is_derived=True)


def _derived(
    check: str, told: str, numbers: tuple[Number, ...], values: Mapping[str, object], span: Interval
) -> Finding:
    """A derived value, unless its bounds leave it open on both sides."""
    is_open = not span.low and span.high == UNBOUNDED
    return Finding(
        check,
        "cannot_be_checked",
        f"{told}.open" if is_open else told,
        numbers,
        values,
        is_derived=not is_open,
    )
