"""What notebooks put on a page: tables, figures, cards and sentences, as HTML in which all text is escaped.

Every number links to the sentence that it was read from. Text of a source is only ever shown: `Markup.format`
escapes whatever is filled into a piece of HTML, so nothing from an article becomes a tag, a link or a formula.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from helpers.analysis import records
from helpers.book import Book, Row, evidence_href
from helpers.cells import cell
from helpers.charts import Chart
from helpers.codes import STRENGTHS
from helpers.drawing import shorten
from helpers.provenance import metadata, source_line
from helpers.tables import csv_safe
from helpers.values import value_text

LIMIT = 300
CARDS = 6
GALLERY = 12


@dataclass(frozen=True, slots=True, repr=False)
class Html:
    """A finished piece of a page; a notebook shows it as HTML, a terminal the beginning of its text."""

    markup: Markup

    def _repr_html_(self) -> str:
        return str(self.markup)

    def __repr__(self) -> str:
        return shorten(self.markup.striptags(), 100)


def paragraphs(sentences: Iterable[Markup]) -> Html:
    """Computed sentences, a paragraph each."""
    return _html(Markup("<p>{}</p>").format(sentence) for sentence in sentences)


def bullets(sentences: Iterable[Markup]) -> Html:
    """Computed sentences as a list."""
    return _html(
        [
            Markup("<ul>"),
            *(Markup("<li>{}</li>").format(text) for text in sentences),
            Markup("</ul>"),
        ]
    )


def questions(answers: Mapping[str, Sequence[Markup]]) -> Html:
    """Computed sentences as lists, each under its heading ("" for none)."""
    parts = [Markup('<div class="findings">')]
    for heading, sentences in answers.items():
        parts += [Markup("<p>{}</p>").format(heading)] if heading else []
        parts.append(bullets(sentences).markup)
    return _html([*parts, Markup("</div>")])


def table(book: Book, rows: pd.DataFrame, columns: Sequence[str], caption: str, limit: int = LIMIT) -> Html:
    """The first `limit` rows as a table that scrolls in its own box; `caption` is a key of the labels.

    A column is a column of `rows`, or `value` (the number as it was meant), or `article` (link to its page).
    """
    labels, shown = book.labels, records(rows.head(limit))
    title = labels.sentence(caption, n=len(rows))
    if not shown:
        return paragraphs([labels.html("table.empty", what=title)])
    titles = dict(zip(book.frames["articles"]["article_id"], book.frames["articles"]["title"], strict=True))
    head = (Markup('<th scope="col">{}</th>').format(labels.label(f"column.{name}")) for name in columns)
    body = (
        Markup("<tr>{}</tr>").format(_joined(cell(book, row, name, titles) for name in columns))
        for row in shown
    )
    more = labels.html("table.more", shown=limit, n=len(rows)) if len(rows) > limit else Markup()
    return _html(
        [
            Markup('<div class="evidence-table" role="region" tabindex="0" aria-label="{}">').format(title),
            Markup("<table><caption><span>{} {}</span></caption>").format(title, more),
            Markup("<thead><tr>{}</tr></thead>").format(_joined(head)),
            Markup("<tbody>\n{}\n</tbody></table></div>").format(Markup("\n").join(body)),
        ]
    )


def chart(book: Book, drawn: Chart, rows: pd.DataFrame | None = None) -> Html:
    """A figure with its finding as title, its description for those who cannot see it, its source and its data.

    `rows` are the records that it was counted from; without them the figure rests on all documents.
    """
    if not drawn.svg:
        return paragraphs([Markup("{}").format(drawn.title)])
    image = quote(drawn.svg, safe=" =/:;,.()-")
    links = [
        _download(f"{drawn.name}.csv", "text/csv", csv_text(drawn.data), book.labels.label("chart.data")),
        _download(
            f"{drawn.name}.json",
            "application/json",
            metadata(book, drawn, rows),
            book.labels.label("chart.metadata"),
        ),
    ]
    if book.page:
        address = f"{book.site}notebooks/{book.page}.ipynb"
        links.append(
            Markup('<a download href="{}">{}</a>').format(address, book.labels.label("chart.notebook"))
        )
    return _html(
        [
            Markup('<figure class="chart">'),
            Markup('<figcaption><strong>{}</strong> <span class="chart-note">{}</span></figcaption>').format(
                book.labels.marked(drawn.title), book.labels.marked(drawn.note)
            ),
            Markup('<img alt="{}" src="data:image/svg+xml,{}">').format(drawn.alt, image),
            Markup('<p class="chart-source">{} {}</p>').format(
                book.labels.marked(source_line(book, drawn, rows)), Markup(" · ").join(links)
            ),
            Markup("</figure>"),
        ]
    )


def gallery(book: Book, drawn: Sequence[Chart], limit: int = GALLERY) -> Html:
    """The first `limit` figures one below the other, and how many there are; each was drawn from its own records."""
    if not drawn:
        return paragraphs([book.labels.html("gallery.empty")])
    more = book.labels.html("gallery.more", shown=limit, n=len(drawn))
    figures = [chart(book, figure, figure.data).markup for figure in drawn[:limit]]
    return _html([*figures, Markup("<p>{}</p>").format(more)] if len(drawn) > limit else figures)


def cards(book: Book, outcomes: pd.DataFrame, limit: int = CARDS) -> Html:
    """The first `limit` outcomes of each strength as cards: number, what it measures, where; each is a link."""
    parts: list[Markup] = []
    for strength in reversed(STRENGTHS):
        rows = outcomes[outcomes["strength"] == strength]
        if rows.empty:
            continue
        shown = records(rows.head(limit))
        title = book.labels.sentence("cards.heading", strength=book.labels.label(f"strength.{strength}"))
        count = book.labels.sentence("cards.count", shown=len(shown), n=len(rows))
        parts.append(Markup('<p class="cards-heading"><strong>{}</strong> {}</p>').format(title, count))
        parts.append(Markup('<div class="cards">'))
        parts.extend(_card(book, row) for row in shown)
        parts.append(Markup("</div>"))
    return _html(parts) if parts else paragraphs([book.labels.html("cards.empty")])


def _download(name: str, kind: str, text: str, words: str) -> Markup:
    """A link that carries its own file, so that it works from the disk too."""
    data = base64.b64encode(text.encode("utf-8-sig" if kind == "text/csv" else "utf-8")).decode()
    return Markup('<a download="{}" href="data:{};base64,{}">{}</a>').format(name, kind, data, words)


def csv_text(data: pd.DataFrame) -> str:
    """The rows as CSV in which no cell can be run as a spreadsheet's formula."""
    named = (data if data.index.name is None else data.reset_index()).convert_dtypes()
    safe = {name: csv_safe(named[name]) for name in named.columns[named.dtypes == "string"]}
    return named.assign(**safe).to_csv(index=False, lineterminator="\n")


def _card(book: Book, row: Row) -> Markup:
    where = [row["community"], row["district"] and book.labels.place(row["district"])]
    return Markup(
        '<a class="card" href="{}"><span class="card-number">{}</span> '
        '<span class="card-what" lang="zh-Hans">{}</span> <span class="card-where">{}</span></a>'
    ).format(
        evidence_href(book, row),
        value_text(row),
        row["indicator"] or "",
        book.labels.marked(" · ".join(dict.fromkeys(part for part in where if part))),
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)


def _html(parts: Iterable[Markup]) -> Html:
    return Html(Markup("\n").join(parts))
