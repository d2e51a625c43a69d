"""Generates a page for each place, mechanism and indicator type, and the page that finds places alike.

Made by template, not by notebooks: there may be thousands. All text is escaped; every number leads to its sentence.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd
from markupsafe import Markup

from helpers.analysis import facts, records, schemes
from helpers.audit import audit, marked
from helpers.book import Book, Row, district_link, page_link, place_link
from helpers.codes import FACET_OF, INDICATOR_TYPES, MECHANISM_CODES, PROBLEMS
from helpers.labels import Labels
from helpers.markdown import page
from helpers.profiles import (
    about_place,
    of_mechanism,
    of_type,
    outcomes_about,
    peers,
    places,
    problems_with,
    with_marks,
)
from helpers.show import table

_PEERS = 8


def profile_pages(book: Book) -> dict[str, str]:
    """All profile pages by their path in the site's sources; `book.site` must be "../"."""
    return {
        **place_profiles(book),
        **{f"mechanisms/{code}.md": mechanism_page(book, code) for code in MECHANISM_CODES},
        **{f"indicators/{name}.md": indicator_page(book, name) for name in INDICATOR_TYPES},
        "places/index.md": peers_page(book),
    }


def place_profiles(book: Book) -> dict[str, str]:
    """A page for each coded place."""
    ids: dict[str, set[str]] = defaultdict(set)
    for community, name in book.places.items():
        ids[name].add(community)
    all_places, found = places(book.frames), audit(book.frames)
    return {
        f"places/{name}.md": place_page(book, place, ids[name], peers(all_places, place), found)
        for _, place in all_places.iterrows()
        if (name := book.places[place["community_id"]])
    }


def place_page(
    book: Book, place: pd.Series[str], ids: set[str], alike: pd.DataFrame, found: pd.DataFrame
) -> str:
    """One place: its problems, what was done, what is said to have changed and how firmly, and places alike.

    `found` are the audit's findings, whose grade stands beside each number.
    """
    labels, own = book.labels, about_place(book.frames, ids)
    results = with_marks(marked(outcomes_about(own), found), book.frames)
    parts = [
        _lead(book, place),
        _heading(book, "profile.problem"),
        _table(book, own["attributes"], ["problem", "evidence_words", "article"], "caption.problems"),
        _heading(book, "profile.mechanism"),
        _table(book, own["mechanisms"], ["code", "evidence", "name", "article"], "caption.mechanisms"),
        _heading(book, "profile.claim"),
        _table(
            book,
            results,
            ["result", "domain", "strength", "grade", "marks", "date", "article"],
            "caption.results",
        ),
        _heading(book, "profile.numbers"),
        _table(
            book,
            facts(own["metrics"]),
            ["value", "indicator", "indicator_type", "role", "kind", "sentence"],
            "caption.metrics",
        ),
        _heading(book, "profile.peers"),
        _paragraph(labels.label("profile.peers_note")),
        _table(book, alike.head(_PEERS), _PEER_COLUMNS, "caption.peers"),
        Markup('<p><a href="index.html">{}</a></p>').format(labels.label("profile.all_places")),
    ]
    return page(str(place["name"]), parts, orphan=True)


_PEER_COLUMNS = ["place", "district", "community_type", "problems", "codes", "strength"]


def _lead(book: Book, place: pd.Series[str]) -> Markup:
    labels, row = book.labels, records(place.to_frame().T)[0]
    where = [district_link(book, row["district"] or ""), book.labels.marked(row["subdistrict"] or "")]
    kind = row["community_type"] and labels.label(f"community_type.{row['community_type']}")
    lead = labels.html(
        "profile.place_lead",
        level=labels.label(f"level.{row['level']}"),
        where=Markup(" ").join(part for part in where if part) or labels.label("value.unknown"),
        kind=kind or labels.label("value.untold"),
        articles=int(row["articles"]),
    )
    return _paragraph(lead)


def mechanism_page(book: Book, code: str) -> str:
    """One mechanism: where there is evidence of it, against which problems, and what texts link to it."""
    labels = book.labels
    evidence, results = of_mechanism(book.frames, code)
    told = problems_with(book.frames, code)
    counted = labels.listing(
        [
            labels.sentence("list.counted", item=labels.label(f"problem.{name}"), n=int(n))
            for name, n in told.items()
        ]
    )
    lead = labels.html(
        "profile.mechanism_lead",
        facet=labels.label(f"facet.{FACET_OF[code]}"),
        articles=evidence["article_id"].nunique(),
        districts=evidence["district"].nunique(),
        results=len(results),
        problems=counted or labels.label("value.none"),
    )
    linked = results.rename(columns={"evidence": "link_words"})
    parts = [
        _paragraph(lead),
        _heading(book, "profile.linked"),
        _table(
            book, linked, ["result", "domain", "strength", "link", "link_words", "article"], "caption.linked"
        ),
        Markup('<p><a href="../evidence_map.html">{}</a></p>').format(labels.label("profile.to_map")),
        _heading(book, "profile.schemes"),
        _table(book, schemes(evidence), ["name", "district", "evidence", "article"], "caption.schemes"),
        _heading(book, "profile.evidence"),
        _table(
            book,
            _with_places(book, evidence),
            ["evidence", "community", "district", "article"],
            "caption.mechanisms",
        ),
    ]
    return page(_title(labels, f"code.{code}"), parts, orphan=True)


