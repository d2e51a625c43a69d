"""The audit on a page: each finding as a sentence with its numbers, the counts as a figure, the whole in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.analysis import records
from helpers.audit import by_check, grade_of
from helpers.book import Book
from helpers.charts import Chart, drawn_chart, empty_chart, in_words
from helpers.drawing import BLUE, FAINT, ORANGE, RED, SKY, stacked_bars
from helpers.labels import Labels

DOUBTFUL = ("contradictory", "tension")
_COLOURS = (RED, ORANGE, SKY, BLUE, FAINT, "#8C8C8C")
_SHOWN = ("metric_id", "article_id", "text", "sentence")


def statements(book: Book, found: pd.DataFrame) -> pd.DataFrame:
    """The findings with a `statement` in the edition's words and the `numbers_told`: a JSON list of what each quotes."""
    metrics = book.frames["metrics"].set_index("metric_id", drop=False)
    told = [
        book.labels.sentence(f"audit.{name}", **json.loads(values))
        for name, values in zip(found["told"], found["values"], strict=True)
    ]
    lists = {row["list_id"]: _of_list(row) for row in records(book.frames["lists"])}
    quoted = [
        json.dumps(
            [lists[name]] if name in lists else _of_numbers(metrics.loc[json.loads(ids)]), ensure_ascii=False
        )
        for name, ids in zip(found["list_id"], found["metric_ids"], strict=True)
    ]
    return found.assign(
        statement=pd.Series(told, index=found.index, dtype="object"),
        numbers_told=pd.Series(quoted, index=found.index, dtype="object"),
    )


def doubtful(found: pd.DataFrame) -> pd.DataFrame:
    """Contradictions and tensions."""
    return found[found["grade"].isin(DOUBTFUL)]


def sound(found: pd.DataFrame) -> pd.DataFrame:
    """What the texts' own numbers bear out."""
    return found[found["grade"].isin(("within_rounding", "consistent"))]


def derived(found: pd.DataFrame) -> pd.DataFrame:
    """Values that the numbers imply and no text tells."""
    return found[found["is_derived"]]


def averages(found: pd.DataFrame) -> pd.DataFrame:
    """Of the implied values those per household, head or session."""
    implied = derived(found)
    return implied[implied["check"] == "average"]


def unchecked(found: pd.DataFrame) -> pd.DataFrame:
    """What could not be checked, derived values left out."""
    return found[(found["grade"] == "cannot_be_checked") & ~found["is_derived"]]


def chart(found: pd.DataFrame, labels: Labels) -> Chart:
    """Findings by check and grade."""
    table = by_check(found)
    if table.empty:
        return empty_chart("audit", table, labels)
    colours = [colour for colour, name in zip(_COLOURS, table.columns, strict=True) if table[name].sum()]
    shown = table.loc[:, table.sum() > 0].rename(
        index=lambda check: labels.label(f"audit_check.{check}"),
        columns=lambda grade: labels.label(f"audit_grade.{grade}"),
    )
    counts = {grade: int(table[grade].sum()) for grade in DOUBTFUL}
    return drawn_chart(
        "audit",
        labels,
        lambda: stacked_bars(shown, colours, "0"),
        table,
        in_words(shown),
        n=len(found),
        **counts,
    )


def sentences(book: Book, found: pd.DataFrame) -> list[Markup]:
    """What the audit found as a whole."""
    numbers = len(book.frames["metrics"])
    if not numbers and found.empty:
        return [book.labels.html("finding.nothing")]
    if found.empty:
        return [book.labels.html("audit_page.none", numbers=numbers)]
    labels, grades = book.labels, found["grade"].value_counts()
    marked = grade_of(found)
    return [
        labels.html(
            "audit_page.lead",
            n=len(found),
            marked=len(marked),
            numbers=numbers,
            unmarked=numbers - len(marked),
        ),
        labels.html("audit_page.contradictory", n=int(grades.get("contradictory", 0))),
        *_tensions(book, found),
        labels.html(
            "audit_page.sound",
            consistent=int(grades.get("consistent", 0)),
            rounding=int(grades.get("within_rounding", 0)),
        ),
        labels.html("audit_page.derived", n=int(found["is_derived"].sum()), open=len(unchecked(found))),
    ]


def _tensions(book: Book, found: pd.DataFrame) -> list[Markup]:
    """How many tensions there are, in how many documents, and of which kinds."""
    rows, labels = found[found["grade"] == "tension"], book.labels
    if rows.empty:
        return [labels.html("audit_page.no_tension")]
    kinds = rows["check"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    named = [
        labels.sentence("list.counted", item=labels.label(f"audit_check.{check}"), n=int(n))
        for check, n in kinds.items()
    ]
    return [
        labels.html(
            "audit_page.tension", n=len(rows), documents=rows["doc"].nunique(), kinds=labels.listing(named)
        )
    ]


def _of_numbers(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{name: row[name] for name in _SHOWN} for row in records(rows)]


def _of_list(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"article_id": row["article_id"], "text": row["name"], "sentence": row["text"]}
