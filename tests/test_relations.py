"""Relations: which numbers of a text are parts, shares or retellings of which others."""

import shutil
from pathlib import Path

import pytest
import yaml

from helpers.errors import InputError
from helpers.knowledge import DATA
from helpers.knowledge.relations import load_relations
from tests.parsed import coded

ROWS = yaml.safe_load((Path(__file__).parent / "data" / "relations.yml").read_text(encoding="utf-8"))
TITLE = "静安区临汾路街道：小屏幕装下大民生\n"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["shows"])
def test_numbers_are_related_exactly_so(row: dict[str, object]):
    article = coded(TITLE + str(row["text"]))
    text = article.article.text.text
    quotes = [text[metric.start : metric.end] for metric in article.metrics]
    found = [[r.kind, quotes[r.metric], quotes[r.other]] for r in article.relations]
    assert found == row["relations"]


def test_a_share_with_base_period_and_measurer_is_firmly_reported():
    article = coded(TITLE + "据街道统计，截至10月底，平台收到诉求1126件，办结1033件，办结率91.7%。")
    assert [(m.unit, m.strength) for m in article.metrics if m.role == "outcome"] == [("%", "R6")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("- {use: cause, pattern: 因}", r"relations\.yml:1: use: "),
        ("- {use: share, pattern: '('}", r"relations\.yml:1: pattern: .*the pattern is broken"),
        ("- {use: share, pattern: 占}", r"relations\.yml: no row for use among; add one"),
    ],
)
def test_a_broken_row_is_named_by_file_line_and_remedy(tmp_path, row, message):
    shutil.copytree(DATA / "lexicon", tmp_path / "lexicon")
    (tmp_path / "lexicon" / "relations.yml").write_text(row, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_relations(tmp_path)
