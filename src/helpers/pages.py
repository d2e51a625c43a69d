"""Generates the pages that no notebook makes: reading pages, their index, the data dictionary, the downloads.

All are Markdown with one raw HTML block, in which every text is escaped: nothing of a source becomes live.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup

from helpers.analysis import records
from helpers.book import Book, Row
from helpers.cells import cell
from helpers.columns import Column, Table
from helpers.highlights import Span, marked_article
from helpers.labels import Labels
from helpers.markdown import page
from helpers.model import CodedArticle, Document, Records
from helpers.rows import article_id, claim_id, community_id, mechanism_id, metric_id
from helpers.schema import TABLES

LEGEND = {
    "metric": "reading.legend_metric",
    "place": "reading.legend_place",
    "mechanism": "reading.legend_mechanism",
    "claim": "reading.legend_claim",
}
_COLUMNS = {
    "metrics": ["value", "indicator", "role", "kind", "community", "district"],
    "communities": ["name", "level", "district", "subdistrict"],
    "mechanisms": ["code", "evidence", "name"],
    "claims": ["domain", "evidence"],
    "attributes": ["field", "field_value", "basis", "evidence"],
}
# Tables whose rows a reader may correct (see `helpers.corrections`), with the field that shows the record.
_CORRECTED = {"metrics": "quote", "communities": "name", "mechanisms": "evidence"}


def article_pages(results: Iterable[Records], book: Book) -> dict[str, str]:
    """A reading page for each article, by its path in the site's sources ("articles/<id>.md")."""
    return {
        f"articles/{article_id(result.document, coded)}.md": reading_page(result.document, coded, book)
        for result in results
        for coded in result.articles
    }


def reading_page(document: Document, coded: CodedArticle, book: Book) -> str:
    """One article's page: its text with every coded span marked and a table of its records."""
    labels, own = book.labels, article_id(document, coded)
    tables = {name: _of_article(book.frames[name], own) for name in _COLUMNS}
    html = [
        Markup('<div class="reading">'),
        _introduction(document, coded, labels),
        _legend(labels) if coded.article.in_scope else Markup(""),
        _text(document, coded, book),
        *(_records_table(book, document, name, rows) for name, rows in tables.items() if len(rows)),
        Markup('<p><a href="index.html">{}</a></p>').format(labels.label("reading.all")),
        Markup("</div>"),
    ]
    return page(coded.article.title, html, orphan=True)


def _introduction(document: Document, coded: CodedArticle, labels: Labels) -> Markup:
    lines = [labels.html("reading.intro", doc=document.file)]
    if document.source:
        lines.append(
            labels.html("reading.source", source=" ".join([document.source, document.published]).strip())
        )
    if not coded.article.in_scope:
        lines.append(labels.html("reading.outside", reason=coded.article.scope_reason))
    if document.publish != "full":
        lines.append(labels.html("reading.excerpt" if document.publish == "excerpt" else "reading.withheld"))
    return Markup('<p class="reading-intro">{}</p>').format(Markup("<br>\n").join(lines))


def _legend(labels: Labels) -> Markup:
    marks = (
        Markup('<mark class="{}">{}</mark>').format(kind, labels.label(key)) for kind, key in LEGEND.items()
    )
    return Markup('<p class="legend">{}</p>').format(Markup(" ").join(marks))


def _text(document: Document, coded: CodedArticle, book: Book) -> Markup:
    spans = list(_spans(document, coded, book))
    if document.publish == "none":
        anchors = (Markup('<span id="{}"></span>').format(span.id) for span in spans if span.id)
        return Markup("").join(anchors)
    body = marked_article(coded.article, spans, only_marked=document.publish == "excerpt")
    return Markup('<div class="article-text" lang="zh-Hans">\n{}\n</div>').format(body)


def _spans(document: Document, coded: CodedArticle, book: Book) -> Iterable[Span]:
    text, labels = coded.article.text, book.labels
    for mechanism in coded.mechanisms:
        own = mechanism_id(document, *text.raw_span(mechanism.start, mechanism.end), mechanism.code)
        title = labels.label(f"code.{mechanism.code}")
        yield Span(mechanism.start, mechanism.end, "mechanism", own, title)
    for metric in coded.metrics:
        own = metric_id(document, *text.raw_span(metric.start, metric.end))
        title = " · ".join(
            filter(None, (metric.indicator, labels.label(f"role.{metric.role}"), metric.community))
        )
        yield Span(metric.start, metric.end, "metric", own, title)
    for claim in coded.claims:
        title = labels.label(f"domain.{claim.domain}")
        yield Span(claim.start, claim.end, "claim", claim_id(document, text, claim), title)
    for place in coded.places:
        if place.is_coded:
            own = community_id(document, text, place)
            title = " ".join(filter(None, (place.district, place.subdistrict, place.name)))
            for index, (start, end) in enumerate(place.mentions):
                yield Span(start, end, "place", "" if index else own, title)


