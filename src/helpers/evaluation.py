"""Scores tables against a gold standard: what was found, and how often each field is right.

Articles match where they start within `ARTICLE_SLACK` characters of each other; metrics one to one by largest
overlap of their quotes; communities by name and mechanisms by category within each gold article. Records that
the gold marks `optional` neither help nor hurt. A metric is *strictly* right when value (with earlier and high
value), unit and bound all are. What is coded of fields and results is scored by `helpers.field_scores`, in the documents
that have such gold.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from helpers.agreement import Record
from helpers.errors import InputError
from helpers.field_scores import RESULT_TYPES, score_fields
from helpers.record_scores import score_articles, score_communities, score_mechanisms, score_metrics
from helpers.scoring import Evaluation, article_finder

GOLD_KEYS = {
    "article": ("doc", "title", "start", "in_scope"),
    "community": ("doc", "article", "name", "level", "district", "subdistrict", "start", "end"),
    "metric": ("doc", "article", "quote", "value", "unit", "bound", "kind", "role", "start", "end"),
    "mechanism": ("doc", "article", "code", "evidence", "start", "end"),
    "field": ("doc", "article", "field", "value", "quote", "start", "end"),
    "claim": ("doc", "article", "domain", "is_service", "direction", "evidence", "start", "end"),
    "link": ("doc", "article", "link", "code", "domain", "evidence", "start", "end"),
    "relation": ("doc", "article", "kind", "start", "end", "other_start", "other_end"),
}


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
    """Compare tables with the gold; only documents that the gold covers count.

    Fields, claims, links and relations count only in documents that have such gold, and give no figure where none has.
    """
    by_type: dict[str, list[Record]] = defaultdict(list)
    for record in gold:
        by_type[record["type"]].append(record)
    found = _of_documents({record["doc"] for record in gold}, tables)
    article_of = article_finder(by_type["article"])
    parts = [
        score_articles(by_type["article"], found["articles"]),
        score_metrics(by_type["metric"], found["metrics"]),
        score_communities(by_type["community"], found["communities"], article_of),
        score_mechanisms(by_type["mechanism"], found["mechanisms"], article_of),
    ]
    coded = {record["doc"] for name in RESULT_TYPES for record in by_type[name]}
    if coded:
        parts.append(score_fields(by_type, _of_documents(coded, tables), article_of))
    return Evaluation.joined(parts)


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


def _of_documents(docs: set[str], tables: Mapping[str, pd.DataFrame]) -> dict[str, list[Record]]:
    """The rows of these documents; what stands in an article that was judged out of scope does not count."""
    rows = {name: _records(data[data["doc"].isin(docs)]) for name, data in tables.items() if "doc" in data}
    outside = [row for row in rows["articles"] if not row["in_scope"]]
    return {
        name: records if name == "articles" else [row for row in records if not _inside(row, outside)]
        for name, records in rows.items()
    }


def _records(data: pd.DataFrame) -> list[Record]:
    rows = data.astype(object).where(data.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _inside(row: Record, articles: Sequence[Record]) -> bool:
    if "start" not in row:
        return False
    return any(a["doc"] == row["doc"] and a["start"] <= row["start"] < a["end"] for a in articles)
