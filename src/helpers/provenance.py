"""Where a figure comes from: what it counts, what it rests on, from when, by whom, and how to cite it."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from helpers.analysis import period, support
from helpers.book import Book
from helpers.charts import Chart
from helpers.labels import Labels

_SOURCES = 6


def documents_of(book: Book, rows: pd.DataFrame | None) -> pd.DataFrame:
    """The documents behind `rows` (any table with `doc`); all of the book's where none are given."""
    documents = book.frames["documents"]
    if rows is None or "doc" not in rows:
        return documents
    return documents[documents["doc"].isin(rows["doc"])]


def sources_of(documents: pd.DataFrame, labels: Labels) -> list[str]:
    """Who published the documents, in order; of a document whose source is not known, that and its own name."""
    unknown = documents["doc"].map(lambda doc: labels.sentence("source.unknown", doc=doc))
    return list(dict.fromkeys(documents["source"].fillna(unknown)))


def when(book: Book, documents: pd.DataFrame) -> str:
    """From when the documents are, as far as that is known."""
    years = period(documents)
    if not years:
        return book.labels.label("source.undated")
    if years[0] == years[1]:
        return book.labels.sentence("source.year", year=years[0])
    return book.labels.sentence("source.years", first=years[0], last=years[1])


def source_line(book: Book, drawn: Chart, rows: pd.DataFrame | None) -> str:
    """One line below a figure: unit, records, items, documents, period, sources."""
    labels, documents = book.labels, documents_of(book, rows)
    named = sources_of(documents, labels)
    more = labels.sentence("source.more", n=len(named) - _SOURCES) if len(named) > _SOURCES else ""
    return labels.sentence(
        "source.figure",
        unit=drawn.unit,
        base=base_line(book, rows),
        when=when(book, documents),
        sources="; ".join(named[:_SOURCES]) + more,
    )


def base_line(book: Book, rows: pd.DataFrame | None) -> str:
    """How many records, items and documents stand behind a figure."""
    if rows is None or "article_id" not in rows:
        articles = book.frames["articles"]
        counts = {"articles": int(articles["in_scope"].sum()), "documents": len(book.frames["documents"])}
        return book.labels.sentence("source.items", **counts)
    base = support(rows)
    counts = {"records": base.rows, "articles": base.articles, "documents": base.documents}
    return book.labels.sentence("source.records", **counts)


def metadata(book: Book, drawn: Chart, rows: pd.DataFrame | None) -> str:
    """The same as JSON, for those who take the figure's data away."""
    documents, labels = documents_of(book, rows), book.labels
    base = support(rows) if rows is not None and "article_id" in rows else None
    about: dict[str, Any] = {
        "name": drawn.name,
        "title": drawn.title,
        "note": drawn.note,
        "description": drawn.alt,
        "unit": drawn.unit,
        "records": base.rows if base else len(drawn.data),
        "items": base.articles if base else int(book.frames["articles"]["in_scope"].sum()),
        "documents": len(documents),
        "period": period(documents),
        "sources": sources_of(documents, labels),
        "columns": [str(name) for name in (*filter(None, drawn.data.index.names), *drawn.data.columns)],
        "notebook": f"notebooks/{book.page}.ipynb" if book.page else None,
        "caution": labels.label("source.caution"),
        "cite": labels.sentence("source.cite", title=drawn.title),
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"
