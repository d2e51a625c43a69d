"""The book's figures: each states its finding in its title, and carries its data and a description in words.

Districts stand in their official order, never ranked, and one that no article tells of is drawn as that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from helpers.analysis import records
from helpers.codes import STRENGTHS
from helpers.comparison import Group
from helpers.drawing import (
    BLUE,
    FAINT,
    MUTED,
    ORANGE,
    PURPLE,
    SKY,
    Mark,
    count_grid,
    house_style,
    shorten,
    stacked_bars,
    svg_of,
    value_panels,
)
from helpers.labels import Labels
from helpers.values import value_text

LONGEST = 15
SHOWN_OUTCOMES = 10
USE_COLOURS = (BLUE, SKY, ORANGE, FAINT)
ROLE_COLOURS = (FAINT, SKY, BLUE, ORANGE)
# From weak to strong, light to dark, so that they can be told apart without colour too.
STEPS = ("#DDDDDD", "#C3D9EC", "#8EBCE0", "#5A9BD0", "#2E78B5", "#0F4C81", "#5B1A66", "#1F0A2A")
LEVEL_COLOURS = (MUTED, PURPLE, SKY, BLUE, ORANGE)


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with all that belongs to it; `svg` is empty where there was nothing to draw.

    `unit` says what its numbers count, `data` is the table that was drawn.
    """

    name: str
    title: str
    note: str
    alt: str
    svg: str
    data: pd.DataFrame
    unit: str = ""


def characters(table: pd.DataFrame, labels: Labels) -> Chart:
    """Where the characters of each document went (see `analysis.characters`), longest documents first."""
    total = int(table.to_numpy().sum())
    if not total:
        return empty_chart("characters", table, labels)
    longest = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    shown = longest.head(LONGEST).rename(index=lambda doc: shorten(str(doc), 16))
    if len(longest) > LONGEST:
        rest = labels.sentence("chart.characters.rest", n=len(longest) - LONGEST)
        shown = pd.concat([shown, longest.iloc[LONGEST:].sum().to_frame(rest).T])
    shown = _worded(shown, "use", labels)
    share = f"{table['in_scope'].sum() / total:.0%}"
    return drawn_chart(
        "characters",
        labels,
        lambda: stacked_bars(shown, USE_COLOURS, "0"),
        table,
        in_words(shown),
        share=share,
    )


def places(table: pd.DataFrame, labels: Labels) -> Chart:
    """Distinct places by district and level (see `analysis.places_by_level`)."""
    return _by_district("places", table, "level", LEVEL_COLOURS, labels, n=int(table.to_numpy().sum()))


def numbers(table: pd.DataFrame, labels: Labels) -> Chart:
    """Reported numbers by district and role (see `analysis.numbers_by_district`)."""
    with_outcome = int((table["outcome"] > 0).sum())
    return _by_district("numbers", table, "role", ROLE_COLOURS, labels, with_outcome=with_outcome)


def types(table: pd.DataFrame, labels: Labels) -> Chart:
    """Reported numbers by indicator type and role (see `analysis.numbers_by_type`)."""
    if table.empty:
        return empty_chart("types", table, labels)
    shown = _worded(table.rename(index=lambda code: labels.label(f"indicator_type.{code}")), "role", labels)
    counts = {"n": int(table.to_numpy().sum()), "outcomes": int(table["outcome"].sum())}
    return drawn_chart("types", labels, lambda: count_grid(shown), table, in_words(shown), **counts)


def mechanisms(table: pd.DataFrame, articles: int, labels: Labels) -> Chart:
    """In how many of `articles` items each mechanism is evidenced (see `analysis.mechanism_spread`)."""
    order = table.sort_values("articles", ascending=False, kind="stable")
    top = int(order["articles"].iloc[0])
    if not top:
        return empty_chart("mechanisms", table, labels)
    shown = _worded(
        order[["articles"]].rename(index=lambda code: labels.label(f"code.{code}")), "count", labels
    )
    nothing = labels.label("chart.nothing")
    first = [str(name) for name in shown.index[shown.iloc[:, 0] == top]]
    values = {"first": labels.listing(first), "n": top, "articles": articles}
    return drawn_chart(
        "mechanisms", labels, lambda: stacked_bars(shown, (BLUE,), nothing), table, in_words(shown), **values
    )


