"""Subjects: the place that each number is about."""

from pathlib import Path

import pytest
import yaml

from tests.parsed import coded

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "subjects.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_each_number_is_about_this_place(row):
    article = coded(row["text"])
    text = article.article.text.text
    assert [[text[m.start : m.end], m.community, m.district] for m in article.metrics] == row["about"]
