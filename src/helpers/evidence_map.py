"""The map of reported results: which mechanism an article links to a result in which domain, and where nothing is linked.

Only what a text itself links is on the map: that a mechanism and a result stand in one article shows nothing. A cell's
results are distinct facts, not mentions; its strength is the firmest form in which one of them is reported.
"""

from __future__ import annotations

import json

import pandas as pd

from helpers.analysis import facts_of
from helpers.codes import DOMAINS, FACET_OF, MECHANISM_CODES, STRENGTHS
from helpers.tables import Frames

# An issue against the outcome of the same name says nothing but itself.
TAUTOLOGIES = frozenset({("safety_order", "safety"), ("elder_child_care", "care_health")})
ASSERTED, TOLD = "R1", "R0"
_RESULT = ["link_id", "link", "code", "domain", "evidence", "mechanism_id", "metric_id", "claim_id"]
_NUMBER = ["value", "value_high", "value_before", "bound", "unit", "indicator", "direction", "strength"]
_NUMBER += ["is_service", "sentence", "community", "district"]


def linked_results(frames: Frames) -> pd.DataFrame:
    """One row for each mechanism and distinct result that an article links, stated links before packages.

    Columns of the link, of the number (empty for a result in words) or of the claim (`claim`), its `strength` and the
    mechanism's `facet`; tautologies are left out.
    """
    links = frames["links"][[*_RESULT, "article_id", "doc"]]
    metrics = frames["metrics"].assign(fact=facts_of(frames["metrics"]))
    claims = frames["claims"][["claim_id", "evidence", "is_service", "district"]]
    claims = claims.rename(columns={"evidence": "claim"})
    told = links.merge(metrics[["metric_id", "fact", *_NUMBER]], on="metric_id", how="left")
    told = told.merge(claims, on="claim_id", how="left", suffixes=("", "_claim"))
    told = told.assign(
        strength=told["strength"].fillna(ASSERTED),
        is_service=told["is_service"].fillna(told["is_service_claim"]),
        district=told["district"].fillna(told["district_claim"]),
        fact=told["fact"].fillna(told["claim_id"]),
        facet=told["code"].map(FACET_OF).astype("string"),
        _weak=(told["link"] != "stated").astype("int64"),
    )
    trivial = pd.Series(list(zip(told["code"], told["domain"], strict=True)), index=told.index).isin(
        TAUTOLOGIES
    )
    told = told[~trivial.astype("bool")].sort_values("_weak", kind="stable")
    told = told.drop_duplicates(["code", "domain", "article_id", "fact"])
    return told.drop(columns=["is_service_claim", "district_claim", "_weak"]).reset_index(drop=True)


def cells(results: pd.DataFrame) -> pd.DataFrame:
    """One row for each filled cell: results, items, how many are stated, and the firmest `strength`."""
    rows = [
        (
            code,
            domain,
            len(rows),
            rows["article_id"].nunique(),
            int((rows["link"] == "stated").sum()),
            max(rows["strength"], key=STRENGTHS.index),
        )
        for (code, domain), rows in results.groupby(["code", "domain"], sort=False)
    ]
    table = pd.DataFrame(rows, columns=["code", "domain", "results", "articles", "stated", "strength"])
    order = table["code"].map(MECHANISM_CODES.index) * len(DOMAINS) + table["domain"].map(DOMAINS.index)
    return table.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def reported(frames: Frames) -> tuple[str, ...]:
    """The mechanisms with evidence in these articles, in the codebook's order."""
    seen = set(frames["mechanisms"]["code"])
    return tuple(code for code in MECHANISM_CODES if code in seen)


def gaps(frames: Frames, filled: pd.DataFrame) -> pd.DataFrame:
    """The empty cells of mechanisms that are reported (`code`, `domain`): told of, but linked to no result there."""
    have = {*zip(filled["code"], filled["domain"], strict=True), *TAUTOLOGIES}
    rows = [(code, domain) for domain in DOMAINS for code in reported(frames) if (code, domain) not in have]
    return pd.DataFrame(rows, columns=["code", "domain"], dtype="string")


def gaps_by_domain(empty: pd.DataFrame, filled: pd.DataFrame) -> pd.DataFrame:
    """For each domain how many reported mechanisms are linked to a result in it, and which are not (JSON list `codes`)."""
    linked = filled["domain"].value_counts().to_dict()
    missing = {str(domain): list(rows["code"]) for domain, rows in empty.groupby("domain", sort=False)}
    rows = [
        (domain, linked.get(domain, 0), len(missing.get(domain, [])), json.dumps(missing.get(domain, [])))
        for domain in DOMAINS
    ]
    return pd.DataFrame(rows, columns=["domain", "linked", "gaps", "codes"])


def by_strength(frames: Frames, results: pd.DataFrame) -> pd.DataFrame:
    """Items by mechanism (rows) and the firmest result linked to it there (columns R0 …): R0 is told of, without any."""
    pairs = frames["mechanisms"][["article_id", "code"]].drop_duplicates()
    best = results.groupby(["article_id", "code"])["strength"].agg(
        lambda found: max(found, key=STRENGTHS.index)
    )
    levels = pairs.join(best, on=["article_id", "code"])["strength"].fillna(TOLD)
    table = pd.crosstab(pairs["code"].astype(object), levels.astype(object))
    return table.reindex(index=reported(frames), columns=list(STRENGTHS), fill_value=0).astype("int64")
