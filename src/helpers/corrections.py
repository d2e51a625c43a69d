"""Readers' corrections: each names the record, what it expects to find there and what belongs there instead.

A correction trips (the parse stops with one line) when its document is parsed and the record or the expected
value is gone, so that none outlives the fault that it mends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from helpers.errors import InputError
from helpers.knowledge import DATA
from helpers.knowledge.reader import Row, read_rows
from helpers.model import CodedArticle, Mechanism, Metric, Place, Records, Text

CORRECTIONS = DATA / "corrections.csv"

FIELDS: dict[str, tuple[str, ...]] = {
    "articles": ("title",),
    "communities": ("name", "level", "district", "subdistrict"),
    "metrics": (
        "value",
        "value_high",
        "value_before",
        "bound",
        "unit",
        "indicator",
        "indicator_type",
        "kind",
        "direction",
        "baseline",
        "role",
        "community",
        "district",
        "date",
    ),
    "mechanisms": ("code", "name", "district"),
}
_NUMBERS = ("value", "value_high", "value_before")
_TABLE_ATTRIBUTE = {"communities": "places", "metrics": "metrics", "mechanisms": "mechanisms"}


class Correction(Row):
    """One row of `data/corrections.csv`; with no `field` the whole record goes (`expected` is its quote)."""

    table: Literal["articles", "communities", "metrics", "mechanisms"]
    doc: str
    start: int
    end: int
    field: str = ""
    expected: str = ""
    corrected: str = ""
    reason: str
    reported_by: str
    date: str


def load_corrections(path: Path = CORRECTIONS) -> tuple[Correction, ...]:
    """The rows of the corrections file; raises `InputError` for a row that names an unknown field or value."""
    rows = read_rows(path, Correction)
    for number, row in enumerate(rows, start=2):
        if row.field and row.field not in FIELDS[row.table]:
            allowed = ", ".join(FIELDS[row.table])
            raise InputError(
                f"{path}: row {number}: field {row.field!r} cannot be corrected; use one of {allowed}"
            )
        if row.field in _NUMBERS:
            for value in (row.expected, row.corrected):
                _number(value, f"{path}: row {number}")
        if not row.field and row.table == "articles":
            raise InputError(f"{path}: row {number}: an article cannot be removed; correct its title")
    return rows


def apply_corrections(records: Records, corrections: Sequence[Correction]) -> Records:
    """The records with this document's corrections made; raises `InputError` where one no longer fits."""
    for correction in corrections:
        if correction.doc == records.document.doc:
            records = _apply(records, correction)
    return records


def _apply(records: Records, correction: Correction) -> Records:
    articles = list(records.articles)
    for index, coded in enumerate(articles):
        if correction.table == "articles":
            if (coded.article.start, coded.article.end) == (correction.start, correction.end):
                articles[index] = replace(coded, article=_corrected(coded.article, correction))
                return replace(records, articles=tuple(articles))
            continue
        attribute = _TABLE_ATTRIBUTE[correction.table]
        items = list(getattr(coded, attribute))
        for place, item in enumerate(items):
            if not _stands_at(item, coded.article.text, correction):
                continue
            if correction.field:
                items[place] = _corrected(item, correction)
            else:
                _expect(records.document.text[correction.start : correction.end], correction)
                del items[place]
                coded = _without(coded, attribute, place)
            articles[index] = _with(coded, attribute, tuple(items))
            return replace(records, articles=tuple(articles))
    raise InputError(f"{_where(correction)}: no such record any more; remove or renew this correction")


def _stands_at(item: Place | Metric | Mechanism, text: Text, correction: Correction) -> bool:
    span = item.mentions[0] if isinstance(item, Place) else (item.start, item.end)
    if text.raw_span(*span) != (correction.start, correction.end):
        return False
    # Several mechanisms may share one clause: the one with the expected code is meant.
    return not (
        isinstance(item, Mechanism) and correction.field == "code" and item.code != correction.expected
    )


def _corrected(item: Any, correction: Correction) -> Any:
    old = getattr(item, correction.field)
    if correction.field in _NUMBERS:
        where = _where(correction)
        expected, corrected = _number(correction.expected, where), _number(correction.corrected, where)
        if old != expected:
            _expect(str(old), correction)
        return item._replace(**{correction.field: corrected})
    _expect(old or "", correction)
    return item._replace(**{correction.field: correction.corrected or None})


def _expect(found: str, correction: Correction) -> None:
    if found != correction.expected:
        raise InputError(
            f"{_where(correction)}: expects {correction.expected!r} but finds {found!r}; "
            "remove this correction if the fault is gone, or renew it"
        )


def _number(value: str, where: str) -> Decimal | None:
    try:
        return Decimal(value) if value else None
    except InvalidOperation:
        raise InputError(f"{where}: {value!r} is not a number; write it like 1234.5") from None


def _where(correction: Correction) -> str:
    return f"corrections.csv: {correction.table} {correction.doc} {correction.start}-{correction.end}"


def _with(coded: CodedArticle, attribute: str, items: tuple[Any, ...]) -> CodedArticle:
    changed: dict[str, Any] = {attribute: items}
    return replace(coded, **changed)


def _without(coded: CodedArticle, attribute: str, gone: int) -> CodedArticle:
    """The article with its relations and links counted anew, those of the removed metric or mechanism left out."""
    if attribute == "metrics":
        relations = [r for r in coded.relations if gone not in (r.metric, r.other)]
        links = [link for link in coded.links if link.metric != gone]
        return replace(
            coded,
            relations=tuple(
                replace(r, metric=_moved(r.metric, gone), other=_moved(r.other, gone)) for r in relations
            ),
            links=tuple(
                link if link.metric is None else replace(link, metric=_moved(link.metric, gone))
                for link in links
            ),
        )
    if attribute == "mechanisms":
        kept = [link for link in coded.links if link.mechanism != gone]
        moved = tuple(replace(link, mechanism=_moved(link.mechanism, gone)) for link in kept)
        return replace(coded, links=moved)
    return coded


def _moved(number: int, gone: int) -> int:
    return number - (number > gone)
