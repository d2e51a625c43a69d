"""Do the sources' numbers hold together? General checks, each finding graded and with its sentences.

    audit(frames)     one row a finding: check, grade, article, metrics, what it says and with which values
    grade_of(found)   for each metric that a check could say something of, its worst grade
    by_check(found)   findings by check and grade

Bounds survive: every number is an interval (see `intervals`), and a contradiction is called one only where no
reading of the words avoids it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from helpers.audit.changes import changes_and_levels
from helpers.audit.doubts import doubts
from helpers.audit.implied import averages, bases, counts, starting_levels, totals
from helpers.audit.numbers import GRADES, Finding, items_of
from helpers.audit.repeats import told_by_two_items, told_twice
from helpers.audit.sums import announced_lists, parts_and_wholes, shares_and_counts
from helpers.knowledge import DATA
from helpers.knowledge.audit import load_audit_cues
from helpers.tables import Frames

CHECKS = (
    "parts",
    "list",
    "share",
    "change",
    "repeat",
    "total",
    "count",
    "base",
    "average",
    "young",
    "found_fixed",
    "complete",
    "of_whom",
    "superlative",
    "year",
)
DERIVED = "derived"
COLUMNS = (
    "check",
    "grade",
    "told",
    "values",
    "is_derived",
    "metric_id",
    "metric_ids",
    "list_id",
    "article_id",
    "doc",
)


def audit(frames: Frames) -> pd.DataFrame:
    """All findings, the gravest first; `values` and `metric_ids` are JSON.

    `metric_id` is the number that a finding is about, or `list_id` the announced list.
    """
    rows = [_row(finding) for finding in _findings(frames)]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    order = found["grade"].map(GRADES.index).astype("int64")
    checks = found["check"].map(CHECKS.index).astype("int64")
    ordered = found.assign(_grade=order, _check=checks).sort_values(["_grade", "_check"], kind="stable")
    return ordered[list(COLUMNS)].reset_index(drop=True).astype({"is_derived": "bool"})


def marked(rows: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The metrics among `rows` with the worst `grade` that the audit gave them; empty where nothing could be held against them."""
    grades = grade_of(found).set_index("metric_id")["grade"]
    return rows.assign(grade=rows["metric_id"].map(grades).astype("string"))


def grade_of(found: pd.DataFrame) -> pd.DataFrame:
    """`metric_id` and the worst `grade` among the findings that it is part of; metrics without a finding are left out.

    What could be checked counts before what could not.
    """
    graded = [
        (metric, grade)
        for ids, grade in zip(found["metric_ids"], found["grade"], strict=True)
        for metric in json.loads(ids)
    ]
    rows = pd.DataFrame(graded, columns=["metric_id", "grade"])
    worst = rows.assign(_rank=rows["grade"].map(GRADES.index)).sort_values("_rank", kind="stable")
    return worst.drop_duplicates("metric_id")[["metric_id", "grade"]].sort_values(
        "metric_id", ignore_index=True
    )


def by_check(found: pd.DataFrame) -> pd.DataFrame:
    """Findings for each check that found any (rows) and grade (columns); derived values have a column of their own."""
    grade = found["grade"].mask(found["is_derived"], DERIVED)
    counts = pd.crosstab(found["check"].astype(object), grade.astype(object))
    table = counts.reindex(index=CHECKS, columns=(*GRADES, DERIVED), fill_value=0).astype("int64")
    return table[table.sum(axis=1) > 0].rename_axis("check")


def _findings(frames: Frames) -> Iterator[Finding]:
    cues, items = load_audit_cues(DATA), items_of(frames)
    for item in items:
        yield from parts_and_wholes(item, cues)
        yield from shares_and_counts(item)
        yield from changes_and_levels(item, cues)
        yield from told_twice(item)
        yield from totals(item)
        yield from starting_levels(item, cues)
        yield from counts(item, cues)
        yield from bases(item)
        yield from averages(item, cues)
        yield from doubts(item, cues)
    yield from told_by_two_items(items)
    yield from announced_lists(frames["lists"])


def _row(finding: Finding) -> tuple[object, ...]:
    row = finding.listed or finding.numbers[0].row
    return (
        finding.check,
        finding.grade,
        finding.told,
        json.dumps(dict(finding.values), ensure_ascii=False),
        finding.is_derived,
        row.get("metric_id"),
        json.dumps([number.id for number in finding.numbers]),
        row.get("list_id"),
        row["article_id"],
        row["doc"],
    )