def mechanisms_by_district(table: pd.DataFrame, silent: Sequence[str], labels: Labels) -> Chart:
    """Items with evidence by mechanism and district; of `silent` districts there is no article at all."""
    reported = int((table.sum() > 0).sum())
    if not reported:
        return empty_chart("mechanisms_by_district", table, labels)
    short = {name: labels.label(f"district_short.{name}") for name in table.columns}
    shown = table.rename(index=lambda code: labels.label(f"code.{code}"), columns=short)
    return drawn_chart(
        "mechanisms_by_district",
        labels,
        lambda: count_grid(shown, [short[name] for name in silent]),
        table,
        in_words(shown),
        districts=reported,
        all=len(short),
    )


def outcomes(rows: pd.DataFrame, labels: Labels) -> Chart:
    """The outcomes that are shares (see `analysis.outcomes`), a panel for each strength of report."""
    shares = rows[rows["unit"] == "%"].groupby("strength", sort=False).head(SHOWN_OUTCOMES)
    if shares.empty:
        return empty_chart("outcomes", rows, labels)
    panels = []
    for strength in reversed(STRENGTHS):
        if marks := marks_of(shares[shares["strength"] == strength], labels):
            panels.append((labels.label(f"strength.{strength}"), marks, value_limits(marks, "%")))
    values = {
        "n": len(rows),
        "pairs": int((rows["kind"] == "before_after").sum()),
        "other": len(rows) - len(shares),
    }
    spoken = spoken_marks(mark for _, marks, _ in panels for mark in marks)
    return drawn_chart("outcomes", labels, lambda: value_panels(panels, "%"), shares, spoken, **values)


def comparable(group: Group, labels: Labels) -> Chart:
    """One group of numbers that may stand side by side (see `comparison.like_with_like`)."""
    marks = marks_of(group.rows.head(LONGEST), labels)
    told = records(group.rows.sort_values("shown", kind="stable"))
    type_name = labels.label(f"indicator_type.{group.indicator_type}")
    panel = ("", marks, value_limits(marks, group.unit))
    values = {
        "type": type_name[:1].upper() + type_name[1:],
        "level": labels.label(f"level.{group.level}"),
        "kind": labels.label(f"kind.{group.kind}"),
        "low": value_text(told[0]),
        "high": value_text(told[-1]),
        "n": len(group.rows[["district", "community"]].drop_duplicates()),
        "districts": group.rows["district"].nunique(),
        "unit": group.unit or labels.label("unit.numbers"),
    }
    axis_unit = "%" if group.unit == "%" else ""
    return drawn_chart(
        "compare",
        labels,
        lambda: value_panels([panel], axis_unit),
        group.rows,
        spoken_marks(marks),
        **values,
    )


def scores(table: pd.DataFrame, labels: Labels) -> Chart:
    """Precision and recall of each kind of record (see `quality.scores`)."""
    found = table[table["gold_records"] > 0]
    if "metrics.strict" not in set(found["score"]):
        return empty_chart("scores", table, labels)
    panels = []
    for measure in ("precision", "recall"):
        marks = [
            Mark(labels.label(f"score.{row['score']}"), f"{row[measure]:.1%}", 100 * row[measure])
            for row in records(found)
        ]
        panels.append((labels.label(f"column.{measure}"), marks, (0.0, 100.0)))
    strict = found.set_index("score").loc["metrics.strict"]
    values = {measure: f"{strict[measure]:.0%}" for measure in ("precision", "recall")}
    spoken = "; ".join(f"{heading}: {spoken_marks(marks)}" for heading, marks, _ in panels)
    return drawn_chart("scores", labels, lambda: value_panels(panels, "%"), table, spoken, **values)


def stacked_chart(
    name: str,
    shown: pd.DataFrame,
    colours: Sequence[str],
    data: pd.DataFrame,
    labels: Labels,
    **values: object,
) -> Chart:
    """Stacked bars of `shown`, a colour for each of its columns; `data` is the same in codes."""
    nothing = labels.label("chart.nothing")
    return drawn_chart(
        name, labels, lambda: stacked_bars(shown, colours, nothing), data, in_words(shown), **values
    )


