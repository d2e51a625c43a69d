"""What is reported to have changed: from what to what, over which period, in points and in relative terms.

Nothing is worked out that the text does not give: a change without a base has no size in points, a change in points no
relative size. What is worked out is marked as derived and keeps the bound of the later value.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis import facts

_POINTS = ("个百分点", "百分点")
_PERCENT = "%"
# What a reader would need beside a change: nothing more, which way it went, the level before, any base.
MISSING = ("nothing", "direction", "base", "relative")


def reported_changes(metrics: pd.DataFrame) -> pd.DataFrame:
    """The facts that tell a change, pairs first, each with what is known of its size.

    `points` is the difference in the metric's unit (percentage points for a rate), `relative` the difference in per cent
    of the base, both signed; `is_derived` where they were worked out from a before and an after.
    """
    told = facts(metrics[metrics["kind"].isin(["before_after", "change"])])
    sign = told["direction"].map({"up": 1.0, "down": -1.0}).astype("Float64")
    pair = (told["kind"] == "before_after").astype("bool")
    difference = told["value"] - told["value_before"]
    base = told["value_before"].mask(told["value_before"] == 0)
    signed = told["value"] * sign
    rate = (told["unit"] == _PERCENT).astype("bool")
    told = told.assign(
        points=difference.where(pair, signed.mask(rate)),
        relative=(difference / base * 100).where(pair, signed.where(rate)),
        is_derived=pair,
        missing=[_missing(*row) for row in zip(pair, rate, told["unit"], sign.isna(), strict=True)],
    )
    return told.sort_values("is_derived", ascending=False, kind="stable")


def _missing(is_pair: bool, is_rate: bool, unit: str, no_direction: bool) -> str:
    """What a reader would need and is not told: base, direction, or nothing."""
    if is_pair:
        return "nothing"
    if no_direction:
        return "direction"
    return "relative" if unit in _POINTS or not is_rate else "base"


def outcomes_only(changes: pd.DataFrame) -> pd.DataFrame:
    """The changes of outcomes; what was added to the inputs and outputs is no result."""
    return changes[(changes["role"] == "outcome").astype("bool")]
