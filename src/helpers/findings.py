"""The sentences that the numbers compute: what each page of the book found, and what it must not be read as.

Each function gives one page's sentences in this edition's language; where the tables are empty, they say so.
"""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.analysis import (
    Support,
    coverage,
    distinct_places,
    facts,
    leading,
    mechanism_spread,
    outcomes,
    records,
    removed,
    schemes,
    silent_districts,
    support,
)
from helpers.book import Book
from helpers.comparison import Group
from helpers.labels import Labels
from helpers.landscape import in_scope, only_activity, reporters
from helpers.quality import accuracies
from helpers.scoring import Evaluation

Sentences = list[Markup]
_TRUSTED = 0.9


def is_empty(book: Book) -> bool:
    """Whether there is no item in scope, so that nothing can be found."""
    return not bool(book.frames["articles"]["in_scope"].any())


def nothing(book: Book) -> Sentences:
    """The one sentence for empty tables."""
    return [book.labels.html("finding.nothing")]


def warnings(book: Book) -> Sentences:
    """What the outcomes rest on, and what therefore cannot be said."""
    told = outcomes(book.frames["metrics"])
    if told.empty:
        return [book.labels.html("warning.no_outcomes")]
    return [rests_on(book, told), _confirmed(book, told)]


def rests_on(book: Book, rows: pd.DataFrame) -> Markup:
    """What a finding rests on, and whether it survives without its largest document."""
    base: Support = support(rows)
    key = "support.one" if base.documents == 1 else "support.many"
    return book.labels.html(
        key, rows=base.rows, articles=base.articles, documents=base.documents, left=base.rows - base.largest
    )


def corpus(book: Book) -> Sentences:
    """What was read, what was set aside, and what is missing."""
    documents, articles = book.frames["documents"], book.frames["articles"]
    if documents.empty:
        return nothing(book)
    labels, outside = book.labels, int((~articles["in_scope"]).sum())
    noise = int(removed(documents)["chars"].sum())
    told = in_scope(articles)
    sentences = [
        labels.html("corpus_page.items", items=len(articles), documents=len(documents), outside=outside),
        labels.html("corpus_page.cut", n=int((told["completeness"] == "teaser").sum()), items=len(told)),
        labels.html(
            "corpus_page.removed", chars=noise, share=f"{noise / int(documents['chars'].sum() or 1):.0%}"
        ),
        labels.html(
            "corpus_page.undated", n=int(documents["published"].isna().sum()), documents=len(documents)
        ),
        labels.html("corpus_page.quarantine", n=len(book.frames["quarantine"])),
    ]
    return sentences + _silent(book)


def communities(book: Book) -> Sentences:
    """Who is covered."""
    places = distinct_places(book.frames["communities"])
    if places.empty:
        return nothing(book)
    labels, levels = book.labels, places["level"].value_counts()
    kinds = {labels.label(f"level.{level}"): int(count) for level, count in levels.items()}
    elsewhere = int((~places["district"].dropna().isin(book.districts)).sum())
    return [
        labels.html("communities_page.levels", n=len(places), kinds=_counted(book, kinds)),
        labels.html("communities_page.unresolved", n=int(places["district"].isna().sum())),
        labels.html("communities_page.elsewhere", n=elsewhere),
        *_silent(book),
    ]


def metrics(book: Book) -> Sentences:
    """What is measured, and how surely."""
    told = facts(book.frames["metrics"])
    if told.empty:
        return nothing(book)
    labels, roles = book.labels, told["role"].value_counts()
    kinds = {labels.label(f"role.{role}"): int(count) for role, count in roles.items()}
    return [
        labels.html(
            "numbers_page.roles",
            n=len(told),
            mentions=len(book.frames["metrics"]),
            kinds=_counted(book, kinds),
        ),
        labels.html("numbers_page.bounds", n=int((told["bound"] != "exact").sum())),
        labels.html("numbers_page.promised", n=int((told["kind"] == "standard").sum())),
        _activity(book),
        labels.html(
            "numbers_page.unplaced",
            places=int(told["community"].isna().sum()),
            other=int((told["indicator_type"] == "other").sum()),
        ),
    ]


def _activity(book: Book) -> Markup:
    """How many documents tell in numbers what was done, and none what changed."""
    table = reporters(book.frames)
    return book.labels.html(
        "numbers_page.activity",
        documents=len(table),
        activity=only_activity(table),
        silent=int(((table["outputs"] == 0) & (table["outcomes"] == 0)).sum()),
    )


def mechanisms(book: Book) -> Sentences:
    """How it was done."""
    rows = book.frames["mechanisms"]
    if rows.empty:
        return nothing(book)
    labels, spread = book.labels, mechanism_spread(rows)
    unseen = [labels.label(f"code.{code}") for code in spread.index[spread["articles"] == 0]]
    sentences = [
        *_ways(book),
        labels.html("mechanisms_page.named", n=len(schemes(rows))),
    ]
    return sentences + (
        [labels.html("mechanisms_page.unseen", codes=labels.listing(unseen))] if unseen else []
    )


def comparison(book: Book, groups: list[Group]) -> Sentences:
    """What may be compared between districts, and what may not."""
    if is_empty(book):
        return nothing(book)
    table = coverage(book.frames, book.districts)
    with_outcome = [book.labels.place(name) for name in table.index[table["outcomes"] > 0]]
    outcome_groups = sum(bool((group.rows["role"] == "outcome").any()) for group in groups)
    return [
        book.labels.html("comparison_page.groups", n=len(groups), outcomes=outcome_groups),
        book.labels.html(
            "comparison_page.outcomes",
            n=len(with_outcome),
            all=len(table),
            names=book.labels.listing(with_outcome) or book.labels.label("value.none"),
        ),
        *_most_numbers(book, table),
        *_silent(book),
    ]


