"""Scores of fields, claims, links and relations, and the gold that they are held against."""

import json
from pathlib import Path

import pandas as pd
import pytest

from helpers import codes
from helpers.corpus import read_corpus
from helpers.evaluation import evaluate, read_gold, report
from helpers.knowledge import DATA
from helpers.model import Document
from helpers.tables import frames_of
from tests.records import RAW, make_records

ITEM = {"doc": "a", "article": "晨光居民区议事", "optional": False}
HEAD = {"type": "article", "doc": "a", "title": "晨光居民区议事", "start": 6, "in_scope": True}
AT = RAW.index("37%")


def _field(field, value, start=6, end=8, **more):
    return {
        **ITEM,
        "type": "field",
        "field": field,
        "value": value,
        "quote": RAW[start:end],
        "start": start,
        "end": end,
        **more,
    }


def _claim(**more):
    fields = {"domain": "cohesion", "is_service": False, "direction": None, "evidence": RAW[6:11]}
    return {**ITEM, "type": "claim", "start": 6, "end": 11, **fields, **more}


def _link(**more):
    at = RAW.index("搭建议事厅")
    fields = {
        "link": "stated",
        "code": "deliberation",
        "domain": "satisfaction",
        "evidence": RAW[at : at + 5],
    }
    return {**ITEM, "type": "link", "start": at, "end": at + 5, **fields, **more}


def _mechanism_place(value, district, **more):
    at = RAW.index("搭建议事厅")
    fields = {"code": "deliberation", "district": district, **more}
    return _field("mechanism_place", value, at, at + 5, **fields)


def _relation(**more):
    spans = {"start": AT, "end": AT + 3, "other_start": AT + 20, "other_end": AT + 22}
    return {**ITEM, "type": "relation", "kind": "share_of", "quote": "", "other_quote": "", **spans, **more}


def _gold(*records):
    return [
        HEAD,
        _field("completeness", "full"),
        _field("genre", "report"),
        _field("year", None, basis="unknown"),
        *records,
    ]


def _tables():
    """The tables of the hand-made document, with a second number and a relation between the two."""
    tables = frames_of([make_records()])
    number = tables["metrics"].iloc[0]
    other = number.copy()
    other["metric_id"], other["start"], other["end"], other["quote"] = "me-other", AT + 20, AT + 22, "5户"
    tables["metrics"] = pd.DataFrame([number, other]).astype(tables["metrics"].dtypes)
    relation = {"relation_id": "re-1", "article_id": number["article_id"], "doc": "a", "kind": "share_of"}
    relation |= {"metric_id": number["metric_id"], "other_id": "me-other"}
    tables["relations"] = pd.DataFrame([relation])
    return tables


ALL = (
    _field("problem", "disputes"),
    _field("community_type", "old_public", community="晨光居民区"),
    _field("domain", "satisfaction", AT, AT + 3, is_service=False),
    _mechanism_place("晨光居民区", "黄浦区"),
    _claim(),
    _link(),
    _link(link="package", domain="cohesion", start=6, end=8),
    _relation(),
)
NEW_SCORES = ("problems", "housing", "claims", "links", "relations")


def test_a_perfect_extraction_scores_one_everywhere():
    result = evaluate(_gold(*ALL), _tables())
    assert {name: result.scores[name].f1 for name in NEW_SCORES} == dict.fromkeys(NEW_SCORES, 1.0)
    assert result.accuracy["items"] == {"completeness": 1, "genre": 1, "year": 1, "year_basis": 1}
    assert result.accuracy["housing"] == {"community_type": 1}
    assert result.accuracy["outcomes"] == {"domain": 1, "is_service": 1}
    assert result.accuracy["mechanism_places"] == {"community": 1, "district": 1}
    assert result.accuracy["claims"] == {"is_service": 1, "direction": 1}
    assert result.accuracy["links"] == {"link": 1}
    assert {fault.table for fault in result.faults} == {"metrics", "communities", "mechanisms"}


