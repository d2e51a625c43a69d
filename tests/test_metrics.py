"""Metrics: which numbers count, what they measure, of which kind and role, and where."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.parsed import coded

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "metrics.yml").read_text(encoding="utf-8"))
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def _shown(text: str) -> list[dict[str, object]]:
    article = coded(text)
    return [
        {
            "quote": article.article.text.text[m.start : m.end],
            "indicator": m.indicator,
            "kind": m.kind,
            "role": m.role,
            "direction": m.direction,
            "baseline": m.baseline,
            "before": None if m.value_before is None else float(m.value_before),
            "community": m.community,
            "district": m.district,
        }
        for m in article.metrics
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_a_text_reports_exactly_these_metrics(row):
    found = _shown(row["text"])
    assert [m["quote"] for m in found] == [expected[0] for expected in row["metrics"]]
    for metric, (_, indicator, kind, role, *rest) in zip(found, row["metrics"], strict=True):
        fields = {"indicator": indicator, "kind": kind} | ({"role": role} if role else {})
        fields |= rest[0] if rest else {}
        assert {name: metric[name] for name in fields} == fields


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_full_width_figures_say_the_same(row):
    def coding(text):
        return [{k: v for k, v in m.items() if k != "quote"} for m in _shown(text)]

    assert coding(row["text"].translate(FULL_WIDTH)) == coding(row["text"])


@given(before=st.integers(1, 99), after=st.integers(1, 99))
def test_any_two_shares_joined_by_a_change_are_one_pair_with_its_direction(before, after):
    (metric,) = _shown(f"静安区临汾路街道改善服务\n居民满意率由{before}%变为{after}%，大家都说好。")
    assert metric["before"] == before
    assert metric["kind"] == "before_after"
    assert metric["direction"] == (None if before == after else "up" if after > before else "down")


def test_every_metric_quotes_the_raw_text_at_its_offsets():
    for row in ROWS:
        text = coded(row["text"]).article.text
        for metric in coded(row["text"]).metrics:
            start, end = text.raw_span(metric.start, metric.end)
            assert row["text"][start:end] == text.text[metric.start : metric.end]
