"""Which numbers of an article belong together: part and whole, share and base, one fact told twice.

The text comes first and arithmetic confirms: a relation that the words leave open is left out, because a wrong one
would make the audit accuse a source of an error that is ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from helpers.knowledge.relations import RelationKnowledge
from helpers.model import Metric, Relation

_PEOPLE = frozenset("人名位口")
# Whose value is itself rounded (17.6万人) may be off by this much of itself.
_ROUNDED = Decimal("0.004")
_MORE_PARTS = 3
# Numbers from here on with three digits told are hardly equal by chance.
_PECULIAR = 1000


def find_relations(
    text: str, metrics: Sequence[Metric], knowledge: RelationKnowledge
) -> tuple[Relation, ...]:
    """The relations between the numbers of one article, by their places in `metrics`, without repetition.

    `metrics` are in the order of `text`.
    """
    found = dict.fromkeys(_same_facts(metrics))
    for sentence in _sentences(metrics):
        found |= dict.fromkeys(_parts(text, metrics, sentence, knowledge))
        found |= dict.fromkeys(_shares(text, metrics, sentence, knowledge))
    found |= dict.fromkeys(_lists(text, metrics, knowledge))
    return tuple(sorted(found, key=lambda r: (r.metric, r.other, r.kind)))


def _sentences(metrics: Sequence[Metric]) -> Iterator[range]:
    """The places of the numbers of each sentence."""
    first = 0
    for number in range(1, len(metrics) + 1):
        if number == len(metrics) or metrics[number].sentence != metrics[first].sentence:
            yield range(first, number)
            first = number


def _same_facts(metrics: Sequence[Metric]) -> Iterator[Relation]:
    """Equal numbers of one indicator and place in different sentences; each later telling goes to the first one.

    Small whole numbers are left out: "3个小区" may be three others.
    """
    told: dict[tuple[object, ...], list[int]] = {}
    for number, metric in enumerate(metrics):
        if not _is_telling(metric):
            continue
        key = (
            metric.value,
            metric.value_high,
            metric.value_before,
            metric.unit,
            metric.kind,
            metric.direction,
        )
        earlier = told.setdefault(key, [])
        same = next((at for at in earlier if _is_same(metrics[at], metric)), None)
        if same is None:
            earlier.append(number)
        else:
            yield Relation("same_fact", number, same)


def _is_same(one: Metric, other: Metric) -> bool:
    """Whether both measure the same of one place, in different sentences.

    A longer name may end with the shorter one; names of a number that is hardly met by chance need but share a word.
    """
    short, long = sorted((one.indicator, other.indicator), key=len)
    is_named_alike = len(short) > 1 and (short == long or (len(short) > 2 and long.endswith(short)))
    if _is_peculiar(one.value) and len(short) > 1:
        is_named_alike = _is_alike(one, other)
    where = {one.community, other.community} - {None}
    return is_named_alike and len(where) < 2 and one.sentence != other.sentence


def _is_telling(metric: Metric) -> bool:
    """Whether two such values are hardly equal by chance."""
    return metric.value_before is not None or metric.unit == "%" or abs(metric.value) >= 100


def _is_peculiar(value: Decimal) -> bool:
    """Whether the number has three digits or more that are told (16.9万, 5591), so that it tells itself from others."""
    return len(value.normalize().as_tuple().digits) > 2 and abs(value) >= _PECULIAR


def _parts(
    text: str, metrics: Sequence[Metric], sentence: range, knowledge: RelationKnowledge
) -> Iterator[Relation]:
    """The numbers that the text takes out of the one before: by 其中, as far as they fit into it, and by 就有."""
    start, end = metrics[sentence[0]].sentence
    yield from _emphasised(text, metrics, sentence, knowledge)
    among = knowledge.among.search(text, start, end)
    if not among:
        return
    behind = [n for n in sentence if metrics[n].start >= among.end()]
    whole = _before(text, metrics, behind[0], among.start(), start) if behind else None
    if whole is None:
        return
    left = metrics[whole].value_high or metrics[whole].value
    for number in behind:
        part = metrics[number]
        if "；" in text[among.end() : part.start] or not _is_part(part, metrics[whole]) or part.value > left:
            return
        left -= part.value
        yield Relation("part_of", number, whole)


def _emphasised(
    text: str, metrics: Sequence[Metric], sentence: range, knowledge: RelationKnowledge
) -> Iterator[Relation]:
    """总人数5591人，职工就有3000多人: the number is a part of the one before it, which is called a total."""
    for number in sentence:
        part = metrics[number]
        known = [n for n in sentence if n < number and _is_part(part, metrics[n])]
        if not known or part.value > metrics[known[-1]].value:
            continue
        whole = metrics[known[-1]]
        between = text[whole.end : part.start]
        is_total = knowledge.overall.search(text[part.sentence[0] : whole.start])
        if is_total and knowledge.alone.search(between) and "；" not in between:
            yield Relation("part_of", number, known[-1])


def _before(text: str, metrics: Sequence[Metric], part: int, at: int, start: int) -> int | None:
    """The last number before `at` that counts the same thing as `part`: in the sentence, else in the one before."""
    known = [n for n in range(part) if metrics[n].end <= at]
    if not known or "\n" in text[metrics[known[-1]].end : at]:
        return None
    last = metrics[known[-1]]
    here = [n for n in known if metrics[n].sentence == last.sentence and _is_part(metrics[part], metrics[n])]
    is_near = last.end > start or not text[start:at].strip("，, ")
    return here[-1] if here and is_near else None


def _is_part(part: Metric, whole: Metric) -> bool:
    return (
        part.unit != "%"
        and _unit(part) == _unit(whole)
        and part.kind == whole.kind == "level"
        and part.value_before is None
    )


def _unit(metric: Metric) -> str:
    return "人" if metric.unit in _PEOPLE else metric.unit


def _shares(
    text: str, metrics: Sequence[Metric], sentence: range, knowledge: RelationKnowledge
) -> Iterator[Relation]:
    """The shares of the sentence whose base the text names or two counts prove."""
    for number in sentence:
        share = metrics[number]
        if share.unit != "%" or share.kind != "level":
            continue
        base = _named_base(text, metrics, number, knowledge)
        proof = _proof(text, metrics, number, knowledge)
        if proof:
            yield Relation("share_of", number, proof[1])
            yield Relation("part_of", proof[0], proof[1])
        elif base is not None:
            yield Relation("share_of", number, base)


def _named_base(text: str, metrics: Sequence[Metric], share: int, knowledge: RelationKnowledge) -> int | None:
    """The count that the text says the number is a share of: by 其中, 占总数, a rate of a stock, or 里 and 中 behind it."""
    start = metrics[share].sentence[0]
    counts = [n for n in range(share) if metrics[n].start >= start]
    if not counts:
        return None
    last = metrics[counts[-1]]
    if last.unit == "%" and knowledge.of_all.search(text[last.end : metrics[share].start]):
        bases = [n for n in counts if metrics[n].unit != "%" and metrics[n].kind == "level"]
        return bases[0] if len(bases) == 1 else None
    between = text[last.end : metrics[share].start]
    is_count = last.unit != "%" and last.kind == "level" and "；" not in between
    if not is_count or _is_one_of_two(text, metrics, counts):
        return None
    words = (knowledge.among, knowledge.within)
    is_rate = knowledge.stock.search(f"{last.unit} {metrics[share].indicator}")
    if is_rate or any(word.search(between) for word in words) or knowledge.of.search(between):
        return counts[-1]
    return None


def _is_one_of_two(text: str, metrics: Sequence[Metric], counts: Sequence[int]) -> bool:
    """Whether the last count shares its list with one of another unit, so that either may be the base: 2380户、6100余人."""
    if len(counts) < 2:
        return False
    one, other = metrics[counts[-2]], metrics[counts[-1]]
    return text[one.end : other.start].strip() in ("、", "居民、", "人家、") and _unit(one) != _unit(other)


def _proof(
    text: str, metrics: Sequence[Metric], share: int, knowledge: RelationKnowledge
) -> tuple[int, int] | None:
    """Part and whole before the share that it is right for, where the text calls it a share or a rate."""
    metric = metrics[share]
    clause = text[max(metric.sentence[0], metric.start - 14) : metric.start].rpartition("，")[2]
    if not (knowledge.share.search(clause) or knowledge.rate.search(metric.indicator)):
        return None
    near = [n for n in range(max(0, share - 6), share) if _is_near(text, metrics[n], metric)]
    for part in reversed(near):
        for whole in reversed(near):
            if (
                part != whole
                and _is_part(metrics[part], metrics[whole])
                and _fits(metrics, part, whole, share)
            ):
                return part, whole
    return None


def _is_near(text: str, metric: Metric, share: Metric) -> bool:
    """Whether it stands in the sentence of the share or in the one before it."""
    between = text[metric.end : share.start]
    return metric.unit != "%" and "\n" not in between and between.count("。") <= 1


def _fits(metrics: Sequence[Metric], part: int, whole: int, share: int) -> bool:
    """Whether the share is that of the two counts within its rounding; shares in tenths prove nothing."""
    told = metrics[share].value
    small, large = metrics[part].value, metrics[whole].value
    if not 0 < small <= large or told % 10 == 0 or metrics[share].bound not in ("exact", "approx"):
        return False
    digits = max(0, -int(told.normalize().as_tuple().exponent))
    slack = Decimal("0.51") / 10**digits + (_ROUNDED * told if _is_rounded(metrics[whole]) else 0)
    return bool(abs(100 * small / large - told) <= slack)


def _is_rounded(metric: Metric) -> bool:
    return metric.bound != "exact" or (metric.value >= 10000 and metric.value % 100 == 0)


def _lists(text: str, metrics: Sequence[Metric], knowledge: RelationKnowledge) -> Iterator[Relation]:
    """Numbers of one unit that follow each other and add up to the number before or behind them."""
    for first in range(1, len(metrics)):
        run = _run(text, metrics, first, knowledge)
        before = metrics[first - 1]
        if len(run) < 2 or sum(metrics[n].value for n in run) != before.value:
            continue
        between = text[before.end : metrics[first].start]
        is_told = knowledge.list.search(between) or len(run) >= _MORE_PARTS
        is_near = "\n" not in between and between.count("。") <= 1
        if is_told and is_near and _is_part(metrics[first], before):
            yield from (Relation("part_of", n, first - 1) for n in run)
    for whole in range(len(metrics)):
        yield from (Relation("part_of", n, whole) for n in _summed(text, metrics, whole, knowledge))


def _summed(text: str, metrics: Sequence[Metric], whole: int, knowledge: RelationKnowledge) -> list[int]:
    """The numbers of the same thing before a number that is called a total, if the last of them add up to it."""
    total = metrics[whole]
    if not knowledge.total.search(text[max(total.sentence[0], total.start - 10) : total.start]):
        return []
    parts: list[int] = []
    left = total.value
    for number in reversed(range(max(0, whole - 8), whole)):
        part = metrics[number]
        between = text[part.end : total.start]
        if "\n" in between or between.count("。") > 1:
            break
        if part.bound == "exact" and _is_part(part, total) and _is_alike(part, total):
            parts.append(number)
            left -= part.value
            if left <= 0:
                break
    return parts if left == 0 and len(parts) > 1 else []


def _is_alike(one: Metric, other: Metric) -> bool:
    """Whether their indicators share a word of two characters, or one of them has no indicator of its own."""
    pairs = {one.indicator[at : at + 2] for at in range(len(one.indicator) - 1)}
    return not pairs or any(pair in other.indicator for pair in pairs) or len(other.indicator) < 2


def _run(text: str, metrics: Sequence[Metric], first: int, knowledge: RelationKnowledge) -> list[int]:
    """The numbers from `first` on that stand in one list: one unit, one sentence, joined by commas or conjunctions."""
    run = [first]
    for number in range(first + 1, len(metrics)):
        one, other = metrics[run[-1]], metrics[number]
        between = text[one.end : other.start]
        is_listed = (
            _is_part(one, other)
            and one.bound == other.bound == "exact"
            and one.sentence == other.sentence
            and len(between) <= 24
            and knowledge.joins.search(between)
        )
        if not is_listed or knowledge.total.search(text[one.end : other.start]):
            break
        run.append(number)
    return run
