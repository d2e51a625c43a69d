"""What all cells of a notebook share: the tables, the edition's labels, and the way to the reading pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers import analysis
from helpers.knowledge import DATA
from helpers.knowledge.boundaries import load_boundaries
from helpers.labels import Labels
from helpers.rows import record_id
from helpers.tables import Frames, as_root_path, read_tables

Row = Mapping[str, Any]
# The record that a row is about is named by the first of these that it has.
PLACE = ("name", "district", "subdistrict")
"""What tells one place from another."""
_RECORD_KEYS = ("metric_id", "claim_id", "mechanism_id", "community_id")


@dataclass(frozen=True, slots=True)
class Book:
    """Tables and labels of one edition.

    `site` is the path from the page to the site's root ("" or "../"), `page` the page's own path from there, without
    suffix ("metrics", "districts/310101"; "" for a page that no notebook makes). `places` leads from a community's id to
    the name of its place's page.
    """

    frames: Frames
    labels: Labels
    site: str
    page: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def districts(self) -> tuple[str, ...]:
        """The city's districts in their official order."""
        return self.labels.names("district")


def open_book(tables: str, lang: str, site: str, page: str = "") -> Book:
    """Tables and labels for one notebook; a relative folder counts from the repository's root.

    Raises:
        InputError: if the tables or the edition do not exist.
    """
    frames = read_tables(as_root_path(tables))
    return Book(frames, Labels(lang), site, page, place_pages(frames["communities"]))


def about_district(book: Book, district: str) -> Book:
    """The same book with only what was reported of one district; raises `InputError` if there is none such."""
    return replace(book, frames=analysis.of_district(book.frames, district, book.districts))


def place_pages(communities: pd.DataFrame) -> dict[str, str]:
    """From each community's id to the name of its place's page: one page for one name, district and subdistrict."""
    columns = zip(*(communities[name].fillna("") for name in PLACE), strict=True)
    names = [record_id("|".join(place), "places", 0, 0) for place in columns]
    return dict(zip(communities["community_id"], names, strict=True))


@cache
def _district_codes() -> dict[str, str]:
    return {district.name: district.code for district in load_boundaries(DATA).districts}


def page_link(book: Book, folder: str, name: str, text: str) -> Markup:
    """`text` as a link to a profile: of a place, a mechanism, an indicator type or a district."""
    return Markup('<a href="{}{}/{}.html">{}</a>').format(book.site, folder, name, text)


def district_link(book: Book, district: str) -> Markup:
    """A district's name as a link to its page; a place elsewhere is plain text."""
    code, name = _district_codes().get(district), book.labels.marked(book.labels.place(district))
    return page_link(book, "districts", code, name) if code else name


def place_link(book: Book, community_id: str | None, name: str) -> Markup:
    """A place's name as a link to its page, plain text where it has none."""
    page = book.places.get(community_id or "")
    return page_link(book, "places", page, name) if page else Markup("{}").format(name)


def evidence_href(book: Book, row: Row) -> str:
    """Where a row's evidence is highlighted: its reading page, at its own id unless it is an article itself."""
    record = next((f"#{row[key]}" for key in _RECORD_KEYS if row.get(key)), "")
    return f"{book.site}articles/{row['article_id']}.html{record}"


def evidence_link(book: Book, row: Row, text: str) -> Markup:
    """`text` as a link to the row's evidence, both escaped."""
    return Markup('<a href="{}">{}</a>').format(evidence_href(book, row), text)
