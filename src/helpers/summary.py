"""The book's summary: sentences that the numbers compute, each tried again without the document that it rests on most.

A finding has a core, what it claims beside its counts (which mechanisms lead, that nothing is compared). It survives
if its core is the same when the document that gives most of its rows is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from markupsafe import Markup

from helpers.analysis import article_districts, distinct_places, facts, leading, mechanism_spread, outcomes
from helpers.audit import audit
from helpers.book import Book
from helpers.evidence_map import linked_results
from helpers.labels import Labels
from helpers.landscape import in_scope
from helpers.tables import Frames

Badge = Literal["survives", "falls", "one_document"]
_CONTEXT_AND_OUTPUT = ("context", "input", "output")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence (`key` of a label and its values), the `core` that must hold, and the rows that it was counted from."""

    key: str
    values: Mapping[str, object]
    core: Hashable
    rows: pd.DataFrame


Find = Callable[[Frames, Labels], "Finding | None"]


def summary(book: Book) -> dict[str, list[Markup]]:
    """What was done, what it changed and how sure that is: under each heading the findings, a sentence with its badge each.

    One sentence under no heading where there is nothing to find.
    """
    told = {
        book.labels.label(f"summary.{name}"): [
            _sentence(finding, badge(finding, find, book), book)
            for find in finds
            if (finding := find(book.frames, book.labels))
        ]
        for name, finds in QUESTIONS.items()
    }
    found = {heading: sentences for heading, sentences in told.items() if sentences}
    return found or {"": [book.labels.html("finding.nothing")]}


def _sentence(finding: Finding, badge: Badge, book: Book) -> Markup:
    """The finding in words, with its badge as a link to where badges are explained."""
    return Markup('{} <a class="badge-{}" href="{}how-to-read.html#what-a-finding-rests-on">{}</a>').format(
        book.labels.html(finding.key, **finding.values), badge, book.site, book.labels.label(f"badge.{badge}")
    )


def badge(finding: Finding, find: Find, book: Book) -> Badge:
    """Whether the finding survives without its biggest document."""
    documents = finding.rows["doc"].value_counts()
    if len(documents) < 2:
        return "one_document"
    again = find(without_document(book.frames, str(documents.index[0])), book.labels)
    return "survives" if again and again.core == finding.core else "falls"


def without_document(frames: Frames, doc: str) -> Frames:
    """The tables without one document's rows."""
    return {
        name: rows[(rows["doc"] != doc).astype("bool")] if "doc" in rows else rows
        for name, rows in frames.items()
    }


def _scope(frames: Frames, labels: Labels) -> Finding | None:
    told = in_scope(frames["articles"])
    if told.empty:
        return None
    districts = labels.names("district")
    here = set(article_districts(frames)["district"]) & set(districts)
    values = {
        "articles": len(told),
        "documents": told["doc"].nunique(),
        "places": len(distinct_places(frames["communities"])),
        "districts": len(here),
        "all": len(districts),
    }
    return Finding("finding.scope", values, frozenset(here), told)


def _cut(frames: Frames, _labels: Labels) -> Finding | None:
    told = in_scope(frames["articles"])
    if told.empty:
        return None
    cut = told[(told["completeness"] == "teaser").astype("bool")]
    return Finding("summary.cut", {"n": len(cut), "all": len(told)}, 2 * len(cut) > len(told), told)


def _ways(frames: Frames, labels: Labels) -> Finding | None:
    top = leading(mechanism_spread(frames["mechanisms"])["articles"])
    if top.empty:
        return None
    counted = [
        labels.sentence("list.counted", item=labels.label(f"code.{c}"), n=int(n)) for c, n in top.items()
    ]
    rows = frames["mechanisms"][frames["mechanisms"]["code"].isin(top.index)]
    return Finding("summary.ways", {"ways": labels.listing(counted)}, frozenset(top.index), rows)