@pytest.mark.parametrize(
    ("record", "table", "kind", "gold", "found"),
    [
        (_field("completeness", "teaser"), "items", "completeness", "teaser", "full"),
        (_field("genre", "brief"), "items", "genre", "brief", "report"),
        (_field("year", "2023", basis="unknown"), "items", "year", "2023", ""),
        (_field("year", None, basis="inferred"), "items", "year_basis", "inferred", "unknown"),
        (
            _field("community_type", "rental", community="晨光居民区"),
            "housing",
            "community_type",
            "rental",
            "old_public",
        ),
        (
            _field("domain", "safety", AT, AT + 3, is_service=False),
            "outcomes",
            "domain",
            "safety",
            "satisfaction",
        ),
        (
            _field("domain", "satisfaction", AT, AT + 3, is_service=True),
            "outcomes",
            "is_service",
            "True",
            "False",
        ),
        (_mechanism_place("黄浦区", "黄浦区"), "mechanism_places", "community", "黄浦区", "晨光居民区"),
        (_mechanism_place(None, "黄浦区"), "mechanism_places", "community", "", "晨光居民区"),
        (_mechanism_place("晨光社区", "静安区"), "mechanism_places", "district", "静安区", "黄浦区"),
        (_claim(direction="up"), "claims", "direction", "up", ""),
        (_claim(is_service=True), "claims", "is_service", "True", "False"),
        (_link(link="package"), "links", "link", "package", "stated"),
    ],
)
def test_each_wrong_field_is_seen(record, table, kind, gold, found):
    tables = _tables()
    if table != "housing":
        tables["communities"] = tables["communities"].assign(community_type=None)
    result = evaluate([HEAD, record], tables)
    wrong = [(f.kind, f.gold, f.found) for f in result.faults if f.table == table and f.kind != "extra"]
    assert wrong == [(kind, gold, found)]
    assert result.accuracy[table][kind] == 0


@pytest.mark.parametrize(
    ("record", "table", "missed"),
    [
        (_field("problem", "parking"), "problems", "parking"),
        (_claim(domain="safety"), "claims", RAW[6:11]),
        (_claim(start=30, end=33), "claims", RAW[6:11]),
        (_link(code="alliance"), "links", "搭建议事厅"),
        (_link(domain="safety"), "links", "搭建议事厅"),
        (_relation(kind="part_of"), "relations", " ~ "),
        (_relation(other_start=0, other_end=3), "relations", " ~ "),
    ],
)
def test_what_differs_in_what_it_says_or_where_is_missed(record, table, missed):
    result = evaluate([HEAD, record], _tables())
    score = result.scores[table]
    assert (score.true_positives, score.gold) == (0, 1)
    assert score.predicted == (2 if table == "links" else 1)
    faults = [fault for fault in result.faults if fault.table == table]
    assert [fault.what for fault in faults if fault.kind == "missed"] == [missed]
    assert len([fault for fault in faults if fault.kind == "extra"]) == score.predicted


def test_optional_gold_neither_helps_nor_hurts():
    gold = [
        record | {"optional": True}
        for record in (*ALL[:2], _claim(domain="safety"), *(ALL[5:7]), _relation())
    ]
    result = evaluate([HEAD, *gold], _tables())
    for name in NEW_SCORES:
        score = result.scores[name]
        assert (name, score.true_positives, score.predicted, score.gold) == (name, 0, 0, 0)
    nothing = {name: rows.iloc[:0] for name, rows in _tables().items()}
    assert {evaluate([HEAD, *gold], nothing).scores[name].gold for name in NEW_SCORES} == {0}


def test_a_gold_link_covers_all_results_of_its_domain_in_its_words():
    tables = _tables()
    link = tables["links"][tables["links"]["domain"] == "satisfaction"]
    again = link.assign(link_id="li-again")
    elsewhere = link.assign(link_id="li-elsewhere", start=0, end=2)
    tables["links"] = pd.concat([link, again, elsewhere])
    score = evaluate([HEAD, _link()], tables).scores["links"]
    assert (score.true_positives, score.predicted, score.gold) == (1, 2, 1)


def test_one_fact_told_twice_has_no_order():
    tables = _tables()
    tables["relations"]["kind"] = "same_fact"
    turned = _relation(kind="same_fact", start=AT + 20, end=AT + 22, other_start=AT, other_end=AT + 3)
    assert evaluate([HEAD, turned], tables).scores["relations"].f1 == 1
    tables["relations"]["kind"] = "share_of"
    assert evaluate([HEAD, turned | {"kind": "share_of"}], tables).scores["relations"].f1 == 0


def test_a_mechanism_of_no_coded_place_is_told_of_its_district():
    tables = _tables()
    tables["mechanisms"]["community_id"] = None
    same, other_category = (
        _mechanism_place("黄浦区", "黄浦区", code=code) for code in ("deliberation", "alliance")
    )
    result = evaluate([HEAD, same, other_category], tables)
    assert result.accuracy["mechanism_places"] == {"community": 1, "district": 1}
    assert [fault for fault in result.faults if fault.table == "mechanism_places"] == []


def test_only_documents_with_such_gold_are_scored():
    both = frames_of([make_records(), make_records("b", RAW + "另")])
    other = HEAD | {"doc": "b"}
    assert not set(NEW_SCORES) & set(evaluate([HEAD, other], both).scores)
    result = evaluate([*_gold(*ALL), other], both)
    assert (result.scores["claims"].predicted, result.scores["articles"].predicted) == (1, 2)
    assert "claims" in report(result)


