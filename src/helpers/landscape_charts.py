"""Figures of what kinds of text there are, what is measured in which domain, and what stands beside which mechanism."""

from __future__ import annotations

import pandas as pd

from helpers.charts import Chart, by_strength, drawn_chart, empty_chart, in_words, stacked_chart
from helpers.drawing import BLUE, ORANGE, SKY, count_grid, stacked_bars
from helpers.labels import Labels
from helpers.landscape import UNKNOWN

# Whole, cut off, item of a digest.
KIND_COLOURS = (BLUE, ORANGE, SKY)


def item_kinds(table: pd.DataFrame, labels: Labels) -> Chart:
    """Items by genre and completeness (see `landscape.item_kinds`)."""
    used = table.loc[table.sum(axis=1) > 0, table.sum() > 0]
    if used.empty:
        return empty_chart("item_kinds", table, labels)
    shown = _worded(used, "genre", "completeness", labels)
    values = {"n": int(used.to_numpy().sum()), "cut": int(table["teaser"].sum())}
    colours = [KIND_COLOURS[at] for at, name in enumerate(table.columns) if name in used.columns]
    return stacked_chart("item_kinds", shown, colours, table, labels, **values)


def years(table: pd.DataFrame, labels: Labels) -> Chart:
    """Items by year (see `landscape.items_by_year`)."""
    if table.empty:
        return empty_chart("years", table, labels)
    shown = table.rename(
        index={UNKNOWN: labels.label("year_basis.unknown")},
        columns={"articles": labels.label("count.articles")},
    )
    unknown = int(table["articles"].get(UNKNOWN, 0))
    nothing = labels.label("chart.nothing")
    values = {"n": int(table["articles"].sum()), "unknown": unknown}
    return drawn_chart(
        "years", labels, lambda: stacked_bars(shown, (BLUE,), nothing), table, in_words(shown), **values
    )


def domains(table: pd.DataFrame, labels: Labels) -> Chart:
    """Numbers by domain and how firmly they are reported (see `landscape.domains_by_strength`)."""
    if not table.to_numpy().any():
        return empty_chart("domains", table, labels)
    firm = int(table[["R5", "R6", "R7"]].to_numpy().sum())
    values = {"n": int(table.to_numpy().sum()), "firm": firm, "empty": int((table.sum(axis=1) == 0).sum())}
    return by_strength("domains", table, "domain", labels, **values)


def beside(name: str, table: pd.DataFrame, prefix: str, labels: Labels) -> Chart:
    """Mechanisms (rows) beside problems, kinds of housing or years (columns `prefix`); blank where nothing is told."""
    used = table.loc[:, table.sum() > 0]
    if used.empty:
        return empty_chart(name, table, labels)
    shown = _worded(used, "code", prefix, labels)
    values = {"columns": len(used.columns), "all": len(table.columns)}
    return drawn_chart(name, labels, lambda: count_grid(shown), table, in_words(shown), **values)


def _worded(table: pd.DataFrame, rows: str, columns: str, labels: Labels) -> pd.DataFrame:
    def word(code: str) -> str:
        if columns == "year":
            return labels.label("year_basis.unknown") if code == UNKNOWN else code
        return labels.label(f"{columns}.{code}")

    return table.rename(index=lambda code: labels.label(f"{rows}.{code}"), columns=word)
