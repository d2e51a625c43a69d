"""Shows the map of reported results: as a figure, as a grid of links, cell by cell, and what its gaps would need."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.analysis import records
from helpers.book import Book
from helpers.charts import Chart, by_strength, drawn_chart, empty_chart
from helpers.codes import DOMAINS, FACET_OF, FACETS, STRENGTHS
from helpers.drawing import dot_grid
from helpers.evidence_map import TAUTOLOGIES, reported
from helpers.labels import Labels
from helpers.show import Html, paragraphs, table

_COLUMNS = ["result", "strength", "link", "is_service", "link_words", "sentence", "article"]
_DOT = {True: "●", False: "○"}


def map_chart(book: Book, filled: pd.DataFrame) -> Chart:
    """The map as a figure; the digit in a dot is the firmest form of report."""
    labels, codes = book.labels, _by_facet(reported(book.frames))
    if filled.empty:
        return empty_chart("evidence_map", filled, labels)
    index = pd.MultiIndex.from_tuples(
        [(labels.label(f"facet.{FACET_OF[code]}"), labels.label(f"code.{code}")) for code in codes]
    )
    names = [labels.label(f"domain.{domain}") for domain in DOMAINS]
    marks = pd.DataFrame("", index=index, columns=names)
    solid = pd.DataFrame(False, index=index, columns=names)
    for cell in records(filled):
        row = (labels.label(f"facet.{FACET_OF[cell['code']]}"), labels.label(f"code.{cell['code']}"))
        column = labels.label(f"domain.{cell['domain']}")
        marks.loc[row, column] = cell["strength"][1:]
        solid.loc[row, column] = cell["stated"] > 0
    spoken = "; ".join(_spoken(cell, labels) for cell in records(filled))
    possible = len(codes) * len(DOMAINS) - sum(code in codes for code, _ in TAUTOLOGIES)
    values = {"filled": len(filled), "all": possible, "stated": int((filled["stated"] > 0).sum())}
    return drawn_chart("evidence_map", labels, lambda: dot_grid(marks, solid), filled, spoken, **values)


def strength_chart(book: Book, counts: pd.DataFrame) -> Chart:
    """Items by mechanism and the firmest result linked to it (see `evidence_map.by_strength`)."""
    labels = book.labels
    told = int(counts.to_numpy().sum())
    if not told:
        return empty_chart("link_strength", counts, labels)
    return by_strength("link_strength", counts, "code", labels, n=told, silent=int(counts["R0"].sum()))


def grid(book: Book, filled: pd.DataFrame) -> Html:
    """The map as a table in which every filled cell is a link to its records below."""
    labels = book.labels
    if filled.empty:
        return paragraphs([labels.html("map_page.nothing")])
    cells = {(cell["code"], cell["domain"]): cell for cell in records(filled)}
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(labels.label(f"domain.{domain}")) for domain in DOMAINS
    )
    rows = [
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            labels.label(f"code.{code}"),
            Markup("").join(_cell(book, code, domain, cells.get((code, domain))) for domain in DOMAINS),
        )
        for code in _by_facet(reported(book.frames))
    ]
    title = labels.sentence("map_page.grid", n=len(filled))
    return Html(
        Markup(
            '<div class="evidence-table evidence-map" role="region" tabindex="0" aria-label="{0}"><table>'
            "<caption><span>{0}</span></caption><thead><tr><td></td>{1}</tr></thead><tbody>\n{2}\n</tbody></table></div>"
        ).format(title, head, Markup("\n").join(rows))
    )


def cell_sections(book: Book, results: pd.DataFrame, filled: pd.DataFrame) -> Html:
    """For each filled cell a part that opens: its results, the words that link them, their sentences."""
    parts = []
    rows = results.rename(columns={"evidence": "link_words"})
    for cell in records(filled):
        own = rows[(rows["code"] == cell["code"]) & (rows["domain"] == cell["domain"])]
        shown = table(book, own, _COLUMNS, "caption.linked").markup
        parts.append(
            Markup('<details class="map-cell"><summary>{}</summary><div id="{}">{}</div></details>').format(
                _spoken(cell, book.labels), _anchor(cell["code"], cell["domain"]), shown
            )
        )
    return Html(Markup("\n").join(parts)) if parts else paragraphs([book.labels.html("map_page.nothing")])


def recipes(book: Book, by_domain: pd.DataFrame) -> Html:
    """For each domain: how many reported mechanisms have no linked result in it, and what would have to be measured."""
    told = by_domain.assign(recipe=[book.labels.label(f"recipe.{code}") for code in by_domain["domain"]])
    return table(book, told, ["domain", "linked", "gaps", "codes", "recipe"], "caption.gaps")


def sentences(book: Book, results: pd.DataFrame, filled: pd.DataFrame, empty: pd.DataFrame) -> list[Markup]:
    """What the map shows, and what it does not."""
    labels = book.labels
    mechanisms = len(reported(book.frames))
    if not mechanisms:
        return [labels.html("finding.nothing")]
    told = [
        labels.html(
            "map_page.lead",
            results=len(results),
            stated=int((results["link"] == "stated").sum()),
            articles=int(results["article_id"].nunique()),
            mechanisms=mechanisms,
        ),
        labels.html("map_page.gaps", n=len(empty), filled=len(filled)),
    ]
    firm = (
        int((results["strength"].map(STRENGTHS.index) >= STRENGTHS.index("R5")).sum()) if len(results) else 0
    )
    return [*told, labels.html("map_page.firm", n=firm, results=len(results))]


def _by_facet(codes: tuple[str, ...]) -> list[str]:
    return sorted(codes, key=lambda code: FACETS.index(FACET_OF[code]))


def _anchor(code: str, domain: str) -> str:
    return f"cell-{code}-{domain}"


def _cell(book: Book, code: str, domain: str, cell: dict[str, object] | None) -> Markup:
    if (code, domain) in TAUTOLOGIES:
        return Markup('<td class="tautology" title="{}">–</td>').format(
            book.labels.label("map_page.tautology")
        )
    if cell is None:
        return Markup("<td></td>")
    return Markup('<td><a href="#{}" title="{}">{}&nbsp;{}</a></td>').format(
        _anchor(code, domain), _spoken(cell, book.labels), _DOT[bool(cell["stated"])], cell["results"]
    )


def _spoken(cell: dict[str, object], labels: Labels) -> str:
    return labels.sentence(
        "map_page.cell",
        mechanism=labels.label(f"code.{cell['code']}"),
        domain=labels.label(f"domain.{cell['domain']}"),
        n=cell["results"],
        stated=cell["stated"],
        strength=labels.label(f"strength.{cell['strength']}"),
    )