def changes(book: Book, told: pd.DataFrame) -> Sentences:
    """What is reported to have changed, and what is not told of it (`told` from `changes.reported_changes`)."""
    if is_empty(book):
        return nothing(book)
    if told.empty:
        return [book.labels.html("changes_page.none")]
    missing = told["missing"].value_counts()
    results = told[(told["role"] == "outcome").astype("bool")]
    counts = {name: int(missing.get(name, 0)) for name in ("base", "relative", "direction")}
    return [
        book.labels.html(
            "changes_page.lead",
            n=len(told),
            outcomes=len(results),
            pairs=int(told["is_derived"].sum()),
            yoy=int((told["baseline"] == "yoy").sum()),
        ),
        book.labels.html("changes_page.missing", period=int(told["date"].isna().sum()), **counts),
        *([rests_on(book, results)] if len(results) else []),
    ]


def district(book: Book, name: str) -> Sentences:
    """What is reported of one district; `book` holds only its rows (see `book.about_district`)."""
    labels, frames = book.labels, book.frames
    if frames["articles"].empty:
        return [labels.html("district_page.nothing", name=labels.place(name))]
    told = facts(frames["metrics"])
    return [
        labels.html(
            "district_page.lead",
            name=labels.place(name),
            articles=len(frames["articles"]),
            documents=len(frames["documents"]),
            places=len(distinct_places(frames["communities"])),
        ),
        labels.html("district_page.numbers", n=len(told), outcomes=len(outcomes(frames["metrics"]))),
        *_ways(book),
    ]


def quality(book: Book, evaluation: Evaluation) -> Sentences:
    """How far the numbers of this book may be trusted."""
    strict = evaluation.scores.get("metrics.strict")
    if strict is None or not strict.gold:
        return [book.labels.html("quality_page.nothing")]
    labels, table = book.labels, accuracies(evaluation)
    numbers = table[table["table"] == "metrics"]
    weak = numbers[numbers["accuracy"] < _TRUSTED]
    fields = [_share(labels, f"fault.{row['field']}", row["accuracy"]) for row in records(weak)]
    hints = [
        _share(labels, f"score.{name}", score.f1)
        for name, score in evaluation.scores.items()
        if score.gold and score.f1 < _TRUSTED
    ]
    return [
        labels.html(
            "quality_page.numbers", right=strict.true_positives, extracted=strict.predicted, gold=strict.gold
        ),
        labels.html("quality_page.weak", fields=labels.listing(fields))
        if fields
        else labels.html("quality_page.strong", share=f"{_TRUSTED:.0%}"),
        *([labels.html("quality_page.hints", records=labels.listing(hints))] if hints else []),
        labels.html("quality_page.faults", n=len(evaluation.faults)),
    ]


def _share(labels: Labels, key: str, share: float) -> str:
    return labels.sentence("list.share", item=labels.label(key), share=f"{share:.0%}")


def _ways(book: Book) -> Sentences:
    """The mechanisms with evidence in most items; a tie at the end of the list is told as a whole or not at all."""
    spread = mechanism_spread(book.frames["mechanisms"])["articles"]
    told, top = spread[spread > 0], leading(spread)
    if told.empty:
        return [book.labels.html("finding.ways_none")]
    if top.empty:
        ways = book.labels.listing([book.labels.label(f"code.{code}") for code in told.index])
        return [book.labels.html("finding.ways_even", n=len(told), ways=ways)]
    counted = {book.labels.label(f"code.{code}"): int(count) for code, count in top.items()}
    return [book.labels.html("finding.ways", ways=_counted(book, counted))]


def _counted(book: Book, counts: dict[str, int]) -> str:
    labels = book.labels
    return labels.listing([labels.sentence("list.counted", item=item, n=n) for item, n in counts.items()])


def _silent(book: Book) -> Sentences:
    """Districts without any item, and districts without any number."""
    table, labels = coverage(book.frames, book.districts), book.labels
    unheard = [labels.place(name) for name in silent_districts(book.frames, book.districts)]
    numberless = [
        labels.place(name) for name in table.index[(table["articles"] > 0) & (table["numbers"] == 0)]
    ]
    sentences = []
    if unheard:
        sentences.append(labels.html("finding.silent", n=len(unheard), names=labels.listing(unheard)))
    if numberless:
        sentences.append(
            labels.html("finding.numberless", n=len(numberless), names=labels.listing(numberless))
        )
    return sentences


def _most_numbers(book: Book, table: pd.DataFrame) -> Sentences:
    """The fewest districts that together hold more than half of the numbers."""
    ordered = table["numbers"].sort_values(ascending=False, kind="stable")
    if not ordered.sum():
        return []
    enough = int((ordered.cumsum() <= ordered.sum() / 2).sum()) + 1
    names = [book.labels.place(str(name)) for name in ordered.index[:enough]]
    return [book.labels.html("comparison_page.most", n=enough, names=book.labels.listing(names))]


def _confirmed(book: Book, told: pd.DataFrame) -> Markup:
    """Whether any outcome of one place is told with the same number by two documents."""
    same = told.dropna(subset=["community"]).groupby(["community", "unit", "kind", "value"])["doc"].nunique()
    return book.labels.html("warning.confirmed", n=int((same > 1).sum()))
