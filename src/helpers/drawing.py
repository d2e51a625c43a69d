"""How figures look: one font, one palette, few marks, the same bytes each time.

A figure is drawn 4.8 inches wide with 10-point text, so that it can still be read on a phone of 375 pixels.
Titles, sources and notes are not part of the picture: the page says them in text that wraps and can be found.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import matplotlib
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.errors import InputError

# Okabe and Ito's palette, which people with colour blindness can tell apart.
BLUE, ORANGE, GREEN, SKY, RED, PURPLE = "#0072B2", "#E69F00", "#009E73", "#56B4E9", "#D55E00", "#CC79A7"
INK, MUTED, FAINT = "#222222", "#595959", "#DDDDDD"
WIDTH = 4.8
# From this strength of blue on, white text has more contrast than dark text.
DARK = 0.85
_ROW, _LINE = 0.27, 0.2
# How many letters fit on a line of the figure, and how many a legend's key takes.
_LINE_COLUMNS, _KEY_COLUMNS = 64, 5
# Names of columns stand upright where there are more of them than this, or where they would run into each other.
_UPRIGHT, _GRID_COLUMNS = 6, 44
_FONT_PACKAGE, _FONT_FILE = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"
_DIGITS = re.compile(r"(\.\d\d)\d+(?=[ \"\nLMQCz])")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """One reported number to draw: `before` and `high` only for pairs and ranges."""

    label: str
    text: str
    value: float
    bound: str = "exact"
    before: float | None = None
    high: float | None = None


@cache
def font_family() -> str:
    """The shipped Chinese font, made known to matplotlib; raises `InputError` if it is not installed."""
    try:
        path = Path(str(files(_FONT_PACKAGE))) / _FONT_FILE
        font_manager.fontManager.addfont(path)
    except (ModuleNotFoundError, FileNotFoundError, OSError):
        raise InputError(
            f"font {_FONT_FILE} is missing, so Chinese would be boxes; pip install -r requirements.txt"
        ) from None
    return font_manager.FontProperties(fname=path).get_name()


@contextmanager
def house_style() -> Iterator[None]:
    """Draw within this, and matplotlib's own settings stay as they were."""
    style: Any = {
        # DejaVu comes with matplotlib and has signs that the Chinese font lacks.
        "font.family": [font_family(), "DejaVu Sans"],
        "font.size": 10,
        "text.color": INK,
        "axes.edgecolor": MUTED,
        "axes.labelcolor": INK,
        "xtick.color": MUTED,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "ytick.major.size": 0,
        "hatch.linewidth": 0.6,
        "hatch.color": "#B0B0B0",
        "legend.frameon": False,
        "legend.handlelength": 1.0,
        "legend.columnspacing": 1.2,
        "svg.fonttype": "path",
        "svg.hashsalt": "helpers",
        # A dollar sign in an article is money, not mathematics.
        "text.parse_math": False,
    }
    with matplotlib.rc_context(style):
        yield


def new_figure(height: float) -> Figure:
    """An empty figure of the common width."""
    return Figure(figsize=(WIDTH, height), layout="constrained", facecolor="white")


def svg_of(figure: Figure) -> str:
    """The figure as small SVG on one line: no date, version or comment, coordinates to a hundredth of a point."""
    text = StringIO()
    with warnings.catch_warnings():
        # A sign that no font has is drawn as a box; the page's own text has it.
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    svg = _COMMENT.sub("", text.getvalue())
    return _BREAK.sub(" ", _DIGITS.sub(r"\1", svg[svg.index("<svg") :])).replace("> <", "><")


def shorten(text: str, width: int) -> str:
    """`text` on one line, cut to `width` columns, a Chinese character being two of them."""
    text = " ".join(text.split())
    used = 0
    for at, character in enumerate(text):
        used += 2 if east_asian_width(character) in "WF" else 1
        if used > width:
            return text[: max(at - 1, 0)] + "…"
    return text


