"""The map of the city's districts, with its crowded centre once more at a larger scale."""

from __future__ import annotations

import math
from itertools import chain
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from helpers.charts import Chart, drawn_chart, empty_chart, in_words
from helpers.drawing import BLUE, DARK, INK, MUTED, WIDTH, new_figure
from helpers.knowledge.boundaries import Boundaries, Boundary
from helpers.labels import Labels

# A district narrower than this (degrees of longitude) has no room for its name and is drawn in the inset too.
_NARROW = 0.13
_SILENT: dict[str, Any] = {"facecolor": "white", "edgecolor": MUTED, "hatch": "////", "linewidth": 0.5}
_HEIGHT = 6.9
_EDGE = 0.003


def district_map(articles: pd.Series[int], boundaries: Boundaries, labels: Labels) -> Chart:
    """Items by district (index: the districts' names); a district without any is hatched, not pale."""
    data = articles.rename("articles").to_frame()
    reported = data[data["articles"] > 0]
    if reported.empty:
        return empty_chart("map", data, labels)
    return drawn_chart(
        "map",
        labels,
        lambda: _draw(articles, boundaries, labels.label("chart.nothing")),
        data,
        in_words(reported.rename(index=labels.place, columns={"articles": labels.label("count.articles")})),
        districts=len(reported),
        all=len(data),
        approval=boundaries.approval,
    )


def _draw(articles: pd.Series[int], boundaries: Boundaries, nothing: str) -> Figure:
    figure = new_figure(_HEIGHT)
    figure.set_layout_engine("none")
    narrow = [district for district in boundaries.districts if _width(district) < _NARROW]
    whole = figure.add_axes((0.0, 0.27, 1.0, 0.73))
    centre = figure.add_axes((0.48, 0.0, 0.52, 0.52 * WIDTH / _HEIGHT), anchor="SE")
    for axes, within in ((whole, boundaries.districts), (centre, narrow)):
        _frame(axes, within)
        for district in boundaries.districts:
            _draw_district(axes, district, int(articles.get(district.name, 0)), int(articles.max()))
    for district in boundaries.districts:
        axes, gap = (centre, "\n") if district in narrow else (whole, " ")
        _name(axes, district, gap, int(articles.get(district.name, 0)), int(articles.max()))
    centre.set_frame_on(True)
    centre.spines[:].set(visible=True, edgecolor=INK, linewidth=1.0)
    # The two frames are the same shape; lines from one to the other would cross the names between them.
    for line in whole.indicate_inset_zoom(centre, edgecolor=INK, alpha=1, lw=1.0).connectors or ():
        line.set_visible(False)
    if (articles == 0).any():
        figure.add_artist(Rectangle((0.02, 0.06), 0.05, 0.02, transform=figure.transFigure, **_SILENT))
        figure.text(0.08, 0.07, nothing, va="center")
    return figure


def _frame(axes: Axes, districts: tuple[Boundary, ...] | list[Boundary]) -> None:
    points = list(chain.from_iterable(chain.from_iterable(district.rings for district in districts)))
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    axes.set_xlim(min(longitudes) - _EDGE, max(longitudes) + _EDGE)
    axes.set_ylim(min(latitudes) - _EDGE, max(latitudes) + _EDGE)
    # One degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    axes.set_aspect(1 / math.cos(math.radians(sum(latitudes) / len(latitudes))))
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_frame_on(False)


def _draw_district(axes: Axes, district: Boundary, count: int, most: int) -> None:
    outline = Path.make_compound_path(*(Path(ring, closed=True) for ring in district.rings))
    if count:
        axes.add_patch(PathPatch(outline, facecolor=BLUE, alpha=_shade(count, most), linewidth=0))
        axes.add_patch(PathPatch(outline, facecolor="none", edgecolor="white", linewidth=0.8))
    else:
        axes.add_patch(PathPatch(outline, **_SILENT))


def _name(axes: Axes, district: Boundary, gap: str, count: int, most: int) -> None:
    short = district.name.removesuffix("区").removesuffix("新")
    ink = "white" if count and _shade(count, most) > DARK else INK
    text = axes.annotate(f"{short}{gap}{count:,}" if count else short, district.label, color=ink, fontsize=9)
    text.set(ha="center", va="center", linespacing=1.0, zorder=6)
    if not count:
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.6})


def _shade(count: int, most: int) -> float:
    return 0.18 + 0.82 * count / most


def _width(district: Boundary) -> float:
    longitudes = [x for ring in district.rings for x, _ in ring]
    return max(longitudes) - min(longitudes)