def by_strength(name: str, table: pd.DataFrame, prefix: str, labels: Labels, **values: object) -> Chart:
    """Stacked bars by strength of report (columns, each with the same colour in all figures); rows are `prefix` codes."""
    used = table.loc[:, table.sum() > 0]
    shown = _worded(used.rename(index=lambda code: labels.label(f"{prefix}.{code}")), "strength", labels)
    colours = [STEPS[STRENGTHS.index(code)] for code in used.columns]
    return stacked_chart(name, shown, colours, table, labels, **values)


def _by_district(
    name: str, table: pd.DataFrame, kind: str, colours: Sequence[str], labels: Labels, **values: int
) -> Chart:
    reported = int((table.sum(axis=1) > 0).sum())
    if not reported:
        return empty_chart(name, table, labels)
    used = table.loc[:, table.sum() > 0]
    shown = _worded(used.rename(index=labels.place), kind, labels)
    colours = [colours[at] for at, name in enumerate(table.columns) if name in used.columns]
    nothing = labels.label(f"chart.{name}.nothing")
    return drawn_chart(
        name,
        labels,
        lambda: stacked_bars(shown, colours, nothing),
        table,
        in_words(shown),
        districts=reported,
        all=len(table),
        **values,
    )


def drawn_chart(
    name: str, labels: Labels, draw: Callable[[], Figure], data: pd.DataFrame, spoken: str, **values: object
) -> Chart:
    """A chart from its labels (`chart.<name>.title`, `.note`, `.alt`, `.unit`); `spoken` is its data in words."""
    with house_style():
        svg = svg_of(draw())
    title, note, alt = (f"chart.{name}.{part}" for part in ("title", "note", "alt"))
    return Chart(
        name,
        labels.sentence(title, **values),
        labels.sentence(note, **values),
        labels.sentence(alt, rows=spoken),
        svg,
        data,
        labels.sentence(f"chart.{name}.unit", **values),
    )


def empty_chart(name: str, data: pd.DataFrame, labels: Labels) -> Chart:
    """What stands in place of a figure without data: a sentence that says so."""
    return Chart(name, labels.label("chart.empty"), "", "", "", data)


def _worded(table: pd.DataFrame, prefix: str, labels: Labels) -> pd.DataFrame:
    return table.rename(columns=lambda code: labels.label(f"{prefix}.{code}"))


def marks_of(rows: pd.DataFrame, labels: Labels) -> list[Mark]:
    """The facts as marks to draw."""
    return [_mark(row, labels) for row in records(rows)]


def _mark(row: Mapping[str, Any], labels: Labels) -> Mark:
    """A fact to draw; a fall is drawn to the left of zero."""
    falls = row["kind"] == "change" and row["direction"] == "down"
    who = [row["indicator"], row["community"], labels.place(row["district"] or "")]
    return Mark(
        label=" · ".join(part for part in who if part),
        text=value_text(row),
        value=-row["value"] if falls else row["value"],
        bound=row["bound"],
        before=row["value_before"],
        high=row["value_high"],
    )


def value_limits(marks: Sequence[Mark], unit: str) -> tuple[float, float]:
    """The ends of the axis on which the marks have room."""
    ends = [end for mark in marks for end in (mark.value, mark.high, mark.before) if end is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    if unit != "%":
        return low * 1.15, high * 1.15
    # Shares always have the whole scale before them; changes have both sides of zero.
    reach = max(100.0, high, -low)
    return (-reach if low < 0 else 0.0), reach


def in_words(table: pd.DataFrame) -> str:
    """The table in words, for those who cannot see the figure; zeros are left out."""
    rows = []
    for name, counts in table.iterrows():
        parts = [f"{part} {count:,}" for part, count in counts.items() if count]
        if parts:
            rows.append(f"{name}: {', '.join(parts)}")
    return "; ".join(rows)


def spoken_marks(marks: Iterable[Mark]) -> str:
    """The marks in words, for those who cannot see the figure."""
    return "; ".join(f"{mark.label}: {mark.text}" for mark in marks)