def stacked_bars(table: pd.DataFrame, colours: Sequence[str], nothing: str) -> Figure:
    """One bar a row, one part a column, the total at its end; a row of zeros says `nothing` in words."""
    legend_columns = _legend_columns(table.columns)
    lines = math.ceil(len(table.columns) / legend_columns)
    figure = new_figure(0.75 + _LINE * max(lines - 2, 0) + _ROW * len(table))
    axes = figure.subplots()
    left = pd.Series(0, index=table.index)
    for part, colour in zip(table.columns, colours, strict=True):
        axes.barh(range(len(table)), table[part], left=left, color=colour, height=0.68, label=part)
        left = left + table[part]
    step = left.max() * 0.015
    for at, total in enumerate(left):
        axes.text(
            total + step, at, f"{total:,}" if total else nothing, va="center", color=INK if total else MUTED
        )
    axes.set_yticks(range(len(table)), [str(name) for name in table.index])
    axes.set_xlim(0, left.max() * 1.14 or 1)
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    if len(table.columns) > 1:
        figure.legend(loc="outside upper left", ncols=legend_columns)
    return figure


def _legend_columns(names: Iterable[object]) -> int:
    """Into how many columns the legend's entries go, so that none is cut off; more than three stand two and two."""
    widths = [_columns_of(str(name)) + _KEY_COLUMNS for name in names]
    most = len(widths) if len(widths) < 4 else 2
    return next(
        (
            count
            for count in range(most, 1, -1)
            if sum(max(_column(widths, at, count)) for at in range(count)) <= _LINE_COLUMNS
        ),
        1,
    )


def _column(widths: Sequence[int], at: int, count: int) -> Sequence[int]:
    """The widths that stand in one of `count` columns of a legend, which is filled column by column, the first ones fuller."""
    rows, longer = divmod(len(widths), count)
    start = at * rows + min(at, longer)
    return widths[start : start + rows + (at < longer)]