def indicator_page(book: Book, name: str) -> str:
    """One indicator type: what to know before comparing, and every number of it that was reported."""
    labels, rows = book.labels, of_type(book.frames, name)
    columns = ["value", "indicator", "kind", "role", "community", "district", "date", "sentence"]
    lead = labels.html(
        "profile.indicator_lead",
        n=len(rows),
        articles=rows["article_id"].nunique(),
        documents=rows["doc"].nunique(),
        outcomes=int((rows["role"] == "outcome").sum()),
    )
    parts = [
        Markup("<p><strong>{}</strong> {}</p>").format(
            labels.label("profile.should_know"), labels.label(f"indicator_note.{name}")
        ),
        _paragraph(lead),
        _table(book, rows, columns, "caption.metrics"),
    ]
    return page(_title(labels, f"indicator_type.{name}"), parts, orphan=True)


def peers_page(book: Book) -> str:
    """All places by problem, with two choices that show only places of one kind with one problem."""
    labels, table_of = book.labels, places(book.frames)
    kinds = [
        name for name in labels.names("community_type") if name in set(table_of["community_type"].dropna())
    ]
    told = {code for text in table_of["problems"] for code in json.loads(text)}
    problems = [code for code in PROBLEMS if code in told]
    rows = Markup("\n").join(_peer_row(book, row) for row in records(table_of))
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(labels.label(f"column.{name}")) for name in _PEER_COLUMNS
    )
    parts = [
        _paragraph(labels.label("profile.peers_intro")),
        Markup('<form id="peers" class="peers">{}{}</form>').format(
            _choice(book, "kind", "community_type", kinds), _choice(book, "problem", "problem", problems)
        ),
        Markup('<p id="peers-count" role="status" data-template="{}"></p>').format(
            labels.sentence("profile.peers_count", n="#", all=len(table_of))
        ),
        Markup(
            '<div class="evidence-table" role="region" tabindex="0" aria-label="{0}"><table id="peer-table"><caption><span>{0}</span></caption>'
            "<thead><tr>{1}</tr></thead><tbody>\n{2}\n</tbody></table></div>"
        ).format(labels.sentence("caption.places", n=len(table_of)), head, rows),
    ]
    return page(labels.label("profile.peers_title"), parts)


def _choice(book: Book, name: str, prefix: str, codes: Sequence[str]) -> Markup:
    options = [Markup('<option value="">{}</option>').format(book.labels.label("profile.any"))]
    options += [
        Markup('<option value="{}">{}</option>').format(c, book.labels.label(f"{prefix}.{c}")) for c in codes
    ]
    return Markup('<label>{} <select name="{}">{}</select></label>').format(
        book.labels.label(f"profile.choose.{name}"), name, Markup("").join(options)
    )


def _peer_row(book: Book, row: Row) -> Markup:
    labels = book.labels
    lists = [
        Markup(", ").join(_words(book, prefix, code) for code in json.loads(row[name]))
        for name, prefix in (("problems", "problem"), ("codes", "code"))
    ]
    cells = [
        book.labels.marked(place_link(book, row["community_id"], row["name"])),
        district_link(book, row["district"] or ""),
        row["community_type"] and labels.label(f"community_type.{row['community_type']}") or "",
        *lists,
        row["strength"] and labels.label(f"strength.{row['strength']}") or "",
    ]
    return Markup('<tr data-kind="{}" data-problems="{}">{}</tr>').format(
        row["community_type"] or "",
        " ".join(json.loads(row["problems"])),
        Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells),
    )


def _words(book: Book, prefix: str, code: str) -> Markup:
    words = book.labels.label(f"{prefix}.{code}")
    return page_link(book, "mechanisms", code, words) if prefix == "code" else Markup("{}").format(words)


def _with_places(book: Book, evidence: pd.DataFrame) -> pd.DataFrame:
    names = book.frames["communities"].set_index("community_id")["name"]
    return evidence.assign(community=evidence["community_id"].map(names))


def _title(labels: Labels, key: str) -> str:
    """The label as a title, in another edition with the Chinese term, by which it may be looked for too."""
    own = labels.label(key)
    title = own[:1].upper() + own[1:]
    return title if labels.lang == "zh" else f"{title} {Labels('zh').label(key)}"


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _heading(book: Book, key: str) -> Markup:
    return Markup("<h2>{}</h2>").format(book.labels.label(key))


def _table(book: Book, rows: pd.DataFrame, columns: Iterable[str], caption: str) -> Markup:
    return table(book, rows, list(columns), caption).markup
