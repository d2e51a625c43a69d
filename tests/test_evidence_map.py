"""The map of reported results: only what a text links, each fact once, gaps told as gaps."""

import re

import pytest

from helpers import evidence_grid, evidence_map, show
from helpers.book import Book
from helpers.codes import DOMAINS
from helpers.knowledge.labels import LANGUAGES
from helpers.labels import Labels
from tests.frames import make_frames

FRAMES = make_frames(
    documents=[{}],
    articles=[{}],
    metrics=[
        {"metric_id": "m1", "strength": "R4", "kind": "change", "domain": "disputes_law"},
        {"metric_id": "m2", "strength": "R4", "kind": "change", "domain": "disputes_law"},
        {"metric_id": "m3", "strength": "R5", "kind": "before_after", "domain": "satisfaction", "value": 89},
    ],
    mechanisms=[
        {"mechanism_id": "k1"},
        {"mechanism_id": "k2", "code": "safety_order", "facet": "issue"},
        {"mechanism_id": "k3", "code": "alliance", "facet": "actor"},
    ],
    claims=[{"claim_id": "c1", "evidence": "<b>纠纷明显减少</b>"}],
    links=[
        {"mechanism_id": "k1", "metric_id": "m1", "link": "package", "domain": "disputes_law"},
        {"mechanism_id": "k1", "metric_id": "m2", "link": "stated", "domain": "disputes_law"},
        {"mechanism_id": "k1", "claim_id": "c1", "link": "package", "domain": "disputes_law"},
        {"mechanism_id": "k1", "metric_id": "m3", "link": "package", "domain": "satisfaction"},
        {"mechanism_id": "k2", "metric_id": "m3", "code": "safety_order", "domain": "safety"},
    ],
)
EMPTY = make_frames()


def _book(frames, lang="en"):
    return Book(frames, Labels(lang), "", "evidence_map")


def _of(frames):
    results = evidence_map.linked_results(frames)
    filled = evidence_map.cells(results)
    return results, filled, evidence_map.gaps(frames, filled)


def test_a_fact_told_twice_is_one_result_and_a_tautology_none():
    results, _, _ = _of(FRAMES)
    assert list(
        zip(results["code"], results["domain"], results["link"], results["strength"], strict=True)
    ) == [
        ("deliberation", "disputes_law", "stated", "R4"),
        ("deliberation", "disputes_law", "package", "R1"),
        ("deliberation", "satisfaction", "package", "R5"),
    ]


def test_a_cell_tells_its_results_and_the_firmest():
    _, filled, _ = _of(FRAMES)
    assert filled.to_dict("records") == [
        {
            "code": "deliberation",
            "domain": "satisfaction",
            "results": 1,
            "articles": 1,
            "stated": 0,
            "strength": "R5",
        },
        {
            "code": "deliberation",
            "domain": "disputes_law",
            "results": 2,
            "articles": 1,
            "stated": 1,
            "strength": "R4",
        },
    ]


def test_gaps_are_those_of_mechanisms_that_are_told_of():
    _, filled, empty = _of(FRAMES)
    assert set(empty["code"]) == {"deliberation", "safety_order", "alliance"}
    assert len(empty) == 3 * len(DOMAINS) - len(filled) - 1
    by_domain = evidence_map.gaps_by_domain(empty, filled).set_index("domain")
    assert by_domain.loc["satisfaction"].to_dict() == {
        "linked": 1,
        "gaps": 2,
        "codes": '["alliance", "safety_order"]',
    }
    assert by_domain.loc["safety", ["linked", "gaps"]].tolist() == [0, 2]


def test_an_item_without_a_linked_result_only_tells():
    results, _, _ = _of(FRAMES)
    counts = evidence_map.by_strength(FRAMES, results)
    assert counts.loc["deliberation", "R5"] == 1
    assert counts.loc["alliance", "R0"] == 1
    assert int(counts.to_numpy().sum()) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_filled_cell_opens_its_records_and_nothing_is_live(lang):
    book = _book(FRAMES, lang)
    results, filled, empty = _of(FRAMES)
    grid = evidence_grid.grid(book, filled)._repr_html_()
    sections = evidence_grid.cell_sections(book, results, filled)._repr_html_()
    targets = re.findall(r'href="#(cell-[\w-]+)"', grid)
    assert targets == ["cell-deliberation-satisfaction", "cell-deliberation-disputes_law"]
    assert all(f'id="{target}"' in sections for target in targets)
    assert 'href="articles/ar1.html#c1"' in sections
    assert 'href="articles/ar1.html#m2"' in sections
    assert "<b>" not in sections
    chart = evidence_grid.map_chart(book, filled)
    assert chart.title.count("2") == 1
    assert "<svg" in chart.svg
    assert "<figure" in show.chart(book, chart, results)._repr_html_()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_empty_tables_say_so(lang):
    book = _book(EMPTY, lang)
    results, filled, empty = _of(EMPTY)
    assert len(results) == len(filled) == len(empty) == 0
    assert evidence_grid.sentences(book, results, filled, empty) == [book.labels.html("finding.nothing")]
    assert evidence_grid.map_chart(book, filled).svg == ""
    assert evidence_grid.strength_chart(book, evidence_map.by_strength(EMPTY, results)).svg == ""
    nothing = str(book.labels.html("map_page.nothing"))
    assert nothing in evidence_grid.grid(book, filled)._repr_html_()
    assert nothing in evidence_grid.cell_sections(book, results, filled)._repr_html_()
    recipes = evidence_grid.recipes(book, evidence_map.gaps_by_domain(empty, filled))._repr_html_()
    assert recipes.count("<tr>") == 1 + len(DOMAINS)