def _columns_of(text: str) -> int:
    """How wide `text` is, a Chinese character being two columns."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def count_grid(table: pd.DataFrame, silent: Sequence[str] = ()) -> Figure:
    """Counts in cells, darker for more, blank for none; the columns in `silent` are hatched throughout."""
    figure = new_figure(1.2 + _ROW * len(table))
    axes = figure.subplots()
    most = max(int(table.to_numpy().max()), 1)
    for column, name in enumerate(table.columns):
        if name in silent:
            axes.bar(column, len(table), bottom=-0.5, width=0.9, color="white", hatch="////", linewidth=0)
        for row, count in enumerate(table[name]):
            if count:
                shade = 0.12 + 0.88 * math.sqrt(count / most)
                axes.bar(column, 0.88, bottom=row - 0.44, width=0.9, color=BLUE, alpha=shade)
                ink = "white" if shade > DARK else INK
                axes.text(column, row, f"{count:,}", ha="center", va="center", color=ink, fontsize=9)
    axes.set_xticks(range(len(table.columns)), [str(name) for name in table.columns], color=INK)
    widest = max((_columns_of(str(name)) for name in table.columns), default=0)
    is_upright = len(table.columns) > _UPRIGHT or widest * len(table.columns) > _GRID_COLUMNS
    axes.tick_params(axis="x", rotation=90 if is_upright else 0)
    axes.set_yticks(range(len(table)), [str(name) for name in table.index])
    axes.set_xlim(-0.5, len(table.columns) - 0.5)
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.hlines([row + 0.5 for row in range(len(table) - 1)], -0.5, len(table.columns) - 0.5, FAINT, lw=0.5)
    return figure


def dot_grid(marks: pd.DataFrame, solid: pd.DataFrame) -> Figure:
    """A dot wherever `marks` has a text, which it bears: filled where `solid`, hollow elsewhere.

    The rows' index has two levels, a heading and a name; a heading gets a line of its own.
    """
    headings = list(dict.fromkeys(marks.index.get_level_values(0)))
    figure = new_figure(1.5 + _ROW * (len(marks) + len(headings)))
    axes = figure.subplots()
    ticks: list[tuple[float, str]] = []
    at = 0
    for heading in headings:
        axes.text(-0.5, at, heading, va="center", color=BLUE, fontsize=9.5)
        at += 1
        for name, row in marks.loc[heading].iterrows():
            ticks.append((at, str(name)))
            axes.axhline(at, color=FAINT, lw=0.5, zorder=0)
            for column, part in enumerate(marks.columns):
                if row[part]:
                    _dot(axes, column, at, row[part], bool(solid.loc[(heading, name), part]))
            at += 1
    axes.set_yticks([at for at, _ in ticks], [name for _, name in ticks])
    axes.set_xticks(range(len(marks.columns)), [str(name) for name in marks.columns], color=INK, rotation=90)
    axes.set_xlim(-0.6, len(marks.columns) - 0.4)
    axes.set_ylim(at - 0.5, -0.6)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return figure


def _dot(axes: Axes, column: int, row: int, text: str, is_solid: bool) -> None:
    axes.plot(column, row, "o", ms=13, mfc=BLUE if is_solid else "white", mec=BLUE, mew=1.5, clip_on=False)
    ink = "white" if is_solid else BLUE
    axes.text(column, row, text, ha="center", va="center", color=ink, fontsize=8.5)


def value_panels(panels: Sequence[tuple[str, Sequence[Mark], tuple[float, float]]], unit: str) -> Figure:
    """Reported numbers on a line each, label above, in panels of (heading, marks, axis limits)."""
    rows = [len(marks) for _, marks, _ in panels]
    figure = new_figure(0.35 + sum(0.8 + 0.46 * count for count in rows))
    grid = figure.subplots(len(panels), squeeze=False, height_ratios=[0.8 + 0.46 * count for count in rows])
    for (heading, marks, limits), axes in zip(panels, grid[:, 0], strict=True):
        axes.set_title(heading, loc="left", fontsize=10.5, color=BLUE)
        axes.set_xlim(*limits)
        axes.set_ylim(len(marks) - 0.45, -0.75)
        axes.set_yticks([])
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.6g}{unit}")
        axes.locator_params(axis="x", nbins=5)
        if limits[0] < 0:
            axes.plot([0] * len(marks), range(len(marks)), "|", ms=11, mec=MUTED)
        for row, mark in enumerate(marks):
            _draw_mark(axes, row, mark, limits)
    return figure


def _draw_mark(axes: Axes, row: int, mark: Mark, limits: tuple[float, float]) -> None:
    span = limits[1] - limits[0]
    axes.axhline(row, color=FAINT, lw=0.6, zorder=0)
    axes.text(limits[0], row - 0.42, shorten(mark.label, 66), va="center", fontsize=9.5, color=INK)
    start = mark.before if mark.before is not None else 0.0 if limits[0] < 0 else mark.value
    end = mark.high if mark.high is not None else mark.value
    axes.plot([start, end], [row, row], color=BLUE, lw=2.4, solid_capstyle="butt")
    if mark.before is not None:
        axes.plot(mark.before, row, "o", ms=7, mfc="white", mec=BLUE, mew=1.6, clip_on=False)
    shape = _shape(mark)
    filled = "white" if mark.bound == "approx" else BLUE
    axes.plot(end, row, shape, ms=8, mfc=filled, mec=BLUE, mew=1.6, clip_on=False)
    # The text stands beside all that is drawn, where there is room for it.
    right = end < limits[0] + span * 0.72
    at = max(start, end) + span * 0.035 if right else min(start, end) - span * 0.035
    axes.text(at, row, mark.text, va="center", ha="left" if right else "right", color=BLUE, fontsize=10.5)


def _shape(mark: Mark) -> str:
    """A dot, or a triangle that points to the side on which the true value lies."""
    if mark.bound not in ("at_least", "at_most"):
        return "o"
    return ">" if (mark.bound == "at_least") == (mark.value >= 0) else "<"
