import json

import pytest

from helpers.errors import InputError
from helpers.evaluation import evaluate, read_gold, report
from helpers.tables import frames_of
from tests.records import RAW, make_records

QUOTE = "37%提升至89%"


def gold_of(**changes):
    at = RAW.index(QUOTE)
    metric = {
        "type": "metric",
        "doc": "a",
        "article": "晨光居民区议事",
        "quote": QUOTE,
        "value": 89,
        "value_high": None,
        "value_before": 37,
        "bound": "exact",
        "unit": "%",
        "indicator": "居民满意度",
        "kind": "before_after",
        "direction": "up",
        "baseline": None,
        "role": "outcome",
        "community": "晨光居民区",
        "district": "黄浦区",
        "optional": False,
        "start": at,
        "end": at + len(QUOTE),
    }
    place = {
        "type": "community",
        "doc": "a",
        "article": "晨光居民区议事",
        "name": "晨光居委会",
        "level": "community",
    }
    place |= {"district": "黄浦区", "subdistrict": None, "start": 6, "end": 11, "optional": False}
    mechanism = {"type": "mechanism", "doc": "a", "article": "晨光居民区议事", "code": "deliberation"}
    mechanism |= {"name": "晨光议事厅", "evidence": "搭建议事厅", "start": 20, "end": 25, "optional": False}
    article = {"type": "article", "doc": "a", "title": "晨光居民区议事", "start": 6, "in_scope": True}
    return [article, place, metric | changes, mechanism]


def test_a_perfect_extraction_scores_one_everywhere():
    result = evaluate(gold_of(), frames_of([make_records()]))
    assert {name: score.f1 for name, score in result.scores.items()} == dict.fromkeys(result.scores, 1.0)
    assert {share for fields in result.accuracy.values() for share in fields.values()} == {1.0}
    assert result.faults == ()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"value": 90}, "value"),
        ({"value_before": None}, "value"),
        ({"unit": "户"}, "unit"),
        ({"bound": "at_least"}, "bound"),
        ({"kind": "level"}, "kind"),
        ({"direction": "down"}, "direction"),
        ({"baseline": "yoy"}, "baseline"),
        ({"role": "input"}, "role"),
        ({"indicator": "入住率"}, "indicator"),
        ({"community": "平桥居民区"}, "community"),
        ({"district": "静安区"}, "district"),
    ],
)
def test_each_wrong_field_is_seen(changes, wrong):
    result = evaluate(gold_of(**changes), frames_of([make_records()]))
    assert [field for field, share in result.accuracy["metrics"].items() if share < 1] == [wrong]
    assert [(fault.table, fault.kind) for fault in result.faults] == [("metrics", wrong)]
    assert result.scores["metrics.detection"].f1 == 1.0
    assert (result.scores["metrics.strict"].f1 == 1.0) is (wrong not in ("value", "unit", "bound"))


def test_missed_and_extra_records_lower_recall_and_precision():
    tables = frames_of([make_records()])
    tables["metrics"] = tables["metrics"].iloc[:0]
    result = evaluate(gold_of(), tables)
    assert (result.scores["metrics.detection"].recall, result.faults[0].kind) == (0.0, "missed")
    extra = evaluate(
        [record for record in gold_of() if record["type"] != "metric"], frames_of([make_records()])
    )
    assert (extra.scores["metrics.detection"].precision, extra.faults[0].kind) == (0.0, "extra")


def test_optional_gold_neither_helps_nor_hurts():
    tables = frames_of([make_records()])
    found = evaluate(gold_of(optional=True), tables).scores["metrics.detection"]
    assert (found.true_positives, found.predicted, found.gold) == (0, 0, 0)
    tables["metrics"] = tables["metrics"].iloc[:0]
    missed = evaluate(gold_of(optional=True), tables).scores["metrics.detection"]
    assert (missed.true_positives, missed.predicted, missed.gold) == (0, 0, 0)


def test_records_of_an_article_judged_out_of_scope_do_not_count():
    tables = frames_of([make_records()])
    tables["articles"]["in_scope"] = False
    result = evaluate(gold_of(), tables)
    assert result.accuracy["articles"]["in_scope"] == 0.0
    assert result.scores["metrics.detection"].predicted == 0


def test_documents_without_gold_are_ignored():
    result = evaluate(gold_of(), frames_of([make_records(), make_records("b", RAW + "另")]))
    assert result.scores["articles"].predicted == 1


def test_the_report_names_figures_and_faults():
    text = report(evaluate(gold_of(value=90), frames_of([make_records()])), faults=5)
    assert "metrics.strict     F1 0.0000" in text
    assert "metrics value: a 37%提升至89% | gold 90 | found 89.0" in text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", ":2: not a gold record"),
        ('{"type": "rumour"}', ":2: not a gold record"),
        ('{"type": "article", "doc": "a"}', ":2: title is missing"),
    ],
)
def test_a_broken_gold_line_is_named(tmp_path, line, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold_of()[0]) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_gold(path)
