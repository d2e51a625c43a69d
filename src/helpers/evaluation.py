"""Scores tables against a gold standard: what was found, and how often each field is right.

Articles match where they start within `ARTICLE_SLACK` characters of each other; metrics one to one by largest
overlap of their quotes; communities by name and mechanisms by category within each gold article. Records that
the gold marks `optional` neither help nor hurt. A metric is *strictly* right when value (with earlier and high
value), unit and bound all are.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.agreement import SAME_FIELD, Record, bare_place, contains, plain, same_district, same_name
from helpers.errors import InputError

ARTICLE_SLACK = 40
GOLD_KEYS = {
    "article": ("doc", "title", "start", "in_scope"),
    "community": ("doc", "article", "name", "level", "district", "subdistrict", "start", "end"),
    "metric": ("doc", "article", "quote", "value", "unit", "bound", "kind", "role", "start", "end"),
    "mechanism": ("doc", "article", "code", "evidence", "start", "end"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 with the counts behind them; all zero where there is nothing to count."""

    true_positives: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was extracted that is right."""
        return self.true_positives / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.true_positives / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference from the gold. `kind` is `missed`, `extra` or the name of the wrong field.

    `start`/`end` are raw offsets of the record, None where the gold gives none.
    """

    table: str
    kind: str
    doc: str
    what: str
    gold: str
    found: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one comparison. `accuracy` holds shares of the matched records, by table and field."""

    scores: dict[str, Score]
    accuracy: dict[str, dict[str, float]]
    faults: tuple[Fault, ...]
    matched_metrics: tuple[tuple[Record, Record], ...]


def read_gold(path: Path) -> list[Record]:
    """The records of a gold file (JSON lines).

    Raises:
        InputError: naming file and line, if it cannot be read or a line is no gold record.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path}: not a readable gold file; give a UTF-8 file of JSON lines") from None
    records = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            missing = [key for key in GOLD_KEYS[record["type"]] if key not in record]
        except (ValueError, KeyError, TypeError):
            raise InputError(
                f"{path}:{number}: not a gold record; its type must be one of {', '.join(GOLD_KEYS)}"
            ) from None
        if missing:
            raise InputError(f"{path}:{number}: {missing[0]} is missing in this {record['type']}; add it")
        records.append(record)
    return records


def evaluate(gold: Sequence[Record], tables: Mapping[str, pd.DataFrame]) -> Evaluation:
    """Compare tables with the gold; only documents that the gold covers count."""
    docs = {record["doc"] for record in gold}
    articles, communities, metrics, mechanisms = (
        [row for row in _records(tables[name]) if row["doc"] in docs]
        for name in ("articles", "communities", "metrics", "mechanisms")
    )
    by_type: dict[str, list[Record]] = defaultdict(list)
    for record in gold:
        by_type[record["type"]].append(record)
    # What stands in an article that was judged out of scope does not count as extracted.
    outside = [row for row in articles if not row["in_scope"]]
    communities, metrics, mechanisms = (
        [row for row in rows if not _inside(row, outside)] for rows in (communities, metrics, mechanisms)
    )
    article_of = _article_finder(by_type["article"])
    parts = (
        _score_articles(by_type["article"], articles),
        _score_metrics(by_type["metric"], metrics),
        _score_communities(by_type["community"], communities, article_of),
        _score_mechanisms(by_type["mechanism"], mechanisms, article_of),
    )
    return Evaluation(
        {name: score for part in parts for name, score in part.scores.items()},
        {name: fields for part in parts for name, fields in part.accuracy.items()},
        tuple(fault for part in parts for fault in part.faults),
        parts[1].matched_metrics,
    )


def report(evaluation: Evaluation, faults: int = 0) -> str:
    """The figures as text, a line for each table, and the first `faults` differences."""
    lines = []
    for name, score in evaluation.scores.items():
        counts = f"{score.true_positives} of {score.gold} found, {score.predicted} extracted"
        lines.append(
            f"{name:18} F1 {score.f1:.4f}  P {score.precision:.4f}  R {score.recall:.4f}  ({counts})"
        )
    for name, fields in evaluation.accuracy.items():
        lines.append(
            f"{name + ' fields':18} " + "  ".join(f"{field} {share:.4f}" for field, share in fields.items())
        )
    for fault in evaluation.faults[:faults]:
        lines.append(
            f"  {fault.table} {fault.kind}: {fault.doc} {fault.what} | gold {fault.gold} | found {fault.found}"
        )
    return "\n".join(lines)


