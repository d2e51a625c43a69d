"""What kinds of text there are and from when, what is measured in which domain, and which mechanisms stand beside what.

Counts of items or facts as reported: "nothing" is a blank of these articles. Two things in one item are no more than that.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from helpers.analysis import facts
from helpers.codes import (
    COMMUNITY_TYPES,
    COMPLETENESS,
    DOMAINS,
    FACET_OF,
    FACETS,
    GENRES,
    MECHANISM_CODES,
    PROBLEMS,
    STRENGTHS,
)
from helpers.tables import Frames

UNKNOWN = "unknown"
# Mechanisms in the order of their facets, so that figures can be read facet by facet.
BY_FACET = tuple(sorted(MECHANISM_CODES, key=lambda code: FACETS.index(FACET_OF[code])))


def in_scope(articles: pd.DataFrame) -> pd.DataFrame:
    """The items that tell of communities."""
    return articles[articles["in_scope"].astype("bool")]


def item_kinds(articles: pd.DataFrame) -> pd.DataFrame:
    """Items in scope by genre (rows) and completeness (columns)."""
    told = in_scope(articles)
    return _counted(told["genre"], told["completeness"], GENRES, COMPLETENESS)


def items_by_year(articles: pd.DataFrame) -> pd.DataFrame:
    """Items in scope by the year that they tell of, unknown last; one column, `articles`."""
    years = in_scope(articles)["year"]
    known = years.dropna().astype("int64").value_counts().sort_index()
    counts = {str(year): int(count) for year, count in known.items()}
    counts |= {UNKNOWN: int(years.isna().sum())} if years.isna().any() else {}
    return pd.DataFrame({"articles": pd.Series(counts, dtype="int64")}).rename_axis("year")


def domains_by_strength(metrics: pd.DataFrame) -> pd.DataFrame:
    """Facts with a domain by domain (rows) and how firmly they are reported (columns)."""
    told = facts(metrics).dropna(subset=["domain", "strength"])
    return _counted(told["domain"], told["strength"], DOMAINS, STRENGTHS)


def reporters(frames: Frames) -> pd.DataFrame:
    """For each document: items in scope, numbers, and how many of them are outputs, outcomes, changes of outcomes."""
    told = facts(frames["metrics"])
    outcome = (told["role"] == "outcome").astype("bool")
    change = outcome & told["kind"].isin(["change", "before_after"]).astype("bool")
    counts = {
        "articles": in_scope(frames["articles"])["doc"].value_counts(),
        "numbers": told["doc"].value_counts(),
        "outputs": told.loc[(told["role"] == "output").astype("bool"), "doc"].value_counts(),
        "outcomes": told.loc[outcome, "doc"].value_counts(),
        "changes": told.loc[change, "doc"].value_counts(),
    }
    documents = frames["documents"][["doc", "source"]].set_index("doc")
    table = pd.DataFrame({name: count.reindex(documents.index) for name, count in counts.items()})
    return documents.join(table.fillna(0).astype("int64")).reset_index()


def only_activity(table: pd.DataFrame) -> int:
    """How many documents of `reporters` give numbers of what was done and none of what changed."""
    return int(((table["outputs"] > 0) & (table["outcomes"] == 0)).sum())


def problems_told(frames: Frames) -> pd.DataFrame:
    """The evidence for problems that items set out from."""
    attributes = frames["attributes"]
    return attributes[(attributes["field"] == "problem").astype("bool")]


def mechanisms_by_problem(frames: Frames) -> pd.DataFrame:
    """Items by mechanism (rows, facet by facet) and the problems that they set out from (columns)."""
    problems = problems_told(frames)[["article_id", "value"]].drop_duplicates()
    pairs = _items(frames).merge(problems, on="article_id")
    return _counted(pairs["code"], pairs["value"], BY_FACET, PROBLEMS)


def mechanisms_by_housing(frames: Frames) -> pd.DataFrame:
    """Distinct places by mechanism (rows) and kind of housing (columns), where the text tells it."""
    kinds = frames["communities"][["community_id", "community_type"]].dropna()
    pairs = frames["mechanisms"][["code", "community_id"]].drop_duplicates().merge(kinds, on="community_id")
    return _counted(pairs["code"], pairs["community_type"], BY_FACET, COMMUNITY_TYPES)


def mechanisms_by_year(frames: Frames) -> pd.DataFrame:
    """Items by mechanism (rows) and the year that they tell of (columns, unknown last)."""
    years = frames["articles"].set_index("article_id")["year"]
    told = _items(frames)
    year = told["article_id"].map(years).astype("string").fillna(UNKNOWN)
    order = tuple(sorted(set(year) - {UNKNOWN})) + ((UNKNOWN,) if (year == UNKNOWN).any() else ())
    return _counted(told["code"], year, BY_FACET, order)


def pairs_of_mechanisms(frames: Frames) -> pd.DataFrame:
    """Two mechanisms with evidence in one item: in how many items and documents (`first`, `second`), most items first."""
    told = _items(frames).merge(frames["articles"][["article_id", "doc"]], on="article_id")
    rows = [
        (first, second, article, doc)
        for (article, doc), codes in told.groupby(["article_id", "doc"], sort=False)["code"]
        for first, second in combinations(sorted(set(codes), key=MECHANISM_CODES.index), 2)
    ]
    table = pd.DataFrame(rows, columns=["first", "second", "article_id", "doc"])
    counted = table.groupby(["first", "second"], sort=False).agg(
        articles=("article_id", "nunique"), documents=("doc", "nunique")
    )
    return counted.sort_values(["articles", "documents"], ascending=False, kind="stable").reset_index()


def _items(frames: Frames) -> pd.DataFrame:
    return frames["mechanisms"][["article_id", "code"]].drop_duplicates()


def _counted(
    rows: pd.Series[str], columns: pd.Series[str], row_order: tuple[str, ...], column_order: tuple[str, ...]
) -> pd.DataFrame:
    counts = pd.crosstab(rows.astype(object), columns.astype(object))
    return counts.reindex(index=row_order, columns=column_order, fill_value=0).astype("int64")
