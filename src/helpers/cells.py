"""How each column of the book's tables is written: numbers as links, codes as labels, quotes as quotes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from markupsafe import Markup

from helpers.book import Book, Row, district_link, evidence_link, page_link, place_link
from helpers.values import BOUND_SIGNS, number_text, signed_text, value_text

# Columns of codes and the labels of their codes; columns of our sentences; columns in the words of an article.
_CODED = {
    name: name
    for name in (
        "role",
        "kind",
        "bound",
        "strength",
        "level",
        "score",
        "noise",
        "table",
        "completeness",
        "genre",
        "year_basis",
        "community_type",
        "domain",
        "facet",
        "link",
        "basis",
        "reason",
        "missing",
        "baseline",
    )
} | {"fault": "fault", "grade": "audit_grade", "check": "audit_check"}
_LONG = {"recipe", "statement"}
_CHINESE = {"indicator", "subdistrict", "gold", "found", "what", "source", "title"}


def cell(book: Book, row: Row, column: str, titles: Mapping[str, str]) -> Markup:
    """One cell of a table; `titles` are the articles' headlines by id. All text is escaped."""
    if column in _COMPUTED:
        return _COMPUTED[column](book, row, titles)
    value = row[column]
    if value is None:
        return Markup("<td></td>")
    if column in _CODED:
        return Markup("<td>{}</td>").format(book.labels.label(f"{_CODED[column]}.{value}"))
    if column == "sentence":
        return Markup('<td class="quotation" lang="zh-Hans">{}</td>').format(" ".join(str(value).split()))
    if column in _LONG:
        return Markup('<td class="quotation">{}</td>').format(book.labels.marked(str(value)))
    if column in _CHINESE:
        return Markup('<td lang="zh-Hans">{}</td>').format(value)
    return _plain(book, value)


def _plain(book: Book, value: object) -> Markup:
    if isinstance(value, bool):
        return Markup("<td>{}</td>").format(book.labels.label("value.yes" if value else "value.no"))
    if isinstance(value, int | float):
        return Markup('<td class="number">{}</td>').format(f"{value:,}")
    return Markup("<td>{}</td>").format(book.labels.marked(str(value)))