def _roles(frames: Frames, _labels: Labels) -> Finding | None:
    told = facts(frames["metrics"])
    if told.empty:
        return None
    other = told["role"].isin(_CONTEXT_AND_OUTPUT).astype("bool")
    return Finding(
        "summary.roles",
        {"n": len(told), "other": int(other.sum()), "outcomes": int((~other).sum())},
        2 * int(other.sum()) > len(told),
        told,
    )


def _concentration(frames: Frames, labels: Labels) -> Finding | None:
    told = facts(frames["metrics"]).dropna(subset=["district"])
    counts = told["district"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    if counts.empty:
        return None
    enough = int((counts.cumsum() <= counts.sum() / 2).sum()) + 1
    names = [labels.place(str(name)) for name in counts.index[:enough]]
    values = {"n": enough, "names": labels.listing(names), "all": len(counts)}
    return Finding("summary.concentration", values, frozenset(names), told)


def _outcomes(frames: Frames, _labels: Labels) -> Finding | None:
    told = outcomes(frames["metrics"])
    if told.empty:
        return None
    values = {
        "n": len(told),
        "articles": told["article_id"].nunique(),
        "documents": told["doc"].nunique(),
        "places": told.dropna(subset=["community"])["community"].nunique(),
    }
    return Finding("summary.outcomes", values, True, told)


def _pairs(frames: Frames, _labels: Labels) -> Finding | None:
    told = outcomes(frames["metrics"])
    if told.empty:
        return None
    pairs = told[(told["kind"] == "before_after").astype("bool")]
    return Finding(
        "summary.pairs", {"pairs": len(pairs), "n": len(told)}, len(pairs) > 0, pairs if len(pairs) else told
    )


def _compared(frames: Frames, _labels: Labels) -> Finding | None:
    told = outcomes(frames["metrics"])
    if told.empty:
        return None
    counts = {
        "compared": int(told["compared_with"].notna().sum()),
        "measured": int(told["measured_by"].notna().sum()),
        "n": len(told),
    }
    return Finding("summary.compared", counts, (counts["compared"] > 0, counts["measured"] > 0), told)


def _shared(frames: Frames, _labels: Labels) -> Finding | None:
    told = outcomes(frames["metrics"]).dropna(subset=["community"])
    told = told[(told["indicator_type"] != "other").astype("bool")]
    if told.empty:
        return None
    places = told.groupby("indicator_type")["community"].nunique()
    shared = int((places > 1).sum())
    return Finding("summary.shared", {"n": shared, "all": len(places)}, shared > 0, told)


def _confirmed(frames: Frames, _labels: Labels) -> Finding | None:
    told = outcomes(frames["metrics"]).dropna(subset=["community"])
    if told.empty:
        return None
    same = told.groupby(["community", "indicator_type", "unit", "value"])["doc"].nunique()
    confirmed = int((same > 1).sum())
    return Finding("warning.confirmed", {"n": confirmed}, confirmed > 0, told)


def _linked(frames: Frames, _labels: Labels) -> Finding | None:
    results = linked_results(frames)
    if results.empty:
        return None
    values = {
        "n": len(results),
        "stated": int((results["link"] == "stated").sum()),
        "mechanisms": results["code"].nunique(),
        "told": frames["mechanisms"]["code"].nunique(),
    }
    return Finding("summary.linked", values, 2 * values["mechanisms"] > values["told"], results)


def _audited(frames: Frames, _labels: Labels) -> Finding | None:
    found = audit(frames)
    if found.empty:
        return None
    grades = found["grade"].value_counts()
    contradictory, tension = (int(grades.get(name, 0)) for name in ("contradictory", "tension"))
    values = {"n": len(found), "contradictory": contradictory, "tension": tension}
    return Finding("summary.audited", values, (contradictory > 0, tension > 0), found)


# What a reader asks first, and the findings that answer.
QUESTIONS: dict[str, tuple[Find, ...]] = {
    "done": (_scope, _ways, _concentration),
    "changed": (_roles, _outcomes, _pairs, _linked),
    "sure": (_cut, _compared, _shared, _confirmed, _audited),
}
FINDINGS: tuple[Find, ...] = tuple(find for finds in QUESTIONS.values() for find in finds)