def _score_articles(gold: Sequence[Record], found: Sequence[Record]) -> Evaluation:
    used: set[int] = set()
    faults, right_scope = [], 0
    for record in gold:
        near = [
            (abs(row["start"] - record["start"]), index)
            for index, row in enumerate(found)
            if row["doc"] == record["doc"] and index not in used
        ]
        if not near or min(near)[0] > ARTICLE_SLACK:
            faults.append(Fault("articles", "missed", record["doc"], record["title"], record["title"], ""))
            continue
        index = min(near)[1]
        used.add(index)
        same = bool(found[index]["in_scope"]) == bool(record["in_scope"])
        right_scope += same
        if not same:
            scope = str(found[index]["in_scope"])
            faults.append(
                Fault("articles", "in_scope", record["doc"], record["title"], str(record["in_scope"]), scope)
            )
    for index, row in enumerate(found):
        if index not in used:
            faults.append(Fault("articles", "extra", row["doc"], str(row["title"]), "", str(row["title"])))
    accuracy = {"in_scope": right_scope / len(used) if used else 0.0}
    return Evaluation(
        {"articles": Score(len(used), len(found), len(gold))}, {"articles": accuracy}, tuple(faults), ()
    )


def _score_metrics(gold: Sequence[Record], found: Sequence[Record]) -> Evaluation:
    pairs, missed, extra = match_by_overlap(gold, found)
    pairs = [(g, f) for g, f in pairs if not g.get("optional")]
    missed = [g for g in missed if not g.get("optional")]
    right: Counter[str] = Counter()
    strict, faults = 0, []
    for g, f in pairs:
        correct = {field: same(f, g) for field, same in SAME_FIELD.items()}
        right.update(field for field, ok in correct.items() if ok)
        strict += correct["value"] and correct["unit"] and correct["bound"]
        for field, ok in correct.items():
            if not ok:
                faults.append(_fault("metrics", field, g, g["quote"], g.get(field), f.get(field)))
    faults += [_fault("metrics", "missed", g, g["quote"], g["indicator"], None) for g in missed]
    faults += [_fault("metrics", "extra", f, f["quote"], None, f["indicator"]) for f in extra]
    predicted, wanted = len(pairs) + len(extra), len(pairs) + len(missed)
    scores = {
        "metrics.detection": Score(len(pairs), predicted, wanted),
        "metrics.strict": Score(strict, predicted, wanted),
    }
    return Evaluation(
        scores, {"metrics": _shares(right, tuple(SAME_FIELD), len(pairs))}, tuple(faults), tuple(pairs)
    )


def _score_communities(
    gold: Sequence[Record], found: Sequence[Record], article_of: Callable[[Record], str | None]
) -> Evaluation:
    wanted: dict[tuple[str, str | None], dict[str, Record]] = defaultdict(dict)
    for g in gold:
        wanted[g["doc"], g["article"]].setdefault(bare_place(g["name"]), g)
    present: dict[tuple[str, str | None], dict[str, Record]] = defaultdict(dict)
    for f in found:
        present[f["doc"], article_of(f)].setdefault(bare_place(f["name"]), f)
    right: Counter[str] = Counter()
    optional, faults = 0, []
    for key, names in wanted.items():
        left = dict(present.pop(key, {}))
        for name, g in names.items():
            hit = name if name in left else next((other for other in left if contains(other, name)), None)
            if hit is None:
                if not g.get("optional"):
                    faults.append(_fault("communities", "missed", g, g["name"], g["name"], None))
                continue
            f = left.pop(hit)
            if g.get("optional"):
                optional += 1
                continue
            correct = {
                "found": True,
                "district": same_district(f.get("district"), g.get("district")),
                "subdistrict": plain(f.get("subdistrict")) == plain(g.get("subdistrict")),
                "level": f.get("level") == g.get("level"),
            }
            right.update(field for field, ok in correct.items() if ok)
            faults += [
                _fault("communities", field, g, g["name"], g.get(field), f.get(field))
                for field, ok in correct.items()
                if not ok
            ]
        faults += [_fault("communities", "extra", f, f["name"], None, f["name"]) for f in left.values()]
    faults += [
        _fault("communities", "extra", f, f["name"], None, f["name"])
        for left in present.values()
        for f in left.values()
    ]
    predicted = len({(f["doc"], article_of(f), bare_place(f["name"])) for f in found}) - optional
    total = sum(not g.get("optional") for names in wanted.values() for g in names.values())
    accuracy = _shares(right, ("district", "subdistrict", "level"), right["found"])
    return Evaluation(
        {"communities": Score(right["found"], predicted, total)}, {"communities": accuracy}, tuple(faults), ()
    )


