"""The summary: computed sentences, each tried again without its biggest document."""

import re

import pytest

from helpers.book import Book
from helpers.knowledge.labels import LANGUAGES
from helpers.labels import Labels
from helpers.summary import FINDINGS, badge, summary, without_document
from tests.frames import make_frames

ONE = {"article_id": "ar1", "doc": "d1"}
TWO = {"article_id": "ar2", "doc": "d2"}
THREE = {"article_id": "ar3", "doc": "d2"}
FRAMES = make_frames(
    documents=[{}, {"doc": "d2"}],
    articles=[{"completeness": "teaser"}, {"doc": "d2"}, {"doc": "d2"}],
    communities=[ONE, TWO | {"name": "东苑", "district": "徐汇区"}],
    metrics=[
        ONE | {"role": "context", "value": 3},
        TWO
        | {
            "kind": "before_after",
            "value_before": 10,
            "strength": "R5",
            "community": "东苑",
            "district": "徐汇区",
        },
        TWO | {"role": "output", "value": 5},
        THREE | {"role": "output", "value": 6},
    ],
    mechanisms=[ONE, TWO, THREE | {"code": "alliance", "facet": "actor"}],
)
KEYS = [
    "finding.scope",
    "summary.ways",
    "summary.concentration",
    "summary.roles",
    "summary.outcomes",
    "summary.pairs",
    "summary.cut",
    "summary.compared",
    "summary.shared",
    "warning.confirmed",
]


def _book(frames, lang="en"):
    return Book(frames, Labels(lang), "")


def _found(frames):
    book = _book(frames)
    found = ((find, find(frames, book.labels)) for find in FINDINGS)
    return {
        finding.key: (dict(finding.values), badge(finding, find, book)) for find, finding in found if finding
    }


def test_each_finding_has_its_numbers_and_its_badge():
    found = _found(FRAMES)
    assert list(found) == KEYS
    assert found["finding.scope"] == (
        {"articles": 3, "documents": 2, "places": 2, "districts": 2, "all": 16},
        "falls",
    )
    assert found["summary.cut"] == ({"n": 1, "all": 3}, "falls")
    assert found["summary.ways"] == ({"ways": "deliberation (2) and standing alliance (1)"}, "falls")
    assert found["summary.roles"] == ({"n": 4, "other": 3, "outcomes": 1}, "survives")
    assert found["summary.outcomes"] == ({"n": 1, "articles": 1, "documents": 1, "places": 1}, "one_document")
    assert found["summary.pairs"] == ({"pairs": 1, "n": 1}, "one_document")


def test_a_document_is_left_out_of_every_table():
    left = without_document(FRAMES, "d2")
    assert {name: len(rows) for name, rows in left.items() if "doc" in rows and len(rows)} == {
        "documents": 1,
        "articles": 1,
        "communities": 1,
        "metrics": 1,
        "mechanisms": 1,
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_bear_their_badges(lang):
    book = _book(FRAMES, lang)
    told = summary(book)
    assert list(told) == [book.labels.label(f"summary.{name}") for name in ("done", "changed", "sure")]
    assert [len(sentences) for sentences in told.values()] == [3, 3, 4]
    badges = [re.search(r'<a class="badge-(\w+)" href="([^"]*)">', s) for told in told.values() for s in told]
    assert {badge[2] for badge in badges} == {"how-to-read.html#what-a-finding-rests-on"}
    assert [badge[1] for badge in badges][:3] == ["falls", "falls", "survives"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_articles_there_is_one_sentence(lang):
    book = _book(make_frames(), lang)
    assert summary(book) == {"": [book.labels.html("finding.nothing")]}
