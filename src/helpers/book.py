"""What all cells of a notebook share: the tables, the edition's labels, and the way to the reading pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from helpers import analysis
from helpers.labels import Labels
from helpers.tables import Frames, as_root_path, read_tables

Row = Mapping[str, Any]
# The record that a row is about is named by the first of these that it has.
_RECORD_KEYS = ("metric_id", "claim_id", "mechanism_id", "community_id")


@dataclass(frozen=True, slots=True)
class Book:
    """Tables and labels of one edition.

    `site` is the path from the page to the site's root ("" or "../"), `page` the page's own path from there, without
    suffix ("metrics", "districts/310101"; "" for a page that no notebook makes).
    """

    frames: Frames
    labels: Labels
    site: str
    page: str = ""

    @property
    def districts(self) -> tuple[str, ...]:
        """The city's districts in their official order."""
        return self.labels.names("district")


def open_book(tables: str, lang: str, site: str, page: str = "") -> Book:
    """Tables and labels for one notebook; a relative folder counts from the repository's root.

    Raises:
        InputError: if the tables or the edition do not exist.
    """
    return Book(read_tables(as_root_path(tables)), Labels(lang), site, page)


def about_district(book: Book, district: str) -> Book:
    """The same book with only what was reported of one district; raises `InputError` if there is none such."""
    return replace(book, frames=analysis.of_district(book.frames, district, book.districts))


def evidence_href(book: Book, row: Row) -> str:
    """Where a row's evidence is highlighted: its reading page, at its own id unless it is an article itself."""
    record = next((f"#{row[key]}" for key in _RECORD_KEYS if row.get(key)), "")
    return f"{book.site}articles/{row['article_id']}.html{record}"


def evidence_link(book: Book, row: Row, text: str) -> Markup:
    """`text` as a link to the row's evidence, both escaped."""
    return Markup('<a href="{}">{}</a>').format(evidence_href(book, row), text)
