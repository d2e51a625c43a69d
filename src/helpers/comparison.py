"""Like with like: which reported numbers may stand side by side at all.

Two numbers are put together only where indicator type, unit, kind, role, baseline and level of place are the same;
and even then each is shown with its own indicator's words, because a rate is always a share of something.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.analysis import facts
from helpers.tables import Frames

# Types whose numbers have one meaning wherever they are reported. Left out are collections of unlike things
# (facilities, projects, rules, other …) and prices, which depend on what is sold.
COMPARABLE_TYPES = (
    "occupancy",
    "satisfaction",
    "coverage",
    "response",
    "closure",
    "participation",
    "complaints",
    "crime",
    "hazards",
    "parking",
    "residents",
    "households",
    "elderly_share",
    "cost",
    "time_promised",
    "meetings_visits",
    "clubs",
    "volunteers",
    "issues_wishes",
)
# Three classifiers for persons without difference in number; 人次 (attendances) is another unit.
_PERSONS = {"名": "人", "位": "人"}
_ALIKE = ["indicator_type", "unit", "kind", "role", "baseline", "level"]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that may be compared; `rows` are metrics with the `level` of their place and a signed `shown`."""

    indicator_type: str
    unit: str
    kind: str
    level: str
    rows: pd.DataFrame


def comparable_facts(frames: Frames, districts: tuple[str, ...]) -> pd.DataFrame:
    """The facts of comparable types about a known place, with its `level` and the value to draw (`shown`).

    `shown` is negative for a fall. Promised standards, and changes of unknown direction, are left out.
    """
    told = facts(frames["metrics"])
    levels = frames["communities"].set_index("community_id")["level"]
    level = told["community_id"].map(levels).astype("string")
    level = level.mask(told["community"].isin(districts).fillna(False), "district")
    level = level.mask((told["community"] == "上海市").fillna(False), "city")
    told = told.assign(
        level=level,
        unit=told["unit"].replace(_PERSONS),
        shown=told["value"].mask(
            (told["direction"] == "down").fillna(False) & (told["kind"] == "change"), -told["value"]
        ),
    )
    usable = told["indicator_type"].isin(COMPARABLE_TYPES) & (told["kind"] != "standard")
    usable &= told["level"].notna() & told["district"].notna()
    usable &= (told["kind"] != "change") | told["direction"].notna()
    return told[usable]


def like_with_like(frames: Frames, districts: tuple[str, ...]) -> list[Group]:
    """The groups of facts that two or more districts (or other cities) share, most districts first."""
    groups = [
        Group(str(key[0]), str(key[1]), str(key[2]), str(key[5]), rows)
        for key, rows in comparable_facts(frames, districts).groupby(_ALIKE, dropna=False, sort=True)
        if rows["district"].nunique() > 1
    ]
    return sorted(groups, key=lambda group: -group.rows["district"].nunique())
