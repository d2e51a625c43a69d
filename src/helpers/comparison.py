"""Like with like: which reported numbers may stand side by side at all.

Two numbers are put together only where indicator type and variant (`data/lexicon/distinctions.yml`), unit, kind, role,
baseline and level of place are the same and their years are near; and even then each is shown with its own indicator's
words, because a rate is always a share of something. Every number that stands beside no other is told with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pandas as pd

from helpers.analysis import facts
from helpers.knowledge import DATA
from helpers.knowledge.distinctions import Distinctions, load_distinctions
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
_ALIKE = ["indicator_type", "variant", "unit", "kind", "role", "baseline", "level"]
# Numbers of years further apart than this are not compared; where a year is unknown that is said beside it.
NEAR_YEARS = 3
REASONS = ("unlike_type", "standard", "no_direction", "no_place", "alone", "far_years")


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that may be compared; `rows` are metrics with `level` and `year` of their story and a signed `shown`."""

    indicator_type: str
    unit: str
    kind: str
    level: str
    rows: pd.DataFrame


@cache
def _distinctions() -> Distinctions:
    return load_distinctions(DATA)


def judged_facts(frames: Frames, districts: tuple[str, ...]) -> pd.DataFrame:
    """Every fact with what a comparison needs: `level` of its place, `variant`, `year`, `shown` (negative for a fall).

    `reason` is one of `REASONS` where the fact itself rules a comparison out, else empty.
    """
    told = facts(frames["metrics"])
    levels = frames["communities"].set_index("community_id")["level"]
    level = told["community_id"].map(levels).astype("string")
    level = level.mask(told["community"].isin(districts).fillna(False), "district")
    level = level.mask((told["community"] == "上海市").fillna(False), "city")
    falls = (told["direction"] == "down").fillna(False) & (told["kind"] == "change")
    pairs = zip(told["indicator_type"], told["indicator"].fillna(""), strict=True)
    told = told.assign(
        level=level,
        variant=pd.Series([_distinctions().variant(*pair) for pair in pairs], told.index, dtype="string"),
        year=told["article_id"].map(frames["articles"].set_index("article_id")["year"]),
        unit=told["unit"].replace(_PERSONS),
        shown=told["value"].mask(falls, -told["value"]),
    )
    reason = pd.Series(pd.NA, index=told.index, dtype="string")
    reason = reason.mask(told["level"].isna() | told["district"].isna(), "no_place")
    reason = reason.mask((told["kind"] == "change") & told["direction"].isna(), "no_direction")
    reason = reason.mask(told["kind"] == "standard", "standard")
    return told.assign(reason=reason.mask(~told["indicator_type"].isin(COMPARABLE_TYPES), "unlike_type"))


def like_with_like(frames: Frames, districts: tuple[str, ...]) -> list[Group]:
    """The groups of facts that two or more places share, those of most districts first."""
    told = judged_facts(frames, districts)
    groups = [
        Group(str(key[0]), str(key[2]), str(key[3]), str(key[6]), rows)
        for key, same in told[told["reason"].isna()].groupby(_ALIKE, dropna=False, sort=True)
        for rows in _of_near_years(same)
        if _places(rows) > 1
    ]
    return sorted(groups, key=lambda group: -group.rows["district"].nunique())


def not_compared(frames: Frames, districts: tuple[str, ...]) -> pd.DataFrame:
    """The facts that stand in no group, each with its `reason`."""
    told = judged_facts(frames, districts)
    compared = {row for group in like_with_like(frames, districts) for row in group.rows["metric_id"]}
    left = told[~told["metric_id"].isin(compared)]
    usable = told[told["reason"].isna()]
    shared = usable.groupby(_ALIKE, dropna=False)["metric_id"].transform("size")
    far = set(
        usable.loc[
            (shared > 1) & (usable.groupby(_ALIKE, dropna=False)["year"].transform(_spread) > NEAR_YEARS),
            "metric_id",
        ]
    )
    alone = left["metric_id"].map(lambda own: "far_years" if own in far else "alone").astype("string")
    return left.assign(reason=left["reason"].fillna(alone))


def reasons(left: pd.DataFrame) -> pd.DataFrame:
    """How many facts were not compared, by `reason`."""
    counts = left["reason"].value_counts().reindex(REASONS).fillna(0).astype("int64")
    return counts.rename("numbers").rename_axis("reason").reset_index()


def _places(rows: pd.DataFrame) -> int:
    return len(rows[["district", "community"]].drop_duplicates())


def _spread(years: pd.Series[int]) -> int:
    known = years.dropna()
    return int(known.max() - known.min()) if len(known) else 0


def _of_near_years(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows as one group, or cut where two known years in order lie further apart than is near."""
    known = sorted(set(rows["year"].dropna()))
    cuts = [later for earlier, later in pairwise(known) if later - earlier > NEAR_YEARS]
    part = rows["year"].map(lambda year: sum(year >= cut for cut in cuts), na_action="ignore")
    return [same for _, same in rows.groupby(part.fillna(-1) if cuts else pd.Series(0, index=rows.index))]