def _value(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    return Markup('<td class="number">{}</td>').format(evidence_link(book, row, value_text(row)))


def _linked(name: str, css: str) -> Callable[[Book, Row, Mapping[str, str]], Markup]:
    def link(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
        if row[name] is None:
            return Markup("<td></td>")
        text = evidence_link(book, row, " ".join(str(row[name]).split()))
        return Markup('<td class="{}" lang="zh-Hans">{}</td>').format(css, text)

    return link


def _article(book: Book, row: Row, titles: Mapping[str, str]) -> Markup:
    if row["article_id"] is None:
        return Markup("<td></td>")
    link = evidence_link(book, row, titles.get(row["article_id"], ""))
    return Markup('<td class="item" lang="zh-Hans">{}</td>').format(link)


def _district(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    return Markup("<td>{}</td>").format(district_link(book, row["district"] or ""))


def _community(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    link = place_link(book, row.get("community_id"), row["community"] or "")
    return Markup('<td lang="zh-Hans">{}</td>').format(link)


def _profile(column: str, folder: str, prefix: str = "") -> Callable[[Book, Row, Mapping[str, str]], Markup]:
    """A code as a link to its page; `prefix` is that of its labels where it is not the column's name."""

    def linked(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
        words = book.labels.label(f"{prefix or column}.{row[column]}")
        return Markup("<td>{}</td>").format(page_link(book, folder, row[column], words))

    return linked


def _field(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    return Markup("<td>{}</td>").format(book.labels.label(f"fault.{row['field']}"))


def _problem(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    return Markup("<td>{}</td>").format(book.labels.label(f"problem.{row['value']}"))


def _field_value(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    """The value of an item's or place's field; a year is written as it is."""
    value = row["value"]
    words = value if row["field"] == "year" else book.labels.label(f"{row['field']}.{value}")
    return Markup("<td>{}</td>").format(words)


def _result(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    """A result as it was reported: a number with what it measures, or the words that assert it."""
    if row.get("metric_id"):
        number = evidence_link(book, row, value_text(row))
        return Markup('<td>{} <span lang="zh-Hans">{}</span></td>').format(number, row["indicator"] or "")
    words = evidence_link(book, row, " ".join(str(row["claim"]).split()))
    return Markup('<td class="quotation" lang="zh-Hans">{}</td>').format(words)


def _signed(name: str) -> Callable[[Book, Row, Mapping[str, str]], Markup]:
    """A difference with its sign and, where it was worked out, the mark that says so."""

    def signed(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
        if row[name] is None:
            return Markup("<td></td>")
        derived = book.labels.label("value.derived") if row["is_derived"] else ""
        sign = BOUND_SIGNS[row["bound"]]
        return Markup('<td class="number">{}{} {}</td>').format(sign, signed_text(row[name]), derived)

    return signed


def _before(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    told = (
        number_text(row["value_before"])
        if row["value_before"] is not None
        else book.labels.label("value.untold")
    )
    return Markup('<td class="number">{}</td>').format(told)


def _linked_quote(name: str) -> Callable[[Book, Row, Mapping[str, str]], Markup]:
    return lambda _book, row, _titles: Markup('<td class="quotation" lang="zh-Hans">{}</td>').format(
        " ".join(str(row[name]).split())
    )


def _place(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    """A place's name as the link to its page."""
    return Markup('<td lang="zh-Hans">{}</td>').format(place_link(book, row["community_id"], row["name"]))


def _numbers_told(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
    """Numbers as links to their evidence, each sentence once behind the numbers that it tells."""
    by_sentence: dict[str, list[Markup]] = {}
    for number in json.loads(row["numbers_told"]):
        sentence = " ".join(number["sentence"].split())
        by_sentence.setdefault(sentence, []).append(evidence_link(book, number, number["text"]))
    parts = (
        Markup("<p>{}: {}</p>").format(Markup(", ").join(links), sentence)
        for sentence, links in by_sentence.items()
    )
    return Markup('<td class="quotation" lang="zh-Hans">{}</td>').format(Markup().join(parts))


def _codes(name: str, prefix: str) -> Callable[[Book, Row, Mapping[str, str]], Markup]:
    def listed(book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
        words = [book.labels.label(f"{prefix}.{code}") for code in json.loads(row[name] or "[]")]
        return Markup('<td class="words">{}</td>').format(book.labels.listing(words))

    return listed


def _share(name: str) -> Callable[[Book, Row, Mapping[str, str]], Markup]:
    def share(_book: Book, row: Row, _titles: Mapping[str, str]) -> Markup:
        return Markup('<td class="number">{}</td>').format("" if row[name] is None else f"{row[name]:.1%}")

    return share


_COMPUTED: dict[str, Callable[[Book, Row, Mapping[str, str]], Markup]] = {
    "value": _value,
    "name": _linked("name", "name"),
    "evidence": _linked("evidence", "quotation"),
    "article": _article,
    "district": _district,
    "community": _community,
    "place": _place,
    "code": _profile("code", "mechanisms"),
    "first": _profile("first", "mechanisms", "code"),
    "second": _profile("second", "mechanisms", "code"),
    "indicator_type": _profile("indicator_type", "indicators"),
    "codes": _codes("codes", "code"),
    "ways": _codes("ways", "code"),
    "problems": _codes("problems", "problem"),
    "marks": _codes("marks", "mark"),
    "field": _field,
    "field_value": _field_value,
    "result": _result,
    "points": _signed("points"),
    "relative": _signed("relative"),
    "before": _before,
    "link_words": _linked_quote("link_words"),
    "evidence_words": _linked_quote("evidence"),
    "problem": _problem,
    "numbers_told": _numbers_told,
    **{
        name: _share(name)
        for name in (
            "precision",
            "recall",
            "f1",
            "f1_low",
            "f1_high",
            "accuracy",
            "in_book",
            "in_made",
            "in_unseen",
        )
    },
}
