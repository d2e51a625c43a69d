"""Scores of the fields of items and places, and of claims, links and relations, in the documents that have such gold.

Items, places and numbers are those that the other scores match. Problems count by item and code, kinds of housing by
place. Where a mechanism is told of is asked of evidence that overlaps the gold's of the same category. A claim is found where one of the same domain overlaps it, a link where one of the same mechanism and domain does
(one gold link covers all results of that domain in its words, so more of them are not wrong),
a relation where its two numbers are the same. What overlaps optional gold (a link: of the same mechanism) neither helps
nor hurts: whether it is a result at all, and of which domain, is open there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from helpers.agreement import SAME_FIELD, Record, bare_place, contains
from helpers.record_scores import ARTICLE_SLACK
from helpers.scoring import (
    Evaluation,
    Fault,
    Finder,
    Score,
    fault_of,
    match_by_overlap,
    overlap,
    shares,
)

RESULT_TYPES = ("field", "claim", "link", "relation")
_ITEM_FIELDS = ("completeness", "genre", "year")
Rows = Mapping[str, Sequence[Record]]
Item = tuple[str, str]
Key = tuple[str, str, str]


def score_fields(gold: Rows, found: Rows, article_of: Finder) -> Evaluation:
    """The figures of all records that `RESULT_TYPES` names; `gold` by type, `found` by table."""
    fields: dict[str, list[Record]] = {}
    for record in gold["field"]:
        fields.setdefault(record["field"], []).append(record)
    items = _items(gold["article"], found["articles"])
    return Evaluation.joined(
        [
            _score_items(fields, items),
            _score_problems(fields.get("problem", ()), items, found["attributes"]),
            _score_housing(fields.get("community_type", ()), found["communities"], article_of),
            _score_outcomes(fields.get("domain", ()), found["metrics"]),
            _score_mechanism_places(
                fields.get("mechanism_place", ()), found["mechanisms"], found["communities"]
            ),
            _score_spans(
                "claims", gold["claim"], found["claims"], ("domain",), ("is_service", "direction"), ""
            ),
            _score_spans("links", gold["link"], found["links"], ("code", "domain"), ("link",), "code"),
            _score_relations(gold["relation"], found["relations"], found["metrics"]),
        ]
    )


def _items(gold: Sequence[Record], found: Sequence[Record]) -> dict[Item, Record]:
    """The items that were found, by document and the title that the gold gives the one that starts there."""
    items: dict[Item, Record] = {}
    for row in found:
        near = [(abs(g["start"] - row["start"]), g["title"]) for g in gold if g["doc"] == row["doc"]]
        distance, title = min(near, default=(ARTICLE_SLACK + 1, ""))
        items[row["doc"], title if distance <= ARTICLE_SLACK else row["title"]] = row
    return items


def _score_items(gold: Mapping[str, Sequence[Record]], items: Mapping[Item, Record]) -> Evaluation:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    faults = []
    for field in _ITEM_FIELDS:
        for g in gold.get(field, ()):
            row = items.get((g["doc"], g["article"]))
            if row is None:
                continue
            pairs = [(field, g["value"], row[field])]
            if field == "year":
                pairs.append(("year_basis", g["basis"], row["year_basis"]))
            for name, wanted, value in pairs:
                same = _text(wanted) == _text(value)
                total[name] += 1
                right[name] += same
                if not same:
                    faults.append(fault_of("items", name, g, g["article"], wanted, value))
    accuracy = {name: right[name] / count for name, count in total.items()}
    return Evaluation(accuracy={"items": accuracy}, faults=tuple(faults))


def _score_problems(
    gold: Sequence[Record], items: Mapping[Item, Record], evidence: Sequence[Record]
) -> Evaluation:
    shown = {
        (row["article_id"], row["value"]): row for row in reversed(evidence) if row["field"] == "problem"
    }
    found = {
        (*item, code): shown.get((row["article_id"], code), row)
        for item, row in items.items()
        if row["in_scope"]
        for code in json.loads(row["problems"])
    }
    wanted = {(g["doc"], g["article"], g["value"]): g for g in gold}
    return _score_keys("problems", wanted, found)


def _score_keys(table: str, gold: Mapping[Key, Record], found: Mapping[Key, Record]) -> Evaluation:
    required = {key for key, g in gold.items() if not g["optional"]}
    predicted = {key for key in found if key in required or key not in gold}
    faults = [fault_of(table, "missed", gold[key], key[2], key[1], None) for key in required - predicted]
    faults += [fault_of(table, "extra", found[key], key[2], None, key[1]) for key in predicted - required]
    score = Score(len(required & predicted), len(predicted), len(required))
    return Evaluation({table: score}, faults=_in_order(faults))


def _score_housing(gold: Sequence[Record], found: Sequence[Record], article_of: Finder) -> Evaluation:
    left = {
        (row["doc"], article_of(row), bare_place(row["name"])): row for row in found if row["community_type"]
    }
    right = typed = required = 0
    faults = []
    for g in gold:
        key = (g["doc"], g["article"], bare_place(g["community"]))
        near = (other for other in left if other[:2] == key[:2] and contains(other[2], key[2]))
        row = left.pop(key if key in left else next(near, key), None)
        if g["optional"]:
            continue
        required += 1
        typed += row is not None
        same = row is not None and row["community_type"] == g["value"]
        right += same
        if not same:
            kind = "missed" if row is None else "community_type"
            value = row and row["community_type"]
            faults.append(fault_of("housing", kind, g, g["community"], g["value"], value))
    faults += [
        fault_of("housing", "extra", row, row["name"], None, row["community_type"]) for row in left.values()
    ]
    score = Score(right, typed + len(left), required)
    return Evaluation(
        {"housing": score},
        {"housing": shares(Counter(community_type=right), ("community_type",), typed)},
        tuple(faults),
    )


def _score_outcomes(gold: Sequence[Record], found: Sequence[Record]) -> Evaluation:
    pairs = match_by_overlap(gold, found)[0]
    return _fields("outcomes", pairs, {"domain": "value", "is_service": "is_service"}, "quote")


def _score_mechanism_places(
    gold: Sequence[Record], found: Sequence[Record], places: Sequence[Record]
) -> Evaluation:
    """The place that a piece of evidence tells of, which may be a whole district, and the district."""
    names = {row["community_id"]: row["name"] for row in places}
    told = [{**f, "community": names.get(f["community_id"]) or f["district"]} for f in found]
    wanted = [{**g, "community": g["value"]} for g in gold]
    pairs = match_by_overlap(wanted, told, _agree(("code",)))[0]
    fields = {"community": "community", "district": "district"}
    return _fields("mechanism_places", pairs, fields, "quote", SAME_FIELD)


def _score_spans(
    table: str,
    gold: Sequence[Record],
    found: Sequence[Record],
    same: Sequence[str],
    fields: Sequence[str],
    about: str,
) -> Evaluation:
    """Records one to one by overlap where all of `same` are equal; `about` is what an optional one must share."""
    required = [g for g in gold if not g["optional"]]
    pairs, missed, extra = match_by_overlap(required, found, _agree(same))
    open_ones = [g for g in gold if g["optional"]]
    extra = _apart(extra, open_ones, _agree((about,) if about else ()))
    if about:
        extra = _apart(extra, required, _agree(same))
    faults = [fault_of(table, "missed", g, g["evidence"], _codes(g, same), None) for g in missed]
    faults += [fault_of(table, "extra", f, f["evidence"], None, _codes(f, same)) for f in extra]
    part = _fields(table, pairs, {field: field for field in fields}, "evidence")
    score = Score(len(pairs), len(pairs) + len(extra), len(required))
    return Evaluation({table: score}, part.accuracy, _in_order([*part.faults, *faults]))


def _score_relations(
    gold: Sequence[Record], found: Sequence[Record], metrics: Sequence[Record]
) -> Evaluation:
    spans = {row["metric_id"]: row for row in metrics}
    left = [(f["kind"], spans[f["metric_id"]], spans[f["other_id"]]) for f in found]
    pairs, faults = 0, []
    for g in sorted(gold, key=lambda g: g["optional"]):
        other = {"doc": g["doc"], "start": g["other_start"], "end": g["other_end"]}
        ways = [(g, other)] + [(other, g)] * (g["kind"] == "same_fact")
        hit = next(
            (
                f
                for f in left
                if f[0] == g["kind"] and any(_meet(a, f[1]) and _meet(b, f[2]) for a, b in ways)
            ),
            None,
        )
        if hit is not None:
            left.remove(hit)
        if not g["optional"]:
            pairs += hit is not None
            if hit is None:
                faults.append(
                    fault_of("relations", "missed", g, _pair(g["quote"], g["other_quote"]), g["kind"], None)
                )
    faults += [
        fault_of("relations", "extra", a, _pair(a["quote"], b["quote"]), None, kind) for kind, a, b in left
    ]
    wanted = sum(not g["optional"] for g in gold)
    return Evaluation({"relations": Score(pairs, pairs + len(left), wanted)}, faults=_in_order(faults))


def _fields(
    table: str,
    pairs: Sequence[tuple[Record, Record]],
    fields: Mapping[str, str],
    what: str,
    agree: Mapping[str, Callable[[Record, Record], bool]] | None = None,
) -> Evaluation:
    """How often each field (by its name in the table, and in the gold) is right in the pairs.

    With `agree`, whether found and gold say the same is asked of it; else what they are written as must be the same.
    """
    right: Counter[str] = Counter()
    faults = []
    for g, f in pairs:
        for name, key in fields.items():
            same = agree[name](f, g) if agree else _text(g[key]) == _text(f[name])
            right[name] += same
            if not same:
                faults.append(fault_of(table, name, g, g[what], g[key], f[name]))
    return Evaluation(accuracy={table: shares(right, tuple(fields), len(pairs))}, faults=tuple(faults))


def _apart(
    found: Sequence[Record], gold: Sequence[Record], alike: Callable[[Record, Record], bool]
) -> list[Record]:
    """The found records that overlap none of those of the gold that are like them."""
    return [f for f in found if not any(_meet(g, f) and alike(g, f) for g in gold)]


def _agree(fields: Sequence[str]) -> Callable[[Record, Record], bool]:
    return lambda g, f: all(g[field] == f[field] for field in fields)


def _meet(a: Record, b: Record) -> bool:
    return bool(a["doc"] == b["doc"]) and overlap(a, b) > 0


def _codes(record: Record, fields: Sequence[str]) -> str:
    return " → ".join(str(record[field]) for field in fields)


def _pair(first: str, second: str) -> str:
    return f"{first} ~ {second}"


def _text(value: object) -> str:
    """A value as written in the gold and in a table alike: 2023 for 2023.0, "" for nothing."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) else str(value)


def _in_order(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda f: (f.doc, f.start or 0, f.kind, f.what, f.gold, f.found)))
