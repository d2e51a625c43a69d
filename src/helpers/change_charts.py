"""Figures of reported changes: pairs from before to after, and changes relative to a base that is not told."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import records
from helpers.charts import Chart, drawn_chart, empty_chart, marks_of, spoken_marks, value_limits
from helpers.drawing import Mark, value_panels
from helpers.labels import Labels
from helpers.values import signed_text, value_text

SHOWN = 20
_PERCENT = "%"


def pairs(changes: pd.DataFrame, labels: Labels) -> Chart:
    """Rates with a before and an after, from the open circle to the filled mark."""
    told = changes[(changes["is_derived"] & (changes["unit"] == _PERCENT)).astype("bool")]
    if told.empty:
        return empty_chart("pairs", told, labels)
    marks = marks_of(told.head(SHOWN), labels)
    panel = ("", marks, value_limits(marks, _PERCENT))
    return drawn_chart(
        "pairs", labels, lambda: value_panels([panel], _PERCENT), told, spoken_marks(marks), n=len(told)
    )


def relative(changes: pd.DataFrame, labels: Labels) -> Chart:
    """Changes in per cent of their base: those with a before and an after (worked out), and those told without a base."""
    told = changes[changes["relative"].notna()]
    if told.empty:
        return empty_chart("relative", told, labels)
    panels = []
    for is_derived in (True, False):
        rows = told[told["is_derived"].astype("bool") == is_derived].head(SHOWN)
        if len(rows):
            marks = [_relative_mark(row, labels) for row in records(rows)]
            heading = labels.label("chart.relative.derived" if is_derived else "chart.relative.told")
            panels.append((heading, marks, value_limits(marks, _PERCENT)))
    spoken = spoken_marks(mark for _, marks, _ in panels for mark in marks)
    values = {"n": len(told), "based": int(told["is_derived"].sum())}
    return drawn_chart("relative", labels, lambda: value_panels(panels, _PERCENT), told, spoken, **values)


def _relative_mark(row: dict[str, object], labels: Labels) -> Mark:
    who = [row["indicator"], row["community"], labels.place(str(row["district"] or ""))]
    size = float(str(row["relative"]))
    text = f"{signed_text(size)}% ({value_text(row)})" if row["is_derived"] else value_text(row)
    return Mark(" · ".join(str(part) for part in who if part), text, size, str(row["bound"]))
