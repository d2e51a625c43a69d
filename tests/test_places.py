"""Places: which named places are coded, of which level, and where they lie."""

from pathlib import Path

import pytest
import yaml

from tests.parsed import coded

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "places.yml").read_text(encoding="utf-8"))


def _shown(text):
    found = [place for place in coded(text).places if place.is_coded]
    outside = {p.name: f"{p.province}{p.city or ''}" for p in found if p.province != "上海市"}
    return [[p.name, p.level, outside.get(p.name, p.district), p.subdistrict] for p in found]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_a_text_names_exactly_these_places(row):
    assert _shown(row["text"]) == row["places"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_every_mention_stands_in_the_text(row):
    article = coded(row["text"])
    text = article.article.text.text
    for place in article.places:
        assert place.mentions == tuple(sorted(set(place.mentions)))
        assert all(0 <= start < end <= len(text) for start, end in place.mentions)
        if place.is_coded:
            assert any(text[start:end] == place.name for start, end in place.mentions)
