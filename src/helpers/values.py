"""How a reported number is written: never more certain than the text was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

BOUND_SIGNS = {"exact": "", "approx": "≈", "at_least": "≥", "at_most": "≤"}
ARROWS = {"up": "↑", "down": "↓"}


def value_text(metric: Mapping[str, Any]) -> str:
    """A metric's value with its bound, direction and unit: "≤70%", "↓65%", "37% → 89%", "300–500 户"."""
    unit, sign = metric["unit"], BOUND_SIGNS[metric["bound"]]
    if _known(metric["value_before"]):
        return f"{sign}{_with_unit(metric['value_before'], unit)} → {_with_unit(metric['value'], unit)}"
    if _known(metric["value_high"]):
        return f"{sign}{number_text(metric['value'])}–{_with_unit(metric['value_high'], unit)}"
    arrow = ARROWS[metric["direction"]] if _known(metric["direction"]) else ""
    return f"{arrow}{sign}{_with_unit(metric['value'], unit)}"


def number_text(value: float) -> str:
    """A number with thousands separators and no digits that were not given."""
    return f"{float(value):,.12g}"


def signed_text(value: float) -> str:
    """A derived difference with its sign, to a tenth: "+140.5", "−89"."""
    return f"{round(value, 1) + 0:+,.12g}".replace("-", "−")


def _with_unit(value: float, unit: str) -> str:
    # A no-break space: a number and its classifier stay on one line.
    return number_text(value) + (unit if unit in ("%", "‰", "") else f"\u00a0{unit}")


def _known(value: Any) -> bool:
    return not pd.isna(value)
