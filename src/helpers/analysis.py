"""What the tables say when counted: coverage, facts, outcomes, mechanisms.

The articles are success stories that editors chose. So nothing here is a rate, an average or a ranking of
districts: these are counts of what was reported, and each keeps the rows that it was counted from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.codes import INDICATOR_TYPES, LEVELS, MECHANISM_CODES, ROLES, STRENGTHS
from helpers.errors import InputError
from helpers.tables import Frames

# Where one fact is told twice, its weaker wording counts ("16.9万" in the headline, "约16.9万" below).
_WEAKNESS = {"exact": 0, "approx": 1, "at_least": 2, "at_most": 2}
_TOP = 3
# Tables whose rows have a district of their own.
_PLACED = ("communities", "metrics", "mechanisms", "claims")
_SAME_FACT = ["article_id", "community", "indicator", "unit", "kind", "direction"]
_SAME_FACT += ["value", "value_high", "value_before"]


@dataclass(frozen=True, slots=True)
class Support:
    """What a set of rows rests on: `largest` of its `rows` come from one document."""

    rows: int
    articles: int
    documents: int
    largest: int


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries, None where a cell is empty."""
    plain = rows.astype(object).where(rows.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def support(rows: pd.DataFrame) -> Support:
    """How many articles and documents stand behind `rows` (any table with `doc` and `article_id`)."""
    per_document = rows["doc"].value_counts()
    largest = int(per_document.iloc[0]) if len(per_document) else 0
    return Support(len(rows), rows["article_id"].nunique(), len(per_document), largest)


def facts(metrics: pd.DataFrame) -> pd.DataFrame:
    """The metrics with each fact of an article once, and how often it is told there (`mentions`).

    Equal numbers are one fact only where place, indicator, unit and kind agree too: "6名" may be two different
    groups of six. A number without an indicator is never merged.
    """
    told = metrics.assign(_fact=facts_of(metrics), _weakness=metrics["bound"].map(_WEAKNESS))
    mentions = told.groupby("_fact")["metric_id"].transform("size").astype("Int64")
    kept = told.sort_values("_weakness", ascending=False, kind="stable").drop_duplicates("_fact")
    return metrics.loc[kept.index.sort_values()].assign(mentions=mentions)


def facts_of(metrics: pd.DataFrame) -> pd.Series[str]:
    """For each metric the id of the first one that tells the same fact."""
    told = metrics.assign(indicator=metrics["indicator"].fillna(metrics["metric_id"]))
    return told.groupby(_SAME_FACT, dropna=False)["metric_id"].transform("first")


def outcomes(metrics: pd.DataFrame) -> pd.DataFrame:
    """The facts that tell what changed or was achieved, strongest form of report (`strength`) first.

    A promised standard is no outcome. Within one strength every article's first fact comes before any
    article's second, so that a shortened list is not one article's.
    """
    told = facts(metrics[(metrics["role"] == "outcome") & (metrics["kind"] != "standard")])
    turn = told.groupby(["article_id", "strength"]).cumcount()
    order = told.assign(
        _rank=-told["strength"].map(STRENGTHS.index, na_action="ignore").astype("Int64"), _turn=turn
    )
    return told.loc[order.sort_values(["_rank", "_turn"], kind="stable").index]


def article_districts(frames: Frames) -> pd.DataFrame:
    """Each pair of an article and a district in which something in it was coded."""
    parts = [frames[name][["article_id", "district"]] for name in ("communities", "metrics", "mechanisms")]
    return pd.concat(parts).dropna().drop_duplicates().reset_index(drop=True)


def coverage(frames: Frames, districts: tuple[str, ...]) -> pd.DataFrame:
    """For each district, in the order given: articles, places, numbers, outcomes and mechanisms reported."""
    pairs = article_districts(frames)
    counts = {
        "articles": pairs["district"].value_counts(),
        "places": distinct_places(frames["communities"])["district"].value_counts(),
        "numbers": facts(frames["metrics"])["district"].value_counts(),
        "outcomes": outcomes(frames["metrics"])["district"].value_counts(),
        "mechanisms": frames["mechanisms"].drop_duplicates(["district", "code"])["district"].value_counts(),
    }
    table = pd.DataFrame({name: count.reindex(districts) for name, count in counts.items()}, index=districts)
    return table.fillna(0).astype("int64").rename_axis("district")


def silent_districts(frames: Frames, districts: tuple[str, ...]) -> list[str]:
    """The districts that no article tells of."""
    told = set(article_districts(frames)["district"])
    return [district for district in districts if district not in told]


def numbers_by_district(metrics: pd.DataFrame, districts: tuple[str, ...]) -> pd.DataFrame:
    """Facts for each district (rows) and role (columns)."""
    told = facts(metrics)
    return _counted_pairs(told["district"], told["role"], districts, ROLES)


def numbers_by_type(metrics: pd.DataFrame) -> pd.DataFrame:
    """Facts for each indicator type that occurs (rows) and role (columns)."""
    told = facts(metrics)
    counts = _counted_pairs(told["indicator_type"], told["role"], INDICATOR_TYPES, ROLES)
    return counts[counts.sum(axis=1) > 0]


def distinct_places(communities: pd.DataFrame) -> pd.DataFrame:
    """Each place once, however many articles tell of it."""
    return communities.drop_duplicates(["name", "district", "subdistrict"])


def places_by_level(communities: pd.DataFrame, districts: tuple[str, ...]) -> pd.DataFrame:
    """Distinct places for each district (rows) and level (columns)."""
    places = distinct_places(communities)
    return _counted_pairs(places["district"], places["level"], districts, LEVELS)


def mechanism_spread(mechanisms: pd.DataFrame) -> pd.DataFrame:
    """For each of the categories: in how many articles, documents and districts there is evidence of it."""
    by_code = mechanisms.groupby("code")[["article_id", "doc", "district"]].nunique()
    by_code.columns = pd.Index(["articles", "documents", "districts"])
    return by_code.reindex(MECHANISM_CODES).fillna(0).astype("int64").rename_axis("code")


def leading(counts: pd.Series[int]) -> pd.Series[int]:
    """The highest counts, three or a few more, highest first; a tie at the end comes as a whole or not at all."""
    ordered = counts[counts > 0].sort_values(ascending=False, kind="stable")
    if ordered.empty:
        return ordered
    top = ordered[ordered >= ordered.iloc[min(_TOP, len(ordered)) - 1]]
    return top[top > top.iloc[-1]] if len(top) > 2 * _TOP else top


def mechanisms_by_district(mechanisms: pd.DataFrame, districts: tuple[str, ...]) -> pd.DataFrame:
    """Articles with evidence for each category (rows) and district (columns)."""
    told = mechanisms.drop_duplicates(["article_id", "code", "district"])
    return _counted_pairs(told["code"], told["district"], MECHANISM_CODES, districts)


def ways_by_district(mechanisms: pd.DataFrame, districts: tuple[str, ...], most: int = 3) -> pd.Series[str]:
    """For each district the `most` categories with evidence in most articles there, as a JSON list of codes."""
    counts = mechanisms_by_district(mechanisms, districts)
    ways = {}
    for district in districts:
        told = counts.loc[counts[district] > 0, district].sort_values(ascending=False, kind="stable")
        ways[district] = json.dumps(list(told.index[:most]))
    return pd.Series(ways, index=list(districts), dtype="string")


def schemes(mechanisms: pd.DataFrame) -> pd.DataFrame:
    """The schemes to which an article gives a name: its first evidence and all its categories (`codes`)."""
    named = mechanisms.dropna(subset=["name"])
    codes = named.groupby(["article_id", "name"])["code"].agg(lambda found: json.dumps(sorted(set(found))))
    first = named.drop_duplicates(["article_id", "name"])
    return first.join(codes.rename("codes"), on=["article_id", "name"]).reset_index(drop=True)


def removed(documents: pd.DataFrame) -> pd.DataFrame:
    """What the cleaning took out, one row for each document and kind of `noise`: pieces and characters."""
    rows = [
        (doc, kind, len(spans), sum(end - start for start, end in spans))
        for doc, noise in zip(documents["doc"], documents["noise"], strict=True)
        for kind, spans in json.loads(noise).items()
    ]
    return pd.DataFrame(rows, columns=["doc", "noise", "pieces", "chars"])


def removed_by_kind(documents: pd.DataFrame) -> pd.DataFrame:
    """The same, one row for each kind: in how many documents, pieces and characters; most characters first."""
    by_kind = (
        removed(documents)
        .groupby("noise")
        .agg(documents=("doc", "size"), pieces=("pieces", "sum"), chars=("chars", "sum"))
    )
    return by_kind.sort_values("chars", ascending=False, kind="stable").reset_index()


def characters(frames: Frames) -> pd.DataFrame:
    """For each document, where its characters went: items in scope, items out of scope, removed, the rest."""
    documents, articles = frames["documents"], frames["articles"]
    by_scope = articles.groupby(["doc", "in_scope"])["chars"].sum().unstack(fill_value=0)
    table = pd.DataFrame(
        {
            "in_scope": by_scope.get(True),
            "out_of_scope": by_scope.get(False),
            "removed": removed(documents).groupby("doc")["chars"].sum(),
        }
    )
    table = table.reindex(documents["doc"]).fillna(0).astype("int64")
    total = documents.set_index("doc")["chars"].astype("int64")
    return table.assign(rest=(total - table.sum(axis=1)).clip(lower=0)).rename_axis("doc")


def period(documents: pd.DataFrame) -> tuple[str, str] | None:
    """First and last year of publication that is known, None where none is."""
    years = documents["published"].dropna().str[:4]
    return (str(years.min()), str(years.max())) if len(years) else None


def of_district(frames: Frames, district: str, districts: tuple[str, ...]) -> Frames:
    """The tables with only what was reported of one district.

    Raises:
        InputError: if there is no such district.
    """
    if district not in districts:
        raise InputError(f"district={district!r}: no such district; use one of {', '.join(districts)}")
    pairs = article_districts(frames)
    here = pairs.loc[pairs["district"] == district, "article_id"]
    articles = frames["articles"][frames["articles"]["article_id"].isin(here)]
    own = {name: _within(frames[name], district) for name in _PLACED}
    return frames | {
        "documents": frames["documents"][frames["documents"]["doc"].isin(articles["doc"])],
        "articles": articles,
        **own,
        "attributes": _having(frames["attributes"], "article_id", articles),
        "lists": _having(frames["lists"], "article_id", articles),
        "relations": _having(frames["relations"], "metric_id", own["metrics"]),
        "links": _having(frames["links"], "mechanism_id", own["mechanisms"]),
    }


def _having(rows: pd.DataFrame, key: str, kept: pd.DataFrame) -> pd.DataFrame:
    return rows[rows[key].isin(kept[key])]


def _within(rows: pd.DataFrame, district: str) -> pd.DataFrame:
    return rows[(rows["district"] == district).fillna(False)]


def _counted_pairs(
    rows: pd.Series[str], columns: pd.Series[str], row_order: tuple[str, ...], column_order: tuple[str, ...]
) -> pd.DataFrame:
    counts = pd.crosstab(rows.astype(object), columns.astype(object))
    return counts.reindex(index=row_order, columns=column_order, fill_value=0).astype("int64")
