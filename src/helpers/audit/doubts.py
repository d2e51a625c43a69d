"""Numbers that contradict nothing and still do not convince: what a careful reader would ask about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.audit.numbers import Cues, Finding, Item, Number
from helpers.audit.sums import part_of_share, shares_with_base

# Rates that rarely reach all: residents satisfied or agreed, demands answered or closed, cases resolved.
_HARD = ("satisfaction", "response", "closure", "approval", "participation", "coverage")
_HALF, _NEARLY_ALL, _ALL = 50, 90, 100
_SMALL_CHANGE = 5
# So many times a number is no longer the same group counted otherwise.
_MANY = 10
_LAST_MONTH = "12"


def doubts(item: Item, cues: Cues) -> Iterator[Finding]:
    """All doubts about the numbers of one item."""
    based = {share.id for share, _, _ in shares_with_base(item)}
    for group in item.by_sentence():
        yield from _young(group, cues)
    for number in item.numbers:
        yield from _found_and_fixed(number, cues)
        yield from _complete(number)
        yield from _superlative(number, cues)
        yield from _most(number, item)
        if number.is_share and number.id not in based:
            yield from _of_whom(number, item, cues)
    yield from _year(item, cues)


def _young(group: Sequence[Number], cues: Cues) -> Iterator[Finding]:
    """Changes against the year before in a sentence about what has been so since something began."""
    young = [number for number in group if number.row["baseline"] == "yoy" and _is_young(number, cues)]
    if young:
        yield _tension("young.yoy", *young)


def _is_young(number: Number, cues: Cues) -> bool:
    ahead = number.sentence[: number.at]
    return bool(cues["young"].search(ahead)) and not cues["lasting"].search(ahead)


def _found_and_fixed(number: Number, cues: Cues) -> Iterator[Finding]:
    """What was found and what was mended, told as one number."""
    if not number.is_count:
        return
    ahead = number.sentence[_clause_start(number.sentence, number.at) : number.at]
    if cues["found_fixed"].search(ahead):
        yield _tension("found_fixed.one", number)


def _complete(number: Number) -> Iterator[Finding]:
    """All of something hard."""
    is_reached = number.kind in ("level", "before_after") and number.row["bound"] == "exact"
    if number.row["unit"] == "%" and number.value == _ALL and is_reached and number.type in _HARD:
        yield _tension("complete.all", number)


def _superlative(number: Number, cues: Cues) -> Iterator[Finding]:
    """A word that claims more than the share or change beside it."""
    clause = number.sentence[_clause_start(number.sentence, number.at) : _clause_end(number)]
    if number.is_share:
        for cue, least in (("majority", _HALF), ("nearly_all", _NEARLY_ALL), ("all", _ALL)):
            found = cues[cue].search(clause)  # type: ignore[index]  # the three are cues
            if found and number.span.high < least:
                yield _tension("superlative.word", number, word=found.group())
    elif number.kind == "change" and number.row["unit"] in ("%", "个百分点"):
        found = cues["marked"].search(clause)
        if found and number.span.high < _SMALL_CHANGE:
            yield _tension("superlative.word", number, word=found.group())


def _most(number: Number, item: Item) -> Iterator[Finding]:
    """A claim to have most of something, where the text itself tells of many times as many."""
    if not number.row["superlative"] or not number.is_count:
        return
    more = [
        n for n in item.numbers if n.is_count and n.unit == number.unit and n.value >= _MANY * number.value
    ]
    if more:
        largest = max(more, key=lambda other: other.value)
        yield _tension(
            "superlative.most", number, largest, word=number.row["superlative"], other=largest.shown
        )


def _of_whom(share: Number, item: Item, cues: Cues) -> Iterator[Finding]:
    """A share of a total that is not named, with more than one candidate in the sentence."""
    if part_of_share(share, item):
        return
    ahead = share.sentence[: share.at]
    bases = [n for n in item.numbers[: share.turn] if n.sentence == share.sentence]
    is_narrowed = any(n.is_share for n in bases) and any(n.is_count for n in bases)
    if cues["bare_total"].search(ahead[_clause_start(share.sentence, share.at) :]) and is_narrowed:
        listed = ", ".join(n.shown for n in bases)
        yield _tension("of_whom.open", share, *bases, bases=listed)


def _year(item: Item, cues: Cues) -> Iterator[Finding]:
    """Numbers of "the whole year" or "this spring" in a text that does not tell which year, or before that year was over."""
    dated = [number for number in item.numbers if number.row["date"]]
    whole = [number for number in dated if cues["whole_year"].search(number.row["date"])]
    for number in whole:
        values = {"number": number.shown, "date": number.row["date"]}
        if not item.has_year:
            yield Finding("year", "tension", "year.unsaid", (number,), values)
        elif item.published[:4] == item.year and item.published[5:7] not in ("", _LAST_MONTH):
            yield Finding("year", "tension", "year.unfinished", (number,), values)
    relative = [n for n in dated if cues["relative_year"].search(n.row["date"]) and n not in whole]
    if relative and not item.has_year:
        dates = ", ".join(dict.fromkeys(n.row["date"] for n in relative))
        yield Finding("year", "cannot_be_checked", "year.relative", tuple(relative), {"dates": dates})


def _tension(told: str, number: Number, *others: Number, **values: object) -> Finding:
    check = told.partition(".")[0]
    return Finding(check, "tension", told, (number, *others), {"number": number.shown, **values})


def _clause_start(sentence: str, at: int) -> int:
    return max(sentence.rfind(mark, 0, at) for mark in "，,；;：:。\n") + 1


def _clause_end(number: Number) -> int:
    ends = [at for mark in "，,；;。\n" if (at := number.sentence.find(mark, number.end)) >= 0]
    return min(ends, default=len(number.sentence))
