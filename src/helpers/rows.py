"""Records become table rows; here stable ids are made and spans become offsets of the raw file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from helpers.codes import FACET_OF
from helpers.corpus import Rejected
from helpers.model import Claim, CodedArticle, Document, Noise, Place, Records, Text
from helpers.schema import TABLES

_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
# What every ten bits are written as.
_PAIRS = tuple(a + b for a in _BASE32 for b in _BASE32)
Value = str | int | float | bool | None
TableRow = dict[str, Value]
PlaceIds = dict[tuple[int, int], str]
Rows = dict[str, list[TableRow]]


@lru_cache(maxsize=4096)
def record_id(sha256: str, table: str, start: int, end: int, code: str = "") -> str:
    """A short id that depends only on the document's bytes, the table, the raw span and the code.

    Lower-case base32 of 60 bits, behind the table's first letters so that it is a valid HTML id.
    """
    digest = hashlib.sha256(f"{sha256}|{table}|{start}|{end}|{code}".encode()).digest()
    bits = int.from_bytes(digest[:8], "big") >> 4
    pairs = _PAIRS
    return (
        f"{table[:2]}-{pairs[bits >> 50]}{pairs[bits >> 40 & 1023]}{pairs[bits >> 30 & 1023]}"
        f"{pairs[bits >> 20 & 1023]}{pairs[bits >> 10 & 1023]}{pairs[bits & 1023]}"
    )


def article_id(document: Document, coded: CodedArticle) -> str:
    """The id of an article of this document."""
    return record_id(document.sha256, "articles", coded.article.start, coded.article.end)


def community_id(document: Document, text: Text, place: Place) -> str:
    """The id of a coded place: that of its first mention."""
    return record_id(document.sha256, "communities", *text.raw_span(*place.mentions[0]), place.name)


def metric_id(document: Document, start: int, end: int) -> str:
    """The id of the metric whose quote is `raw[start:end]`."""
    return record_id(document.sha256, "metrics", start, end)


def mechanism_id(document: Document, start: int, end: int, code: str) -> str:
    """The id of the evidence `raw[start:end]` for the category `code`."""
    return record_id(document.sha256, "mechanisms", start, end, code)


def claim_id(document: Document, text: Text, claim: Claim) -> str:
    """The id of a result asserted in words."""
    return record_id(document.sha256, "claims", *text.raw_span(claim.start, claim.end), claim.domain)


def rows_of(result: Records | Rejected) -> Rows:
    """The table rows of one parsed or rejected document, each in the order of the text."""
    rows: Rows = {table.name: [] for table in TABLES}
    if isinstance(result, Rejected):
        rows["quarantine"].append({"file": result.file, "reason": result.reason})
        return rows
    document = result.document
    rows["documents"].append(_document_row(document, result.noise))
    for coded in result.articles:
        places = _place_ids(document, coded)
        rows["articles"].append(_article_row(document, coded))
        rows["communities"].extend(_community_rows(document, coded))
        rows["metrics"].extend(_metric_rows(document, coded, places))
        rows["mechanisms"].extend(_mechanism_rows(document, coded, places))
        rows["attributes"].extend(_attribute_rows(document, coded, places))
        rows["claims"].extend(_claim_rows(document, coded, places))
        rows["relations"].extend(_relation_rows(document, coded))
        rows["links"].extend(_link_rows(document, coded))
        rows["lists"].extend(_list_rows(document, coded))
    return rows


def _document_row(document: Document, noise: Sequence[Noise]) -> TableRow:
    by_kind: dict[str, list[list[int]]] = {}
    for piece in noise:
        by_kind.setdefault(piece.kind, []).append([piece.start, piece.end])
    return {
        "doc": document.doc,
        "file": document.file,
        "sha256": document.sha256,
        "source": document.source or None,
        "published": document.published or None,
        "url": document.url or None,
        "encoding": document.encoding,
        "chars": len(document.text),
        "noise": json.dumps(by_kind, sort_keys=True),
        "publish": document.publish,
    }


def _article_row(document: Document, coded: CodedArticle) -> TableRow:
    article = coded.article
    told = {attribute.field: attribute for attribute in reversed(coded.attributes)}
    year = told.get("year")
    problems = dict.fromkeys(a.value for a in coded.attributes if a.field == "problem")
    return {
        "article_id": article_id(document, coded),
        "doc": document.doc,
        "start": article.start,
        "end": article.end,
        "segments": json.dumps(article.segments),
        "title": article.title,
        "published": document.published or None,
        "in_scope": article.in_scope,
        "scope_reason": article.scope_reason,
        "chars": len(article.text),
        "completeness": told["completeness"].value if "completeness" in told else "full",
        "genre": told["genre"].value if "genre" in told else "report",
        "year": int(year.value) if year else None,
        "year_basis": year.basis if year else "unknown",
        "problems": json.dumps(list(problems)),
    }


def _community_rows(document: Document, coded: CodedArticle) -> Iterator[TableRow]:
    text = coded.article.text
    types = {a.place: a.value for a in reversed(coded.attributes) if a.field == "community_type"}
    for place in coded.places:
        if not place.is_coded:
            continue
        start, end = text.raw_span(*place.mentions[0])
        yield {
            "community_id": community_id(document, text, place),
            "article_id": article_id(document, coded),
            "doc": document.doc,
            "start": start,
            "end": end,
            "name": place.name,
            "level": place.level,
            "province": place.province,
            "city": place.city,
            "district": place.district,
            "subdistrict": place.subdistrict,
            "code": place.code,
            "resolved_by": place.resolved_by,
            "candidates": json.dumps(place.candidates, ensure_ascii=False),
            "community_type": types.get(place),
        }


def _metric_rows(document: Document, coded: CodedArticle, places: PlaceIds) -> Iterator[TableRow]:
    text = coded.article.text
    for metric in coded.metrics:
        start, end = text.raw_span(metric.start, metric.end)
        yield {
            "metric_id": metric_id(document, start, end),
            "article_id": article_id(document, coded),
            "doc": document.doc,
            "start": start,
            "end": end,
            "quote": document.text[start:end],
            "text": text.text[metric.start : metric.end],
            "sentence": text.text[slice(*metric.sentence)],
            "value": _float(metric.value),
            "value_high": _float(metric.value_high),
            "value_before": _float(metric.value_before),
            "bound": metric.bound,
            "unit": metric.unit,
            "indicator": metric.indicator,
            "indicator_type": metric.indicator_type,
            "kind": metric.kind,
            "direction": metric.direction,
            "baseline": metric.baseline,
            "role": metric.role,
            "community_id": places.get(metric.place.mentions[0]) if metric.place else None,
            "community": metric.community,
            "district": metric.district,
            "date": metric.date,
            "domain": metric.domain,
            "is_service": metric.is_service,
            "measured_by": metric.measured_by,
            "compared_with": metric.compared_with,
            "superlative": metric.superlative,
            "followed": metric.followed,
            "strength": metric.strength,
        }


def _mechanism_rows(document: Document, coded: CodedArticle, places: PlaceIds) -> Iterator[TableRow]:
    text = coded.article.text
    for mechanism in coded.mechanisms:
        start, end = text.raw_span(mechanism.start, mechanism.end)
        yield {
            "mechanism_id": mechanism_id(document, start, end, mechanism.code),
            "article_id": article_id(document, coded),
            "doc": document.doc,
            "start": start,
            "end": end,
            "evidence": document.text[start:end],
            "code": mechanism.code,
            "name": mechanism.name,
            "community_id": places.get(mechanism.place.mentions[0]) if mechanism.place else None,
            "district": mechanism.district,
            "facet": FACET_OF[mechanism.code],
        }


def _attribute_rows(document: Document, coded: CodedArticle, places: PlaceIds) -> Iterator[TableRow]:
    for attribute in coded.attributes:
        start, end = attribute.start, attribute.end
        place = places.get(attribute.place.mentions[0]) if attribute.place else None
        # One date line may date several items of a page.
        code = f"{attribute.field}={attribute.value} {place or article_id(document, coded)}"
        yield {
            "attribute_id": record_id(document.sha256, "attributes", start, end, code),
            "article_id": article_id(document, coded),
            "doc": document.doc,
            "start": start,
            "end": end,
            "evidence": document.text[start:end],
            "field": attribute.field,
            "value": attribute.value,
            "basis": attribute.basis,
            "community_id": place,
        }


def _claim_rows(document: Document, coded: CodedArticle, places: PlaceIds) -> Iterator[TableRow]:
    text = coded.article.text
    for claim in coded.claims:
        start, end = text.raw_span(claim.start, claim.end)
        yield {
            "claim_id": claim_id(document, text, claim),
            "article_id": article_id(document, coded),
            "doc": document.doc,
            "start": start,
            "end": end,
            "evidence": document.text[start:end],
            "domain": claim.domain,
            "is_service": claim.is_service,
            "direction": claim.direction,
            "community_id": places.get(claim.place.mentions[0]) if claim.place else None,
            "district": claim.district,
        }


def _relation_rows(document: Document, coded: CodedArticle) -> Iterator[TableRow]:
    text = coded.article.text
    spans = [text.raw_span(metric.start, metric.end) for metric in coded.metrics]
    for relation in coded.relations:
        part, whole = spans[relation.metric], spans[relation.other]
        yield {
            "relation_id": record_id(document.sha256, "relations", part[0], whole[0], relation.kind),
            "article_id": article_id(document, coded),
            "doc": document.doc,
            "kind": relation.kind,
            "metric_id": metric_id(document, *part),
            "other_id": metric_id(document, *whole),
        }


def _link_rows(document: Document, coded: CodedArticle) -> Iterator[TableRow]:
    text = coded.article.text
    for link in coded.links:
        start, end = text.raw_span(link.start, link.end)
        mechanism = coded.mechanisms[link.mechanism]
        cause = mechanism_id(document, *text.raw_span(mechanism.start, mechanism.end), mechanism.code)
        metric = None if link.metric is None else coded.metrics[link.metric]
        claim = None if link.claim is None else coded.claims[link.claim]
        number = metric_id(document, *text.raw_span(metric.start, metric.end)) if metric else None
        asserted = claim_id(document, text, claim) if claim else None
        result = metric or claim
        yield {
            "link_id": record_id(document.sha256, "links", start, end, f"{cause} {number or asserted}"),
            "article_id": article_id(document, coded),
            "doc": document.doc,
            "start": start,
            "end": end,
            "evidence": document.text[start:end],
            "link": link.link,
            "code": mechanism.code,
            "mechanism_id": cause,
            "metric_id": number,
            "claim_id": asserted,
            "domain": result.domain if result else None,
        }


def _list_rows(document: Document, coded: CodedArticle) -> Iterator[TableRow]:
    text = coded.article.text
    for found in coded.lists:
        start, end = text.raw_span(found.start, found.end)
        yield {
            "list_id": record_id(document.sha256, "lists", start, end, str(found.announced)),
            "article_id": article_id(document, coded),
            "doc": document.doc,
            "start": start,
            "end": end,
            "quote": document.text[start:end],
            "text": text.text[found.start : found.end],
            "name": text.text[found.name_start : found.name_end],
            "announced": found.announced,
            "listed": found.listed,
        }


def _place_ids(document: Document, coded: CodedArticle) -> PlaceIds:
    """The ids of the article's coded places, by where each is named first."""
    text = coded.article.text
    return {
        place.mentions[0]: community_id(document, text, place) for place in coded.places if place.is_coded
    }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
