import pandas as pd
import pytest

from helpers import analysis
from helpers.analysis import Support
from helpers.comparison import like_with_like, not_compared, reasons
from helpers.errors import InputError
from helpers.values import value_text
from tests.frames import make_frames

DISTRICTS = ("黄浦区", "徐汇区", "松江区")
EMPTY = make_frames()


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": 90, "unit": "%"}, "90%"),
        ({"value": 94.5, "unit": "%", "bound": "approx"}, "≈94.5%"),
        ({"value": 70, "unit": "%", "bound": "at_most", "direction": "down"}, "↓≤70%"),
        ({"value": 40, "unit": "%", "direction": "up"}, "↑40%"),
        ({"value": 89, "unit": "%", "value_before": 37, "direction": "up"}, "37% → 89%"),
        ({"value": 0, "unit": "处", "value_before": 30, "bound": "at_least"}, "≥30\u00a0处 → 0\u00a0处"),
        ({"value": 300, "unit": "户", "value_high": 500}, "300–500\u00a0户"),
        ({"value": 147000, "unit": "套", "bound": "at_least"}, "≥147,000\u00a0套"),
        ({"value": 33.33, "unit": ""}, "33.33"),
        ({"value": -3, "unit": "℃"}, "-3\u00a0℃"),
    ],
)
def test_a_number_is_never_written_as_surer_than_it_was(fields, text):
    (row,) = make_frames(metrics=[fields])["metrics"].to_dict("records")
    assert value_text(row) == text


def _facts(*rows):
    return (
        analysis.facts(make_frames(metrics=list(rows))["metrics"])[["metric_id", "mentions"]]
        .to_numpy()
        .tolist()
    )


def test_a_fact_told_twice_is_one_fact_in_its_weaker_wording():
    exact, about, again = {"bound": "exact"}, {"bound": "approx"}, {"bound": "exact"}
    assert _facts(exact, about, again) == [["me2", 3]]


@pytest.mark.parametrize(
    "other",
    [
        {"article_id": "ar2"},
        {"community": "朝阳居民区"},
        {"community": None},
        {"indicator": "入住率"},
        {"unit": "户"},
        {"kind": "change", "direction": "up"},
        {"value": 91},
        {"value_before": 37},
    ],
)
def test_equal_numbers_may_be_different_facts(other):
    assert _facts({}, other) == [["me1", 1], ["me2", 1]]


def test_numbers_without_an_indicator_are_never_merged():
    assert _facts({"indicator": None}, {"indicator": None}) == [["me1", 1], ["me2", 1]]


def test_outcomes_strongest_report_first_and_articles_in_turn():
    rows = analysis.outcomes(
        make_frames(
            metrics=[
                {"value": 1, "article_id": "ar1"},
                {"value": 2, "article_id": "ar1"},
                {"value": 3, "article_id": "ar2"},
                {"value": 4, "kind": "change", "direction": "down"},
                {"value": 5, "kind": "before_after", "value_before": 2},
                {"value": 6, "kind": "standard"},
                {"value": 7, "role": "output"},
                {"value": 8, "kind": "frequency"},
                {"value": 9, "strength": "R7"},
            ]
        )["metrics"]
    )
    assert rows["value"].tolist() == [9, 5, 4, 1, 3, 2, 8]
    assert rows["strength"].tolist() == ["R7", "R5", "R4", "R3", "R3", "R3", "R3"]


def test_support_tells_what_would_remain_without_the_largest_document():
    rows = make_frames(
        metrics=[{"doc": "x"}, {"doc": "y", "article_id": "ar2"}, {"doc": "y", "article_id": "ar3"}]
    )["metrics"]
    assert analysis.support(rows) == Support(rows=3, articles=3, documents=2, largest=2)
    assert analysis.support(EMPTY["metrics"]) == Support(0, 0, 0, 0)


def test_coverage_counts_each_district_in_the_order_given():
    frames = make_frames(
        articles=[{}, {}],
        communities=[{}, {}, {"name": "永德", "article_id": "ar2"}, {"name": "外地", "district": "重庆市"}],
        metrics=[
            {"district": "徐汇区"},
            {"district": "徐汇区", "role": "input", "value": 1},
            {"district": None},
        ],
        mechanisms=[{}, {"code": "alliance"}, {"code": "alliance", "article_id": "ar2"}],
    )
    assert analysis.coverage(frames, DISTRICTS).to_dict("index") == {
        "黄浦区": {"articles": 2, "places": 2, "numbers": 0, "outcomes": 0, "mechanisms": 2},
        "徐汇区": {"articles": 1, "places": 0, "numbers": 2, "outcomes": 1, "mechanisms": 0},
        "松江区": {"articles": 0, "places": 0, "numbers": 0, "outcomes": 0, "mechanisms": 0},
    }