GOLD = DATA / "gold"
CLOSED = {
    "completeness": codes.COMPLETENESS,
    "genre": codes.GENRES,
    "problem": codes.PROBLEMS,
    "community_type": codes.COMMUNITY_TYPES,
    "domain": codes.DOMAINS,
}


def _raw_texts() -> dict[str, str]:
    return {one.doc: one.text for one in read_corpus([DATA / "raw"]) if isinstance(one, Document)}


def test_every_gold_record_quotes_its_document():
    texts = _raw_texts()
    for record in read_gold(GOLD / "fields.jsonl"):
        text = texts[record["doc"]]
        quote = record["quote"] if "quote" in record else record["evidence"]
        assert text[record["start"] : record["end"]] == quote != ""
        if record["type"] == "relation":
            assert text[record["other_start"] : record["other_end"]] == record["other_quote"] != ""


def test_gold_uses_only_the_closed_lists():
    for record in read_gold(GOLD / "fields.jsonl"):
        if record["type"] == "field" and record["field"] in CLOSED:
            assert record["value"] in CLOSED[record["field"]]
        elif record.get("field") == "mechanism_place":
            assert record["code"] in codes.MECHANISM_CODES
        elif record["type"] == "field":
            assert record["field"] == "year"
            assert record["basis"] in codes.YEAR_BASES
            assert (record["value"] is None) == (record["basis"] == "unknown")
        elif record["type"] == "claim":
            assert record["domain"] in codes.DOMAINS
        elif record["type"] == "link":
            assert record["link"] in codes.LINKS
            assert record["code"] in codes.MECHANISM_CODES
            assert record["domain"] in codes.DOMAINS
        else:
            assert record["kind"] in codes.RELATIONS


def test_gold_of_fields_fits_the_gold_of_the_seeds():
    """Each item has its three fields, each outcome a domain, each link a mechanism coded in its item."""
    seeds, fields = read_gold(GOLD / "seeds.jsonl"), read_gold(GOLD / "fields.jsonl")
    items = {(r["doc"], r["title"]) for r in seeds if r["type"] == "article" and r["in_scope"]}
    for field in ("completeness", "genre", "year"):
        told = [(r["doc"], r["article"]) for r in fields if r.get("field") == field]
        assert sorted(told) == sorted(items)
    outcomes = {(r["doc"], r["start"]) for r in seeds if r["type"] == "metric" and r["role"] == "outcome"}
    assert {(r["doc"], r["start"]) for r in fields if r.get("field") == "domain"} == outcomes
    numbers = {(r["doc"], r["start"], r["end"]) for r in seeds if r["type"] == "metric"}
    places = {(r["doc"], r["article"], r["name"]) for r in seeds if r["type"] == "community"}
    used = {(r["doc"], r["article"], r["code"]) for r in seeds if r["type"] == "mechanism"}
    evidence = [(r["doc"], r["start"], r["end"], r["code"]) for r in seeds if r["type"] == "mechanism"]
    placed = [r for r in fields if r.get("field") == "mechanism_place"]
    assert sorted((r["doc"], r["start"], r["end"], r["code"]) for r in placed) == sorted(evidence)
    for record in placed:
        wanted = (record["doc"], record["article"], record["value"])
        assert wanted in places or record["value"] in (None, record["district"])
    for record in fields:
        item = (record["doc"], record["article"])
        if record["type"] == "relation":
            assert (record["doc"], record["start"], record["end"]) in numbers
            assert (record["doc"], record["other_start"], record["other_end"]) in numbers
        elif record.get("field") == "community_type":
            assert (*item, record["community"]) in places
        elif record["type"] == "link" and not record["optional"]:
            assert (*item, record["code"]) in used


def test_a_gold_file_says_what_it_misses(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(_claim() | {"domain": None}) + "\n" + json.dumps({"type": "link", "doc": "a"}))
    with pytest.raises(Exception, match=":2: article is missing in this link"):
        read_gold(path)


def test_two_coders_of_links_agree_as_the_method_page_says():
    """Nearly four fifths (F1 of one coder against the other, on the links that they hold to be certain)."""
    coders = [
        set(record["coders"]) for record in read_gold(GOLD / "fields.jsonl") if record["type"] == "link"
    ]
    first, second, both = (sum(wanted <= named for named in coders) for wanted in ({1}, {2}, {1, 2}))
    assert (first, second, both) == (49, 62, 44)
    assert 0.75 < 2 * both / (first + second) < 0.8
