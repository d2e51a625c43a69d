"""What is reported of one place, one mechanism or one indicator type, and which places are alike."""

from __future__ import annotations

import json

import pandas as pd

from helpers.analysis import facts
from helpers.book import PLACE
from helpers.codes import PROBLEMS, STRENGTHS
from helpers.evidence_map import linked_results
from helpers.landscape import problems_told
from helpers.tables import Frames

_EMPTY = "[]"


def places(frames: Frames) -> pd.DataFrame:
    """Every coded place once: its first row, its `problems` and `codes` (JSON lists), items, and firmest `strength`.

    Problems are the place's own and those that its items tell of no place in particular; mechanisms and outcomes those
    that are about it.
    """
    communities = frames["communities"]
    keys = communities.groupby(list(PLACE), dropna=False, sort=False).ngroup()
    if communities.empty:
        columns = {name: pd.Series(dtype="string") for name in ("problems", "codes", "strength", "articles")}
        return communities.assign(**columns)
    own = dict(zip(communities["community_id"], keys, strict=True))
    by_place = communities.assign(place=keys)
    told = _problems_by_place(frames, by_place)
    mechanisms = frames["mechanisms"].assign(place=frames["mechanisms"]["community_id"].map(own))
    codes = mechanisms.groupby("place")["code"].agg(lambda found: json.dumps(sorted(set(found))))
    results = outcomes_about(frames).assign(place=lambda rows: rows["community_id"].map(own))
    best = results.groupby("place")["strength"].agg(lambda found: max(found, key=STRENGTHS.index))
    first = by_place.drop_duplicates("place").set_index("place")
    types = by_place.dropna(subset=["community_type"]).drop_duplicates("place").set_index("place")
    table = first.assign(
        community_type=types["community_type"].reindex(first.index),
        problems=told.reindex(first.index).fillna(_EMPTY).astype("string"),
        codes=codes.reindex(first.index).fillna(_EMPTY).astype("string"),
        strength=best.reindex(first.index).astype("string"),
        articles=by_place.groupby("place")["article_id"].nunique().astype("Int64"),
    )
    return table.reset_index(drop=True)


def _problems_by_place(frames: Frames, by_place: pd.DataFrame) -> pd.Series[str]:
    """For each place (column `place`) a JSON list of its problems: its own, and those of its items that are no one's."""
    told, own = problems_told(frames), ["place", "value"]
    named = told.merge(by_place[["community_id", "place"]], on="community_id")
    shared = told[told["community_id"].isna()].merge(by_place[["article_id", "place"]], on="article_id")
    found = pd.concat([named[own], shared[own]]).groupby("place")["value"].agg(set)
    return found.map(lambda codes: json.dumps([code for code in PROBLEMS if code in codes]))


def outcomes_about(frames: Frames) -> pd.DataFrame:
    """Outcomes in numbers and results asserted in words, each with the place, domain and `strength`."""
    metrics = facts(frames["metrics"])
    metrics = metrics[(metrics["role"] == "outcome").astype("bool") & metrics["strength"].notna()]
    claims = frames["claims"].rename(columns={"evidence": "claim"})
    return pd.concat([metrics, claims.assign(strength="R1")], ignore_index=True)


def with_marks(results: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    """The results with their `marks` (JSON list): who measured them, a year or more, a prize told of in the item."""
    attributes = frames["attributes"]
    prized = set(attributes.loc[attributes["field"] == "prize", "article_id"])
    columns = (results[name] for name in ("measured_by", "followed", "article_id"))
    marks = [
        json.dumps(
            [
                "self_reported" if pd.isna(measured_by) else "measured",
                *([] if pd.isna(followed) else ["year_or_more"]),
                *(["prize"] if article in prized else []),
            ]
        )
        for measured_by, followed, article in zip(*columns, strict=True)
    ]
    return results.assign(marks=pd.Series(marks, results.index, dtype="string"))


def peers(table: pd.DataFrame, place: pd.Series[str]) -> pd.DataFrame:
    """Other places with a problem in common, those of the same kind of housing first, in the order of the tables."""
    own = set(json.loads(place["problems"]))
    shared = table["problems"].map(lambda text: len(own & set(json.loads(text))))
    alike = (table["community_type"] == place["community_type"]).fillna(False).astype("bool")
    others = table.assign(_alike=alike, _shared=shared)[
        (shared > 0) & (table["community_id"] != place["community_id"])
    ]
    order = others.sort_values(["_alike", "_shared"], ascending=False, kind="stable")
    return order.drop(columns=["_alike", "_shared"])


def about_place(frames: Frames, ids: set[str]) -> Frames:
    """The rows about one place, known by the ids of its mentions; links by their mechanism or result."""
    articles = set(frames["communities"].loc[frames["communities"]["community_id"].isin(ids), "article_id"])
    own = {name: _about(frames[name], ids) for name in ("communities", "metrics", "mechanisms", "claims")}
    told = problems_told(frames)
    here = told["community_id"].isin(ids) | (told["community_id"].isna() & told["article_id"].isin(articles))
    problems = told[here.astype("bool")]
    return (
        frames
        | own
        | {
            "attributes": problems,
            "articles": frames["articles"][frames["articles"]["article_id"].isin(articles)],
        }
    )


def _about(rows: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    return rows[rows["community_id"].isin(ids)]


def of_mechanism(frames: Frames, code: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The evidence for one mechanism, and the results that texts link to it."""
    evidence = frames["mechanisms"][(frames["mechanisms"]["code"] == code).astype("bool")]
    results = linked_results(frames)
    return evidence, results[(results["code"] == code).astype("bool")]


def problems_with(frames: Frames, code: str) -> pd.Series[int]:
    """In how many items that give evidence of the mechanism each problem is told, most first."""
    used = set(frames["mechanisms"].loc[frames["mechanisms"]["code"] == code, "article_id"])
    told = problems_told(frames)
    problems = told[told["article_id"].isin(used)]
    counts = problems.drop_duplicates(["article_id", "value"])["value"].value_counts()
    return counts.reindex([code for code in PROBLEMS if code in counts.index]).sort_values(
        ascending=False, kind="stable"
    )


def of_type(frames: Frames, indicator_type: str) -> pd.DataFrame:
    """Every fact of one indicator type, in the order of the tables."""
    told = facts(frames["metrics"])
    return told[(told["indicator_type"] == indicator_type).astype("bool")]