def _of_article(table: pd.DataFrame, own: str) -> pd.DataFrame:
    return table[table["article_id"] == own]


def _records_table(book: Book, document: Document, name: str, rows: pd.DataFrame) -> Markup:
    labels, columns = book.labels, _COLUMNS[name]
    title = labels.sentence(f"reading.{name}", n=len(rows))
    head = [Markup('<th scope="col">{}</th>').format(labels.label(f"column.{column}")) for column in columns]
    if name in _CORRECTED:
        head.append(Markup('<th scope="col">{}</th>').format(labels.label("reading.report_column")))
    body = (
        Markup("<tr>{}{}</tr>").format(
            Markup("").join(cell(book, row, column, {}) for column in columns),
            Markup("<td>{}</td>").format(_report(row, name, book)) if name in _CORRECTED else "",
        )
        for row in records(rows)
    )
    return Markup(
        '<div class="evidence-table" role="region" tabindex="0" aria-label="{0}"><table><caption><span>{0}</span></caption>'
        "<thead><tr>{1}</tr></thead><tbody>\n{2}\n</tbody></table></div>"
    ).format(title, Markup("").join(head), Markup("\n").join(body))


def _report(row: Row, table: str, book: Book) -> Markup:
    """A link to the form for errors that already knows which record is meant."""
    quote = row[_CORRECTED[table]]
    query = urlencode(
        {"table": table, "doc": row["doc"], "start": row["start"], "end": row["end"], "quote": quote}
    )
    return Markup('<a class="report" href="{}report-an-error.html?{}">{}</a>').format(
        book.site, query, book.labels.label("reading.report")
    )


def article_index(book: Book) -> str:
    """The list of all reading pages, by document."""
    labels, frames = book.labels, book.frames
    parts = [Markup("<p>{}</p>").format(labels.label("articles.intro"))]
    for doc, rows in frames["articles"].groupby("doc", sort=False):
        links = (
            Markup('<li lang="zh-Hans"><a href="{}.html">{}</a></li>').format(row["article_id"], row["title"])
            for row in records(rows)
        )
        parts.append(Markup("<h2>{}</h2><ul>{}</ul>").format(doc, Markup("\n").join(links)))
    return page(labels.label("articles.title"), parts)


def data_dictionary(labels: Labels) -> str:
    """Every table and column, made from the schema."""
    chinese = labels.lang == "zh"
    parts = [Markup("<p>{}</p>").format(labels.label("dictionary.intro"))]
    for table in TABLES:
        parts.append(Markup('<h2 id="{0}">{0}</h2><p>{1}</p>').format(table.name, _meaning(table, chinese)))
        head = (labels.label(f"dictionary.{name}") for name in ("name", "type", "meaning"))
        rows = (
            Markup("<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>").format(
                column.name, column.type, _column_meaning(column, labels, chinese)
            )
            for column in table.columns
        )
        parts.append(_table(head, rows, table.name))
    return page(labels.label("dictionary.title"), parts)


def _meaning(defined: Table | Column, chinese: bool) -> str:
    return defined.description_zh if chinese else defined.description


def _column_meaning(column: Column, labels: Labels, chinese: bool) -> Markup:
    notes = [Markup("{}").format(_meaning(column, chinese))]
    if column.unit:
        notes.append(labels.html("dictionary.unit", unit=column.unit))
    if column.values:
        notes.append(labels.html("dictionary.values", values=", ".join(column.values)))
    if column.required:
        notes.append(labels.html("dictionary.required"))
    return Markup(" ").join(notes)


def downloads(files: Sequence[Path], labels: Labels) -> str:
    """Links to the table files (copied to "data/" in the site), with their sizes and checksums."""
    head = (labels.label(f"downloads.{name}") for name in ("file", "size", "sha256"))
    rows = (
        Markup(
            '<tr><td><a download href="data/{0}">{0}</a></td><td class="number">{1}</td><td><code>{2}</code></td></tr>'
        ).format(path.name, f"{path.stat().st_size:,}", hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    )
    intro = Markup("<p>{}</p>").format(labels.label("downloads.intro"))
    return page(labels.label("downloads.title"), [intro, _table(head, rows, labels.label("downloads.title"))])


def _table(head: Iterable[str], rows: Iterable[Markup], name: str) -> Markup:
    cells = Markup("").join(Markup('<th scope="col">{}</th>').format(text) for text in head)
    return Markup(
        '<div class="evidence-table" role="region" tabindex="0" aria-label="{}"><table><thead><tr>{}</tr></thead>'
        "<tbody>\n{}\n</tbody></table></div>"
    ).format(name, cells, Markup("\n").join(rows))