def test_numbers_by_type_keeps_only_types_that_occur():
    table = analysis.numbers_by_type(
        make_frames(
            metrics=[{}, {"value": 1}, {"indicator_type": "crime", "role": "context", "indicator": "案件"}]
        )["metrics"]
    )
    assert table.to_dict("index") == {
        "satisfaction": {"context": 0, "input": 0, "output": 0, "outcome": 2},
        "crime": {"context": 1, "input": 0, "output": 0, "outcome": 0},
    }


def test_places_by_level_counts_a_place_once():
    table = analysis.places_by_level(
        make_frames(communities=[{}, {"article_id": "ar2"}, {"name": "永德小区", "level": "estate"}])[
            "communities"
        ],
        DISTRICTS,
    )
    assert table.loc["黄浦区"].to_dict() == {
        "city": 0,
        "subdistrict": 0,
        "community": 1,
        "estate": 1,
        "site": 0,
    }
    assert table.loc["松江区"].sum() == 0


def test_mechanism_spread_and_matrix_count_articles_not_evidence():
    rows = make_frames(
        mechanisms=[{}, {}, {"article_id": "ar2", "doc": "d2", "district": "徐汇区"}, {"code": "alliance"}]
    )["mechanisms"]
    spread = analysis.mechanism_spread(rows)
    assert spread.loc["deliberation"].to_dict() == {"articles": 2, "documents": 2, "districts": 2}
    assert spread.loc["incentives"].sum() == 0
    assert len(spread) == 18
    matrix = analysis.mechanisms_by_district(rows, DISTRICTS)
    assert matrix.loc["deliberation"].tolist() == [1, 1, 0]


def test_schemes_gather_the_categories_of_one_name():
    rows = analysis.schemes(
        make_frames(
            mechanisms=[
                {"name": "自治金", "code": "self_governance"},
                {"name": "自治金", "code": "resource_mobilisation"},
                {"name": None},
                {"name": "自治金", "article_id": "ar2", "code": "incentives"},
            ]
        )["mechanisms"]
    )
    assert rows[["mechanism_id", "codes"]].to_numpy().tolist() == [
        ["me1", '["resource_mobilisation", "self_governance"]'],
        ["me4", '["incentives"]'],
    ]


def test_characters_add_up_to_the_document():
    frames = make_frames(
        documents=[
            {"doc": "d1", "chars": 100, "noise": '{"spam": [[0, 10], [20, 25]]}'},
            {"doc": "d2", "chars": 7},
        ],
        articles=[{"chars": 50}, {"chars": 20}, {"chars": 5, "in_scope": False}],
    )
    assert analysis.characters(frames).to_dict("index") == {
        "d1": {"in_scope": 70, "out_of_scope": 5, "removed": 15, "rest": 10},
        "d2": {"in_scope": 0, "out_of_scope": 0, "removed": 0, "rest": 7},
    }
    assert analysis.removed(frames["documents"]).to_numpy().tolist() == [["d1", "spam", 2, 15]]
    assert analysis.removed_by_kind(frames["documents"]).to_numpy().tolist() == [["spam", 1, 2, 15]]


def test_period_is_as_far_as_known():
    documents = make_frames(
        documents=[{"doc": "a", "published": "2023-07-19"}, {"doc": "b"}, {"doc": "c", "published": "2021"}]
    )["documents"]
    assert analysis.period(documents) == ("2021", "2023")
    assert analysis.period(EMPTY["documents"]) is None


def test_one_district_keeps_only_its_own_rows():
    frames = make_frames(
        documents=[{"doc": "d1"}, {"doc": "d2"}],
        articles=[{}, {"doc": "d2"}],
        communities=[{}, {"article_id": "ar2", "doc": "d2", "district": "徐汇区"}],
        metrics=[{}, {"district": None}],
    )
    here = analysis.of_district(frames, "黄浦区", DISTRICTS)
    assert {name: len(rows) for name, rows in here.items()} == {
        "documents": 1,
        "articles": 1,
        "communities": 1,
        "metrics": 1,
        "mechanisms": 0,
        "attributes": 0,
        "claims": 0,
        "relations": 0,
        "links": 0,
        "lists": 0,
        "quarantine": 0,
    }
    with pytest.raises(InputError, match="district='桃园区': no such district; use one of 黄浦区"):
        analysis.of_district(frames, "桃园区", DISTRICTS)


def test_everything_works_on_empty_tables():
    metrics, mechanisms = EMPTY["metrics"], EMPTY["mechanisms"]
    assert analysis.facts(metrics).empty
    assert analysis.outcomes(metrics).empty
    assert analysis.coverage(EMPTY, DISTRICTS).to_numpy().sum() == 0
    assert analysis.numbers_by_district(metrics, DISTRICTS).shape == (3, 4)
    assert analysis.numbers_by_type(metrics).empty
    assert analysis.mechanism_spread(mechanisms)["articles"].sum() == 0
    assert analysis.schemes(mechanisms).empty
    assert analysis.characters(EMPTY).empty
    assert analysis.of_district(EMPTY, "黄浦区", DISTRICTS)["articles"].empty
    assert like_with_like(EMPTY, DISTRICTS) == []


