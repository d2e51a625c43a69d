"""Kinds of text, years, domains and what stands beside which mechanism: exact counts, also of nothing."""

import pytest

from helpers import landscape, landscape_charts, show
from helpers.book import Book
from helpers.knowledge.labels import LANGUAGES
from helpers.labels import Labels
from tests.frames import make_frames

FRAMES = make_frames(
    documents=[{}, {"doc": "d2"}],
    articles=[
        {"genre": "page_digest", "completeness": "teaser", "year": 2023, "year_basis": "stated"},
        {"year": 2023, "year_basis": "inferred", "doc": "d2"},
        {"doc": "d2"},
        {"in_scope": False, "year": 2020, "year_basis": "stated"},
    ],
    communities=[{"community_type": "old_public"}, {"name": "东苑"}],
    metrics=[
        {"domain": "satisfaction", "strength": "R5", "kind": "before_after"},
        {"domain": "satisfaction", "strength": "R5", "kind": "before_after"},
        {"domain": "safety", "strength": "R2", "role": "output", "doc": "d2", "article_id": "ar2"},
        {"role": "context", "value": 7},
    ],
    mechanisms=[
        {"community_id": "co1"},
        {"community_id": "co1"},
        {"community_id": "co2", "code": "alliance", "facet": "actor"},
        {"code": "alliance", "facet": "actor", "article_id": "ar2", "doc": "d2"},
        {"article_id": "ar2", "doc": "d2"},
        {"code": "incentives", "article_id": "ar3", "doc": "d2"},
    ],
    attributes=[
        {},
        {"evidence": "没处停"},
        {"value": "disputes", "article_id": "ar3"},
        {"field": "genre", "value": "report"},
    ],
)
EMPTY = make_frames()


def test_kinds_and_years_of_items_in_scope():
    kinds = landscape.item_kinds(FRAMES["articles"])
    assert (kinds.loc["page_digest", "teaser"], kinds.loc["report", "full"], kinds.to_numpy().sum()) == (
        1,
        2,
        3,
    )
    assert landscape.items_by_year(FRAMES["articles"])["articles"].to_dict() == {"2023": 2, "unknown": 1}


def test_facts_by_domain_and_strength():
    table = landscape.domains_by_strength(FRAMES["metrics"])
    assert (table.loc["satisfaction", "R5"], table.loc["safety", "R2"], table.to_numpy().sum()) == (1, 1, 2)


def test_who_reports_what():
    table = landscape.reporters(FRAMES)
    assert table.drop(columns="source").to_dict("records") == [
        {"doc": "d1", "articles": 1, "numbers": 2, "outputs": 0, "outcomes": 1, "changes": 1},
        {"doc": "d2", "articles": 2, "numbers": 1, "outputs": 1, "outcomes": 0, "changes": 0},
    ]
    assert landscape.only_activity(table) == 1


def test_what_stands_beside_a_mechanism():
    problems = landscape.mechanisms_by_problem(FRAMES)
    assert (problems.loc["deliberation", "parking"], problems.loc["incentives", "disputes"]) == (1, 1)
    assert problems.to_numpy().sum() == 3
    housing = landscape.mechanisms_by_housing(FRAMES)
    assert housing.loc["deliberation", "old_public"] == housing.to_numpy().sum() == 1
    years = landscape.mechanisms_by_year(FRAMES)
    assert list(years.columns) == ["2023", "unknown"]
    assert years.loc["deliberation"].to_dict() == {"2023": 2, "unknown": 0}


def test_pairs_of_mechanisms_by_items_and_documents():
    assert landscape.pairs_of_mechanisms(FRAMES).to_dict("records") == [
        {"first": "deliberation", "second": "alliance", "articles": 2, "documents": 2}
    ]


def test_rows_stand_facet_by_facet():
    assert landscape.BY_FACET[0] == "party_leadership"
    assert landscape.BY_FACET[-1] == "safety_order"


def _charts(frames, labels):
    return [
        landscape_charts.item_kinds(landscape.item_kinds(frames["articles"]), labels),
        landscape_charts.years(landscape.items_by_year(frames["articles"]), labels),
        landscape_charts.domains(landscape.domains_by_strength(frames["metrics"]), labels),
        landscape_charts.beside("by_problem", landscape.mechanisms_by_problem(frames), "problem", labels),
        landscape_charts.beside(
            "by_housing", landscape.mechanisms_by_housing(frames), "community_type", labels
        ),
        landscape_charts.beside("by_year", landscape.mechanisms_by_year(frames), "year", labels),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_are_drawn_or_say_that_there_is_nothing(lang):
    labels = Labels(lang)
    for chart in _charts(FRAMES, labels):
        assert "<svg" in chart.svg, chart.name
        assert chart.unit
        assert "<figure" in show.chart(Book(FRAMES, labels, ""), chart)._repr_html_()
    assert all(chart.svg == "" for chart in _charts(EMPTY, labels))


def test_nothing_is_counted_in_empty_tables():
    assert landscape.pairs_of_mechanisms(EMPTY).empty
    assert landscape.reporters(EMPTY).empty