def _score_mechanisms(
    gold: Sequence[Record], found: Sequence[Record], article_of: Callable[[Record], str | None]
) -> Evaluation:
    required = {(g["doc"], g["article"], g["code"]) for g in gold if not g.get("optional")}
    optional = {(g["doc"], g["article"], g["code"]) for g in gold if g.get("optional")} - required
    coded = {(f["doc"], article_of(f), f["code"]) for f in found} - optional
    faults = [
        Fault("mechanisms", "missed", doc, code, str(title), "")
        for doc, title, code in sorted(required - coded)
    ]
    faults += [
        Fault("mechanisms", "extra", doc, code, "", str(title))
        for doc, title, code in sorted(coded - required, key=str)
    ]
    names = {(g["doc"], plain(g["name"])) for g in gold if g.get("name") and not g.get("optional")}
    all_names = {(g["doc"], plain(g["name"])) for g in gold if g.get("name")}
    found_names = {(f["doc"], plain(f["name"])) for f in found if len(plain(f.get("name"))) >= 2}
    recalled = sum(any(same_name(name, other) for other in found_names) for name in names)
    precise = sum(any(same_name(name, other) for other in all_names) for name in found_names)
    accuracy = {
        "named_recall": recalled / len(names) if names else 0.0,
        "named_precision": precise / len(found_names) if found_names else 0.0,
    }
    score = Score(len(required & coded), len(coded), len(required))
    return Evaluation({"mechanisms": score}, {"mechanisms": accuracy}, tuple(faults), ())


def match_by_overlap(
    gold: Sequence[Record], found: Sequence[Record]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pairs of gold and found records of one document, largest overlap first; then missed and extra ones."""
    by_doc: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(found):
        by_doc[record["doc"]].append(index)
    candidates = []
    for i, g in enumerate(gold):
        for j in by_doc[g["doc"]]:
            f = found[j]
            overlap = min(g["end"], f["end"]) - max(g["start"], f["start"])
            if overlap > 0:
                candidates.append((overlap, -abs(g["start"] - f["start"]), i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], found[j]))
    missed = [g for i, g in enumerate(gold) if i not in used_gold]
    extra = [f for j, f in enumerate(found) if j not in used_found]
    return pairs, missed, extra


def _records(data: pd.DataFrame) -> list[Record]:
    rows = data.astype(object).where(data.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _article_finder(gold_articles: Iterable[Record]) -> Callable[[Record], str | None]:
    starts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for record in gold_articles:
        starts[record["doc"]].append((record["start"], record["title"]))

    def find(row: Record) -> str | None:
        ordered = sorted(starts[row["doc"]])
        before = [title for start, title in ordered if start <= row["start"]]
        return before[-1] if before else ordered[0][1] if ordered else None

    return find


def _inside(row: Record, articles: Sequence[Record]) -> bool:
    return any(a["doc"] == row["doc"] and a["start"] <= row["start"] < a["end"] for a in articles)


def _fault(table: str, kind: str, record: Record, what: str, gold: object, found: object) -> Fault:
    return Fault(
        table,
        kind,
        record["doc"],
        str(what),
        "" if gold is None else str(gold),
        "" if found is None else str(found),
        record.get("start"),
        record.get("end"),
    )


def _shares(right: Counter[str], fields: Sequence[str], total: int) -> dict[str, float]:
    return {field: right[field] / total if total else 0.0 for field in fields}
