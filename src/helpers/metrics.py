"""Codes quantities as metrics by the codebook: which count, what they measure, how, and of which place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.countable import is_countable
from helpers.indicators import indicator_of, indicator_type
from helpers.judgements import baseline_of, kind_of, role_of
from helpers.knowledge.metrics import MetricKnowledge
from helpers.model import Article, Direction, Kind, Metric, Place, Quantity
from helpers.pairs import Pair, find_pairs
from helpers.subjects import subject_of

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|初|末|上半年|下半年)?|去年(?:底|\d{1,2}月)?|今年(?:\d{1,2}月|上半年|以来|底)?|"
    r"前年|上半年|下半年|截至[^，。]{2,12})"
)


def code_metrics(
    article: Article, quantities: Sequence[Quantity], places: Sequence[Place], knowledge: MetricKnowledge
) -> tuple[Metric, ...]:
    """The metrics among `quantities` of `article.text.text`, in the order of the text."""
    text = article.text.text
    pairs = {pair.before: pair for pair in find_pairs(text, quantities, knowledge)}
    later = {pair.after for pair in pairs.values()}
    metrics = []
    for quantity in quantities:
        if quantity in later:
            continue
        pair = pairs.get(quantity)
        if pair or is_countable(text, quantity, knowledge):
            metrics.append(_metric(article, quantity, pair, places, knowledge))
    return tuple(metrics)


def _metric(
    article: Article,
    quantity: Quantity,
    pair: Pair | None,
    places: Sequence[Place],
    knowledge: MetricKnowledge,
) -> Metric:
    text = article.text.text
    kind: Kind
    direction: Direction | None
    if pair:
        kind, direction = "before_after", pair.direction
        now, before = pair.after, quantity.value
        end = pair.after.end
    else:
        kind, direction = kind_of(text, quantity, knowledge)
        now, before, end = quantity, None, quantity.end
    indicator = indicator_of(text, quantity, knowledge.common)
    baseline = baseline_of(text, quantity.start, kind, knowledge)
    place = subject_of(article, places, quantity.start)
    sentence = _sentence(text, quantity.start, end)
    date = _DATE.search(text, *sentence)
    return Metric(
        start=quantity.start,
        end=end,
        sentence=sentence,
        value=now.value,
        value_high=now.value_high,
        value_before=before,
        bound=now.bound,
        unit=quantity.unit,
        indicator=indicator,
        indicator_type=indicator_type(indicator, quantity.kind, knowledge),
        kind=kind,
        direction=direction,
        baseline=baseline,
        role=role_of(text, quantity, indicator, kind, quantity.start / max(1, len(text)), knowledge),
        community=place.name if place else None,
        district=place.district if place else None,
        place=place if place and place.is_coded else None,
        date=date.group() if date else None,
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(
        (match.end() for match in _SENTENCE_END.finditer(text, max(0, start - 400), start)),
        default=max(0, start - 400),
    )
    stop = _SENTENCE_END.search(text, end)
    close = stop.end() if stop else len(text)
    while begin < start and text[begin] in " 　”’":
        begin += 1
    return begin, close - (1 if stop and stop.group() == "\n" else 0)