BASE = {"community_id": "co1", "value": 90}
THERE = {"community_id": "co2", "community": "永德居民区", "district": "徐汇区", "value": 80}


def _groups(*metrics):
    frames = make_frames(
        communities=[{}, {"name": "永德居民区", "district": "徐汇区"}, {"name": "东苑", "level": "estate"}],
        metrics=list(metrics),
    )
    return like_with_like(frames, DISTRICTS)


def test_numbers_of_one_kind_from_two_districts_stand_side_by_side():
    (group,) = _groups(BASE, THERE)
    assert (group.indicator_type, group.unit, group.kind, group.level) == (
        "satisfaction",
        "%",
        "level",
        "community",
    )
    assert group.rows["shown"].tolist() == [90, 80]


@pytest.mark.parametrize(
    "unlike",
    [
        {"unit": "户"},
        {"indicator": "物业满意度"},
        {"kind": "standard"},
        {"kind": "frequency"},
        {"role": "context"},
        {"baseline": "yoy"},
        {"indicator_type": "coverage"},
        {"community_id": "co3"},
        {"community_id": None, "community": None},
        {"community_id": None, "community": "徐汇区"},
        {"community_id": None, "community": "上海市"},
        {"district": None},
    ],
)
def test_unlike_is_never_put_beside_like(unlike):
    assert _groups(BASE, THERE | unlike) == []


@pytest.mark.parametrize("indicator_type", ["other", "facilities", "projects", "price"])
def test_collections_of_unlike_things_are_not_compared(indicator_type):
    kind = {"indicator_type": indicator_type}
    assert _groups(BASE | kind, THERE | kind) == []


def test_persons_are_persons_but_attendances_are_not():
    people = {"indicator_type": "residents", "role": "context"}
    (group,) = _groups(BASE | people | {"unit": "名"}, THERE | people | {"unit": "人"})
    assert group.unit == "人"
    assert _groups(BASE | people | {"unit": "人次"}, THERE | people | {"unit": "人"}) == []


def test_a_fall_is_negative_and_a_change_without_direction_is_left_out():
    change = {"kind": "change", "indicator_type": "crime"}
    (group,) = _groups(BASE | change | {"direction": "down"}, THERE | change | {"direction": "up"})
    assert group.rows["shown"].tolist() == [-90, 80]
    assert _groups(BASE | change | {"direction": "down"}, THERE | change) == []


def test_whole_districts_and_other_cities_may_be_compared():
    frames = make_frames(
        metrics=[
            {"community": "黄浦区", "district": "黄浦区"},
            {"community": "徐汇区", "district": "徐汇区", "value": 1},
        ]
    )
    (group,) = like_with_like(frames, DISTRICTS)
    assert group.level == "district"


def test_two_places_of_one_district_may_be_compared_but_a_place_not_with_itself():
    (group,) = _groups(BASE, THERE | {"district": "黄浦区"})
    assert len(group.rows) == 2
    assert _groups(BASE, BASE | {"value": 80}) == []


def test_years_that_are_known_to_be_far_apart_are_not_compared():
    def groups(*years):
        frames = make_frames(
            articles=[{"year": year, "year_basis": "stated"} for year in years],
            communities=[{}, {"name": "永德居民区", "district": "徐汇区"}],
            metrics=[BASE, THERE | {"article_id": "ar2"}],
        )
        left = not_compared(frames, DISTRICTS)
        return len(like_with_like(frames, DISTRICTS)), list(left["reason"])

    assert groups(2021, 2024) == (1, [])
    assert groups(2021, None) == (1, [])
    assert groups(2018, 2024) == (0, ["far_years", "far_years"])


def test_what_is_not_compared_has_its_reason():
    frames = make_frames(
        communities=[{}],
        metrics=[
            BASE,
            {"indicator_type": "other", "value": 1},
            {"kind": "standard", "value": 2},
            {"kind": "change", "value": 3},
            {"community": None, "value": 4},
        ],
    )
    left = not_compared(frames, DISTRICTS)
    assert list(left["reason"]) == ["alone", "unlike_type", "standard", "no_direction", "no_place"]
    assert reasons(left)["numbers"].sum() == 5
    assert reasons(not_compared(EMPTY, DISTRICTS))["numbers"].sum() == 0


def test_records_have_none_for_empty_cells():
    rows = pd.DataFrame({"a": pd.array([1, None], "Int64"), "b": pd.array(["x", None], "string")})
    assert analysis.records(rows) == [{"a": 1, "b": "x"}, {"a": None, "b": None}]
